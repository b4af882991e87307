"""Covers: the one that is given, or one made of the title, broken where a reader would break it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.books._epub.cover import broken
from tests.books.epub.handmade import opened_with, png


def test_a_cover_that_is_given_is_taken() -> None:
    opened = opened_with(media={"front.png": png()}, cover="figures/front.png")
    assert [item.get("href") for item in opened.find("package.opf", "//o:item[@properties='cover-image']")] == [
        "images/front.png"
    ]


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("城市管理基础", 8, ["城市管理基础"]),
        ("中美城市管理交流读本", 8, ["中美城市管理", "交流读本"]),
        ("城市管理：理论与实践", 8, ["城市管理：", "理论与实践"]),
        ("地方政府预算的编制和执行", 8, ["地方政府预算的", "编制和执行"]),
        ("ICMA职业道德守则与城市经理", 8, ["ICMA职业道德", "守则与城市经理"]),
        ("Intergovernmental", 8, ["Intergovernmental"]),
        ("Foundations of City Management", 10, ["Foundations of", "City Management"]),
        ("", 8, []),
    ],
)
def test_titles_are_broken_evenly(text: str, ems: float, lines: list[str]) -> None:
    assert broken(text, ems) == lines


def test_words_of_the_book_are_not_broken() -> None:
    prose = "专业人员各有专业；专业训练。"
    title = "城市与县管理专业人员培训教材"
    assert broken(title, 8) == ["城市与县管理专", "业人员培训教材"]
    assert broken(title, 8, prose) == ["城市与县管理专业", "人员培训教材"]


@given(st.text(alphabet="城市管理与：, ICMA的", max_size=30).map(lambda text: " ".join(text.split())))
@settings(max_examples=100, deadline=None)
def test_breaking_a_title_loses_nothing(text: str) -> None:
    assert "".join(broken(text, 8)).replace(" ", "") == text.replace(" ", "")
