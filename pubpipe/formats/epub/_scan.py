"""Every visible character of an EPUB, found without the walk: pages by Python's HTML parser, records by expat.

It shares with the walk only which parts an EPUB has, and that CDATA is text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from pubpipe.errors import Unreadable
from pubpipe.formats import html
from pubpipe.formats.epub._container import Opened, opened
from pubpipe.formats.epub._walk import characters, plain
from pubpipe.formats.epub._xml import Characters, events
from pubpipe.model import Visible

_READ = ("title", "alt", "content", "file-as")


def visible(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every XML and HTML part, by part and line."""
    book = opened(source)
    for part in book.parts:
        if part.kind in ("package", "ncx"):
            yield from _record(book, part.name, attributes=True)
        else:
            data = book.package.xml(part.name)
            text = characters(data, part.name).text
            page = plain(text)
            yield from _page(data if page == text else codecs.BOM_UTF8 + page.encode("utf-8", "replace"), part.name)
    for name in book.others:
        try:
            yield from list(_record(book, name, attributes=False))
        except Unreadable:
            continue


def _page(data: bytes, name: str) -> Iterator[Visible]:
    for each in html.scan(data):
        place = each.place if each.part == "text" else f"{each.place} {each.part}"
        yield Visible(name, place, each.text)


def _record(book: Opened, name: str, attributes: bool) -> Iterator[Visible]:
    for each in events(book.package.xml(name), name):
        if isinstance(each, Characters):
            if each.shown.strip():
                yield Visible(name, f"line {each.line}", each.shown)
        elif attributes:
            for read in _READ:
                if each.values.get(read, "").strip():
                    yield Visible(name, f"line {each.line} attributes", each.values[read])
