"""Sources are counted fast where little is left out; what is told is the same as if each were counted in full."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import checks
from pubpipe.model import Code, CodeKind, Content, Segment, State, text

WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,][A-Za-z0-9]+)*")
PICTURE = Code(CodeKind.ALONE, "img", 1)
PIECES = st.sampled_from(["a", "Bc", "7", " ", " ", "-", "'", "’", ",", "_", "/", "é", "`x`", "www.a.b"])


@given(
    st.lists(PIECES, max_size=70).map("".join),
    st.booleans(),
    st.integers(0, 40),
    st.sampled_from(["", "`汉汉`", "ab c"]),
)
@settings(max_examples=300, deadline=None)
def test_what_is_much_too_short_is_told(source: str, picture: bool, han: int, more: str) -> None:
    shown: Content = (source, PICTURE, "end") if picture and source else (source,)
    segment = Segment(shown, ("汉" * han + more,), place="1/p1", state=State.TRANSLATED)
    words = len(WORD.findall(text(shown)))
    said = han + more.count("汉") + 2 * len(WORD.findall("汉" * han + more))
    check = checks.checks()["omission"]
    assert bool(list(check(segment, checks.Context(unit=(segment,))))) == (words >= 12 and said < 0.6 * words)
