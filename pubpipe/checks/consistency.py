"""The same sentence throughout the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pubpipe.catalog import encode
from pubpipe.checks import BOOK, MINOR, Context, check
from pubpipe.checks._marks import mark
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_AT_END = "。．.：: \u3000"


@check("style/inconsistency", severity=MINOR, scope=BOOK)
def consistency(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """One sentence has one translation in all chapters of a book; a full stop more or less does not count."""
    repeated: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        if not mark(segment):
            repeated[encode(segment.source)].append(segment)
    for same in repeated.values():
        first = text(same[0].target)
        for segment in same[1:]:
            if text(segment.target).rstrip(_AT_END) != first.rstrip(_AT_END):
                yield Issue(_("elsewhere translated: {text}").format(text=first), segment=segment)
