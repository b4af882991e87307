"""The quality sheet: the published formulas, and errors that a person confirmed."""

from __future__ import annotations

import io

import pytest

from pubpipe.errors import Unreadable
from pubpipe.model import Finding, Severity
from pubpipe.reports import Report
from pubpipe.reports.quality import Inputs, confirmation_sheet, confirmed, measures


def finding(type: str, severity: Severity = Severity.MAJOR, target: str = "甲乙", check: str = "c") -> Finding:
    return Finding(check, type, severity, "a.po", "1/p1", "source", target, "message", (0, 1))


ERRORS = [
    finding("accuracy/mistranslation/number"),
    finding("terminology/inconsistent-with-termbase", check="t"),
    finding("linguistic-conventions/punctuation", Severity.MINOR, check="p"),
    finding("linguistic-conventions/punctuation", Severity.MINOR, check="p"),
    finding("style", Severity.NEUTRAL, check="n"),
]


def test_the_published_formulas() -> None:
    book, translation, penalty = measures(ERRORS, Inputs(20_000, layout=True))
    assert book.value == pytest.approx((1 + 1 + 0.1 + 0.1) / 20_000 * 10_000)
    assert translation.value == pytest.approx((3 + 0.5 + 0.25) / 20_000 * 1000)
    assert penalty.value == pytest.approx((5 + 5 + 1 + 1) / 20_000 * 1000)
    assert (book.limit, translation.limit) == (1.0, 1.5)


def test_a_short_text_counts_as_a_thousand_characters() -> None:
    _book, translation, _penalty = measures(ERRORS[:1], Inputs(100, difficulty=0.5, use=0.75))
    assert translation.value == pytest.approx(0.5 * 0.75 * 3 / 1000 * 1000)


def test_the_same_error_counts_four_at_most_in_a_book() -> None:
    book = measures([finding("terminology")] * 9, Inputs(10_000))[0]
    assert book.value == pytest.approx(4)


def test_a_sheet_is_confirmed_and_read_back() -> None:
    from openpyxl import load_workbook

    report = Report(tuple(ERRORS), 3, 2000)
    workbook = load_workbook(io.BytesIO(confirmation_sheet(report, Inputs(2000))))
    sheet = workbook.worksheets[0]
    for row, answer in enumerate(["yes", "否", "是"], start=2):
        sheet.cell(row, 1).value = answer
    sheet.append(["yes", "critical", "accuracy/omission", "", "", "a.po", "1/p9", "", "", "a page is missing", ""])
    saved = io.BytesIO()
    workbook.save(saved)
    errors, unanswered = confirmed(saved.getvalue())
    assert [(each.check, each.severity) for each in errors] == [
        ("c", Severity.MAJOR),
        ("p", Severity.MINOR),
        ("person", Severity.CRITICAL),
    ]
    assert unanswered == 2


def test_another_workbook_is_refused() -> None:
    from openpyxl import Workbook

    saved = io.BytesIO()
    Workbook().save(saved)
    for data in (b"no workbook", saved.getvalue()):
        with pytest.raises(Unreadable):
            confirmed(data)


def test_faults_of_the_original_count_nowhere() -> None:
    found = [finding("source/grammar", Severity.MINOR), finding("source/punctuation", Severity.MAJOR)]
    assert [each.value for each in measures(found, Inputs(10_000))] == [0, 0, 0]
