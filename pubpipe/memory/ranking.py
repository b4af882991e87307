"""What is best: kinds, penalties, and the one total order of offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pubpipe.memory.settings import Penalties
from pubpipe.model import Match, MatchKind, TranslationUnit


def borne(unit: TranslationUnit, context: str, penalties: Penalties) -> tuple[tuple[str, int], ...]:
    """The penalties a remembered pair has to bear where a sentence of this role is asked for."""
    grounds = {
        "unsigned": not unit.signed,
        "other project": bool(unit.project),
        "machine": bool(unit.engine),
        "other role": unit.context != context,
        "in no text any more": bool(unit.origin) and not unit.place and not unit.project,
    }
    percents = (penalties.unsigned, penalties.project, penalties.machine, penalties.role, penalties.gone)
    return tuple((name, less) for (name, so), less in zip(grounds.items(), percents, strict=True) if so and less)


_RANKS = {kind: rank for rank, kind in enumerate(MatchKind)}

Rank: TypeAlias = tuple[object, ...]


def ranked(
    unit: TranslationUnit, kind: MatchKind, percent: int, context: str, penalties: Penalties, change: str = ""
) -> Match:
    """An offer, its similarity what is left after the penalties; only what is the same and bears none has 100."""
    taken = borne(unit, context, penalties)
    return Match(unit, kind, max(0, percent - sum(less for _, less in taken)), change, taken)


def rank(match: Match) -> Rank:
    """The place of an offer among others: kind, similarity after penalties, the newest first, then its id.

    The id is where the pair stands and, should two stand in one place, what it says; so the order is total.
    """
    unit = match.unit
    newest = tuple(-ord(character) for character in unit.changed) or (0,)
    said = unit.origin, unit.place, unit.source, unit.context, unit.author, unit.engine, unit.project, unit.signed
    return _RANKS[match.kind], -match.similarity, newest, not unit.place, *said, unit.target


def best_of_each(matches: list[Match]) -> Iterator[Match]:
    """The offers in their order, each translation once."""
    said: set[str] = set()
    for match in sorted(matches, key=rank):
        if match.unit.target not in said:
            said.add(match.unit.target)
            yield match
