"""Which checks are asked of which segments, and in which order.

Segments are taken in blocks, and of a block one check is asked after the other: a check that is asked many times
running is answered a third sooner than one that takes turns with all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from pubpipe.model import Segment, State, text

if TYPE_CHECKING:
    from pubpipe.checks import Check, Context

View: TypeAlias = "tuple[Segment, Segment | None, Context]"
"""A segment, what its target answers for (None where that is its neighbour's task), and its context."""

_BLOCK = 128
_REMEMBERED = 10_000
"""Different sets of checks that are kept."""


class Asking:
    """Asks checks of segments by the signs that stand in their targets."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self._checks = tuple(checks)
        self._masks: dict[str, int] = {}
        self._always = self._unfinished = 0
        for number, each in enumerate(self._checks):
            self._always |= (not each.signs) << number
            self._unfinished |= each.unfinished << number
            for sign in each.signs:
                self._masks[sign] = self._masks.get(sign, 0) | 1 << number
        self._signs = frozenset(sign for sign in self._masks if len(sign) == 1)
        self._pairs = frozenset(self._masks) - self._signs
        self._known: dict[int, tuple[int, ...]] = {}

    def rounds(self, views: Iterable[View]) -> Iterator[tuple[Check, list[View]]]:
        """Checks with segments they are worth being asked of; of one segment, in the order of the checks."""
        rest = iter(views)
        while block := list(islice(rest, _BLOCK)) if self._checks else None:
            asked: list[list[View]] = [[] for _check in self._checks]
            for view in block:
                for number in self._worth(view):
                    asked[number].append(view)
            yield from zip(self._checks, asked, strict=True)

    def _worth(self, view: View) -> tuple[int, ...]:
        """The numbers of the checks worth asking."""
        segment, shown, _context = view
        target = text((shown or segment).target)
        mask = self._always
        for sign in self._signs.intersection(target):
            mask |= self._masks[sign]
        for sign in self._pairs.intersection(map(add, target, target[1:])):
            mask |= self._masks[sign]
        if not shown or segment.state is not State.TRANSLATED:
            mask &= self._unfinished
        found = self._known.get(mask)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = tuple(number for number in range(len(self._checks)) if mask >> number & 1)
            self._known[mask] = found
        return found
