"""The definition of similarity, by example and by its laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubpipe.memory import similarity
from pubpipe.memory.points import Pattern, most_edits, percent, points, tokens

ROWS = [
    (int(told), one, other)
    for told, one, other in (
        line.split("\t") for line in Path(__file__).with_name("similarities.tsv").read_text("utf-8").splitlines()
    )
]
POINTS = st.lists(st.sampled_from("abcd,"), max_size=12)
TEXTS = st.lists(st.sampled_from(["the", "The", "5", "7", "<b1>", ",", " ", "市长", "é"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(("expected", "one", "other"), ROWS)
def test_examples(expected: int, one: str, other: str) -> None:
    assert (similarity(one, other), similarity(other, one)) == (expected, expected)


def test_what_is_a_token() -> None:
    text = "Don’t say U.S. utf8 <b1>2,400</b1> 3rd e-mail __init__ 第5章市长 \\<b1> a_b"
    expected = "Don’t say U . S . utf8 <b1> 2,400 </b1> 3 rd e - mail __init__ 第 5 章 市 长 \\ < b1 > a_b".split()
    assert list(tokens(text)) == expected


def plain_distance(one: list[str], other: list[str]) -> int:
    """Levenshtein's distance as it stands in books."""
    row = list(range(len(other) + 1))
    for number, here in enumerate(one, start=1):
        last, row[0] = row[0], number
        for place, there in enumerate(other, start=1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (here != there))
    return row[-1]


@given(POINTS, POINTS, st.integers(0, 12))
def test_the_distance_is_that_of_the_books(one: list[str], other: list[str], limit: int) -> None:
    expected = plain_distance(one, other)
    assert Pattern(one).distance(other) == expected
    assert min(limit + 1, Pattern(one).distance(other, limit)) == min(limit + 1, expected)


@given(TEXTS, TEXTS)
def test_only_the_same_is_a_hundred_and_both_directions_agree(one: str, other: str) -> None:
    alike = similarity(one, other)
    assert alike == similarity(other, one)
    assert (alike == 100) == (one == other)
    assert 0 <= alike <= 100


@given(st.integers(1, 400), st.integers(50, 99), st.integers(0, 400))
def test_the_most_edits_are_those_that_still_give_the_percentage(longer: int, least: int, distance: int) -> None:
    if distance <= longer:
        assert (percent(distance, longer) >= least) == (distance <= most_edits(longer, least))


@given(st.text(max_size=30))
def test_whatever_the_text_points_are_found_for_it(text: str) -> None:
    assert "".join(tokens(text)) == "".join(text.split())
    assert len(points(text)) <= 2 * len(tokens(text))
