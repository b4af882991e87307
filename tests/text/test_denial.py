"""Denials of English sentences: what is passed over fast is nothing that denies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.text.denial import Sort, denials, denies

STRONG = "cannot not never without neither none nobody nothing nowhere no isn't don’t".split()
LIGHT = (
    """
not only|isn't just|not to mention|not so much|not as old as|no doubt|no more than|no fewer than
not later than|no problem|not exceeding|not to exceed|not unusual|whether not|why not|or not|than not|as not
or may not|whether it is or not|if not,|when not,|if not all|not bad|nothing stops|but not required
cannot act until|never without|no one but|nobody can wait|can't help|cannot but|none other|nothing else
all-or-nothing|without doubt|with or without|and without|many, if not|due to his not being|aren't are
never fails|not always|is not clear|do not,|does not.|did not;|was not)|will not,|would not.|has not,
have not,|could not,|is it? isn't it|should, shouldn't they|won't you|no meeting until|isn't yet
""".strip()
    .replace("\n", "|")
    .split("|")
)
WORDS = st.sampled_from(
    [
        *STRONG,
        *" ".join(LIGHT).split(),
        "unless",
        "Not",
        "No",
        "None",
        "NASA",
        '"',
        "“",
        "”",
        "'",
        "-x",
        "--no",
        "!=",
        "5.",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))


@pytest.mark.parametrize("phrase", STRONG)
def test_a_strong_denial(phrase: str) -> None:
    assert denies(f"Members {phrase} vote.")
    assert [each.sort for each in denials(f"Members {phrase} vote here.")] == [Sort.STRONG]


@pytest.mark.parametrize("phrase", LIGHT)
def test_a_light_denial(phrase: str) -> None:
    assert [each.sort for each in denials(f"Members {phrase} vote here.")][:1] == [Sort.LIGHT]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_names_are_found_in_one_way(text: str) -> None:
    """A word with _ makes the names be looked for by the whole pattern."""
    shifted = [replace(each, span=(each.span[0] + 5, each.span[1] + 5)) for each in denials(text)]
    assert list(denials(f"a_b. {text}")) == shifted
