"""Findings for code hosts: SARIF 2.1.0, so that they stand beside the changed lines of a pull request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from pubpipe import __version__
from pubpipe.model import Finding, Severity
from pubpipe.reports import Report

_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def findings(report: Report, summary: Mapping[str, object]) -> str:
    """One run: the rules that found something, and a result a finding."""
    ids = sorted({each.check for each in report.found})
    types = {each.check: each.type for each in report.found}
    rules = [
        {
            "id": each,
            "shortDescription": {"text": report.rules.get(each) or each},
            "properties": {"tags": ["translation", types[each]]},
        }
        for each in ids
    ]
    driver = {"name": "pubpipe", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, ids.index(each.check), report) for each in report.found],
        "properties": dict(summary),
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(each: Finding, rule: int, report: Report) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(each.file)}}
    line = report.lines.get((each.file, each.place))
    if line:
        physical["region"] = {"startLine": line}
    text = f"{each.message}: {each.suggestion}" if each.suggestion else each.message
    return {
        "ruleId": each.check,
        "ruleIndex": rule,
        "level": _LEVELS[each.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": each.place}]}],
        "properties": {"source": each.source, "target": each.target, "span": each.span, "type": each.type},
    }
