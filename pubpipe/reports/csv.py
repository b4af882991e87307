"""Findings as a table for spreadsheets: UTF-8 with BOM, a row a finding, no cell a formula."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.messages import _
from pubpipe.reports import Report
from pubpipe.reports._classes import gbt_19682
from pubpipe.tables.separated import written

COLUMNS = (
    "file",
    "place",
    "severity",
    "check",
    "type",
    "GB/T 19682",
    "message",
    "source",
    "target",
    "from",
    "to",
    "suggestion",
)


def rows(report: Report) -> list[list[str]]:
    """The findings as the cells of a table with `COLUMNS`."""
    return [
        [
            each.file,
            each.place,
            str(each.severity),
            each.check,
            each.type,
            gbt_19682(each.type),
            each.message,
            each.source,
            each.target,
            str(each.span[0]) if each.span else "",
            str(each.span[1]) if each.span else "",
            each.suggestion,
        ]
        for each in report.found
    ]


def findings(report: Report, summary: Mapping[str, object]) -> str:
    """A row of headings, then a row a finding."""
    return written([[_(column) for column in COLUMNS], *rows(report)], line_end="\r\n")
