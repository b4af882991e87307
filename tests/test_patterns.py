"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import copy
import re

import pytest

from pubpipe.patterns import pattern

TEXT = "Figure 1, figure 22"
ASKED = {
    "match": lambda made: made.match(TEXT)[0],
    "fullmatch": lambda made: made.fullmatch(TEXT),
    "search": lambda made: made.search(TEXT, 3).span(),
    "finditer": lambda made: [each[0] for each in made.finditer(TEXT)],
    "findall": lambda made: made.findall(TEXT),
    "sub": lambda made: made.sub(r"<\1>", TEXT),
    "subn": lambda made: made.subn("", TEXT, 1),
    "split": lambda made: made.split(TEXT),
    "pattern": lambda made: made.pattern,
    "flags": lambda made: made.flags,
}


@pytest.mark.parametrize("first", ASKED)
def test_it_answers_as_a_compiled_one(first: str) -> None:
    source, flags = r"figure (\d+)", re.IGNORECASE
    made, later = re.compile(source, flags), pattern(source, flags)
    for asked in (first, *ASKED):
        assert ASKED[asked](later) == ASKED[asked](made)


def test_it_is_made_when_it_is_asked() -> None:
    broken = copy.deepcopy(pattern("("))
    with pytest.raises(re.error, match="unterminated subpattern"):
        broken.search("")
