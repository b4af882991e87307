"""The memory of sentences that are the same, character by character, codes included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubpipe.model import Match, MatchKind, TranslationUnit


class Memory:
    """Sound pairs, found by their source.

    The same pair met several times is one offer; how often it was met counts.
    """

    def __init__(self, units: Iterable[TranslationUnit]) -> None:
        self._units: dict[str, list[TranslationUnit]] = {}
        for unit in units:
            if unit.source and unit.target:
                self._units.setdefault(unit.source, []).append(unit)

    def matches(self, source: str, context: str = "", before: str = "", after: str = "") -> list[Match]:
        """What was made of this source before, the best first; each translation once.

        In context are those of the same role whose neighbours on both sides are the same; a sentence at the edge of its
        document has no neighbour there and is never in context. The order is total: kind, then the same context (role)
        before others, then what stands more often, then what stands in a document before what stands nowhere any more
        (no place), then origin, place, target, context and neighbours by their characters.
        """
        known = self._units.get(source, [])
        often = Counter(unit.target for unit in known)
        ranked = []
        for unit in known:
            beside = before and after and (unit.before, unit.after) == (before, after)
            kind = MatchKind.IN_CONTEXT if beside and unit.context == context else MatchKind.EXACT
            standing = kind is not MatchKind.IN_CONTEXT, unit.context != context, -often[unit.target], not unit.place
            spelled = unit.origin, unit.place, unit.target, unit.context, unit.before, unit.after
            ranked.append(((standing, spelled), Match(unit, kind, 100)))
        ranked.sort(key=lambda each: each[0])
        found: dict[str, Match] = {}
        for _, match in ranked:
            found.setdefault(match.unit.target, match)
        return list(found.values())

    def __len__(self) -> int:
        return sum(map(len, self._units.values()))


def offers(wanted: Iterable[TranslationUnit], memory: Memory) -> Iterator[tuple[TranslationUnit, Match]]:
    """The best match for each unit that has one.

    Where the same text was translated in other ways too, `change` says so; two translations in the same context are
    both only exact.
    """
    for unit in wanted:
        matches = memory.matches(unit.source, unit.context, unit.before, unit.after)
        if not matches:
            continue
        best = matches[0]
        if len(matches) > 1:
            best = replace(best, change=f"also translated otherwise: {len(matches) - 1}")
            if matches[1].kind is MatchKind.IN_CONTEXT:
                best = replace(best, kind=MatchKind.EXACT)
        yield unit, best
