"""The quality sheet: three published measures with their formulas and inputs, and a sheet to confirm errors in.

Machine findings are not errors: only people confirm errors. Every figure made from findings is called an estimate;
figures made from a sheet that somebody confirmed are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Finding, Severity
from pubpipe.reports import Report
from pubpipe.reports._classes import MOST_OF_A_KIND, book_weight, gbt_19682, of_source
from pubpipe.tables.workbooks import read_table, saved, sheet, workbook

PENALTIES = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}
"""MQM penalty points by severity, as the MQM council's linear scoring model has them."""

COEFFICIENTS = {"I": 3.0, "II": 1.0, "III": 0.5, "IV": 0.25}
"""GB/T 19682: what an error of each class counts."""

_LEAST_WORDS = 1000
HEADINGS = (
    "error?",
    "severity",
    "type",
    "GB/T 19682",
    "check",
    "file",
    "place",
    "source",
    "target",
    "message",
    "remark",
)
_WIDTHS = (8, 10, 30, 10, 12, 28, 24, 48, 48, 34, 30)
_YES = frozenset(("yes", "y", "1", "true", "x", "是", "对", "√"))
_NO = frozenset(("no", "n", "0", "false", "否", "不是", "×"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the formulas need besides errors.

    `characters` is the base of all rates; of a printed book it is the layout count (characters a line × lines × pages,
    版面字数), otherwise the characters of the translation. `difficulty` is K (0.5 to 1), `use` is CA (1 for a
    publication).
    """

    characters: int
    layout: bool = False
    difficulty: float = 1.0
    use: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its name, formula, what went in, its value, and the limit it is held against."""

    name: str
    formula: str
    inputs: str
    value: float
    limit: float | None = None


def measures(errors: Iterable[Finding], inputs: Inputs) -> tuple[Measure, ...]:
    """The rate of errors of a book (图书质量管理规定), the rate of GB/T 19682-2005 and the MQM penalty.

    Neutral findings are notes and count nowhere, nor do faults of the original. The same error (same check, same words)
    counts once for GB/T 19682 and at most 4 points for the book's rate.
    """
    counted = [each for each in errors if each.severity is not Severity.NEUTRAL and not of_source(each.type)]
    return _book(counted, inputs), _translation(counted, inputs), _penalty(counted, inputs)


def _kind(each: Finding) -> tuple[str, str, str]:
    spot = each.target[slice(*each.span)] if each.span else each.target
    return each.check, each.message, spot


def _book(errors: Sequence[Finding], inputs: Inputs) -> Measure:
    points: Counter[tuple[str, str, str]] = Counter()
    for each in errors:
        points[_kind(each)] = min(MOST_OF_A_KIND, points[_kind(each)] + book_weight(each.type))  # type: ignore[assignment]
    total = sum(points.values())
    base = max(inputs.characters, 1)
    told = _("points {points:.1f}, {what} {count}").format(
        points=total, what=_("layout characters") if inputs.layout else _("characters of the translation"), count=base
    )
    return Measure("图书质量管理规定", _("points ÷ characters × 10,000"), told, total / base * 10_000, 1.0)


def _translation(errors: Sequence[Finding], inputs: Inputs) -> Measure:
    classes = Counter(group for _each, group in {(_kind(each), gbt_19682(each.type)) for each in errors})
    total = sum(COEFFICIENTS[group] * count for group, count in classes.items())
    base = max(inputs.characters, _LEAST_WORDS)
    told = ", ".join(f"D{group} {classes[group]}" for group in COEFFICIENTS)
    told += f", K {inputs.difficulty:g}, CA {inputs.use:g}, W {base}"
    value = inputs.difficulty * inputs.use * total / base * 1000
    return Measure("GB/T 19682-2005", "K × CA × (3 D1 + D2 + 0.5 D3 + 0.25 D4) ÷ W × 1,000", told, value, 1.5)


def _penalty(errors: Sequence[Finding], inputs: Inputs) -> Measure:
    severities = Counter(each.severity for each in errors)
    total = sum(PENALTIES[severity] * count for severity, count in severities.items())
    told = ", ".join(f"{_(severity)} {severities[severity]} × {PENALTIES[severity]}" for severity in reversed(Severity))
    base = max(inputs.characters, 1)
    return Measure("MQM", _("penalty ÷ characters × 1,000"), told, total / base * 1000)


def confirmation_sheet(report: Report, inputs: Inputs) -> bytes:
    """A workbook in which a person says of each finding whether it is an error; the measures stand beside."""
    book = workbook()
    rows = [
        [
            "",
            _(each.severity),
            each.type,
            gbt_19682(each.type),
            each.check,
            each.file,
            each.place,
            each.source,
            each.target,
            each.message,
            "",
        ]
        for each in report.found
    ]
    sheet(book, _("to confirm"), [_(heading) for heading in HEADINGS], rows, _WIDTHS)
    figures = [[m.name, m.formula, m.inputs, round(m.value, 3), m.limit] for m in measures(report.found, inputs)]
    headings = [_("measure"), _("formula"), _("what went in"), _("estimate"), _("limit")]
    sheet(book, _("estimate"), headings, figures, (24, 40, 48, 12, 8))
    return saved(book)


def confirmed(data: bytes) -> tuple[list[Finding], int]:
    """The errors somebody confirmed in such a sheet, and how many findings are still without an answer.

    A person may add rows of their own: a type, a severity and a place are enough. Raises Unreadable or Misused for what
    is no such sheet, naming the row.
    """
    names = {_(name): name for name in HEADINGS} | {name: name for name in HEADINGS}
    table = read_table(data, lambda heading: names.get(heading, heading), HEADINGS.__contains__)
    if not set(HEADINGS) <= set(table.headings):
        raise Unreadable(_("not a sheet to confirm findings in: its headings are others"))
    severities: Mapping[str, Severity] = {name: each for each in Severity for name in (str(each), _(each))}
    errors, open_ = [], 0
    for row in table.rows:
        answer, severity, kind, _class, check, file, place, source, target, message = (
            row.cells.get(name, "") for name in HEADINGS[:10]
        )
        if answer.lower() in _NO:
            continue
        if answer.lower() not in _YES:
            open_ += bool(check)
            continue
        if severity not in severities:
            raise Unreadable(_("row {row}: no such severity: {severity}").format(row=row.number, severity=severity))
        errors.append(Finding(check or "person", kind, severities[severity], file, place, source, target, message))
    return errors, open_
