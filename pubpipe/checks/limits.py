"""Limits."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.checks._prose import plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.comparison import alike
from pubpipe.text.limits import CHINESE, Limit, may_limit
from pubpipe.text.limits import limits as found


@check("accuracy/mistranslation", severity=MAJOR, signs=CHINESE)
def limits(segment: Segment, context: Context) -> Iterator[Issue]:
    """What is at least so much in the source is not at most so much in the target: 至少 for no more than."""
    if not may_limit(text(segment.target), "zh-Hans") or not may_limit(text(segment.source), "en"):
        return
    source, target = plain(segment.source), plain(segment.target)
    given = found(target, "zh-Hans")
    for wanted in found(source, "en") if given else ():
        same = [each for each in given if alike(wanted.quantity, each.quantity)]
        if same and all(each.bound is not wanted.bound for each in same):
            start, end = same[0].span
            message = _("the source says {source}, the target {target}")
            yield Issue(message.format(source=_said(source, wanted), target=_said(target, same[0])), (start, end))


def _said(prose: str, limit: Limit) -> str:
    """A limit as it stands there, with its figure: up to three."""
    ends = sorted((*limit.span, *limit.quantity.span))
    return prose[ends[0] : ends[-1]]
