"""The text ledger of a presentation: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._accounts import claimed, left_out, slots
from pubpipe.formats._places import Owner
from pubpipe.formats._workbooks import EMBEDDED, Workbooks
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


def accounts(deck: Deck, walk: Walk, owner: Owner) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part; `owner` knows the unit of each."""
    said = dict(walk.claims.said())
    names = slots(said)
    shown = walk.parts
    workbooks = Workbooks(deck.package)
    for name in deck.package.names:
        if name in shown:
            yield from claimed(name, deck.root(name), said, names, label, owner)
            yield from _stray(name, deck.root(name))
        elif deck.is_xml(name):
            try:
                deck.root(name)
            except Unreadable:
                yield Account(name, "part", name, Fate.EXCLUDED, "unreadable part")
            else:
                yield from _left_out(name, deck)
        elif "activeX" in deck.package.content_type(name):
            yield Account(name, "document", name.rpartition("/")[2], Fate.EXCLUDED, "ActiveX control")
        elif EMBEDDED in name.lower() and not name.lower().endswith(".rels"):
            yield Account(name, "document", name.rpartition("/")[2], Fate.EXCLUDED, "embedded document")
            for place, words in workbooks.strings(name):
                yield Account(name, place, words, Fate.EXCLUDED, "embedded workbook")


def _stray(name: str, root: etree._Element) -> Iterator[Account]:
    """Characters that stand between elements, where no program shows them."""
    counts: dict[str, int] = {}
    for element in root.iter("*"):
        tag = str(element.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if element.tail and not element.tail.isspace():
            yield Account(name, label(tag, counts[tag]) + " after", element.tail, Fate.EXCLUDED, "stray characters")


def _left_out(name: str, deck: Deck) -> Iterator[Account]:
    rule = left_out(deck.package.content_type(name), name, _KINDS)
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
