"""Findings as a workbook: one sheet of findings, one that counts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pubpipe.messages import _
from pubpipe.reports import Report
from pubpipe.reports.csv import COLUMNS, rows
from pubpipe.tables.workbooks import saved, sheet, workbook

_WIDTHS = (30, 22, 10, 12, 30, 10, 34, 50, 50, 6, 6, 24)


def findings(report: Report, summary: Mapping[str, Any]) -> bytes:
    """The workbook's bytes."""
    book = workbook()
    sheet(book, _("findings"), [_(column) for column in COLUMNS], rows(report), _WIDTHS)
    counts = [
        [_("segments"), summary["segments"]],
        [_("findings"), summary["findings"]],
        [_("waived"), summary["waived"]],
    ]
    counts += [[_(severity), count] for severity, count in summary["severities"].items()]
    counts += [[check, count] for check, count in summary["checks"].items()]
    sheet(book, _("counts"), [_("what"), _("how many")], counts, (34, 12))
    return saved(book)
