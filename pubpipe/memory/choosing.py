"""What to offer: the best of what a store has found, chosen in one way whatever the store is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TypeAlias

from pubpipe.memory.keys import key, mask, masked
from pubpipe.memory.points import Pattern, percent, points
from pubpipe.memory.postings import LEAST
from pubpipe.memory.ranking import Rank, best_of_each, rank, ranked
from pubpipe.memory.settings import Penalties
from pubpipe.model import Match, MatchKind, TranslationUnit

LONGEST = 50_000
"""Characters of the longest text that is compared with others; a longer one is only found where it is the same."""

LEVELS = (90, 80, 70, 60, 50)
"""The similarities, in percent, down to which sentences are searched step by step."""

Numbered: TypeAlias = tuple[int, TranslationUnit, tuple[int, int]]
"""A remembered pair, its number before it and the keys of its neighbours after it."""


class Choosing(ABC):
    """A memory that chooses its offers; where the pairs are kept, and how they are found, is its heirs' affair."""

    def __init__(self, penalties: Penalties | None = None) -> None:
        self._penalties = penalties or Penalties()

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """One state of all that is remembered, whatever others write meanwhile."""

    @abstractmethod
    def _same_units(self, text: str) -> Iterator[Numbered]:
        """The pairs of this very text."""

    @abstractmethod
    def _masked(self, mask: int) -> Iterable[tuple[int, str]]:
        """The sources, numbers and texts, with this mask."""

    @abstractmethod
    def _levels(self, text: str, threshold: int) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
        """Similar sources, (percent, number, text), in steps: all that have at least so much percent, then the next."""

    @abstractmethod
    def _units(self, source: int, text: str) -> Iterator[Numbered]:
        """The pairs of a source."""

    def matches(self, wanted: TranslationUnit, threshold: int = 70, limit: int = 5) -> list[Match]:
        """The best offers for a sentence of this role between these neighbours, best first, each translation once.

        In context are pairs of the same role whose neighbours on both sides are the same; a sentence at the edge of
        its document has no neighbour there and is never in context. Exact but for codes, numbers, case or punctuation
        is found however short; it is `repaired` where that can be done surely. Fuzzy offers have at least `threshold`
        percent (50 to 100) after penalties. The order is `ranking.rank`; nothing that belongs among the first `limit`
        is missing, but a text of more than LONGEST characters is found only where it is the same.
        """
        with self._reading():
            found = list(self._same(wanted))
            mended: dict[int, Match] = {}
            comparable = len(wanted.source) <= LONGEST
            if comparable and len(_translations(found)) < limit:
                mended = dict(self._repairable(wanted, limit))
                found += mended.values()
            if comparable and len(_translations(found)) < limit:
                least = min(100, max(LEAST, threshold))
                found += self._alike(wanted, least, limit, _translations(found), set(mended))
        return list(best_of_each(found))[:limit]

    def _same(self, wanted: TranslationUnit) -> Iterator[Match]:
        around = key(wanted.before), key(wanted.after)
        for _number, unit, beside_it in self._same_units(wanted.source):
            beside = all(around) and beside_it == around
            in_context = beside and unit.context == wanted.context
            kind = MatchKind.IN_CONTEXT if in_context else MatchKind.EXACT
            yield ranked(unit, kind, 100, wanted.context, self._penalties)

    def _repairable(self, wanted: TranslationUnit, limit: int) -> Iterator[tuple[int, Match]]:
        """The repaired offers that may belong among the first, each with the number of its pair.

        The best are tried first, and only as many as needed.
        """
        number_of_mask, words = mask(wanted.source), masked(wanted.source)
        if number_of_mask is None:
            return
        pattern = Pattern(points(wanted.source))
        tried: list[tuple[int, Match]] = []
        for source, text in self._masked(number_of_mask):
            if text == wanted.source or masked(text) != words:
                continue
            other = points(text)
            alike = percent(pattern.distance(other), max(pattern.length, len(other)))
            for number, unit, _around in self._units(source, text):
                tried.append((number, ranked(unit, MatchKind.REPAIRED, alike, wanted.context, self._penalties)))
        if not tried:
            return
        from pubpipe.memory.repair import repaired

        said: set[str] = set()
        last: Rank = ()
        for number, match in sorted(tried, key=lambda each: rank(each[1])):
            if len(said) >= limit and rank(match)[:-1] != last:
                return
            if mended := repaired(match.unit, wanted.source):
                said.add(mended[0])
                last = rank(match)[:-1]
                yield number, replace(match, unit=replace(match.unit, target=mended[0]), change=mended[1])

    def _alike(
        self, wanted: TranslationUnit, threshold: int, limit: int, better: set[str], mended: set[int]
    ) -> Iterator[Match]:
        """The fuzzy offers that may belong among the first after the `better` translations; `mended` pairs are none."""
        fuzzy: list[Match] = []
        for level, sources in self._levels(wanted.source, threshold):
            for alike, source, text in sources:
                if text == wanted.source:
                    continue
                for number, unit, _around in self._units(source, text):
                    match = ranked(unit, MatchKind.FUZZY, alike, wanted.context, self._penalties)
                    if match.similarity >= threshold and number not in mended:
                        fuzzy.append(match)
            sure = {match.unit.target for match in fuzzy if match.similarity >= level}
            if len(better | sure) >= limit:
                break
        yield from fuzzy


def _translations(matches: Iterable[Match]) -> set[str]:
    return {match.unit.target for match in matches}
