"""Inline codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubpipe.catalog import Fault, FaultKind, other_half, type_of, understand_unit, weighty
from pubpipe.checks import CHAPTER, MAJOR, MINOR, Context, check, written
from pubpipe.checks._marks import is_text, units
from pubpipe.model import Issue, Segment, State, text

_BRACKET = re.compile("[<＜〈]")
"""Stands in every code, mark, and what somebody mistyped for one."""


@check("design-and-markup/markup-tag", severity=MAJOR, scope=CHAPTER, unfinished=True)
def codes(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """Every code of the source stands in the target: none lost, added, doubled, crossed or mistyped.

    A lost bold, italic or underline is minor, and 《》 answers an italic title.
    """
    for unit in units(segments):
        if all(map(_bare, unit)):
            continue
        understood = understand_unit([each.source for each in unit], [written(each) for each in unit])
        for segment, read in zip(unit, understood, strict=True):
            if segment.state is State.TRANSLATED:
                yield from _issues(segment, read.faults)


def _bare(segment: Segment) -> bool:
    """Whether there is no code on either side, nor anything that may have been one."""
    return is_text(segment.source) and not _BRACKET.search(written(segment))


def _issues(segment: Segment, faults: Sequence[Fault]) -> Iterator[Issue]:
    missing = [fault.code for fault in faults if fault.kind is FaultKind.MISSING]
    grave, titles = weighty(faults, segment.source), text(segment.target).count("《")
    for fault in faults:
        if fault.kind is not FaultKind.MISSING:
            yield Issue(fault.message, fault.span, segment=segment, coded=True)
        elif fault.code.startswith("</") and other_half(fault.code) in missing:
            continue  # a lost pair is told once, by its opening code
        elif type_of(fault.code) == "i" and titles:
            titles -= 1
        else:
            yield Issue(fault.message, severity=None if fault in grave else MINOR, segment=segment)
