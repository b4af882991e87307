"""Findings and counts, for people and for machines; one file a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pubpipe.model import Finding

FORMS = ("text", "json", "csv", "sarif", "xlsx", "html")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and what a reader must know besides.

    `segments` and `characters` (of the translations, without spaces) say how much was looked at, `waived` and `known`
    how many findings are not shown because somebody answered for them or they stood before. `rules` gives the help text
    of a check by its id, `lines` the line of a PO file by (file, place).
    """

    found: tuple[Finding, ...]
    segments: int
    characters: int = 0
    waived: int = 0
    known: int = 0
    rules: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def summary(self) -> dict[str, object]:
        """How much was looked at and how much was found, by severity and by check."""
        from pubpipe.model import Severity

        severities = Counter(finding.severity for finding in self.found)
        checks = Counter(finding.check for finding in self.found)
        return {
            "segments": self.segments,
            "findings": len(self.found),
            "waived": self.waived,
            "known": self.known,
            "severities": {str(severity): severities[severity] for severity in Severity},
            "checks": dict(sorted(checks.items())),
        }


def findings(report: Report, form: str, every: bool = True) -> str | bytes:
    """The report in one of `FORMS`, neutral notes only if `every`; the summary counts them all."""
    from pubpipe.model import Severity

    shown = [finding for finding in report.found if every or finding.severity is not Severity.NEUTRAL]
    written: str | bytes = import_module(f"pubpipe.reports.{form}").findings(
        replace(report, found=tuple(shown)), report.summary
    )
    return written


def gbt_19682(type: str) -> str:
    """The class of GB/T 19682, I to IV, of an MQM type; — of a fault of the original."""
    from pubpipe.reports._classes import gbt_19682 as found

    return found(type)
