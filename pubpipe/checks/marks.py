"""Marks: `<above/>` and `<below/>`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubpipe.checks import CHAPTER, MAJOR, Context, check
from pubpipe.checks._marks import receivers, units, written
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, State


@check("accuracy/omission", severity=MAJOR, scope=CHAPTER, unfinished=True)
def marks(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """Where a mark says that the meaning went above or below, a translated sentence of the paragraph stands there."""
    for unit in units(segments):
        if "<" not in "".join(map(written, unit)):
            continue
        for segment, receiver in zip(unit, receivers(unit), strict=True):
            if receiver is not None and (receiver < 0 or unit[receiver].state is not State.TRANSLATED):
                yield Issue(_("the neighbour its meaning went into is not translated"), segment=segment)
