"""Workbooks for the office: openpyxl, with the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DAY = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")


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
