"""Formulas are kept from one build to the next: the book is the same, and pandoc is not asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pubpipe.books import epub
from pubpipe.books._epub import formulas
from tests.books.conftest import Shelf
from tests.books.epub.handmade import ASSEMBLED, MODIFIED


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many formulas pandoc has been asked for, each time."""
    times: list[int] = []
    ask = formulas._pandoc

    def counted(blocks: Sequence[Any]) -> str:
        times.append(len(blocks))
        return ask(list(blocks))

    monkeypatch.setattr(formulas, "_pandoc", counted)
    return times


def test_kept_formulas_give_the_same_book(asked: list[int]) -> None:
    shelf = Shelf()
    plain = epub.write(ASSEMBLED, {}, MODIFIED)
    assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain
    assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain
    assert asked == [1, 1]


def test_what_was_kept_badly_is_made_again(asked: list[int]) -> None:
    shelf = Shelf()
    plain = epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED)
    for spoilt in (b"[", b"[]", b"{}"):
        shelf.kept = dict.fromkeys(shelf.kept, spoilt)
        assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain
    assert asked == [1, 1, 1, 1]


def test_a_book_without_formulas_asks_nobody(asked: list[int]) -> None:
    parts = tuple(part for part in ASSEMBLED.parts if part.id != "c3")
    epub.write(replace(ASSEMBLED, parts=parts), {}, MODIFIED)
    assert asked == []
