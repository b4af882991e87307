"""Findings for machines; design section 6 says which keys they may rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pubpipe.reports import Report


def findings(report: Report, summary: Mapping[str, object]) -> str:
    """`{"findings": […], "summary": {…}}`, a finding a line, Chinese as it stands."""
    rows = [json.dumps(finding._asdict(), ensure_ascii=False) for finding in report.found]
    listed = "".join(["\n    ", ",\n    ".join(rows), "\n  "]) if rows else ""
    counted = json.dumps(summary, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return f'{{\n  "findings": [{listed}],\n  "summary": {counted}\n}}\n'
