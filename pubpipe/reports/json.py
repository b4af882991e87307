"""Findings for machines; design section 6 says which keys they may rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from pubpipe.reports import Report


def findings(report: Report, summary: Mapping[str, object]) -> str:
    """`{"findings": […], "summary": {…}}`, indented, Chinese as it stands."""
    rows = [asdict(finding) for finding in report.found]
    return json.dumps({"findings": rows, "summary": summary}, ensure_ascii=False, indent=2) + "\n"
