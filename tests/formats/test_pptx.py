"""PowerPoint files: what is read from them and what is written into them, case by case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import pptx
from pubpipe.model import Fate
from tests.formats.cases import cases, check_reading, check_reading_again, split
from tests.formats.docx_files import package, part, word, written
from tests.formats.pptx_files import deck

CASES = Path(__file__).parent / "pptx"
READING = cases(CASES / "reading.toml")


def made(case: dict[str, Any]) -> bytes:
    parts = split(case)[0]
    return deck(*parts.pop("slides"), **parts)


@pytest.mark.parametrize("case", READING)
def test_reading(case: dict[str, Any]) -> None:
    _parts, units, ledger, rules = split(case)
    check_reading(pptx, made(case), units, ledger, rules)


@pytest.mark.parametrize("case", READING)
def test_reading_what_was_written(case: dict[str, Any]) -> None:
    check_reading_again(pptx, made(case), split(case)[3])


@pytest.mark.parametrize("case", cases(CASES / "writing.toml"))
def test_writing(case: dict[str, Any]) -> None:
    source = deck("{BOX}" + case["paragraph"] + "{END}")
    unit = pptx.read(source).units[0]
    merged = pptx.merge(source, {unit.id: written(case["target"], unit.content)})
    paragraph = re.search("<a:p>.*</a:p>", part(merged, "ppt/slides/s1.xml"))
    assert paragraph is not None
    assert paragraph[0] == case["written"]


def test_smart_art_and_its_drawing_are_both_written() -> None:
    case = next(each.values[0] for each in READING if "SmartArt" in str(each.id))
    merged = pptx.merge(made(case), {"0/x1": ("规划",)})
    texts = [re.findall("<a:t>(.*?)</a:t>", part(merged, f"ppt/slides/{name}.xml")) for name in ("data", "drawing")]
    assert texts == [["规划"], ["规划"]]


def test_a_hidden_slide_is_translated_by_a_rule_with_a_name() -> None:
    document = pptx.read(deck("{BOX}<a:p><a:r><a:t>Spare</a:t></a:r></a:p>{END}", hidden=True))
    assert [(each.text, each.fate, each.rule) for each in document.ledger] == [
        ("Spare", Fate.TRANSLATED, "hidden slide")
    ]


SOUND = deck("{BOX}<a:p><a:r><a:t>Text</a:t></a:r></a:p>{END}")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (package({"a.txt": "x"}), "not a PowerPoint file: it has no main document"),
        (
            word("<w:p/>"),
            "not a PowerPoint file: its main part is "
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        ),
    ],
)
def test_one_sentence(source: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as error:
        pptx.read(source)
    assert str(error.value) == sentence


def test_the_page_for_pandoc() -> None:
    table = "<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>Cell</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
    bullet = '<a:pPr lvl="{}"><a:buChar char="-"/></a:pPr>'
    source = deck(
        "{TITLE}<a:p><a:r><a:t>Title</a:t></a:r></a:p>{END}{BODY}"
        f"<a:p>{bullet.format(0)}<a:r><a:t>One</a:t></a:r></a:p><a:p>{bullet.format(1)}<a:r><a:t>Two</a:t></a:r></a:p>"
        "{END}" + f"<p:graphicFrame><a:graphic><a:graphicData>{table}</a:graphicData></a:graphic></p:graphicFrame>",
        notes='{BODY}<a:p><a:r><a:rPr b="1"/><a:t>Say</a:t></a:r><a:r><a:t> this</a:t></a:r></a:p>{END}',
    )
    page, reader = pptx.prepare(source)
    body = page.decode().partition("<body>\n")[2].partition("\n</body>")[0]
    assert (body.split("\n"), reader) == (
        [
            "<h2>Title</h2>",
            "<ul>",
            "<li>One",
            "<ul>",
            "<li>Two",
            "</li></ul>",
            "</li></ul>",
            "<table><tr><td>Cell</td></tr></table>",
            '<div class="notes"><p><strong>Say</strong> this</p></div>',
        ],
        "html",
    )


def prepared(*paragraphs: str, links: dict[str, str] | None = None) -> list[str]:
    """The lines of the page of one slide with these paragraphs."""
    body = "{BODY}" + "".join(f"<a:p>{each}</a:p>" for each in paragraphs) + "{END}"
    page, _reader = pptx.prepare(deck(body, links=links))
    return page.decode().partition("<body>\n")[2].partition("\n</body>")[0].split("\n")


def numbered(kind: str, words: str, level: int = 0) -> str:
    return f'<a:pPr lvl="{level}"><a:buAutoNum type="{kind}"/></a:pPr><a:r><a:t>{words}</a:t></a:r>'


def test_numbered_lists_for_pandoc() -> None:
    bullet = '<a:pPr><a:buChar char="-"/></a:pPr><a:r><a:t>Bullet</a:t></a:r>'
    late = '<a:pPr lvl="2"><a:buAutoNum type="romanUcPeriod" startAt="4"/></a:pPr><a:r><a:t>Deep</a:t></a:r>'
    lines = prepared(numbered("arabicPeriod", "One"), numbered("alphaLcParenR", "Two", 1), late, bullet, bullet)
    assert lines == [
        "<ol>",
        "<li>One",
        '<ol type="a">',
        "<li>Two",
        '<ol type="I" start="4">',
        "<li>Deep",
        "</li></ol>",
        "</li></ol>",
        "</li></ol>",
        "<ul>",
        "<li>Bullet",
        "</li>",
        "<li>Bullet",
        "</li></ul>",
    ]


def test_a_list_that_begins_deep() -> None:
    assert prepared(numbered("arabicPeriod", "One", 1)) == ["<ul><li>", "<ol>", "<li>One", "</li></ol>", "</li></ul>"]


def test_links_for_pandoc() -> None:
    linked = '<a:r><a:rPr><a:hlinkClick r:id="{}"/></a:rPr><a:t>{}</a:t></a:r>'
    words = "".join(linked.format(name, name) for name in ("there", "script", "nowhere"))
    links = {"there": "https://example.org/?a=1&amp;b=2", "script": "javascript:alert()"}
    assert prepared(words, links=links) == ['<p><a href="https://example.org/?a=1&amp;b=2">there</a>scriptnowhere</p>']


def test_a_chart_that_is_shown_twice_is_told_once() -> None:
    case = next(each.values[0] for each in READING if "charts" in str(each.id))
    document = pptx.read(made({**case, "slides": [case["slides"][0] * 2]}))
    assert [unit.id for unit in document.units] == ["0/t1", "0/t2", "0/c1"]
