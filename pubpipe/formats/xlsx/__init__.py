"""Excel files (.xlsx, .xlsm, .xltx, .xltm): ECMA-376 SpreadsheetML, transitional and strict.

Cells with words are units; numbers, dates, formulas and columns of keys are kept. A translated cell gets a string of
its own where others show the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats._page import READER
from pubpipe.formats._places import units
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._copies import Changes, settle
from pubpipe.formats.xlsx._ledger import accounts
from pubpipe.formats.xlsx._names import x
from pubpipe.formats.xlsx._places import shown
from pubpipe.formats.xlsx._prepare import prepared
from pubpipe.formats.xlsx._scan import visible
from pubpipe.formats.xlsx._walk import Walk
from pubpipe.model import Content, Document, Visible, text

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
HEADED = True
"""The style of a unit is the heading of its column: rules of styles do not mean it."""


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of a workbook sheet by sheet, and what became of every visible character."""
    walk = Walk(Book(source), rules)
    places = walk.numbered()
    found = units(places)
    title = next((unit for unit in found if unit.role == "meta"), None)
    return Document(found, tuple(accounts(walk, places)), text(title.content).strip() if title else "")


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same workbook with each target in its source's place; every part without one keeps its bytes."""
    book = Book(source)
    walk = Walk(book, rules)
    changes: Changes = {}
    for identity, place in walk.numbered():
        if targets.get(identity, place.content) == place.content:
            continue
        for writer in place.written:
            writer.write(targets[identity])
        if place.at:
            changes[place.at] = shown(targets[identity])
    walk.strings.settle()
    settle(walk, changes)
    if walk.names:
        walk.names.settle()
    if changes and any(next(book.root(part).iter(x("f")), None) is not None for part in walk.walked):
        book.recalculate()
    return book.bytes()


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The visible sheets as HTML tables, and pandoc's reader for them."""
    return prepared(source), READER
