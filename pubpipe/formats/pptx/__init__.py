"""PowerPoint files (.pptx, .pptm, .potx, .ppsx …): ECMA-376 PresentationML, transitional and strict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats._places import numbered, owner, units
from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._ledger import accounts
from pubpipe.formats.pptx._prepare import prepared
from pubpipe.formats.pptx._scan import visible
from pubpipe.formats.pptx._walk import Walk
from pubpipe.model import Content, Document, Visible, text

SUFFIXES = (".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of a presentation, slide by slide in the order of the show, and what became of every character."""
    deck = Deck(source)
    walk = Walk(deck, rules)
    places = list(numbered(walk.places()))
    found = units(places)
    title = next((unit for unit in found if unit.role in ("meta", "heading")), None)
    ledger = tuple(accounts(deck, walk, owner(places)))
    return Document(found, ledger, text(title.content).strip() if title else "")


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same presentation with each target in its source's place; every part without one keeps its bytes."""
    deck = Deck(source)
    places = numbered(Walk(deck, rules).places())
    given = [(place, targets[identity]) for identity, place in places if identity in targets]
    for place, target in sorted(given, key=lambda each: not each[0].is_attribute):
        place.write(target, deck.touch)
    return deck.bytes()


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The slides as one page of HTML, in the order of the show: headings, lists, tables, pictures, speaker's notes."""
    return prepared(source), "html"
