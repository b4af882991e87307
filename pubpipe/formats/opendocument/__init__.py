"""OpenDocument texts and presentations (.odt, .odp, templates, flat files): ISO/IEC 26300, versions 1.0 to 1.3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules, number
from pubpipe.formats.opendocument._ledger import accounts
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._prepare import prepared
from pubpipe.formats.opendocument._scan import visible
from pubpipe.formats.opendocument._settings import settle
from pubpipe.formats.opendocument._walk import Walk
from pubpipe.model import Content, Document, Unit, Visible, text

SUFFIXES = (".odt", ".ott", ".odp", ".otp", ".fodt", ".fodp")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of an OpenDocument file in reading order, and what became of every visible character."""
    document = OpenDocument(source)
    walk = Walk(document, rules)
    places = list(walk.places())
    ids = number((place.role, place.level) for place in places)
    units = tuple(
        Unit(identity, place.role, place.content, place.level, place.style)
        for identity, place in zip(ids, places, strict=True)
    )
    title = next(
        (unit for unit in units if unit.level == 1), next((unit for unit in units if unit.role == "meta"), None)
    )
    return Document(units, tuple(accounts(document, walk)), text(title.content).strip() if title else "")


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with each target in its source's place; every part without one keeps its bytes."""
    document = OpenDocument(source)
    places = list(Walk(document, rules).places())
    for identity, place in zip(number((place.role, place.level) for place in places), places, strict=True):
        if identity in targets:
            place.write(targets[identity], document.touch)
    if document.touched:
        settle(document)
    return document.bytes()


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """A text without revisions, indexes and hidden words for pandoc's `odt`; a presentation as HTML."""
    return prepared(source)
