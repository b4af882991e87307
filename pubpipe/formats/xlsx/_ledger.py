"""The text ledger of a workbook: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.xlsx._names import label, local, x
from pubpipe.formats.xlsx._places import Column, Margin, Place, Section
from pubpipe.formats.xlsx._rules import run_ruling
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

_LITERAL = re.compile(r'("(?:[^"]|"")*")')
_WORDS = re.compile(r'".*[^\W\d_]{2}.*"', re.DOTALL)
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


class _Owners:
    """Which unit each text, attribute and section of a header belongs to."""

    def __init__(self, places: list[tuple[str, Place]]) -> None:
        self._ids: dict[tuple[etree._Element, str], str] = {}
        self.margins: dict[etree._Element, tuple[Margin, dict[int, str]]] = {}
        for identity, place in places:
            for writer in place.written:
                if isinstance(writer, Section):
                    known = self.margins.setdefault(writer.margin.element, (writer.margin, {}))
                    known[1][writer.at] = identity
                elif isinstance(writer, Column):
                    self._ids[writer.cell.element, ""] = identity
                else:
                    element: etree._Element = getattr(writer, "element")  # noqa: B009
                    self._ids.setdefault((element, getattr(writer, "name", "")), identity)

    def unit(self, element: etree._Element, attribute: str, fate: Fate) -> str:
        """The unit of a translated text: of an attribute its own, else that of the innermost element around."""
        if fate is not Fate.TRANSLATED or attribute:
            return self._ids.get((element, attribute), "") if attribute and fate is Fate.TRANSLATED else ""
        around: etree._Element | None = element
        while around is not None and (around, "") not in self._ids:
            around = around.getparent()
        return "" if around is None else self._ids[around, ""]


def accounts(walk: Walk, places: list[tuple[str, Place]]) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part."""
    used = walk.strings.used()
    owners = _Owners(places)
    for name in walk.book.package.names:
        if walk.book.is_xml(name):
            try:
                walk.book.root(name)
            except Unreadable:
                yield Account(name, "part", name, Fate.EXCLUDED, "unreadable part")
            else:
                yield from _part(walk, name, used, owners)


def _part(walk: Walk, name: str, used: set[etree._Element], owners: _Owners) -> Iterator[Account]:
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
            yield from _cell(walk, name, element, said.get((element, ""), rest), label(tag, counts[tag]), told, owners)
        elif tag == x("si") and element in used:
            told.update(each for each in element.iter(x("t")) if local(getattr(each.getparent(), "tag", "")) != "rPh")
        silent = element in told or local(tag) in _UNSEEN
        if element.text and not element.text.isspace() and not silent:
            fate, rule = said.get((element, "")) or _TEXTS.get(local(tag), rest)
            if local(getattr(element.getparent(), "tag", "")) == "rPh":
                fate, rule = Fate.EXCLUDED, "phonetic guides"
            for words, kind, called, unit in _told(element, fate, rule, owners):
                yield Account(name, label(tag, counts[tag]), words, kind, called, unit)
        if element.tail and not element.tail.isspace():
            yield Account(name, label(tag, counts[tag]) + " after", element.tail, Fate.EXCLUDED, "stray characters")
        for attribute, value in element.attrib.items():
            known = _ATTRIBUTES.get((local(tag), local(attribute)))
            if known and str(value).strip():
                fate, rule = said.get((element, str(attribute)), (Fate.EXCLUDED, walk.claims.left.get(name) or known))
                unit = owners.unit(element, str(attribute), fate)
                yield Account(name, label(tag, counts[tag], str(attribute)), str(value), fate, rule, unit)


def _told(element: etree._Element, fate: Fate, rule: str, owners: _Owners) -> Iterator[tuple[str, Fate, str, str]]:
    """The text of an element, cut where its fate changes: words within a formula, sections of a header."""
    text = element.text or ""
    if rule == "formula":
        for wordy, pieces in groupby(filter(None, _LITERAL.split(text)), lambda piece: bool(_WORDS.fullmatch(piece))):
            yield "".join(pieces), fate, "words in a formula" if wordy else rule, ""
    elif element in owners.margins:
        margin, ids = owners.margins[element]
        for at, piece in margin.told():
            own = ids.get(at, "")
            yield (piece, fate, rule, own) if own else (piece, Fate.PROTECTED, "fields of a header", "")
    else:
        yield text, fate, rule, owners.unit(element, "", fate)


def _cell(
    walk: Walk,
    name: str,
    cell: etree._Element,
    said: tuple[Fate, str],
    counted: str,
    told: set[etree._Element],
    owners: _Owners,
) -> Iterator[Account]:
    """What a cell shows, at its address."""
    place = f"cell {cell.get('r')}" if cell.get("r") else counted
    values = cell.findall(x("v"))
    if cell.get("t") == "s" and values and (item := walk.strings.item(cell)) is not None:
        told.update(values)
        shown = [each for each in item.iter(x("t")) if getattr(each.getparent(), "tag", "") != x("rPh")]
    else:
        shown = values + [
            each for each in cell.iterfind(f"{x('is')}//{x('t')}") if getattr(each.getparent(), "tag", "") != x("rPh")
        ]
        told.update(shown)
    for each in shown:
        if each.text:
            fate, rule = run_ruling(each.getparent(), walk.rules) or said
            yield Account(name, place, each.text, fate, rule, owners.unit(cell, "", fate))


def _rule(walk: Walk, name: str) -> str:
    kind = walk.book.package.content_type(name)
    rule = next((rule for part, rule in _PARTS if part.lower() in kind.lower()), "")
    if not rule and "persons" in name.lower():
        rule = "author of a comment"
    return rule or ("custom XML data" if name.lower().startswith("customxml/") else "other part")
