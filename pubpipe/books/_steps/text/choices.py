"""Choices of a question: A. B. C. D., however each source counted them."""

from __future__ import annotations

from pubpipe.books._ast import nodes, plain_blocks
from pubpipe.books._manuscript import Manuscript
from pubpipe.patterns import pattern

_ASKS = pattern("下列|以下|哪|选出|圈出|正确的是|错误的是")
_FEWEST, _MOST = 3, 8


def wanted(manuscript: Manuscript) -> bool:
    """Whether the book's setting is choices = "capitals"."""
    return manuscript.setting("choices") == "capitals"


def apply(manuscript: Manuscript) -> None:
    """Letter the list that ends a question of a numbered list."""
    for sheet in manuscript.sheets:
        for node in nodes(sheet.blocks):
            for question in node["c"][1] if node["t"] == "OrderedList" else []:
                choices = question[-1]
                asked = plain_blocks(question[:-1])
                if choices["t"] == "OrderedList" and _FEWEST <= len(choices["c"][1]) <= _MOST and _ASKS.search(asked):
                    choices["c"][0] = [1, {"t": "UpperAlpha"}, {"t": "Period"}]
