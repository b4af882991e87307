"""Lists of terms: two columns, as high as each other where a list ends, none of its entries parted or lost."""

from __future__ import annotations

import pytest

from pubpipe.books import Assembled, Block, Part, pdf
from pubpipe.books._ast import div, header, paragraph, string
from pubpipe.books._paper import PAPERS
from pubpipe.books._settings import settled
from pubpipe.books._typst.press import press
from tests.books.pdf.proofs import BOOK, DATE, Proof, Word, needed, proof

PAPER = PAPERS["16k"]
MIDDLE = PAPER.width / 2
TITLES = ("英汉对照", "汉英对照")
PITCH = PAPER.size * 6 / 7 * 1.42
"""Of a line of a list, in points."""


def entries(count: int, first: str) -> Block:
    """A list whose terms are numbered, a letter before each twelfth, each fifth too long for a line."""
    made: list[Block] = []
    for number in range(count):
        if number % 12 == 0:
            made.append(
                div([paragraph([string("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"[number // 12])])], "letter")
            )
        more = "　很长很长的意思" * 4 if number % 5 == 4 else ""
        made.append(div([paragraph([string(f"{first}{number:03d}{more}")])], "entry"))
    return div(made, "role", "glossary")


def lists(*counts: int) -> Proof:
    return proof(assembled(*counts))


def assembled(*counts: int) -> Assembled:
    titled = zip(counts, TITLES, strict=False)
    blocks = [
        block
        for place, (count, title) in enumerate(titled)
        for block in (header(2, [string(title)], f"s{place}", "unnumbered"), entries(count, "ab"[place]))
    ]
    opening = header(1, [string("术语对照表")], "glossary", "unnumbered")
    return Assembled(BOOK, (Part("glossary", "back", "", "术语对照表", (opening, *blocks)),))


def columns(words: list[Word]) -> tuple[list[Word], list[Word]]:
    return [each for each in words if each.left < MIDDLE], [each for each in words if each.left >= MIDDLE]


def terms(shown: Proof, first: str) -> list[list[Word]]:
    """The beginnings of a list's entries, page by page."""
    pages = [
        [word for line in page for word in line if word.text.startswith(first) and word.text[1:4].isdigit()]
        for page in shown.pages
    ]
    return [page for page in pages if page]


@pytest.mark.parametrize("counts", [(20, 20), (61, 130), (150, 40), (227,)], ids=str)
def test_columns_end_on_the_same_line(counts: tuple[int, ...]) -> None:
    shown = lists(*counts)
    for count, first in zip(counts, "ab", strict=False):
        pages = terms(shown, first)
        found = [word.text[1:4] for page in pages for side in columns(page) for word in side]
        assert found == [f"{number:03d}" for number in range(count)]
        left, right = columns(pages[-1])
        assert abs(left[-1].bottom - right[-1].bottom) <= 3 * PITCH + PAPER.pitch


def test_full_pages_come_before_the_last() -> None:
    first, *rest = terms(lists(227), "a")
    lowest = PAPER.height - PAPER.bottom
    for page in [first, *rest][:-1]:
        for side in columns(page):
            assert lowest - side[-1].bottom < 4 * PITCH + PAPER.pitch


def test_a_short_list_has_one_column() -> None:
    (page,) = terms(lists(9, 9), "a")
    assert [columns([word])[1] for word in page] == [[]] * 9


def test_a_title_is_not_left_alone() -> None:
    """Whatever the length of the list above it, entries stand below each title on its page."""
    for count in range(96, 120, 2):
        shown = lists(count, 30)
        (page,) = [page for page in shown.pages if any(word.text == TITLES[1] for line in page for word in line)]
        words = [word for line in page for word in line]
        (title,) = [word for word in words if word.text == TITLES[1]]
        assert len([word for word in words if word.text.startswith("b") and word.top > title.top]) > 5, count


@pytest.mark.parametrize("page", ["16k", "a32"])
def test_pages_come_to_rest_wherever_a_list_ends(page: str) -> None:
    needed()
    for count in range(40, 64, 3):
        with press(assembled(count, 30), settled("pdf", {"page": page}, pdf._SETTINGS), DATE) as ready:
            _made, warnings = ready._compiled()
        assert warnings == [], count
