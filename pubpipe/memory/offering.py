"""Offers for what is to be translated now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubpipe.memory.recall import Recall
from pubpipe.model import Match, MatchKind, TranslationUnit


def offers(
    wanted: Iterable[TranslationUnit], memory: Recall, threshold: int = 70
) -> Iterator[tuple[TranslationUnit, Match]]:
    """The best match for each unit that has one.

    Where the same text was translated in other ways too, `change` says so; two translations in the same context are
    both only exact.
    """
    for unit in wanted:
        matches = memory.matches(unit, threshold)
        if not matches:
            continue
        best = matches[0]
        otherwise = [match for match in matches[1:] if match.unit.source == unit.source]
        if otherwise and best.kind in (MatchKind.IN_CONTEXT, MatchKind.EXACT):
            best = replace(best, change=f"also translated otherwise: {len(otherwise)}")
            if otherwise[0].kind is MatchKind.IN_CONTEXT:
                best = replace(best, kind=MatchKind.EXACT)
        yield unit, best
