"""Which old sentence a new one was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog.aligning import align, similarity

TEXTS = st.lists(
    st.sampled_from(["a b c d", "a b c e", "x", "y z", "The council meets.", "The council met."]), max_size=9
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abcde", "abcde", {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}),
        ("abcde", "aXbde", {0: 0, 2: 1, 3: 3, 4: 4}),
        ("abc", "cab", {0: 2, 1: 0, 2: 1}),
        ("aab", "ab", {0: 0, 1: 2}),
        ("ab", "aab", {0: 0, 2: 1}),
        ("", "ab", {}),
    ],
    ids=str,
)
def test_same_texts(old: str, new: str, expected: dict[int, int]) -> None:
    assert align(list(old), list(new)) == expected


def test_a_changed_text_is_looked_for_in_its_gap_first() -> None:
    old = ["Begin.", "The council meets in June.", "Middle.", "The council meets in May.", "End."]
    new = ["Begin.", "The council meets in July.", "Middle.", "The council meets in August.", "End."]
    assert align(old, new) == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}


def test_elsewhere_it_must_be_much_the_same() -> None:
    old = ["Begin.", "The council of the city meets in June.", "End."]
    assert align(old, ["Begin.", "End.", "The council of the city meets in July."]) == {0: 0, 1: 2, 2: 1}
    assert align(old, ["Begin.", "End.", "The council of a town votes in July."]) == {0: 0, 1: 2}
    assert align(old, ["Begin.", "The council of a town meets in July.", "End."]) == {0: 0, 1: 1, 2: 2}


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_serves_twice_and_every_same_text_is_found(old: list[str], new: list[str]) -> None:
    found = align(old, new)
    assert len(set(found.values())) == len(found)
    same = sorted(new[index] for index, was in found.items() if new[index] == old[was])
    assert same == sorted(text for text in set(old) for _ in range(min(old.count(text), new.count(text))))
    assert {index: was for index, was in found.items() if old[was] == new[index]} == align(old, new, changed=False)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The council adopts it.", "The council adopts it.", 1.0),
        ("Budget", "Budgets", 0.9 * 12 / 13),
        ("The council adopts it today.", "The mayor rejects them now.", 4 / 12),
    ],
)
def test_similarity(old: str, new: str, expected: float) -> None:
    assert similarity(old, new) == pytest.approx(expected)
