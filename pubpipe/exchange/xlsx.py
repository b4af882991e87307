"""Term tables as Excel workbooks: the sheet with most headings we know, a row a term or a row a concept."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.errors import Misused
from pubpipe.exchange import _concepts
from pubpipe.glossary import Glossary
from pubpipe.glossary.table import written_rows
from pubpipe.messages import _
from pubpipe.tables import guarded
from pubpipe.tables.workbooks import read_table, saved, sheet, workbook

SUFFIXES = (".xlsx", ".xlsm")
STYLES = ()
WRITTEN = (".xlsx",)

_LONGEST = 32_767
_WIDTHS = {"term": 32, "definition": 48, "note": 32, "concept_note": 32, "reason": 32, "concept": 24, "authority": 24}


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """A sheet with every column of the glossary, a row a term; no cell is a formula, nor becomes one when it is edited.

    Raises Misused for what a workbook cannot hold.
    """
    headings, *rows = (list(map(guarded, row)) for row in written_rows(glossary))
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
    return _concepts.glossary_of(read_table(data, str, _concepts.wanted(mapping)), mapping)
