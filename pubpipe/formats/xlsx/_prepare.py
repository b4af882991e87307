"""A workbook as pages for pandoc: each sheet a table as its reader sees it, what stands beside it as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.formats import RULES
from pubpipe.formats._page import line, page, paragraph, table
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._cells import Found, Sheet
from pubpipe.formats.xlsx._names import x
from pubpipe.formats.xlsx._walk import Walk
from pubpipe.model import Content

_LEFT_OUT = frozenset({"meta", "title", "header", "footer", "comment"})
"""Roles that are no part of the text of a sheet."""


def prepared(source: bytes) -> bytes:
    """The sheets in HTML, hidden ones left out."""
    walk = Walk(Book(source), RULES)
    shown: dict[tuple[str, int, int], Content] = {}
    beside: dict[int, list[Content]] = {}
    number = 0
    for place in walk.places():
        if not place.written:
            number += 1
        elif place.at:
            shown[place.at] = place.content
        elif place.role not in _LEFT_OUT:
            beside.setdefault(number, []).append(place.content)
    return page(_blocks(walk, shown, beside))


def _blocks(walk: Walk, shown: dict[tuple[str, int, int], Content], beside: dict[int, list[Content]]) -> Iterator[str]:
    for number, sheet in enumerate(walk.sheets, 1):
        if here := walk.walked.get(sheet.part):
            rows = list(_rows(here, shown))
            if rows:
                heads = {region.top for region in here.regions}
                yield table([row for _number, row in rows], rows[0][0] in heads)
        for each in beside.get(number, ()):
            yield paragraph(each)


def _rows(sheet: Sheet, shown: dict[tuple[str, int, int], Content]) -> Iterator[tuple[int, list[str]]]:
    """Each row that shows something: its number and its cells, those left of all others aside."""
    rows: dict[int, dict[int, str]] = {}
    for cell in sheet.found:
        written = line(shown.get((sheet.part, cell.row, cell.column)) or _value(cell))
        if written.strip() and not cell.hidden:
            rows.setdefault(cell.row, {})[cell.column] = written
    columns = sorted({column for row in rows.values() for column in row})
    for number, row in rows.items():
        yield number, [row.get(column, "") for column in columns]


def _value(cell: Found) -> Content:
    """What a cell shows that is no unit."""
    words = cell.words if cell.runs is not None else cell.element.findtext(x("v")) or ""
    if cell.element.get("t") == "b":
        words = "TRUE" if words.strip() == "1" else "FALSE"
    return (words,)
