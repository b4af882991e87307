"""您 or 你: a book speaks to its reader in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pubpipe.checks import BOOK, MINOR, Context, check
from pubpipe.checks._prose import plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_YOU = re.compile("[您你]")
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’|《[^《》]*》|「[^「」]*」|『[^『』]*』")


@check("style/register", severity=MINOR, scope=BOOK)
def register(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """The reader is 您 throughout a book, or 你 throughout; what is quoted does not count."""
    found: dict[str, list[tuple[Segment, int]]] = {"您": [], "你": []}
    for segment in segments:
        if not _YOU.search(text(segment.target)):
            continue
        target = plain(segment.target)
        spoken = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), target)
        for mark, places in found.items():
            position = spoken.find(mark)
            if position >= 0:
                places.append((segment, position))
    usual, rare = sorted(found, key=lambda mark: -len(found[mark]))
    for segment, position in found[rare]:
        message = _("elsewhere in the book the reader is {word}").format(word=usual)
        yield Issue(message, (position, position + 1), usual, segment=segment)
