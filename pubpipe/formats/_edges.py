"""What stands at the edges of a line and stays there unseen, in Office files of every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from pubpipe.text.page_marks import PAGE_MARK

Piece = TypeVar("Piece")

_NOTES = frozenset(("fn", "en", "cm"))


def is_silent(type: str, display: str) -> bool:
    """Whether nothing is lost to a translator if a thing of this code type stays at the edge: no note's mark does."""
    return type == PAGE_MARK or (type not in _NOTES and not display.strip())


def inner(pieces: Sequence[Piece], stays: Callable[[Piece], object], start: int, end: int) -> tuple[int, int]:
    """Where, from `start` to `end`, begins and ends what does not stay at either edge; there must be something."""
    while stays(pieces[start]):
        start += 1
    while stays(pieces[end - 1]):
        end -= 1
    return start, end
