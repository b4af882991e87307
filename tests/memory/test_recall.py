"""Nothing is missed: the index finds what comparing with every pair finds, in the same order."""

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.memory import Memory, Penalties, sealing, similarity
from pubpipe.model import TranslationUnit

from . import oracle

WORDS = st.sampled_from(
    ["the", "The", "city", "City", "council", "budget", "adopts", "may", "shall", "a", "of", "市", "長", "naïve"]
)
REST = st.sampled_from([",", ".", "(", "1,200", "45", "2024", "<b1>", "</b1>", "<fn1/>", "<fn2/>", "\\<b1>", "=", "_"])
TEXTS = st.lists(st.one_of(WORDS, WORDS, REST), min_size=1, max_size=14).map(" ".join)
LONG = st.integers(1, 60).flatmap(lambda times: TEXTS.map(lambda text: " ".join([text] * times)[:2000]))
SOURCES = st.one_of(TEXTS, TEXTS, LONG, st.text(min_size=1, max_size=8))
UNITS = st.builds(
    TranslationUnit,
    SOURCES,
    st.sampled_from(["甲 1,200", "乙 45", "丙", "丁 2024", "<b1>戊</b1>"]),
    st.sampled_from(["", "cell"]),
    st.sampled_from(["a.po", "b.po"]),
    st.sampled_from(["", "x:1/p1", "x:1/p2"]),
    st.sampled_from(["", "A."]),
    st.sampled_from(["", "B."]),
    st.sampled_from(["", "2024-01-01", "2025-01-01"]),
    signed=st.booleans(),
    engine=st.sampled_from(["", "engine"]),
    project=st.sampled_from(["", "theirs"]),
)


EDITS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.one_of(WORDS, REST)), max_size=7)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with words replaced, inserted or deleted."""
    words = text.split(" ")
    for how, where, word in edits:
        place = where % (len(words) + 1)
        words[place : place + (how != 1)] = [word] if how < 2 else []
    return " ".join(words) or "of"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(UNITS, EDITS), max_size=14), SOURCES, EDITS, st.integers(2, 5), st.integers(0, 14), st.data())
def test_the_index_finds_what_comparing_with_everything_finds(
    drawn: list[tuple[TranslationUnit, list[tuple[int, int, str]]]],
    text: str,
    edits: list[tuple[int, int, str]],
    loose: int,
    bulk: int,
    data: st.DataObject,
) -> None:
    units = [replace(unit, source=edited(text, changes) if changes else unit.source) for unit, changes in drawn]
    source = edited(text, edits)
    near = [min(100, max(50, similarity(source, unit.source))) for unit in units]
    threshold = data.draw(st.sampled_from([50, 70, 85, *near]))
    wanted = TranslationUnit(source, "", data.draw(st.sampled_from(["", "cell"])), "", "", "A.", "B.")
    penalties = data.draw(st.sampled_from([Penalties(), Penalties(project=0, machine=0, role=0, gone=0)]))
    with patch.object(sealing, "LOOSE", loose), Memory(penalties=penalties) as memory:
        memory.refresh("a.po", "1", (unit for unit in units[:bulk] if unit.origin == "a.po"))
        memory.refresh("b.po", "1", (unit for unit in units[:bulk] if unit.origin == "b.po"))
        for unit in units[bulk:]:
            memory.add(unit)
        expected = oracle.matches(units, wanted, threshold, penalties)
        assert memory.matches(wanted, threshold, limit=100) == expected
        for limit in (1, 2, 3):
            assert memory.matches(wanted, threshold, limit) == expected[:limit]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(UNITS, max_size=8), min_size=1, max_size=4), SOURCES)
def test_an_origin_refreshed_holds_its_last_pairs_only(states: list[list[TranslationUnit]], source: str) -> None:
    wanted = TranslationUnit(source, "")
    with patch.object(sealing, "LOOSE", 3), Memory(penalties=Penalties(role=30)) as memory:
        for number, units in enumerate(states):
            mine = [unit for unit in units if unit.origin == "a.po"]
            assert memory.refresh("a.po", str(number), mine) is True
            assert memory.refresh("a.po", str(number), []) is False
            expected = oracle.matches(mine, wanted, 50, Penalties(role=30))
            assert memory.matches(wanted, 50, limit=100) == expected
        memory.forget("a.po")
        assert (memory.matches(wanted, 50), memory.stamps()) == ([], {})


def test_a_text_too_long_to_compare_is_found_where_it_is_the_same() -> None:
    long = "The council adopts the budget. " * 3000
    with Memory() as memory:
        memory.refresh("a.po", "1", [TranslationUnit(long, "长", "", "a.po", "a:1/p1")])
        assert [match.similarity for match in memory.matches(TranslationUnit(long, ""))] == [100]
        assert memory.matches(TranslationUnit(f"{long}!", "")) == []
