"""Findings and counts, for people and for machines; one file a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import import_module

from pubpipe.model import Finding, Severity

FORMS = ("text", "json")


def findings(found: Sequence[Finding], form: str, checked: int, every: bool) -> str:
    """The findings in one of `FORMS`, neutral notes only if `every`; `checked` counts the segments looked at.

    The summary counts them all.
    """
    shown = [finding for finding in found if every or finding.severity is not Severity.NEUTRAL]
    report: str = import_module(f"pubpipe.reports.{form}").findings(shown, summary(found, checked))
    return report


def summary(found: Sequence[Finding], checked: int) -> dict[str, object]:
    """How much was looked at and how much was found, by severity and by check."""
    severities = Counter(finding.severity for finding in found)
    checks = Counter(finding.check for finding in found)
    return {
        "segments": checked,
        "findings": len(found),
        "severities": {str(severity): severities[severity] for severity in Severity},
        "checks": dict(sorted(checks.items())),
    }
