"""The text ledger of a workbook: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.xlsx._names import label, local, x
from pubpipe.formats.xlsx._walk import Walk
from pubpipe.model import Account, Fate

_TEXTS = {
    "f": (Fate.PROTECTED, "formula"),
    "formula": (Fate.PROTECTED, "formula"),
    "formula1": (Fate.EXCLUDED, "choices of a cell"),
    "formula2": (Fate.EXCLUDED, "choices of a cell"),
    "definedName": (Fate.EXCLUDED, "defined names"),
    "author": (Fate.EXCLUDED, "author of a comment"),
    "calculatedColumnFormula": (Fate.PROTECTED, "formula"),
    "totalsRowFormula": (Fate.PROTECTED, "formula"),
}
"""Elements whose text no unit is made of, by local name."""

_ATTRIBUTES = {
    ("sheet", "name"): "sheet names",
    ("dataValidation", "promptTitle"): "prompts",
    ("dataValidation", "prompt"): "prompts",
    ("dataValidation", "errorTitle"): "prompts",
    ("dataValidation", "error"): "prompts",
    ("hyperlink", "tooltip"): "tooltips",
    ("hyperlink", "display"): "copy of a link's cell",
    ("cNvPr", "descr"): "alternative texts",
    ("cNvPr", "title"): "alternative texts",
    ("table", "comment"): "tables",
    ("tableColumn", "name"): "copy of a table's heading",
    ("tableColumn", "totalsRowLabel"): "copy of a table's total",
    ("filter", "val"): "filters",
    ("customFilter", "val"): "filters",
    ("cfRule", "text"): "conditional formats",
    ("cacheField", "name"): "pivot tables",
    ("s", "v"): "pivot tables",
    ("pivotField", "name"): "pivot tables",
    ("dataField", "name"): "pivot tables",
    ("pivotTableDefinition", "rowHeaderCaption"): "pivot tables",
    ("pivotTableDefinition", "colHeaderCaption"): "pivot tables",
    ("person", "displayName"): "author of a comment",
}
"""Attributes a reader may see; where nothing else was said of one it is left out by this rule."""

_UNSEEN = frozenset(
    """
    col row colOff rowOff formatCode sqref i4 bool TotalTime DocSecurity AppVersion created modified
    Anchor AutoFill Row Column MoveWithCells SizeWithCells
    """.split()
)
"""Elements whose text is a number or a code and never shown, by local name."""

_PARTS = (
    ("drawingml.chart", "copies of cells in a chart"),
    ("ms-office.chart", "chart"),
    ("diagram", "SmartArt"),
    ("vmlDrawing", "form controls"),
    ("comments", "comments"),
    ("threadedcomments", "comments"),
    ("sharedStrings", "unused shared strings"),
    ("pivot", "pivot tables"),
    ("externalLink", "copies of other workbooks"),
    ("core-properties", "document properties"),
    ("extended-properties", "document properties"),
    ("custom-properties", "document properties"),
    ("customXml", "custom XML data"),
)


def accounts(walk: Walk) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part."""
    used = walk.strings.used()
    for name in walk.book.package.names:
        if walk.book.is_xml(name):
            with suppress(Unreadable):
                yield from _part(walk, name, used)


def _part(walk: Walk, name: str, used: set[etree._Element]) -> Iterator[Account]:
    said = walk.claims.said
    rest = Fate.EXCLUDED, walk.claims.left.get(name) or _rule(walk, name)
    counts: dict[str, int] = {}
    told: set[etree._Element] = set()
    root = walk.book.root(name)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag
        counts[tag] = counts.get(tag, 0) + 1
        if tag == x("c"):
            yield from _cell(walk, name, element, said.get((element, ""), rest), label(tag, counts[tag]), told)
        elif tag == x("si") and element in used:
            told.update(each for each in element.iter(x("t")) if local(getattr(each.getparent(), "tag", "")) != "rPh")
        silent = element in told or local(tag) in _UNSEEN
        if element.text and not element.text.isspace() and not silent:
            fate, rule = said.get((element, "")) or _TEXTS.get(local(tag), rest)
            if local(getattr(element.getparent(), "tag", "")) == "rPh":
                fate, rule = Fate.EXCLUDED, "phonetic guides"
            yield Account(name, label(tag, counts[tag]), element.text, fate, rule)
        if element.tail and not element.tail.isspace():
            yield Account(name, label(tag, counts[tag]) + " after", element.tail, Fate.EXCLUDED, "stray characters")
        for attribute, value in element.attrib.items():
            known = _ATTRIBUTES.get((local(tag), local(attribute)))
            if known and str(value).strip():
                fate, rule = said.get((element, str(attribute)), (Fate.EXCLUDED, walk.claims.left.get(name) or known))
                yield Account(name, label(tag, counts[tag], str(attribute)), str(value), fate, rule)


def _cell(
    walk: Walk, name: str, cell: etree._Element, said: tuple[Fate, str], counted: str, told: set[etree._Element]
) -> Iterator[Account]:
    """What a cell shows, at its address."""
    place = f"cell {cell.get('r')}" if cell.get("r") else counted
    values = cell.findall(x("v"))
    if cell.get("t") == "s" and values and (item := walk.strings.item(cell)) is not None:
        told.update(values)
        words = "".join(
            each.text or "" for each in item.iter(x("t")) if getattr(each.getparent(), "tag", "") != x("rPh")
        )
        yield Account(name, place, words, *said)
        return
    shown = values + [
        each for each in cell.iterfind(f"{x('is')}//{x('t')}") if getattr(each.getparent(), "tag", "") != x("rPh")
    ]
    told.update(shown)
    for each in shown:
        if each.text:
            yield Account(name, place, each.text, *said)


def _rule(walk: Walk, name: str) -> str:
    kind = walk.book.package.content_type(name)
    rule = next((rule for part, rule in _PARTS if part.lower() in kind.lower()), "")
    if not rule and "persons" in name.lower():
        rule = "author of a comment"
    return rule or ("custom XML data" if name.lower().startswith("customxml/") else "other part")
