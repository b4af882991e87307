"""Term tables as Excel workbooks: the sheet with most headings we know, a row a term or a row a concept.

A title and remarks may stand above the headings, which are looked for in the first rows with anything in them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pubpipe.errors import Misused, Unreadable
from pubpipe.exchange import _concepts
from pubpipe.glossary import Glossary
from pubpipe.glossary.rows import Table, table, trimmed
from pubpipe.glossary.table import written_rows
from pubpipe.messages import _
from pubpipe.sheets import saved, sheet, workbook

SUFFIXES = (".xlsx", ".xlsm")
STYLES = ()
WRITTEN = (".xlsx",)

_LARGEST = 128 * 2**20
_MOST_CELLS = 4_000_000
_LAST_ROW = 2**20
_LONGEST = 32_767
_TITLES = 10
_WIDTHS = {"term": 32, "definition": 48, "note": 32, "concept_note": 32, "reason": 32, "concept": 24, "authority": 24}


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """A sheet with every column of the glossary, a row a term; no cell is a formula, nor becomes one when it is edited.

    Raises Misused for what a workbook cannot hold.
    """
    headings, *rows = written_rows(glossary)
    for number, row in enumerate(rows, start=2):
        for heading, cell in zip(headings, row, strict=True):
            if len(cell) > _LONGEST or any(each < " " and each not in "\t\n" for each in cell):
                told = _("row {row}, column {column}: {fault}")
                fault = _("longer than a cell may be, or with control characters")
                raise Misused(told.format(row=number, column=heading, fault=fault))
    book = workbook()
    filled = [[cell or None for cell in row] for row in rows]
    made = sheet(book, _("terms"), headings, filled, [_WIDTHS.get(heading, 14) for heading in headings])
    for line in made.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.number_format = "@"
    return saved(book)


def read_terms(data: bytes, mapping: Mapping[str, str]) -> Glossary:
    """The glossary of a workbook. Raises Unreadable, and Misused with every faulty row and column."""
    chosen = {heading.casefold() for heading in mapping}

    def count(headings: Iterable[str]) -> int:
        return sum(_concepts.known(trimmed(each)) or trimmed(each).casefold() in chosen for each in headings)

    best: Table | None = None
    for records in _sheets(data):
        first = max(range(min(len(records), _TITLES)), key=lambda at: (count(records[at][1]), -at))
        found = table(records[first:], str)
        if best is None or count(found.headings) > count(best.headings):
            best = found
    if best is None:
        raise Unreadable(_("not a workbook: {reason}").format(reason=_("it has no sheet with anything on it")))
    return _concepts.glossary_of(best, mapping)


def _sheets(data: bytes) -> list[list[tuple[int, list[str]]]]:
    """The rows of each sheet that holds anything."""
    from openpyxl import load_workbook

    _refuse(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found = []
        for each in book.worksheets:
            each.reset_dimensions()
            found.append(list(_records(each.iter_rows(values_only=True))))
        book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl lets through whatever befalls it
        raise Unreadable(_("not a workbook: {reason}").format(reason=error)) from None
    return [records for records in found if records]


def _records(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, as text, numbered as Excel does."""
    count = 0
    for number, row in enumerate(rows, start=1):
        count += len(row)
        if count > _MOST_CELLS or number > _LAST_ROW:
            raise Unreadable(_("too many lines, cells or tags for one file: divide it"))
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def _refuse(data: bytes) -> None:
    """What would weigh too much unpacked, and document types, which no Office program writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if sum(each.file_size for each in members) > _LARGEST:
                raise Unreadable(_("too large when unpacked, which is refused"))
            for each in members:
                if b"<!DOCTYPE" in package.read(each).replace(b"\0", b""):
                    raise Unreadable(_("it declares XML entities, which are refused"))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable(_("not a workbook: {reason}").format(reason=error)) from None
