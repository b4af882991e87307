"""The text ledger of a Word file: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import cast

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats import Rules
from pubpipe.formats._accounts import Slot, claimed, left_out, slots
from pubpipe.formats._places import numbered, owner
from pubpipe.formats._workbooks import Workbooks
from pubpipe.formats.docx._choices import VALUE
from pubpipe.formats.docx._claims import ALTERNATIVES
from pubpipe.formats.docx._walk import Walk
from pubpipe.formats.docx.names import TEXT_PATH, VAL, label, w
from pubpipe.formats.docx.parts import Word
from pubpipe.model import Account, Fate

_LEFT_OUT = {
    (w("alias"), VAL): "name of a content control",
    (w("listItem"), w("displayText")): "choices of a content control",
    (w("listItem"), VALUE): "value of a choice",
    (w("listEntry"), VAL): "form field",
    (w("default"), VAL): "form field",
    (w("helpText"), VAL): "form field",
    (w("statusText"), VAL): "form field",
    (w("lvlText"), VAL): "numbering text",
}
"""Attributes a reader may see that no unit is made of, whatever stands around them, and the rule's name."""

_READABLE: dict[str, list[str]] = {}
for _tag, _attribute in (
    *ALTERNATIVES,
    *_LEFT_OUT,
    (TEXT_PATH, "string"),
    (w("sym"), w("char")),
):
    _READABLE.setdefault(_tag, []).append(_attribute)

_ANY_TEXT = "boolean(//text()[normalize-space()])"
_BEFORE_STRAY = "//*[*]/text()[normalize-space()]/preceding-sibling::*[1]"

_KINDS = (
    ("drawingml.chart", "chart"),
    ("ms-office.chart", "chart"),
    ("drawingml.diagram", "SmartArt"),
    ("ms-office.drawingml.diagram", "SmartArt"),
    ("drawing.ms-diagram", "SmartArt"),
    ("document.glossary", "building blocks"),
    ("wordprocessingml.header", "unreferenced header"),
    ("wordprocessingml.footer", "unreferenced footer"),
    ("wordprocessingml.comments", "unreferenced comments"),
    ("wordprocessingml.footnotes", "unreferenced footnotes"),
    ("wordprocessingml.endnotes", "unreferenced endnotes"),
    ("wordprocessingml.numbering", "numbering text"),
    ("core-properties", "document properties"),
    ("extended-properties", "document properties"),
    ("custom-properties", "custom properties"),
    ("customXml", "custom XML data"),
)


def accounts(source: bytes, rules: Rules) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part; walked again, for that is seldom asked."""
    word = Word(source)
    walk = Walk(word, rules, asked=True)
    owned = owner(numbered(walk.places()))
    walked = walk.parts()
    workbooks = Workbooks(word.package)
    said = dict(walk.claims.said())
    names = slots(said)
    for name in word.package.names:
        if name in walked:
            yield from claimed(name, word.root(name), said, names, label, owned)
            yield from _unclaimed(name, word.root(name), said)
        else:
            if not _is_technical(word, name):
                yield from _embedded(name, word, workbooks)
            if word.is_xml(name):
                try:
                    word.root(name)
                except Unreadable:
                    yield Account(name, "part", name, Fate.EXCLUDED, "unreadable part")
                else:
                    yield from _left_out(name, word)


def _unclaimed(name: str, root: etree._Element, said: Container[Slot]) -> Iterator[Account]:
    yield from _stray(name, root)
    for (tag, attribute), rule in _LEFT_OUT.items():
        for count, element in enumerate(root.iter(tag), 1):
            if element.get(attribute) and (element, attribute) not in said:
                yield Account(name, label(tag, count, attribute), element.get(attribute, ""), Fate.EXCLUDED, rule)


def _stray(name: str, root: etree._Element) -> Iterator[Account]:
    """Characters that stand between elements, where no Word program shows them."""
    elements = cast(list[etree._Element], root.xpath(_BEFORE_STRAY))
    for element in elements:
        tag = str(element.tag)
        place = label(tag, list(root.iter(tag)).index(element) + 1) + " after"
        yield Account(name, place, element.tail or "", Fate.EXCLUDED, "stray characters")


def _left_out(name: str, word: Word) -> Iterator[Account]:
    rule = left_out(word.package.content_type(name), name, _KINDS)
    root = word.root(name)
    if not root.xpath(_ANY_TEXT) and next(root.iter(*_READABLE), None) is None:
        return
    counts: dict[str, int] = {}
    for element in root.iter("*"):
        tag = str(element.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if element.text and not element.text.isspace():
            yield Account(name, label(tag, counts[tag]), element.text, Fate.EXCLUDED, rule)
        for attribute in _READABLE.get(tag, ()):
            if element.get(attribute):
                yield Account(name, label(tag, counts[tag], attribute), element.get(attribute, ""), Fate.EXCLUDED, rule)


def _embedded(name: str, word: Word, workbooks: Workbooks) -> Iterator[Account]:
    """A document within the document, named as a whole, and the strings of a workbook that a chart draws from."""
    rule = "altChunk" if name in word.chunks() else "embedded document"
    rule = "ActiveX control" if "activeX" in word.package.content_type(name) else rule
    yield Account(name, "document", name.rpartition("/")[2], Fate.EXCLUDED, rule)
    for place, words in workbooks.strings(name):
        yield Account(name, place, words, Fate.EXCLUDED, "embedded workbook")


def _is_technical(word: Word, name: str) -> bool:
    """Whether a part is no document of its own: XML of this one, a relationship, a picture, a font, a program."""
    kind = word.package.content_type(name)
    if name in word.chunks():
        return False
    return (
        word.is_xml(name)
        or name.lower().endswith((".rels", ".xml", ".odttf", ".fntdata"))
        or kind.partition("/")[0] in ("image", "audio", "video", "font")
        or any(each in kind for each in ("vbaProject", "printerSettings", "obfuscatedFont"))
    )
