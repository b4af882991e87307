"""What people open in a browser passes axe-core: wide and narrow, light and dark."""

from __future__ import annotations

import pytest

from pubpipe import messages
from pubpipe.model import Severity
from pubpipe.reports import Report, findings
from tests.proofs import accessibility
from tests.reports.test_reports import COMMA, NOTE, REPORT

pytestmark = pytest.mark.skipif(bool(accessibility.missing()), reason=accessibility.missing() or "all is there")


def audited(page: str) -> dict[tuple[int, str, str], tuple[str, ...]]:
    """What axe-core finds in a page, by width, the colour scheme asked for and the one shown."""
    world = {"/page.html": ("text/html; charset=utf-8", page.encode())}
    audits = accessibility.audited(world, "/page.html")
    return {(each.width, each.scheme, each.shown): each.violations for each in audits}


EVERYWHERE = [(width, scheme, scheme) for width in accessibility.WIDTHS for scheme in accessibility.SCHEMES]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_keeps_nobody_out(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tuple(COMMA._replace(check=f"ZH{at:03}", severity=severity) for at, severity in enumerate(Severity, 1))
    report = Report((*found, NOTE), 120, 2400, waived=2, known=1, rules=REPORT.rules, lines=REPORT.lines)
    monkeypatch.setattr(messages, "_language", language)
    page = findings(report, "html")
    assert isinstance(page, str)
    assert audited(page) == dict.fromkeys(EVERYWHERE, ())


def test_a_page_that_keeps_people_out_is_seen() -> None:
    page = '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1><img src="x.png"></main></html>'
    assert audited(page) == dict.fromkeys(EVERYWHERE, ('image-alt: <img src="x.png">',))
