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
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF under another name: ask for the file it was made from"),
        (SOUND[: len(SOUND) // 2], "cut off: the end of the file is missing; get it again"),
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
            "<li>One</li>",
            "<li><ul>",
            "<li>Two</li>",
            "</ul></li>",
            "</ul>",
            "<table><tr><td>Cell</td></tr></table>",
            '<div class="notes"><p><strong>Say</strong> this</p></div>',
        ],
        "html",
    )


def test_a_chart_that_is_shown_twice_is_told_once() -> None:
    case = next(each.values[0] for each in READING if "charts" in str(each.id))
    document = pptx.read(made({**case, "slides": [case["slides"][0] * 2]}))
    assert [unit.id for unit in document.units] == ["0/t1", "0/t2", "0/c1"]
