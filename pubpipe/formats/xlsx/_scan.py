"""The ledger's denominator: every text node and readable attribute, found by reading the parts' XML plainly.

Written apart from the walk: it knows no headings, no rules and no relationships. A string is found at each cell that
shows it; strings no cell shows, where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._office import transitional
from pubpipe.formats.xlsx._names import label
from pubpipe.model import Visible
from pubpipe.packages.package import Package
from pubpipe.packages.xml import parse

_TECHNICAL = frozenset(
    """
    from to col row colOff rowOff sqref Anchor Column Row MoveWithCells SizeWithCells AutoFill AutoLine PrintObject
    formatCode idx order val orientation pageSetup logBase majorUnit minorUnit bubbleScale
    revision created modified lastPrinted TotalTime Application DocSecurity ScaleCrop LinksUpToDate SharedDoc
    HyperlinksChanged AppVersion i4 bool Template Pages Words Characters
    """.split()
)
"""Elements whose text is a number or a code and never shown, by local name."""

_READABLE = {
    "sheet": ("name",),
    "dataValidation": ("promptTitle", "prompt", "errorTitle", "error"),
    "hyperlink": ("tooltip", "display"),
    "cNvPr": ("descr", "title"),
    "table": ("comment",),
    "tableColumn": ("name", "totalsRowLabel"),
    "filter": ("val",),
    "customFilter": ("val",),
    "cfRule": ("text",),
    "cacheField": ("name",),
    "s": ("v",),
    "pivotField": ("name",),
    "dataField": ("name",),
    "pivotTableDefinition": ("rowHeaderCaption", "colHeaderCaption"),
    "person": ("displayName",),
}
"""Attributes a reader may see, by local names."""


def visible(source: bytes) -> Iterator[Visible]:
    """Everything readable, part by part in the package's order, element by element, whatever is XML."""
    package = Package(source)
    roots: dict[str, etree._Element] = {}
    for name in package.names:
        kind = package.content_type(name)
        text = kind.endswith(("+xml", "/xml", "vmlDrawing")) and "relationships" not in kind
        if text and name.lower() != "[content_types].xml":
            try:
                roots[name] = parse(package.xml(name), name).getroot()
            except Unreadable:
                yield Visible(name, "part", name)
    strings = [item for name, root in roots.items() if _local(root) == "sst" for item in root if _local(item) == "si"]
    shown: set[etree._Element] = set()
    sheets = {name for name, root in roots.items() if _local(root).endswith("sheet")}
    for name in sheets:
        for cell in roots[name].iter("{*}c"):
            item = _string(cell, strings)
            if item is not None:
                shown.update(_texts(item))
    for name, root in roots.items():
        yield from _part(name, root, strings if name in sheets else [], shown)


def _part(
    name: str, root: etree._Element, strings: list[etree._Element], shown: set[etree._Element]
) -> Iterator[Visible]:
    counts: Counter[str] = Counter()
    skipped: set[etree._Element] = set()
    for element in root.iter("*"):
        tag = transitional(str(element.tag))
        counts[tag] += 1
        local = _local(element)
        if local == "c" and tag.endswith("spreadsheetml/2006/main}c"):
            place = f"cell {element.get('r')}" if element.get("r") else label(tag, counts[tag])
            item = _string(element, strings)
            values = [each for each in element if _local(each) == "v"]
            inline = [text for each in element if _local(each) == "is" for text in _texts(each)]
            skipped.update(values, inline)
            for each in _texts(item) if item is not None else [*values, *inline]:
                yield Visible(name, place, each.text or "")
        text = element.text
        if text and not text.isspace() and local not in _TECHNICAL and element not in skipped and element not in shown:
            yield Visible(name, label(tag, counts[tag]), text)
        if element.tail and not element.tail.isspace():
            yield Visible(name, label(tag, counts[tag]) + " after", element.tail)
        for attribute, value in element.attrib.items():
            if str(attribute).rpartition("}")[2] in _READABLE.get(local, ()) and str(value).strip():
                yield Visible(name, label(tag, counts[tag], str(attribute)), str(value))


def _string(cell: etree._Element, strings: list[etree._Element]) -> etree._Element | None:
    """The shared string a cell shows."""
    number = next((each.text or "" for each in cell if _local(each) == "v"), "").strip()
    if cell.get("t") != "s" or not (number.isdecimal() and number.isascii()):
        return None
    return strings[int(number)] if len(number) < 9 and int(number) < len(strings) else None


def _texts(item: etree._Element) -> list[etree._Element]:
    """The texts of a string, its phonetic guides left out."""
    return [each for each in item.iter("{*}t") if _local(each.getparent()) != "rPh"]


def _local(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]
