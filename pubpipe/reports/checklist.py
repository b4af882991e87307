"""What the editor's checklist says of a finished file, for people and for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pubpipe.messages import _, ngettext

FORMS = ("text", "json")


def report(file: str, rows: Sequence[Mapping[str, Any]], form: str, every: bool) -> str:
    """A row an assertion: id, severity, statement, outcome, looked, failed, evidence (where, what).

    Text shows the assertions that failed, the gravest first, and the others only if `every`; JSON shows all.
    """
    counts = Counter(row["outcome"] for row in rows)
    severities = Counter(row["severity"] for row in rows if row["outcome"] == "failed")
    if form == "json":
        summary = {
            "assertions": len(rows),
            **{outcome: counts[outcome] for outcome in ("passed", "failed", "not applicable")},
            "severities": {severity: severities[severity] for severity in ("major", "minor")},
        }
        return json.dumps({"file": file, "assertions": rows, "summary": summary}, ensure_ascii=False, indent=2) + "\n"
    failed = [row for severity in ("major", "minor") for row in rows if _failed(row) and row["severity"] == severity]
    others = [row for row in rows if every and not _failed(row)]
    lines = [line for row in (*failed, *others) for line in _lines(file, row)]
    gravities = ", ".join(
        f"{_(severity)} {severities[severity]}" for severity in ("major", "minor") if severities[severity]
    )
    closing = ngettext("{count} assertion", "{count} assertions", len(rows)).format(count=len(rows)) + _(": ")
    closing += _("{passed} passed, {failed} failed, {inapplicable} not applicable").format(
        passed=counts["passed"], failed=counts["failed"], inapplicable=counts["not applicable"]
    )
    return "\n".join([*lines, closing + (_(" ({severities})").format(severities=gravities) if gravities else ""), ""])


def _failed(row: Mapping[str, Any]) -> bool:
    return bool(row["outcome"] == "failed")


def _lines(file: str, row: Mapping[str, Any]) -> list[str]:
    """A line for an assertion, and one for each place where it does not hold."""
    if not _failed(row):
        return [f"{file}: {_(row['outcome'])} {row['id']}: {row['statement']}"]
    head = f"{file}: {_(row['severity'])} {row['id']}: {row['statement']} ({row['failed']}/{row['looked']})"
    return [head, *(f"    {each['where']}: {each['what']}" for each in row["evidence"])]
