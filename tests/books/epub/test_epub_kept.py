"""Finished pages are kept from one build to the next: the book is the same, and only what changed is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from pubpipe.books import epub
from pubpipe.books._epub import rendering
from tests.books.epub.handmade import ASSEMBLED, MODIFIED


@dataclass
class Shelf:
    """What is kept, in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def test_kept_pages_give_the_same_book(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    plain = epub.write(ASSEMBLED, {}, MODIFIED)
    assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain
    assert len(shelf.kept) == len(ASSEMBLED.parts) + 2
    monkeypatch.setattr(rendering, "_pandoc", lambda _tree: pytest.fail("made again"))
    assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain


def test_a_page_that_was_kept_badly_is_made_again() -> None:
    shelf = Shelf()
    plain = epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED)
    shelf.kept = {key: data[:-5] for key, data in shelf.kept.items()}
    assert epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED) == plain


def test_only_the_changed_page_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    epub.write(replace(ASSEMBLED, keep=shelf), {}, MODIFIED)
    first, *others = ASSEMBLED.parts
    changed = replace(ASSEMBLED, parts=(replace(first, blocks=first.blocks[:-1]), *others))
    made: list[int] = []
    render = rendering.render
    monkeypatch.setattr(rendering, "render", lambda pages: made.append(len(pages)) or render(pages))
    assert epub.write(replace(changed, keep=shelf), {}, MODIFIED) == epub.write(changed, {}, MODIFIED)
    assert made == [1, len(ASSEMBLED.parts) + 2]
