"""The text ledger of a Word file: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.docx._claims import ALTERNATIVES
from pubpipe.formats.docx._names import TEXT_PATH, VAL, label, w
from pubpipe.formats.docx._parts import Word
from pubpipe.formats.docx._walk import Walk
from pubpipe.model import Account, Fate

_LEFT_OUT = {
    (w("alias"), VAL): "name of a content control",
    (w("listItem"), w("displayText")): "choices of a content control",
    (w("listEntry"), VAL): "form field",
    (w("default"), VAL): "form field",
    (w("helpText"), VAL): "form field",
    (w("statusText"), VAL): "form field",
}
"""Attributes a reader may see that no unit is made of, whatever stands around them, and the rule's name."""

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
    ("custom-properties", "document properties"),
    ("customXml", "custom XML data"),
)


def accounts(word: Word, walk: Walk) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part."""
    walked = walk.parts()
    said = dict(walk.claims.said())
    slots: dict[str, set[str]] = {}
    for element, attribute in said:
        slots.setdefault(str(element.tag), set()).add(attribute)
    for name in word.package.names:
        if name in walked:
            yield from _walked(name, word.root(name), said, slots)
        elif _is_xml(word, name):
            with suppress(Unreadable):
                yield from _left_out(name, word)


def _walked(
    name: str,
    root: etree._Element,
    said: dict[tuple[etree._Element, str], tuple[Fate, str]],
    slots: dict[str, set[str]],
) -> Iterator[Account]:
    for tag, attributes in slots.items():
        for count, element in enumerate(root.iter(tag), 1):
            for attribute in sorted(attributes):
                shown = element.get(attribute) if attribute else element.text
                if shown and (element, attribute) in said:
                    fate, rule = said[element, attribute]
                    yield Account(name, label(tag, count, attribute), shown, fate, rule)
    yield from _stray(name, root)
    for (tag, attribute), rule in _LEFT_OUT.items():
        for count, element in enumerate(root.iter(tag), 1):
            if element.get(attribute):
                yield Account(name, label(tag, count, attribute), element.get(attribute, ""), Fate.EXCLUDED, rule)


def _stray(name: str, root: etree._Element) -> Iterator[Account]:
    """Characters that stand between elements, where no Word program shows them."""
    elements = cast(list[etree._Element], root.xpath(_BEFORE_STRAY))
    for element in elements:
        tag = str(element.tag)
        place = label(tag, list(root.iter(tag)).index(element) + 1) + " after"
        yield Account(name, place, element.tail or "", Fate.EXCLUDED, "stray characters")


def _left_out(name: str, word: Word) -> Iterator[Account]:
    kind = word.package.content_type(name)
    rule = next((rule for part, rule in _KINDS if part in kind), "")
    if not rule:
        rule = "custom XML data" if name.lower().startswith("customxml/") else "other part"
    counts: dict[str, int] = {}
    attributes = [*ALTERNATIVES, *_LEFT_OUT, (TEXT_PATH, "string"), (w("sym"), w("char")), (w("lvlText"), VAL)]
    by_tag: dict[str, list[str]] = {}
    for tag, attribute in attributes:
        by_tag.setdefault(tag, []).append(attribute)
    for element in word.root(name).iter("*"):
        tag = str(element.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if element.text and not element.text.isspace():
            yield Account(name, label(tag, counts[tag]), element.text, Fate.EXCLUDED, rule)
        for attribute in by_tag.get(tag, ()):
            if element.get(attribute):
                yield Account(name, label(tag, counts[tag], attribute), element.get(attribute, ""), Fate.EXCLUDED, rule)


def _is_xml(word: Word, name: str) -> bool:
    kind = word.package.content_type(name)
    if name.lower() == "[content_types].xml" or "relationships" in kind or name.lower().endswith(".rels"):
        return False
    return kind.endswith(("+xml", "/xml"))
