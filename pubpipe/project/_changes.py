"""Explained changes, with the project's terms and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pubpipe.catalog import Changes
    from pubpipe.glossary import Glossary
    from pubpipe.memory.changes import Change
    from pubpipe.model import Match
    from pubpipe.project._project import Project


def changes(glossary: Glossary | None = None, carry: bool = True) -> Changes:
    """What explains how one source became another, in one line; with `carry`, cosmetic changes keep a translation."""
    from pubpipe.memory.changes import brief, carried

    def explained(before: str, after: str) -> tuple[str, bool]:
        found = explain(before, after, glossary)
        return brief(found), carry and carried(found)

    return explained


def project_changes(project: Project) -> Changes:
    """The same with a project's terms and its setting."""
    return changes(project.glossary, project.settings.carry_cosmetic)


def explain(before: str, after: str, glossary: Glossary | None = None) -> tuple[Change, ...]:
    """The differences of two sources, approved terms among them."""
    from pubpipe.memory import changes as room

    return room.explain(before, after, _terms(glossary) if glossary else ())


def explained(match: Match, source: str, glossary: Glossary | None = None) -> Match:
    """An offer with what differs between its source and the one it is offered for."""
    from pubpipe.memory.changes import brief
    from pubpipe.model import MatchKind

    if match.kind is MatchKind.TERM or match.unit.source == source:
        return match
    told = brief(explain(match.unit.source, source, glossary))
    return replace(match, change="; ".join(filter(None, [match.change, told])))


def _terms(glossary: Glossary) -> Callable[[str], Iterable[tuple[str, str]]]:
    from pubpipe.catalog import parse
    from pubpipe.glossary import terms_of

    return lambda text: terms_of(parse(text).content, glossary)
