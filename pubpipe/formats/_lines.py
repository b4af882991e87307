"""The ledger of text files: what a walk met, line by line, its fate, and which unit it belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pubpipe.formats import number
from pubpipe.formats._encoding import readable
from pubpipe.formats._spans import Place
from pubpipe.model import Account, Fate


class Lines:
    """The lines of a text, for accounts and finds: numbers from 1, by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)

    def line(self, at: int) -> str:
        """The name of the line of an offset."""
        return f"line {bisect_right(self.starts, at)}"

    def cut(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Each line of [start, end) that shows something: ("line 3", its text without white space at the ends)."""
        line = bisect_right(self.starts, start)
        while start < end:
            stop = min(end, self.starts[line]) if line < len(self.starts) else end
            if shown := self.text[start:stop].strip():
                yield f"line {line}", shown
            start, line = stop, line + 1


class Met(NamedTuple):
    """What a walk met at [start, end), and its fate by a named rule.

    The value of an attribute has its own part and stands in the line where its tag begins; so do those that only a
    rule calls readable, which no scan knows.
    """

    start: int
    end: int
    fate: Fate
    rule: str
    tag: int = -1
    part: str = "attributes"


Owner = Callable[[int, int], str]
"""Tells which unit what stands at [start, end) belongs to: its id, or ""."""


def owner(places: Sequence[Place], ids: Sequence[str] | None = None) -> Owner:
    """Who owns what in the text of these places: the place that begins there, or else the innermost around it."""
    names = number((place.role, place.level) for place in places) if ids is None else ids
    ordered = sorted(zip(places, names, strict=True), key=lambda each: (each[0].start, -each[0].end))
    starts = [place.start for place, _name in ordered]
    around = [-1] * len(ordered)
    standing: list[int] = []
    for at, (place, _name) in enumerate(ordered):
        while standing and ordered[standing[-1]][0].end <= place.start:
            standing.pop()
        around[at] = standing[-1] if standing else -1
        standing.append(at)

    def owned(start: int, end: int) -> str:
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] < end:
            return ordered[at][1]
        at -= 1
        while at >= 0 and ordered[at][0].end <= start:
            at = around[at]
        return ordered[at][1] if at >= 0 else ""

    return owned


def accounts(
    lines: Lines, met: Iterable[Met], decode: Callable[[str], str], owner: Owner | None = None
) -> Iterator[Account]:
    """The ledger of a text file: by line, in the order of the original; `decode` shows what is written."""
    for each in sorted(met, key=lambda one: (one.start, one.end)):
        unit = owner(each.start, each.end) if owner and each.fate is Fate.TRANSLATED else ""
        if each.tag >= 0:
            if shown := readable(decode(lines.text[each.start : each.end])).strip():
                yield Account(each.part, lines.line(each.tag), shown, each.fate, each.rule, unit)
            continue
        for place, shown in lines.cut(each.start, each.end):
            yield Account("text", place, readable(decode(shown)), each.fate, each.rule, unit)
