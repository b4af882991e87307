"""The memory by definition: every pair compared, nothing left out, nothing clever."""

from collections.abc import Iterable
from dataclasses import replace

from pubpipe.memory.keys import masked
from pubpipe.memory.points import similarity
from pubpipe.memory.ranking import rank, ranked
from pubpipe.memory.repair import repaired
from pubpipe.memory.settings import Penalties
from pubpipe.model import Match, MatchKind, TranslationUnit


def matches(
    units: Iterable[TranslationUnit], wanted: TranslationUnit, threshold: int = 70, penalties: Penalties | None = None
) -> list[Match]:
    """All offers, the best first, each translation once."""
    found = []
    for unit in units:
        if unit.source and unit.target:
            match = offered(unit, wanted, penalties or Penalties())
            if match.kind is not MatchKind.FUZZY or match.similarity >= threshold:
                found.append(match)
    by_target: dict[str, Match] = {}
    for match in sorted(found, key=rank):
        by_target.setdefault(match.unit.target, match)
    return list(by_target.values())


def offered(unit: TranslationUnit, wanted: TranslationUnit, penalties: Penalties) -> Match:
    """One pair as an offer."""
    bare = replace(unit, before="", after="")
    if unit.source == wanted.source:
        beside = wanted.before and wanted.after and (unit.before, unit.after) == (wanted.before, wanted.after)
        kind = MatchKind.IN_CONTEXT if beside and unit.context == wanted.context else MatchKind.EXACT
        return ranked(bare, kind, 100, wanted.context, penalties)
    alike = similarity(unit.source, wanted.source)
    mended = repaired(bare, wanted.source) if masked(unit.source) == masked(wanted.source) != "" else None
    if mended:
        return ranked(replace(bare, target=mended[0]), MatchKind.REPAIRED, alike, wanted.context, penalties, mended[1])
    return ranked(bare, MatchKind.FUZZY, alike, wanted.context, penalties)
