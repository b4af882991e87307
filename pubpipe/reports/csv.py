"""Findings as a table for spreadsheets: UTF-8 with BOM, a row a finding, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from pubpipe.glossary.cells import guarded
from pubpipe.messages import _
from pubpipe.reports import Report
from pubpipe.reports._classes import gbt_19682

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
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_(column) for column in COLUMNS])
    writer.writerows([guarded(cell) for cell in row] for row in rows(report))
    return "\ufeff" + buffer.getvalue()
