"""The glossary file: CSV, one row a term.

`concept`, `language` and `term` are required, the other columns optional and in any order, unknown ones are kept. What
Excel makes of such a file when it saves reads back the same: other separators, other encodings, its dates, its TRUE.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import compress
from typing import Any, TypeAlias

from pubpipe.glossary.store import ID, Glossary
from pubpipe.messages import _
from pubpipe.model import Concept, Status, Term
from pubpipe.tables import Faults, Row, Table, demand
from pubpipe.tables.separated import read_table, written

from . import cells

REQUIRED = ("concept", "language", "term")
OF_CONCEPT = (
    "domain",
    "definition",
    "concept_note",
    "required_context",
    "excluded_context",
    "confusable_with",
    "do_not_translate",
    "kind",
    "scope",
    "first_mention",
    "definition_source",
    "broader",
    "related",
    "responsible",
)
"""The columns that say something of a concept; they stand on its first row."""
_OF_CONCEPT = frozenset(OF_CONCEPT)

USUAL = (
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
"""The columns that are always written, in this order, so that a change of one term is one line."""

RARE = (
    "kind",
    "inflections",
    "first_mention",
    "scope",
    "approval_note",
    "geography",
    "register",
    "example",
    "definition_source",
    "broader",
    "related",
    "responsible",
)
"""The columns that are written where anything stands in them, behind the others."""

COLUMNS = (*USUAL, *RARE)
"""All columns we know, in the order they are written."""
_OURS = frozenset(COLUMNS)

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
    "类别": "kind",
    "名称类别": "kind",
    "例句": "example",
    "适用书目": "scope",
    "首次出现": "first_mention",
    "定义来源": "definition_source",
    "负责人": "responsible",
    "权威": "authority",
    "链接": "url",
    "易混概念": "confusable_with",
    "审定人": "approved_by",
    "审定日期": "approved_on",
    "审定理由": "approval_note",
    "生效日期": "valid_from",
    "失效日期": "valid_to",
    "使用地区": "geography",
    "语域": "register",
    "区分大小写": "case_sensitive",
    "不翻译": "do_not_translate",
    "屏蔽词": "blockers",
    "词形": "inflections",
}
_LISTS = frozenset(
    "blockers inflections required_context excluded_context confusable_with scope broader related".split()
)
_TRUTHS = frozenset(("case_sensitive", "exact_form", "anywhere", "do_not_translate"))
_DATES = frozenset(("valid_from", "valid_to", "approved_on"))


def read_csv(source: bytes) -> Glossary:
    """The glossary of a CSV file in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or tabs.

    With no status column every term is preferred. `notices` of the glossary say what was unusual about the file.
    Raises Unreadable if it is no such file, Misused with every faulty row and column.
    """
    return read_terms(read_table(source, column_of, REQUIRED.__contains__))


def read_terms(table: Table, status: Status = Status.PREFERRED) -> Glossary:
    """The glossary of a table, one row a term; its terms have this status where the table has no such column.

    Raises Misused with every faulty row and column.
    """
    headings = table.headings
    demand(table, REQUIRED)
    notices, rows = list(table.notices), table.rows
    faults = Faults(table.shown)
    order = cells.order_of(
        (cell for row in rows for column in _DATES if (cell := row.cells.get(column))),
        semicolons=table.separator == ";",
    )
    if order.guessed:
        written = _("day/month/year") if order.day_first else _("month/day/year")
        notices.append(_("dates such as 3/4/2021 are read as {order}").format(order=written))
    says: _Says = {**_SAYS, **dict.fromkeys(_DATES, partial(cells.day, order=order))}
    strange = tuple(heading for heading in headings if heading not in _OURS)
    usual = status if "status" not in headings else Status.PROPOSED
    terms: dict[str, list[Term]] = {}
    governed: dict[str, dict[str, tuple[Any, int]]] = {}
    placed: dict[tuple[str, str, str], int] = {}
    for row in rows:
        term, of_concept = _understood(row, says, strange, faults, usual)
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
    return Glossary(tuple(concepts), strange, tuple(notices))


def write_csv(glossary: Glossary) -> bytes:
    """The glossary as CSV in UTF-8 with BOM: sorted, what governs a concept on its first row, no cell a formula."""
    return written(written_rows(glossary)).encode()


def written_rows(glossary: Glossary) -> list[list[str]]:
    """The headings, then a row a term, as they are written."""
    rows = [
        _cells(concept, term, first=place == 0)
        for concept in glossary.concepts
        for place, term in enumerate(concept.terms)
    ]
    unknown = list(glossary.columns)
    unknown += sorted({name for row in rows for name in row} - {*COLUMNS, *unknown})
    used = {name for row in rows for name, cell in row.items() if cell}
    headings = [*USUAL, *(name for name in RARE if name in used), *unknown]
    return [headings, *([row.get(name, "") for name in headings] for row in rows)]


def _cells(concept: Concept, term: Term, *, first: bool) -> dict[str, str]:
    row = {"concept": concept.id, "language": term.language, "term": term.text}
    for column in COLUMNS[len(REQUIRED) :]:
        if column not in OF_CONCEPT:
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


def column_of(shown: str) -> str:
    """The column a heading names, English or Chinese; the heading itself where we know none."""
    folded = shown.casefold().replace(" ", "_").replace("-", "_")
    return _HEADINGS.get(shown, folded if folded in COLUMNS else shown)


def _understood(
    row: Row, says: _Says, strange: Sequence[str], faults: Faults, status: Status
) -> tuple[Term | None, dict[str, Any]]:
    """The term of a row and what the row says of its concept; None where the row has a fault.

    `says` tells what a cell means by its column, `strange` are the columns that mean nothing to us. Most cells are
    empty: they say what a term says of itself where nobody said anything.
    """
    before = len(faults)
    if not all(map(row.cells.get, REQUIRED)):
        for column in (each for each in REQUIRED if not row.cells.get(each)):
            faults.at(row.number, column, _("is empty"))
    values: dict[str, Any] = {}
    for column, cell in compress(row.cells.items(), row.cells.values()):
        try:
            values[column] = says[column](cell) if column in says else cell
        except cells.Unfit as unfit:
            faults.at(row.number, column, str(unfit))
    if len(faults) > before:
        return None, {}
    of_concept: dict[str, Any] = {}
    if not _OF_CONCEPT.isdisjoint(values):
        of_concept = {column: values.pop(column) for column in OF_CONCEPT if column in values}
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if begins and ends and begins > ends:
        faults.at(row.number, "valid_to", _("is before valid_from: {value}").format(value=ends))
    del values["concept"]
    values["text"] = values.pop("term")
    values.setdefault("status", status)
    extra = tuple((column, values.pop(column)) for column in strange if column in values) if strange else ()
    return Term(extra=extra, **values), of_concept


def _id(cell: str) -> str:
    if not ID.fullmatch(cell):
        raise cells.Unfit(_("an id begins with a letter and has no spaces: {value}").format(value=cell))
    return cell


_Says: TypeAlias = Mapping[str, Callable[[str], Any]]
"""What a cell that holds anything says, by its column; in the others it is text. They raise Unfit."""
_SAYS: _Says = {
    "concept": _id,
    "language": cells.language,
    "status": cells.status,
    "kind": cells.kind,
    **dict.fromkeys(_TRUTHS, cells.truth),
    **dict.fromkeys(_LISTS, cells.several),
}


def _govern(known: dict[str, tuple[Any, int]], said: dict[str, Any], row: Row, faults: Faults) -> None:
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
