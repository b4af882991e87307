"""The cutter finds what asking every rule at every place would find."""

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.segmentation import default_rules
from pubpipe.segmentation.cutter import Cutter
from pubpipe.segmentation.dialect import regex_dialect
from pubpipe.segmentation.edges import last
from pubpipe.segmentation.rules import Rule

HERE = Path(__file__).parent
PIECES = [
    line.replace("|", " ")
    for name in ("sentences-en.txt", "more-en.txt", "sentences-zh.txt", "more-zh.txt")
    for line in (HERE / name).read_text("utf-8").splitlines()
]


def every_place(rules: tuple[Rule, ...], text: str) -> dict[int, Rule]:
    """SRX as the standard words it: at each place the first rule whose two sides match."""
    found = {}
    for position in range(1, len(text)):
        for rule in rules:
            before, after = regex_dialect(rule.before), regex_dialect(rule.after)
            if regex.compile(f"(?<={before})(?={after})", regex.V1).match(text, position):
                if rule.breaks:
                    found[position] = rule
                break
    return found


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(" .?!aA1(”)•。！", max_size=6)), max_size=2).map(" ".join))
def test_ours(text: str) -> None:
    for language in ("en", "en-x-heading", "zh-Hans"):
        rules = default_rules().rules_of(language)
        assert Cutter(rules).cuts(text) == every_place(rules, text)


EXPRESSIONS = st.recursive(
    st.sampled_from(
        ["a", "b", ".", r"\.", r"\s", "[ab]", "[^a]", r"\b", "^", r"\p{L}", "(?=b)", "(?<!a)", r"\x61", "(b)"]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{0,2}", "{2}", "*+", "??"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(EXPRESSIONS, st.text("ab. ", max_size=6))
def test_an_end_is_never_missed(expression: str, text: str) -> None:
    end = last(expression)
    if end is not None:
        for position in range(len(text) + 1):
            if regex.compile(f"(?<={expression})", regex.V1).match(text, position):
                assert regex.compile(f"(?<={end})", regex.V1).match(text, position)


@pytest.mark.parametrize(
    ("expression", "end"),
    [
        (r"\p{L}\.", r"[\.]"),
        (r"[.?!]+[\"”]*", r"[[\"”][.?!]]"),
        (r"(?:a|b\s)c?", r"[ca\s]"),
        (r"x\b", "[x]"),
        ("", None),
        ("a*", None),
        ("(?:a|b*)", None),
        (r"(a)\1", None),
        ("(?i:a)", None),
        ("a{x}", None),
        ("(a", None),
    ],
)
def test_ends(expression: str, end: str | None) -> None:
    assert last(expression) == end
