"""What a page's end may part: tall tables between their rows, and long rows of two languages."""

from __future__ import annotations

import pytest

from pubpipe.books._docx.page import Page
from pubpipe.books._docx.pagination import is_long, part_tall
from pubpipe.books._docx.writing import styled
from pubpipe.books._docx.xml import Element, make
from tests.books.conftest import W

PAGE = Page.of("a32")


def row(*texts: str, head: bool = False, width: int = 2000) -> Element:
    looks = make("w:trPr", {}, *([make("w:tblHeader")] if head else []))
    cells = [
        make(
            "w:tc",
            {},
            make("w:tcPr", {}, make("w:tcW", {"w:w": width})),
            styled("TableText", make("w:r", {}, make("w:t", text=text))),
        )
        for text in texts
    ]
    return make("w:tr", {}, looks, *cells)


def loose(made: Element) -> list[int]:
    """The rows that need not keep the next with them."""
    kept = [each.find(f".//{W}keepNext") for each in made.iter(f"{W}tr")]
    return [place for place, each in enumerate(kept) if each is not None and each.get(f"{W}val") == "0"]


@pytest.mark.parametrize(("rows", "found"), [(10, []), (40, list(range(2, 39)))])
def test_tall_tables_are_parted_but_for_their_first_and_last_rows(rows: int, found: list[int]) -> None:
    made = make("w:tbl", {}, row("服务", "目标", head=True), *(row("除雪", "4小时") for _each in range(rows)))
    part_tall(made, PAGE)
    assert loose(made) == found


def test_a_few_rows_of_many_lines_are_tall_too() -> None:
    made = make("w:tbl", {}, *(row("城市管理" * 20) for _each in range(5)))
    part_tall(made, PAGE)
    assert loose(made) == [1, 2]


@pytest.mark.parametrize(("text", "found"), [("城市经理", False), ("城市管理" * 14, True), ("manager " * 12, False)])
def test_long_rows(text: str, found: bool) -> None:
    assert is_long(row("x", text)) is found
