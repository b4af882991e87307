"""Workbooks: the tables people keep in them, and those we write, with the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.tables.rows import Table, known, table, trimmed

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = 128 * 2**20
_MOST_CELLS = 4_000_000
_LAST_ROW = 2**20
_TITLES = 10
_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")


def read_table(source: bytes, name: Callable[[str], str], wanted: Callable[[str], bool]) -> Table:
    """The table of a workbook: of all sheets the one with most of the columns we need.

    `name` gives the name of a column by its heading, `wanted` tells whether we need it. A title and remarks may stand
    above the headings, which are looked for in the first rows with anything in them. Raises Unreadable, and Misused for
    rows that are none.
    """
    count = known(name, wanted)
    found = [(max(count(cells) for _number, cells in records[:_TITLES]), records) for records in _sheets(source)]
    if not found:
        raise Unreadable(_("not a workbook: {reason}").format(reason=_("it has no sheet with anything on it")))
    most, records = max(found, key=lambda each: each[0])
    first = next(at for at, (_number, cells) in enumerate(records) if count(cells) == most)
    return table(records[first:], name)


def _sheets(source: bytes) -> list[list[tuple[int, list[str]]]]:
    """The rows of each sheet that holds anything."""
    from openpyxl import load_workbook

    _refuse(source)
    try:
        book = load_workbook(io.BytesIO(source), read_only=True, data_only=True)
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
            return trimmed(str(cell))


def _refuse(source: bytes) -> None:
    """What would weigh too much unpacked, and document types, which no Office program writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            members = package.infolist()
            if sum(each.file_size for each in members) > _LARGEST:
                raise Unreadable(_("too large when unpacked, which is refused"))
            for each in members:
                if b"<!DOCTYPE" in package.read(each).replace(b"\0", b""):
                    raise Unreadable(_("it declares XML entities, which are refused"))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable(_("not a workbook: {reason}").format(reason=error)) from None


def workbook() -> Workbook:
    """An empty workbook without sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def sheet(
    book: Workbook, title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], widths: Sequence[int]
) -> Worksheet:
    """A table on a sheet of its own: headings that stay, a filter, wrapped text, no cell a formula."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    made = book.create_sheet(title[:31])
    made.append(list(headings))
    for row in rows:
        made.append(list(row))
    wrapped = Alignment(wrap_text=True, vertical="top")
    for line in made.iter_rows():
        for cell in line:
            if cell.value is not None:
                cell.alignment = wrapped
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in made[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE7EAF0")
    for number, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width
    made.freeze_panes = "A2"
    made.auto_filter.ref = made.dimensions
    return made


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, dated as the epoch of zip files, so that equal content gives equal bytes."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = "pubpipe"
    written = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
    even = io.BytesIO()
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            data = package.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(b"1980-01-01T00:00:00Z<", data)
            again.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return even.getvalue()
