"""What stands at the end: of a line, of a list's items, and beside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pubpipe.catalog.places import unit_of
from pubpipe.checks import CHAPTER, MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import HAN, has_han, pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_BEFORE_BRACKET = re.compile(rf"(?<=[{HAN}])[，、；](?=（)|(?<=[{HAN}])。（[^（）]*。）。")
_OPEN = ("，", "、", "（", "《", "“", "‘")
_HANGING = re.compile(r"[，、（《“‘]\s*\Z")
_COLON = re.compile(r"：\s*\Z")
_STOP = re.compile(r"[。；！？…][”’）]*\s*\Z")
_LONG = 12


@check("linguistic-conventions/punctuation", id="ZH055", severity=MINOR, signs="（")
def before_bracket(segment: Segment, context: Context) -> Iterator[Issue]:
    """No comma stands before an opening bracket, and no full stop on both sides of a closing one."""
    for begin, piece in pieces(segment.target):
        for found in _BEFORE_BRACKET.finditer(piece):
            yield Issue(_("a mark too many beside the bracket"), (begin + found.start(), begin + found.end()))


@check("linguistic-conventions/punctuation", id="ZH057", severity=MINOR, signs="，、（《“‘")
def hanging(segment: Segment, context: Context) -> Iterator[Issue]:
    """A paragraph does not end with a comma or an opening bracket, unless the English breaks off too."""
    target = text(segment.target)
    found = _HANGING.search(target) if target.rstrip().endswith(_OPEN) else None
    last = not context.unit or context.unit[-1].place == segment.place
    if found and last and has_han(target) and not re.search(r"[,;:(\[“\"‘–—-]\s*\Z|\band\s*\Z", text(segment.source)):
        yield Issue(_("the paragraph ends in mid-sentence"), found.span())


@check("linguistic-conventions/punctuation", id="ZH054", severity=NEUTRAL, scope=CHAPTER)
def list_ends(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """The items of a list end one way: all with 。 or ；, or all without a mark."""
    for _number, group in groupby(enumerate(segments), lambda pair: pair[1].role == "item" or -pair[0] - 1):
        ends = _ends([segment for _position, segment in group if segment.role == "item"])
        with_mark = [each for each in ends if _STOP.search(text(each.target))]
        without = [each for each in ends if each not in with_mark and not _COLON.search(text(each.target))]
        few, message = (
            (without, _("the other items of the list end with a mark"))
            if len(without) <= len(with_mark)
            else (with_mark, _("the other items of the list end without a mark"))
        )
        if with_mark and without and len(ends) > 2:
            for each in few:
                end = len(text(each.target))
                yield Issue(message, (max(0, end - 1), end), segment=each)


def _ends(items: Sequence[Segment]) -> list[Segment]:
    """The last sentences of items, but of those only that are Chinese and long enough to be sentences."""
    last = {unit_of(each.place)[0] or each.place: each for each in items}
    return [each for each in last.values() if has_han(text(each.target)) and len(text(each.target)) >= _LONG]
