"""What all formats share: finding one by a name, numbering units, the ledger's remainder."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import declared, docx, format_of, leftover, number, suffixes
from pubpipe.model import Account, Document, Fate, Visible
from pubpipe.registry import offers

ROLES = ["paragraph", "item", "quote", "cell", "caption", "note", "comment", "box", "alt", "title", "meta", "header"]
walks = st.lists(
    st.one_of(st.tuples(st.sampled_from(ROLES), st.just(0)), st.tuples(st.just("heading"), st.integers(1, 9))),
    max_size=40,
)


def test_numbers_follow_headings() -> None:
    walk = [("meta", 0), ("paragraph", 0), ("heading", 1), ("item", 0), ("heading", 3), ("cell", 0), ("paragraph", 0)]
    walk += [("heading", 2), ("note", 0), ("heading", 1), ("alt", 0), ("header", 0), ("footer", 0)]
    ids = ["0/i1", "0/p1", "1/h", "1/p1", "1.1/h", "1.1/c1", "1.1/p1", "1.2/h", "1.2/n1", "2/h", "2/a1", "0/d1", "0/d2"]
    assert number(walk) == ids


@given(walks)
@settings(max_examples=100, deadline=None)
def test_numbers_are_unique(walk: list[tuple[str, int]]) -> None:
    ids = number(walk)
    assert len(set(ids)) == len(walk)


@given(walks, st.integers(0, 40))
@settings(max_examples=100, deadline=None)
def test_an_insertion_shifts_only_its_kind_in_its_section(walk: list[tuple[str, int]], at: int) -> None:
    longer = [*walk[:at], ("comment", 0), *walk[at:]]
    old, new = number(walk), number(longer)
    inserted = new.pop(min(at, len(walk)))
    section = inserted.rpartition("/")[0]
    assert [
        each for each, was in zip(new, old, strict=True) if each != was and not each.startswith(f"{section}/m")
    ] == []


def test_the_suffix_chooses_the_format() -> None:
    assert format_of("folder/A CHAPTER.DOCX").SUFFIXES is docx.SUFFIXES
    with pytest.raises(Unreadable, match=r"^no format for this kind of file; known are .*\.docx"):
        format_of("a.xyz")
    assert set(docx.SUFFIXES) <= set(suffixes())


def test_what_is_left_over() -> None:
    ledger = (
        Account("a", "1", "One", Fate.TRANSLATED, "text"),
        Account("a", "2", "Two ", Fate.TRANSLATED, "text"),
        Account("a", "2", "and", Fate.PROTECTED, "code"),
        Account("a", "3", "twice twice", Fate.TRANSLATED, "text"),
    )
    visible = [
        Visible("a", "1", " One\n"),
        Visible("a", "2", "Two and"),
        Visible("a", "3", "twice"),
        Visible("b", "1", "One"),
        Visible("a", "4", "  "),
    ]
    assert leftover(Document((), ledger), visible) == [Visible("a", "3", "twice"), Visible("b", "1", "One")]


def test_suffixes_are_known_without_importing_a_format() -> None:
    """What `format_of` reads from the files is what the modules say."""
    assert declared() == {
        suffix: name for name, module in reversed(offers("formats").items()) for suffix in module.SUFFIXES
    }
