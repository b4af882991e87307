"""EPUB 2 and 3: every page by the walk of HTML, the contents (nav, NCX) and the package's own metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats.epub._container import opened
from pubpipe.formats.epub._merge import merged
from pubpipe.formats.epub._prepare import prepared
from pubpipe.formats.epub._scan import visible
from pubpipe.formats.epub._walk import identified, ledger, walked
from pubpipe.model import Content, Document, Unit, Visible, text

__all__ = ["SUFFIXES", "merge", "prepare", "read", "scan"]

SUFFIXES = (".epub",)


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of an EPUB: metadata, pages in the order of the spine, other pages, contents; and the ledger of all."""
    book = opened(source)
    parts = walked(book, rules)
    units = tuple(
        Unit(identity, place.role, place.content, place.level, place.style)
        for part, ids in identified(parts)
        for identity, place in zip(ids, part.found.places, strict=True)
    )
    titles = [unit for unit in units if unit.role == "meta" and unit.style == "title"]
    titles += [unit for unit in units if unit.role in ("title", "heading")]
    return Document(units, tuple(ledger(book, parts)), text(titles[0].content) if titles else "")


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same EPUB with targets in their places; what is translated says that it is Chinese, and so does the book."""
    return merged(source, targets, rules)


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """An EPUB of one page, the whole book, in which pandoc sees what a reader of a book should see."""
    return prepared(source), "epub"
