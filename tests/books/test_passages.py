"""An assembled book as its reader sees it: what checks of editions look at."""

from __future__ import annotations

from pubpipe import books
from pubpipe.books import Assembled
from pubpipe.model import Passage


def test_every_paragraph_stands_there_with_its_number_and_its_english(assembled: Assembled) -> None:
    found = books.passages(assembled, {"1:1/h": "Forms of Government"})
    first = assembled.parts[0]
    called = f"{first.number} {first.title}"
    assert found[0] == Passage("1:1/h", "heading", f"{first.number}\u3000{first.title}", called, "Forms of Government")
    assert {each.role for each in found} >= {"heading", "paragraph", "caption", "cell", "note", "glossary"}
    captions = [each.text.partition("\u3000")[0] for each in found if each.role == "caption"]
    figures, tables = ([each for each in captions if each.startswith(kind)] for kind in "图表")
    assert len(figures) + len(tables) == len(captions)
    assert (figures, tables) == (sorted(figures), sorted(tables))


def test_no_address_of_the_book_is_left_out(assembled: Assembled) -> None:
    texts = {each.address for each in books.passages(assembled, {})}
    shown = {address for address in books.addresses(assembled) if "/a" not in address}
    assert shown - texts == set()
