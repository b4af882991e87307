"""What the glossary says of a segment, worked out once for all who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pubpipe.checks import Context
from pubpipe.model import Segment, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pubpipe.glossary import Glossary, Verdict

_MOST = 200_000
"""Segments remembered at most."""

_known: dict[int, tuple[Segment, list[Verdict]]] = {}
_of: list[Glossary] = []


def verdicts(segment: Segment, context: Context) -> list[Verdict]:
    """How each term of the segment fares in its target. Asked of a segment again, the answer is the first one."""
    from pubpipe.glossary import verify

    if context.glossary is None:
        return []
    if not _of or _of[0] is not context.glossary or len(_known) > _MOST:
        _of[:] = [context.glossary]
        _known.clear()
    known = _known.get(id(segment))
    if known and known[0] is segment:
        return known[1]

    def before() -> Iterator[str]:
        return (text(each.target) for each in context.chapter[: context.position])

    surroundings = " ".join(text(each.source) for each in context.unit if each.place != segment.place)
    found = verify(segment.source, segment.target, context.glossary, surroundings=surroundings, before=before)
    _known[id(segment)] = segment, found
    return found
