"""Text that stands twice: a clause pasted again, a letter or a character typed too often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import HAN, MASK, pieces, plain, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_CLAUSE = re.compile(rf"(?:(?<=[，。；：！？])|\A)[^，。；：！？{MASK}]{{8,}}(?=[，。；：！？]|\s*\Z)")
_SHORTEST = 30
_SUBSTANCE = re.compile(f"[{HAN}]{{6}}")
_TRIPLED = re.compile(
    rf"(?<![A-Za-z0-9./_])[A-Za-z]{{0,20}}?([A-Za-z])\1\1[A-Za-z]{{0,20}}(?![A-Za-z0-9./_])|([{HAN}])\2\2+"
)
_RUN = re.compile(r"(.)\1\1")
_MEANT = frozenset("哈呵嘿嘻啦咚叮嗒")
_ENGLISH_WORD = re.compile(r"[a-z’'-]+")


@check("accuracy/addition", severity=MAJOR, signs="，；。")
def doubled(segment: Segment, context: Context) -> Iterator[Issue]:
    """No clause stands twice in one sentence where the source says it once."""
    if len(text(segment.target)) < _SHORTEST:
        return
    target, places = standing(segment.target)
    seen: set[str] = set()
    for found in _CLAUSE.finditer(target):
        clause = found[0].strip()
        if clause in seen and _SUBSTANCE.search(clause) and not _repeats(plain(segment.source)):
            yield Issue(_("the clause stands twice"), (places[found.start()], places[found.end()]))
        seen.add(clause)


@check("linguistic-conventions/spelling", id="tripled", severity=MINOR)
def tripled(segment: Segment, context: Context) -> Iterator[Issue]:
    """No letter and no character stands three times running: 的的的, anddd."""
    target, source = text(segment.target), text(segment.source)
    if True not in map(eq, target, islice(target, 1, None)) or not _RUN.search(target):
        return
    for begin, piece in pieces(segment.target):
        for found in _TRIPLED.finditer(piece):
            meant = found[0].isupper() or found[0].strip("ixw") == ""
            if not meant and found[0] not in source and found[2] not in _MEANT:
                span = (begin + found.start(), begin + found.end())
                yield Issue(_("one letter or character three times running"), span)


def _repeats(source: str) -> bool:
    """Whether the source, too, says three words twice."""
    words = _ENGLISH_WORD.findall(source.lower())
    three = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(three)) < len(three)
