"""Two languages in print: below each other, side by side, on facing pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pubpipe.books import Assembled
from pubpipe.books._ast import div, header, paragraph, span, string, words
from tests.books.epub.handmade import note, unit
from tests.books.pdf.proofs import BOOK, Proof, Word, part, proof

CHINESE = "每个地方政府都必须回答两个问题：该做什么，由谁来做。"
ENGLISH = "Every local government must answer two questions: what should be done, and who should do it."


def english(text: str) -> Any:
    return paragraph([span(words(text), lang="en")])


def original(text: str, *names: str) -> Any:
    return div([english(text)], "original", *names, lang="en")


def pair(layout: str, place: int) -> Any:
    translation = div([unit(f"1:1/p{place}", f"{place}号。{CHINESE * (1 + place % 5)}")], "translation")
    return div([original(f"No {place}. {ENGLISH * (1 + place % 5)}"), translation], "pair", layout)


def book(layout: str) -> Assembled:
    """A chapter of forty paragraphs with a heading, a box and a note."""
    blocks = [original("Chapter title", "heading", "level1"), *(pair(layout, place) for place in range(20))]
    blocks += [header(2, [string("由来")], "c1-s1", number="第一节"), original("Origins", "heading", "level2")]
    blocks += [div([pair(layout, 20), pair(layout, 21)], "role", "box"), *(pair(layout, n) for n in range(22, 40))]
    blocks[3]["c"][1][1]["c"][1][0]["c"][1][0]["c"].append(note("1:1/n1", "注文。"))
    made = Assembled(replace(BOOK, original_title="A City"), (part("c1", "第一章", "甲", *blocks),))
    return replace(made, bilingual=layout)


def found(shown: Proof, text: str) -> list[tuple[int, Word]]:
    """Where a line begins with a text: page and first word."""
    return [
        (number, line[0])
        for number, page in enumerate(shown.pages, 1)
        for line in page
        if "".join(word.text for word in line).startswith(text)
    ]


def test_side_by_side_each_stands_beside_its_original() -> None:
    shown = proof(book("columns"))
    for place in (0, 7, 20, 39):
        (left_page, left), (right_page, right) = found(shown, f"No{place}.")[0], found(shown, f"{place}号")[0]
        assert (left_page, left.top) == (right_page, pytest.approx(right.top, abs=3))
        assert left.left < right.left - 100


def test_facing_pages_say_the_same() -> None:
    """English on the left-hand page, the Chinese of it on the right-hand page beside it, nothing on its own."""
    shown = proof(book("facing"))
    for place in range(40):
        (left, _word), (right, _other) = found(shown, f"No{place}.")[0], found(shown, f"{place}号")[0]
        assert (left % 2, right) == (0, left + 1)
    assert (found(shown, "Origins")[0][0] + 1, found(shown, "第一节")[-1][0]) == (
        found(shown, "第一节")[-1][0],
        found(shown, "Origins")[0][0] + 1,
    )
    assert [number for number, page in enumerate(shown.pages, 1) if not page and number > 4] == []
    heads = {"".join(word.text for word in page[0]) for page in shown.pages[7:]}
    assert heads <= {"ACity", "第一章甲", "第一章"}


def test_pages_of_the_body_begin_with_2_on_the_left() -> None:
    shown = proof(book("facing"))
    feet = ["".join(word.text for word in page[-1]) for page in shown.pages if page]
    assert feet[3:6] == ["2", "3", "4"]


def test_below_each_other() -> None:
    blocks = [unit("1:1/p1", CHINESE), original(ENGLISH), unit("1:1/p2", "乙。"), original("Second.")]
    shown = proof(replace(Assembled(BOOK, (part("c1", "第一章", "甲", *blocks),)), bilingual="alternating"))
    page = shown.text(5)
    places = [page.index(text) for text in ("每个地方", "Everylocal", "乙。", "Second.")]
    assert places == sorted(places)


def test_english_is_marked_as_english() -> None:
    """Readers aloud are told the language where it changes."""
    shown, chinese = (proof(book("columns")), proof(Assembled(BOOK, (part("c1", "第一章", "甲", unit("", CHINESE)),))))
    assert shown.content.count(b"/Lang(en)") >= 40 > chinese.content.count(b"/Lang(en)")
    assert b"/Lang(zh-CN)" in shown.content
