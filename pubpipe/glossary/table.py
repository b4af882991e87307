"""The glossary file: CSV, one row a term.

`concept`, `language` and `term` are required, the other columns optional and in any order, unknown ones are kept. What
Excel makes of such a file when it saves reads back the same: other separators, other encodings, its dates, its TRUE.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pubpipe.errors import Misused, Unreadable
from pubpipe.glossary.store import ID, Glossary
from pubpipe.messages import _
from pubpipe.model import Concept, Status, Term

from . import cells

REQUIRED = ("concept", "language", "term")
_OF_CONCEPT = (
    "domain",
    "definition",
    "concept_note",
    "required_context",
    "excluded_context",
    "confusable_with",
    "do_not_translate",
)
COLUMNS = (
    *REQUIRED,
    "status",
    "domain",
    "authority",
    "note",
    "part_of_speech",
    "type",
    "case_sensitive",
    "exact_form",
    "blockers",
    "reason",
    "valid_from",
    "valid_to",
    "anywhere",
    "pinyin",
    "url",
    "approved_by",
    "approved_on",
    "definition",
    "concept_note",
    "required_context",
    "excluded_context",
    "confusable_with",
    "do_not_translate",
)
"""All columns we know, in the order they are written; all are written, so that a change of one term is one line."""

_HEADINGS = {
    "概念": "concept",
    "概念编号": "concept",
    "语言": "language",
    "术语": "term",
    "状态": "status",
    "领域": "domain",
    "来源": "authority",
    "备注": "note",
    "词性": "part_of_speech",
    "类型": "type",
    "定义": "definition",
    "理由": "reason",
    "拼音": "pinyin",
}
_LISTS = frozenset(("blockers", "required_context", "excluded_context", "confusable_with"))
_TRUTHS = frozenset(("case_sensitive", "exact_form", "anywhere", "do_not_translate"))
_DATES = frozenset(("valid_from", "valid_to", "approved_on"))
_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as the spreadsheet numbers it (the heading is row 1), by column name."""

    number: int
    cells: Mapping[str, str]


class _Faults(list[str]):
    def at(self, number: int, column: str, message: str) -> None:
        self.append(_("row {row}, column {column}: {fault}").format(row=number, column=column, fault=message))

    def raise_any(self) -> None:
        if self:
            more = len(self) - _SHOWN_FAULTS
            tail = [_("… and {count} more").format(count=more)] if more > 0 else []
            raise Misused("\n".join([*self[:_SHOWN_FAULTS], *tail]))


def read_csv(source: bytes) -> Glossary:
    """The glossary of a CSV file in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or tabs.

    With no status column every term is preferred. `notices` of the glossary say what was unusual about the file.
    Raises Unreadable if it is no such file, Misused with every faulty row and column.
    """
    decoded, notices = _decoded(source)
    headings, rows, separator = _parsed(decoded)
    if separator != ",":
        named = _("tabs") if separator == "\t" else _("semicolons")
        notices.append(_("columns are separated by {separator}").format(separator=named))
    faults = _Faults()
    order = cells.order_of(
        (row.cells.get(column, "") for row in rows for column in _DATES), semicolons=separator == ";"
    )
    if order.guessed:
        written = _("day/month/year") if order.day_first else _("month/day/year")
        notices.append(_("dates such as 3/4/2021 are read as {order}").format(order=written))
    terms: dict[str, list[Term]] = {}
    governed: dict[str, dict[str, tuple[Any, int]]] = {}
    placed: dict[tuple[str, str, str], int] = {}
    for row in rows:
        term, of_concept = _understood(row, headings, order, faults)
        if term is None:
            continue
        concept = row.cells["concept"]
        key = (concept, term.language, term.text)
        if key in placed:
            faults.at(row.number, "term", _("the same term as in row {row}").format(row=placed[key]))
            continue
        placed[key] = row.number
        terms.setdefault(concept, []).append(term)
        _govern(governed.setdefault(concept, {}), of_concept, row, faults)
    faults.raise_any()
    concepts = [
        Concept(concept, tuple(each), **{name: value for name, (value, _row) in governed[concept].items()})
        for concept, each in terms.items()
    ]
    unknown = tuple(heading for heading in headings if heading not in COLUMNS)
    return Glossary(tuple(concepts), unknown, tuple(notices))


def write_csv(glossary: Glossary) -> bytes:
    """The glossary as CSV in UTF-8 with BOM: sorted, what governs a concept on its first row, no cell a formula."""
    rows = [
        cells_of
        for concept in glossary.concepts
        for place, term in enumerate(concept.terms)
        for cells_of in (_cells(concept, term, first=place == 0),)
    ]
    unknown = list(glossary.columns)
    unknown += sorted({name for row in rows for name in row} - {*COLUMNS, *unknown})
    written = io.StringIO()
    writer = csv.DictWriter(written, [*COLUMNS, *unknown], restval="", lineterminator="\n", extrasaction="ignore")
    writer.writerow({name: cells.guarded(name) for name in writer.fieldnames})
    writer.writerows({name: cells.guarded(value) for name, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8")


def _cells(concept: Concept, term: Term, *, first: bool) -> dict[str, str]:
    row = {"concept": concept.id, "language": term.language, "term": term.text}
    for column in COLUMNS[len(REQUIRED) :]:
        if column not in _OF_CONCEPT:
            row[column] = _written(getattr(term, column))
        elif first:
            row[column] = _written(getattr(concept, "note" if column == "concept_note" else column))
    return row | dict(term.extra)


def _written(value: Any) -> str:
    match value:
        case bool():
            return "TRUE" if value else ""
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(value)
        case None:
            return ""
        case _:
            return str(value)


def _decoded(source: bytes) -> tuple[str, list[str]]:
    """The text of a file and, where it is not UTF-8, what it is."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if source.startswith(mark):
            name = "" if encoding == "utf-8" else "UTF-16"
            return _strict(source[len(mark) :], encoding), _said(name)
    zeros = source[:400].count(0)
    if zeros > len(source[:400]) // 8:
        return _strict(source, "utf-16-be" if source[:1] == b"\0" else "utf-16-le"), _said("UTF-16")
    try:
        return _strict(source, "utf-8"), []
    except Unreadable:
        return _strict(source, "gb18030"), _said("GB18030")


def _said(name: str) -> list[str]:
    return [_("the file is in {encoding}; it will be written in UTF-8").format(encoding=name)] if name else []


def _strict(source: bytes, encoding: str) -> str:
    try:
        decoded = source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_("neither UTF-8 nor UTF-16 nor GB18030: byte {place}").format(place=error.start)) from error
    if "\0" in decoded:
        raise Unreadable(_("not a CSV file: it holds zero bytes"))
    return decoded


def _parsed(decoded: str) -> tuple[list[str], list[_Row], str]:
    """The headings, the rows that hold anything, and the separator that gives the headings we need."""
    first, _newline, rest = decoded.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        decoded = rest
    best: tuple[list[str], str] = ([], ",")
    for separator in (",", ";", "\t"):
        headings = next(_records(decoded, separator, just_one=True), (0, []))[1]
        named = [_heading(heading) for heading in headings]
        if len(set(named) & set(REQUIRED)) > len(set(best[0]) & set(REQUIRED)) or not best[0]:
            best = named, separator
    headings, separator = best
    lacking = [column for column in REQUIRED if column not in headings]
    if lacking:
        raise Misused(
            _("row 1: no such column: {columns} (there are: {found})").format(
                columns=", ".join(lacking), found=", ".join(heading for heading in headings if heading) or "–"
            )
        )
    while headings and not headings[-1]:
        headings.pop()
    doubled = sorted({heading for heading in headings if headings.count(heading) > 1})
    if doubled or "" in headings:
        raise Misused(_("row 1: doubled or empty headings: {columns}").format(columns=", ".join(doubled) or "–"))
    rows = []
    faults = _Faults()
    for number, record in _records(decoded, separator):
        if number == 1 or not any(cell.strip() for cell in record):
            continue
        if any(cell.strip() for cell in record[len(headings) :]):
            faults.append(_("row {row}: more cells than headings").format(row=number))
            continue
        values = (cells.unguarded(_trimmed(cell)) for cell in record)
        rows.append(_Row(number, dict(zip(headings, values, strict=False))))
    faults.raise_any()
    return headings, rows, separator


def _records(decoded: str, separator: str, *, just_one: bool = False) -> Iterator[tuple[int, list[str]]]:
    number = 0
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=separator, strict=not just_one)
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
            if just_one:
                return
    except csv.Error as error:
        if not just_one:
            raise Unreadable(_("row {row}: not a CSV row: {fault}").format(row=number + 1, fault=str(error))) from error


def _trimmed(cell: str) -> str:
    stripped = cell.strip(" \u00a0\u3000\r\n\ufeff\u200b")
    return stripped.replace("\r\n", "\n").replace("\r", "\n")


def _heading(cell: str) -> str:
    shown = cells.unguarded(_trimmed(cell))
    folded = shown.casefold().replace(" ", "_").replace("-", "_")
    return _HEADINGS.get(shown, folded if folded in COLUMNS else shown)


def _understood(
    row: _Row, headings: list[str], order: cells.DateOrder, faults: _Faults
) -> tuple[Term | None, dict[str, Any]]:
    """The term of a row and what the row says of its concept; None where the row has a fault."""
    before = len(faults)
    for column in REQUIRED:
        if not row.cells.get(column):
            faults.at(row.number, column, _("is empty"))
    values: dict[str, Any] = {}
    for column, cell in row.cells.items():
        try:
            values[column] = _value(column, cell, order)
        except cells.Unfit as unfit:
            faults.at(row.number, column, str(unfit))
    if len(faults) > before:
        return None, {}
    extra = tuple((name, cell) for name, cell in row.cells.items() if name not in COLUMNS and cell)
    of_concept = {column: values.pop(column) for column in _OF_CONCEPT if column in values}
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if begins and ends and begins > ends:
        faults.at(row.number, "valid_to", _("is before valid_from: {value}").format(value=ends))
    fields = {name: value for name, value in values.items() if name in COLUMNS and name not in REQUIRED}
    fields.setdefault("status", Status.PROPOSED if "status" in headings else Status.PREFERRED)
    return Term(values["term"], values["language"], extra=extra, **fields), of_concept


def _value(column: str, cell: str, order: cells.DateOrder) -> Any:
    if column == "concept":
        if cell and not ID.fullmatch(cell):
            raise cells.Unfit(_("an id begins with a letter and has no spaces: {value}").format(value=cell))
        return cell
    if column == "language":
        return cells.language(cell) if cell else ""
    if column == "status":
        return cells.status(cell)
    if column in _TRUTHS:
        return cells.truth(cell)
    if column in _DATES:
        return cells.day(cell, order)
    return cells.several(cell) if column in _LISTS else cell


def _govern(known: dict[str, tuple[Any, int]], said: dict[str, Any], row: _Row, faults: _Faults) -> None:
    """Add what a row says of its concept; another row that says otherwise is a fault that names both."""
    for column, value in said.items():
        if not value:
            continue
        name = "note" if column == "concept_note" else column
        if name in known and known[name][0] != value:
            faults.at(
                row.number,
                column,
                _("{value} here, but {other} in row {row}").format(
                    value=_written(value), other=_written(known[name][0]), row=known[name][1]
                ),
            )
        known.setdefault(name, (value, row.number))
