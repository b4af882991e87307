"""Words of Taiwan and Hong Kong for which the mainland has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.checks._wordlists import REGIONAL, SHIELDS
from pubpipe.messages import _
from pubpipe.model import Issue, Segment


@check("terminology/wrong-term", severity=MINOR, signs={word[:2] for word in REGIONAL})
def regional(segment: Segment, context: Context) -> Iterator[Issue]:
    """Words of Taiwan and Hong Kong are written as the mainland has them: 软件, not 软体; 可持续发展, not 永续发展.

    Only words that the mainland does not use at all are listed; a word on the publisher's list is left to that list.
    """
    for begin, piece in pieces(segment.target):
        for found in _pattern().finditer(piece):
            better = REGIONAL.get(found[0])
            if better and found[0] not in context.listed.words:
                message = _("a word of Taiwan or Hong Kong; here: {word}").format(word=better)
                yield Issue(message, (begin + found.start(), begin + found.end()), better)


@cache
def _pattern() -> re.Pattern[str]:
    """The longest first; words that merely hold one shield it."""
    return re.compile("|".join(map(re.escape, sorted((*REGIONAL, *SHIELDS), key=len, reverse=True))))
