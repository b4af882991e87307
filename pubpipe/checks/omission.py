"""What a target is much too short for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.checks._latin import is_reference
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,][A-Za-z0-9]+)*")
_SHORTEST = 12
"""Sources of fewer English words are not judged."""

_LEAST = 0.6
"""Chinese characters a word of English: 1.65 is usual; of 3,139 published pairs none has less."""


@check("accuracy/omission", severity=MAJOR)
def omission(segment: Segment, context: Context) -> Iterator[Issue]:
    """The target is long enough to say what the source says: six characters for ten words at the very least."""
    target = text(segment.target)
    words = len(_WORD.findall(text(segment.source)))
    said = han_count(target) + 2 * len(_WORD.findall(target))
    if words >= _SHORTEST and said < _LEAST * words and not is_reference(segment.source):
        message = _("{characters} characters for {words} English words: is something left out?")
        yield Issue(message.format(characters=said, words=words))
