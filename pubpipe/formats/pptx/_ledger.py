"""The text ledger of a presentation: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._names import label
from pubpipe.formats.pptx._walk import Walk
from pubpipe.model import Account, Fate

_KINDS = (
    ("presentationml.slideLayout", "unused layout"),
    ("presentationml.slideMaster", "unused master"),
    ("presentationml.notesMaster", "placeholder prompt"),
    ("presentationml.handoutMaster", "placeholder prompt"),
    ("presentationml.notesSlide", "notes of no slide"),
    ("presentationml.slide+xml", "slide outside of the show"),
    ("comments", "comments of no slide"),
    ("chart", "chart outside of the show"),
    ("diagram", "SmartArt"),
    ("core-properties", "document properties"),
    ("extended-properties", "document properties"),
    ("custom-properties", "document properties"),
    ("customXml", "custom XML data"),
)


def accounts(deck: Deck, walk: Walk) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part."""
    said = dict(walk.claims.said())
    slots: dict[str, set[str]] = {}
    for element, attribute in said:
        slots.setdefault(str(element.tag), set()).add(attribute)
    shown = walk.parts
    for name in deck.package.names:
        if name in shown:
            yield from _walked(name, deck.root(name), said, slots)
        elif _is_xml(deck, name):
            with suppress(Unreadable):
                yield from _left_out(name, deck)


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


def _stray(name: str, root: etree._Element) -> Iterator[Account]:
    """Characters that stand between elements, where no program shows them."""
    counts: dict[str, int] = {}
    for element in root.iter("*"):
        tag = str(element.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if element.tail and not element.tail.isspace():
            yield Account(name, label(tag, counts[tag]) + " after", element.tail, Fate.EXCLUDED, "stray characters")


def _left_out(name: str, deck: Deck) -> Iterator[Account]:
    kind = deck.package.content_type(name)
    rule = next((rule for part, rule in _KINDS if part in kind), "")
    if not rule:
        rule = "custom XML data" if name.lower().startswith("customxml/") else "other part"
    root = deck.root(name)
    counts: dict[str, int] = {}
    for element in root.iter("*"):
        tag = str(element.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if element.text and not element.text.isspace():
            yield Account(name, label(tag, counts[tag]), element.text, Fate.EXCLUDED, rule)
        for attribute in ("descr", "title", "tooltip"):
            if (element.get(attribute) or "").strip():
                yield Account(name, label(tag, counts[tag], attribute), element.get(attribute, ""), Fate.EXCLUDED, rule)
    yield from _stray(name, root)


def _is_xml(deck: Deck, name: str) -> bool:
    kind = deck.package.content_type(name)
    if name.lower() == "[content_types].xml" or "relationships" in kind or name.lower().endswith(".rels"):
        return False
    return kind.endswith(("+xml", "/xml"))
