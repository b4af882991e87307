"""A check that names its signs finds nothing where none of them stands: `run` need not ask it there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pubpipe import checks
from pubpipe.model import Segment, State, text
from tests.checks.cases import cases

SOURCE = "The City Council (ICMA) pays $1,200 for “Figure 2-1” — see e.g. Smith, 2019, p. 12 and/or 5 miles."
CHARACTERS = (
    "市议会经理预算的的了和是年月日第一二三四五六七八九十万亿亩码磅英里加仑华氏度帐户其它己经图表章公司"
    " ,.;:!?()[]{}<>\"'`*_/\\&%$€£-+=@#~0123456789abcdefgimnoprstuxyzABCEFIMPSTUX"
    "，。；：？！、（）《》〈〉「」『』【】“”‘’—…～·•℃°％０１Ａｂ«»＜＞\u00a0\u200b\u3000\ue000⼀éあ한Ж議"
)
SIGNED = [each for each in checks.checks().values() if each.signs]


def standing(written: str) -> set[str]:
    """The characters of a text, and its pairs of them."""
    return {*written, *map("".join, pairwise(written))}


@pytest.mark.parametrize("check", SIGNED, ids=lambda each: str(each.id))
@given(written=st.text(CHARACTERS, max_size=40))
@settings(max_examples=60, deadline=None)
def test_nothing_is_found_without_signs(check: checks.Check, written: str) -> None:
    while found := sorted(check.signs & standing(written)):
        written = written.replace(found[0], "")
    segment = Segment((SOURCE,), (f"议{written}会",), place="1/p1", state=State.TRANSLATED)
    assume(not check.signs & standing(text(segment.target)))
    assert list(check(segment, checks.Context(unit=(segment,)))) == []


@pytest.mark.parametrize("check", SIGNED, ids=lambda each: str(each.id))
def test_what_a_case_finds_holds_a_sign(check: checks.Check) -> None:
    from pubpipe.catalog import segments
    from pubpipe.model import Entry

    for case in cases(check.id):
        for entry in case["entries"]:
            (segment,) = segments([Entry(entry["source"], entry["target"])])
            assert not entry["finds"] or check.signs & standing(text(segment.target))
