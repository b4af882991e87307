"""Reports: the same findings in every form, safe to open, the same bytes for the same findings."""

from __future__ import annotations

import csv
import io
import json

import pytest
from lxml import html

from pubpipe import __version__
from pubpipe.model import Finding, Severity
from pubpipe.reports import FORMS, Report, findings

COMMA = Finding(
    "ZH001",
    "linguistic-conventions/punctuation",
    Severity.MAJOR,
    "translations/zh_CN/book/one.po",
    "book/one.docx:1/p1",
    "=SUM & <b1>all</b1>",
    "市议会,<b1>全体</b1>",
    "English , in Chinese text",
    (3, 4),
    "，",
    fix="，",
)
NOTE = Finding(
    "ZH026", "locale-conventions", Severity.NEUTRAL, "one.po", "1/p2", "5 miles", "5英里", "not given", (0, 3)
)
REPORT = Report(
    (COMMA, NOTE),
    2,
    9,
    waived=1,
    known=0,
    rules={"ZH001": "No half-width marks."},
    lines={("translations/zh_CN/book/one.po", "book/one.docx:1/p1"): 12},
)


def written(form: str) -> str:
    report = findings(REPORT, form)
    assert isinstance(report, str)
    return report


@pytest.mark.parametrize("form", FORMS)
def test_the_same_findings_give_the_same_report(form: str) -> None:
    assert findings(REPORT, form) == findings(REPORT, form)


def test_a_table_holds_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv").removeprefix("\ufeff"))))
    assert rows[1] == [
        "translations/zh_CN/book/one.po",
        "book/one.docx:1/p1",
        "major",
        "ZH001",
        "linguistic-conventions/punctuation",
        "IV",
        "English , in Chinese text",
        "'=SUM & <b1>all</b1>",
        "市议会,<b1>全体</b1>",
        "3",
        "4",
        "，",
    ]


def test_sarif_points_at_the_line() -> None:
    (run,) = json.loads(written("sarif"))["runs"]
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert run["results"][0]["ruleId"] == "ZH001"
    assert run["results"][0]["level"] == "error"
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "translations/zh_CN/book/one.po"},
        "region": {"startLine": 12},
    }
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "No half-width marks."}


def test_a_workbook_holds_text_only() -> None:
    from openpyxl import load_workbook

    report = findings(REPORT, "xlsx")
    assert isinstance(report, bytes)
    sheet = load_workbook(io.BytesIO(report)).worksheets[0]
    cells = {cell.value: cell.data_type for cell in sheet[2]}
    assert cells["=SUM & <b1>all</b1>"] == "s"
    assert sheet.max_row == 3


def test_a_page_shows_codes_as_text_and_marks_the_span() -> None:
    page = html.document_fromstring(written("html"))
    first = page.xpath("//ol[@id='items']/li")[0]
    assert first.xpath("string(.//p[@class='source'])") == "=SUM & <b1>all</b1>"
    assert first.xpath("string(.//mark)") == ","
    assert page.xpath("//script/@src | //link/@href | //img/@src") == []
    assert page.xpath("//option[@value='ZH001']/text()") == ["ZH001 (1)"]


def test_notes_are_counted_where_they_are_not_shown() -> None:
    shown = str(findings(REPORT, "text", every=False))
    assert "ZH026" not in shown
    assert "major 1, neutral 1" in shown and "1 waived" in shown
