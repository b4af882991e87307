"""The design `certificate`: each leaf a framed sheet without head and foot, its text in the middle of the height."""

from __future__ import annotations

import re

import pytest

from tests.books.pdf.proofs import Proof, proof, squeezed
from tests.books.test_kinds import certificates, signed

GOLD, WHITE = (0x8C, 0x6A, 0x2F), (255, 255, 255)
WIDE, HIGH = 841.89, 595.276
"""A4 across, in points."""
MEASURE, MARGIN = 648, 98


@pytest.fixture(scope="module")
def sheet() -> Proof:
    return proof(signed(), design="certificate", page="a4-wide")


def test_a_line_and_a_thinner_one_within_it_run_round_the_leaf(sheet: Proof) -> None:
    assert sheet.properties["Page size"].startswith(f"{WIDE} x {HIGH}")
    picture = sheet.picture(1)
    for distance, colour in ((22, WHITE), (25, GOLD), (26.5, GOLD), (27.4, WHITE), (28.1, GOLD), (30, WHITE)):
        sides = [(distance, 300), (WIDE - distance, 300), (400, distance), (400, HIGH - distance)]
        assert {picture(*place) for place in sides} == {colour}, distance


def test_a_book_has_none() -> None:
    picture = proof(signed(), page="a4-wide").picture(1)
    assert {picture(x, 300) for x in range(90)} == {WHITE}


def test_nothing_stands_on_it_but_its_text_in_the_middle(sheet: Proof) -> None:
    assert (sheet.properties["Pages"], sheet.lines()) == (
        "1",
        ["结业证书", "发证机构：示例培训中心（盖章）", "日期：2026年6月15日"],
    )
    words = [word for line in sheet.pages[0] for word in line]
    assert abs(min(word.top for word in words) + max(word.bottom for word in words) - HIGH) < 20


def test_its_title_is_spaced_and_three_times_as_large_as_text(sheet: Proof) -> None:
    title = [word for word in sheet.pages[0][0] if word.text]
    assert "".join(word.text for word in title) == "结业证书"
    assert title[-1].right - title[0].left == pytest.approx(4 * 36 + 3 * 6, abs=7)
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(MARGIN + MEASURE / 2, abs=3.5)


def test_the_seal_stands_behind_who_issues_it(sheet: Proof) -> None:
    left, bottom, right, top = map(float, re.findall(r"/BBox \[([\d. ]+)\]", sheet.tags)[0].split())
    assert (right - left, top - bottom) == (pytest.approx(119.06, abs=0.1), pytest.approx(59.53, abs=0.1))
    assert left == pytest.approx(MARGIN + 0.62 * MEASURE, abs=1)
    issued = next(line[0] for line in sheet.pages[0] if line[0].text.startswith("发证"))
    assert issued.left == pytest.approx(MARGIN + 0.57 * MEASURE, abs=1)
    assert HIGH - top == pytest.approx(issued.top, abs=6)


def test_a_seal_stands_there_in_a_book_too() -> None:
    shown = proof(signed(), page="a4-wide")
    left = float(re.findall(r"/BBox \[([\d.]+)", shown.tags)[0])
    assert left == pytest.approx(MARGIN + 0.62 * MEASURE, abs=1)


def test_each_name_has_a_leaf() -> None:
    shown = proof(certificates(), design="certificate", page="a4-wide")
    pages = [shown.text(page) for page in range(1, int(shown.properties["Pages"]) + 1)]
    assert [page for page in pages if "完成培训" in page] == [
        squeezed(f"结业证书兹证明{chinese}完成培训。This certifies that {english} completed the course.")
        for chinese, english in (("王芳", "Wang Fang"), ("李强", "Li Qiang"))
    ]
