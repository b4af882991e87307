"""OpenDocument texts and presentations (.odt, .odp, templates, flat files): ISO/IEC 26300, versions 1.0 to 1.3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats._places import numbered, owner, told
from pubpipe.formats.opendocument._ledger import accounts
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._prepare import prepared
from pubpipe.formats.opendocument._scan import visible
from pubpipe.formats.opendocument._settings import settle
from pubpipe.formats.opendocument._walk import Walk
from pubpipe.model import Content, Document, Visible

SUFFIXES = (".odt", ".ott", ".odp", ".otp", ".fodt", ".fodp")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of an OpenDocument file in reading order, and what became of every visible character."""
    file = OpenDocument(source)
    walk = Walk(file, rules)
    places = list(numbered(walk.places()))
    return told(places, lambda: accounts(file, walk, owner(places)))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with each target in its source's place; every part without one keeps its bytes."""
    file = OpenDocument(source)
    for identity, place in numbered(Walk(file, rules).places()):
        if identity in targets:
            place.write(targets[identity], file.touch)
    if file.touched:
        settle(file, rules.italic)
    return file.bytes()


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """A text without revisions, indexes and hidden words for pandoc's `odt`; a presentation as HTML."""
    return prepared(source)
