"""Words a publisher has listed: sensitive wording, house style, names of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment


@check("style/organizational-style", id="ZH065", severity=MINOR)
def listed_words(segment: Segment, context: Context) -> Iterator[Issue]:
    """A word the publisher has listed (settings: check.words) wants a look: sensitive wording, house style."""
    if not context.listed:
        return
    pattern = _pattern(tuple(context.listed))
    for begin, piece in pieces(segment.target):
        for found in pattern.finditer(piece):
            instead, reason = context.listed[found[0]]
            message = reason or _("a word on the publisher's list")
            if instead != found[0]:
                yield Issue(message, (begin + found.start(), begin + found.end()), instead)


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, so that a longer word that is listed as right (instead is itself) shields a shorter one."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
