"""What is remembered, and in which order it is offered."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.memory import Memory, offers
from pubpipe.model import Match, MatchKind, TranslationUnit

BUDGET = "The council adopts the budget."


def pair(target: str, context: str = "", before: str = "", after: str = "", **told: str) -> TranslationUnit:
    return TranslationUnit(BUDGET, target, context, before=before, after=after, **told)


def ranked(memory: Memory, **asked: str) -> list[tuple[str, MatchKind]]:
    return [(match.unit.target, match.kind) for match in memory.matches(BUDGET, **asked)]


def test_neighbours_on_both_sides_make_it_in_context() -> None:
    memory = Memory([pair("甲", before="A.", after="C."), pair("乙", before="A.", after="D."), pair("丙")])
    assert ranked(memory, before="A.", after="D.")[0] == ("乙", MatchKind.IN_CONTEXT)
    assert {kind for _, kind in ranked(memory, before="A.", after="E.")} == {MatchKind.EXACT}


def test_an_edge_of_the_document_is_no_neighbour() -> None:
    assert ranked(Memory([pair("甲", after="C.")]), after="C.") == [("甲", MatchKind.EXACT)]


def test_another_role_is_never_in_context_and_comes_after_the_same_role() -> None:
    memory = Memory([pair("题", "heading", "A.", "B."), pair("文", origin="z")])
    assert ranked(memory, before="A.", after="B.") == [("文", MatchKind.EXACT), ("题", MatchKind.EXACT)]


def test_what_stands_more_often_comes_first_and_each_translation_once() -> None:
    memory = Memory([pair("甲", origin="a"), pair("乙", origin="b"), pair("乙", origin="c")])
    assert ranked(memory) == [("乙", MatchKind.EXACT), ("甲", MatchKind.EXACT)]


def test_what_stands_somewhere_comes_before_what_has_gone() -> None:
    memory = Memory([pair("旧", origin="a"), pair("新", origin="b", place="b:1/p1")])
    assert ranked(memory) == [("新", MatchKind.EXACT), ("旧", MatchKind.EXACT)]


def test_nothing_known_gives_nothing() -> None:
    assert Memory([]).matches(BUDGET) == []
    assert list(offers([pair("")], Memory([pair("")]))) == []


def test_two_translations_in_the_same_context_are_in_doubt() -> None:
    wanted = pair("", before="A.", after="B.", place="x:1/p1")
    first, second = pair("甲", before="A.", after="B.", origin="a"), pair("乙", before="A.", after="B.", origin="b")
    assert list(offers([wanted], Memory([first, second]))) == [
        (wanted, Match(first, MatchKind.EXACT, 100, "also translated otherwise: 1"))
    ]
    assert list(offers([wanted], Memory([first]))) == [(wanted, Match(first, MatchKind.IN_CONTEXT, 100))]


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
    expected = Memory(units).matches(BUDGET, before=before, after=after)
    for shuffled in itertools.islice(itertools.permutations(units), 0, None, 7):
        assert Memory(shuffled).matches(BUDGET, before=before, after=after) == expected
