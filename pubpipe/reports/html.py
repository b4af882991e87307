"""Findings as one self-contained page: offline, filtered by chapter, rule and severity, good to hear and to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any

from pubpipe.messages import _, language
from pubpipe.model import Finding, Severity
from pubpipe.reports import Report

_PAGE = Path(__file__).with_name("_page.html")


def findings(report: Report, summary: Mapping[str, Any]) -> str:
    """The page."""
    found = report.found
    words = {
        "language": "zh-Hans" if language() == "zh" else "en",
        "title": _("Findings"),
        "told": _told(summary),
        "severity": _("severity"),
        "check": _("check"),
        "chapter": _("chapter"),
        "search": _("text contains"),
        "all": _("all"),
        "filter": _("Show"),
        "shown": _("shown: {count}").replace("{count}", '<output id="shown">' + str(len(found)) + "</output>"),
        "skip": _("Skip to the findings"),
        "overview": _("Overview"),
        "list": _("Findings, one by one"),
        "none": _("nothing found"),
        "severities": _options((each, _(each)) for each in reversed(Severity) if summary["severities"][each]),
        "checks": _options((check, f"{check} ({count})") for check, count in summary["checks"].items()),
        "chapters": _options((file, _short(file)) for file in dict.fromkeys(each.file for each in found)),
        "by_severity": _chart(
            _("By severity"), [(_(each), summary["severities"][each]) for each in reversed(Severity)], _("severity")
        ),
        "by_check": _chart(_("By check"), Counter(each.check for each in found).most_common(15), _("check")),
        "by_chapter": _chart(_("By chapter"), list(Counter(_short(each.file) for each in found).items()), _("chapter")),
        "items": "\n".join(map(_item, found)),
        "rules": _rules(report),
        "rules_title": _("What the checks ask"),
    }
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(words)


def _short(file: str) -> str:
    """A chapter as people call it: its file's name."""
    return PurePosixPath(file).stem


def _told(summary: Mapping[str, Any]) -> str:
    told = _("{segments} segments checked, {findings} findings").format(**summary)
    apart = _("{waived} waived, {known} known before").format(**summary)
    return escape(f"{told}; {apart}" if summary["waived"] or summary["known"] else told)


def _options(choices: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(shown)}</option>' for value, shown in choices)


def _chart(title: str, counts: list[tuple[str, int]], heading: str) -> str:
    """Bars that are a table: the figures are text, the bars only show them."""
    most = max((count for _name, count in counts), default=0) or 1
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td><span class="bar" style="--part:{count / most:.3f}">'
        f"</span>{count}</td></tr>"
        for name, count in counts
        if count
    )
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in (heading, _("findings")))
    head = f'<thead class="unseen"><tr>{head}</tr></thead>'
    return f"<table><caption>{escape(title)}</caption>{head}<tbody>{rows}</tbody></table>"


def _item(each: Finding) -> str:
    suggestion = (
        f'<p class="better">{escape(_("suggestion: {text}").format(text=each.suggestion))}</p>'
        if each.suggestion
        else ""
    )
    target = f'<p class="target" lang="zh-Hans">{_marked(each)}</p>' if each.target else ""
    return (
        f'<li data-severity="{each.severity}" data-check="{escape(each.check)}" data-chapter="{escape(each.file)}">'
        f'<h3><span class="severity {each.severity}">{escape(_(each.severity))}</span> {escape(each.message)}</h3>'
        f'<p class="where"><code>{escape(each.check)}</code> <span>{escape(each.file)}</span> '
        f"<code>{escape(each.place)}</code></p>"
        f'<p class="source" lang="en">{escape(each.source)}</p>{target}{suggestion}</li>'
    )


def _marked(each: Finding) -> str:
    """The target with the span marked, for the eye and for the ear."""
    if each.span is None or each.span[0] == each.span[1]:
        return escape(each.target)
    start, end = each.span
    return f"{escape(each.target[:start])}<mark>{escape(each.target[start:end])}</mark>{escape(each.target[end:])}"


def _rules(report: Report) -> str:
    ids = sorted({each.check for each in report.found})
    return "".join(f"<dt><code>{escape(each)}</code></dt><dd>{escape(report.rules.get(each, ''))}</dd>" for each in ids)
