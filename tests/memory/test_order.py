"""What is remembered, and in which order it is offered."""

import itertools
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.memory import Memory, offers
from pubpipe.model import Match, MatchKind, TranslationUnit

BUDGET = "The council adopts the budget."


def pair(target: str, context: str = "", before: str = "", after: str = "", **told: str) -> TranslationUnit:
    return TranslationUnit(BUDGET, target, context, before=before, after=after, **told)


def known(units: Iterable[TranslationUnit]) -> Memory:
    """A memory of these pairs, each of the origin it names."""
    memory = Memory()
    by_origin: dict[str, list[TranslationUnit]] = {}
    for unit in units:
        by_origin.setdefault(unit.origin, []).append(unit)
    for origin, its_own in by_origin.items():
        memory.refresh(origin, "1", its_own)
    return memory


def bare(unit: TranslationUnit) -> TranslationUnit:
    """As a memory gives it back: without neighbours."""
    return replace(unit, before="", after="")


def ranked(memory: Memory, **asked: str) -> list[tuple[str, MatchKind]]:
    return [(match.unit.target, match.kind) for match in memory.matches(pair("", **asked))]


def test_neighbours_on_both_sides_make_it_in_context() -> None:
    memory = known([pair("甲", before="A.", after="C."), pair("乙", before="A.", after="D."), pair("丙")])
    assert ranked(memory, before="A.", after="D.")[0] == ("乙", MatchKind.IN_CONTEXT)
    assert {kind for _, kind in ranked(memory, before="A.", after="E.")} == {MatchKind.EXACT}


def test_an_edge_of_the_document_is_no_neighbour() -> None:
    assert ranked(known([pair("甲", after="C.")]), after="C.") == [("甲", MatchKind.EXACT)]


def test_another_role_is_never_in_context_and_comes_after_the_same_role() -> None:
    memory = known([pair("题", "heading", "A.", "B."), pair("文", place="z:1/p1", origin="z")])
    assert ranked(memory, before="A.", after="B.") == [("文", MatchKind.EXACT), ("题", MatchKind.EXACT)]


def test_the_newest_comes_first_and_each_translation_once() -> None:
    memory = known([pair("甲", origin="a", changed="2024-05-01"), pair("乙", origin="b"), pair("乙", origin="c")])
    assert ranked(memory) == [("甲", MatchKind.EXACT), ("乙", MatchKind.EXACT)]


def test_what_stands_somewhere_comes_before_what_has_gone() -> None:
    memory = known([pair("旧", origin="a"), pair("新", origin="b", place="b:1/p1")])
    assert ranked(memory) == [("新", MatchKind.EXACT), ("旧", MatchKind.EXACT)]


def test_penalties_are_taken_off_and_named() -> None:
    theirs = TranslationUnit(BUDGET, "甲", "heading", "a", "p", engine="mt", project="theirs")
    (match,) = known([theirs]).matches(pair(""))
    assert match == Match(theirs, MatchKind.EXACT, 86, "", (("other project", 3), ("machine", 10), ("other role", 1)))


def test_nothing_known_gives_nothing() -> None:
    assert known([]).matches(pair("")) == []
    assert list(offers([pair("")], known([pair("")]))) == []


def test_two_translations_in_the_same_context_are_in_doubt() -> None:
    wanted = pair("", before="A.", after="B.", place="x:1/p1")
    first = pair("甲", before="A.", after="B.", origin="a", place="a:1/p1")
    second = replace(first, target="乙", origin="b")
    assert list(offers([wanted], known([first, second]))) == [
        (wanted, Match(bare(first), MatchKind.EXACT, 100, "also translated otherwise: 1"))
    ]
    assert list(offers([wanted], known([first]))) == [(wanted, Match(bare(first), MatchKind.IN_CONTEXT, 100))]


UNITS = st.builds(
    TranslationUnit,
    st.just(BUDGET),
    *[st.sampled_from(["", "a", "b"])] * 6,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(UNITS, max_size=5), st.sampled_from(["", "a"]), st.sampled_from(["", "a"]))
def test_the_order_does_not_depend_on_the_order_of_the_files(
    units: list[TranslationUnit], before: str, after: str
) -> None:
    expected = known(units).matches(pair("", before=before, after=after))
    for shuffled in itertools.islice(itertools.permutations(units), 0, None, 7):
        assert known(shuffled).matches(pair("", before=before, after=after)) == expected
