"""One translation for sentences that say different things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pubpipe.checks import BOOK, MINOR, NEUTRAL, Context, check
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"[a-z0-9’'-]+")
_SMALL = frozenset("a an the of to in on for by at and or is are be this that it its with as you your".split())
_SHORTEST = 12
_ALIKE = 0.34


@check("accuracy/mistranslation", severity=NEUTRAL, scope=BOOK)
def reused(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """Sentences that say different things are not translated by the same words; minor where they share next to none."""
    same: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        target = text(segment.target)
        if len(target) >= _SHORTEST:
            same[target].append(segment)
    for target, group in same.items():
        others = [segment for segment in group[1:] if segment.source != group[0].source]
        if not others or han_count(target) < _SHORTEST:
            continue
        first = _words(group[0])
        for segment in others:
            words = _words(segment)
            if words != first and words and first:
                shared = len(words & first) / len(words | first)
                message = _("the same translation as of: {text}").format(text=text(group[0].source))
                yield Issue(message, segment=segment, severity=MINOR if shared < _ALIKE else None)


def _words(segment: Segment) -> frozenset[str]:
    """The words of the source that carry its meaning."""
    return frozenset(_WORD.findall(text(segment.source).lower())) - _SMALL
