"""Which checks are asked of which segments, and in which order.

Segments are taken in blocks, and of a block one check is asked after the other: a check that is asked many times
running is answered a third sooner than one that takes turns with all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
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
        self._pairs = _beginning([sign for sign in self._masks if len(sign) == 2])
        self._known: dict[int, tuple[int, ...]] = {}

    def rounds(self, views: Iterable[View]) -> Iterator[tuple[Check, list[View]]]:
        """Checks with segments they are worth being asked of; of one segment, in the order of the checks."""
        rest = iter(views)
        while block := list(islice(rest, _BLOCK)) if self._checks else None:
            asked: list[list[View]] = [[] for _check in self._checks]
            usual = all(shown and segment.state is State.TRANSLATED for segment, shown, _context in block)
            for number in self._numbers(self._always) if usual else ():
                asked[number] = block
            for view in block:
                mask = self._signed(view)
                for number in self._numbers(mask if usual else self._worth(view, mask)):
                    asked[number].append(view)
            yield from zip(self._checks, asked, strict=True)

    def _signed(self, view: View) -> int:
        """The checks of which a sign stands in the target, a bit each."""
        segment, shown, _context = view
        target = text((shown or segment).target)
        masks, mask = self._masks, 0
        for sign in self._signs.intersection(target):
            mask |= masks[sign]
        for found in self._pairs.finditer(target):
            start = found.start()
            mask |= masks.get(target[start : start + 2], 0)
        return mask

    def _worth(self, view: View, signed: int) -> int:
        """The checks worth asking, a bit each, of an unfinished segment those that want such alone."""
        segment, shown, _context = view
        mask = signed | self._always
        return mask if shown and segment.state is State.TRANSLATED else mask & self._unfinished

    def _numbers(self, mask: int) -> tuple[int, ...]:
        """The numbers of the checks of a mask."""
        found = self._known.get(mask)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = tuple(number for number in range(len(self._checks)) if mask >> number & 1)
            self._known[mask] = found
        return found


def _beginning(pairs: list[str]) -> re.Pattern[str]:
    """Where one of these pairs of characters may begin."""
    first, second = (re.escape("".join(sorted({pair[at] for pair in pairs}))) for at in (0, 1))
    return re.compile(f"[{first}](?=[{second}])" if pairs else "(?!)")
