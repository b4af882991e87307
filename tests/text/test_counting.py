"""Words and characters, counted as offices count them."""

from __future__ import annotations

import pytest

from pubpipe.text.counting import characters, words


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("The council decides.", 3), ("city-wide — 45% (about 1,200)", 4), ("He’s there … now", 3), ("— …", 0)],
)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("市议会决定。", 6), ("共3500名ICMA会员", 6), ("“城市经理”（city manager）", 10), ("约 45%。", 3)],
)
def test_characters(text: str, count: int) -> None:
    assert characters(text) == count
