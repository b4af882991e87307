"""Findings for people: `path:place: severity check: message`, so that an editor can jump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pubpipe.messages import _, ngettext
from pubpipe.model import Finding
from pubpipe.reports import Report


def findings(report: Report, summary: Mapping[str, Any]) -> str:
    """A block a finding, then one line that counts them."""
    return "\n".join([*map(_block, report.found), *_closing(summary), ""])


def _block(finding: Finding) -> str:
    place = finding.place.rsplit(":", 1)[-1]
    lines = [f"{finding.file}:{place}: {_(finding.severity)} {finding.check}: {finding.message}"]
    lines.append(f"    {finding.source}")
    if finding.target:
        lines.append(f"    {_marked(finding)}")
    if finding.suggestion:
        lines.append("    " + _("suggestion: {text}").format(text=finding.suggestion))
    return "\n".join(lines)


def _marked(finding: Finding) -> str:
    """The target with the place concerned between angle brackets, which need no colour."""
    if finding.span is None or finding.span[0] == finding.span[1]:
        return finding.target
    start, end = finding.span
    return f"{finding.target[:start]}⟨{finding.target[start:end]}⟩{finding.target[end:]}"


def _closing(summary: Mapping[str, Any]) -> list[str]:
    segments = ngettext("{count} segment checked", "{count} segments checked", summary["segments"])
    counted = [f"{_(severity)} {count}" for severity, count in reversed(list(summary["severities"].items())) if count]
    found = ", ".join(counted) if counted else _("nothing found")
    notes = summary["severities"]["neutral"]
    hidden = _(" (notes are shown with --all)") if notes and notes == summary["findings"] else ""
    unshown = [
        words.format(count=summary[kind])
        for kind, words in (("waived", _("{count} waived")), ("known", _("{count} known before")))
        if summary[kind]
    ]
    apart = f" ({', '.join(unshown)})" if unshown else ""
    return [segments.format(count=summary["segments"]) + _(": ") + found + hidden + apart]
