"""Findings for people: `path:place: severity check: message`, so that an editor can jump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pubpipe.messages import _, ngettext
from pubpipe.model import Finding, Severity, Span
from pubpipe.reports import Report


def findings(report: Report, summary: Mapping[str, Any]) -> str:
    """A block a finding, then one line that counts them."""
    severities = {severity: _(severity) for severity in Severity}
    suggestion = _("suggestion: {text}")
    blocks = (_block(each, severities[each.severity], suggestion) for each in report.found)
    return "\n".join([*blocks, *_closing(summary), ""])


def _block(finding: Finding, severity: str, suggestion: str) -> str:
    check, _type, _severity, file, place, source, target, message, span, better, *_rest = finding
    block = f"{file}:{place.rpartition(':')[2]}: {severity} {check}: {message}\n    {source}"
    if target:
        block += f"\n    {_marked(target, span)}"
    if better:
        block += "\n    " + suggestion.format(text=better)
    return block


def _marked(target: str, span: Span | None) -> str:
    """The target with the place concerned between angle brackets, which need no colour."""
    if span is None or span[0] == span[1]:
        return target
    start, end = span
    return f"{target[:start]}⟨{target[start:end]}⟩{target[end:]}"


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
