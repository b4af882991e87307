"""How a sentence begins and ends: the marks at its edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import MASK, has_han, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_BEHIND = "\"'”’）)]》」*_ \u00a0\t\n"
"""What may stand behind the last mark."""

_ASKING = re.compile(
    r"\b(?:what|why|how|who|whom|whose|which|where|when|is|are|do|does|did|can|could|will|would|should|have|has|was|were)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\b(?:etc|e\.g|i\.e|vs|No|Inc|Ltd|Corp|Co|Jr|Sr|St|[a-z])|\b[A-Z](?:\.[A-Z])*|\.\.)\.\Z")
_RUNNING = ("paragraph", "item", "quote", "note")
_NEVER_FIRST = "，。；：、？！）》」”’"
_LEAST = 6
"""Words below which an English sentence with a full stop may be a label."""


@check("linguistic-conventions/punctuation", severity=MINOR)
def closing(segment: Segment, context: Context) -> Iterator[Issue]:
    """A sentence that ends with a mark in English ends with one in Chinese, too.

    A question ends with ？, what leads into a list with ：. Within a paragraph sentences may be joined otherwise.
    """
    source = text(segment.source).rstrip(_BEHIND)
    mark = source[-1:]
    if not mark or mark not in ".?!:;…" or segment.role not in _RUNNING:
        return
    target, places = standing(segment.target)
    end = len(target.rstrip())
    final = target.rstrip(_BEHIND)[-1:]
    closed = final in "。．.？?！!：:；;，,、…—～" + MASK
    last = not context.unit or context.unit[-1].place == segment.place
    if not has_han(target) or (mark != "?" and (closed or not last)):
        return
    span = (places[max(0, end - 1)], places[end])
    if mark == "?":
        if "？" not in target and "?" not in target and _ASKING.search(source):
            yield Issue(_("the question does not end with ？"), span)
    elif mark == ":":
        yield Issue(_("the sentence does not end with ："), span)
    elif mark == ".":
        if len(source.split()) >= _LEAST and not _ABBREVIATED.search(source):
            yield Issue(_("the sentence ends without a mark"), span)
    else:
        yield Issue(_("the sentence ends without a mark"), span, severity=NEUTRAL)


@check("linguistic-conventions/punctuation", id="opening", severity=MINOR, signs=_NEVER_FIRST)
def opening(segment: Segment, context: Context) -> Iterator[Issue]:
    """No paragraph begins with a mark that closes or parts: ，。；：、）》”."""
    target = text(segment.target)
    start = len(target) - len(target.lstrip())
    if target[start : start + 1] not in _NEVER_FIRST or not isinstance(segment.target[0], str):
        return
    first = not context.unit or context.unit[0].place == segment.place
    if first and has_han(target) and text(segment.source).lstrip()[:1] not in ",;:.)]”’\"'…?!":
        yield Issue(_("a paragraph does not begin with this mark"), (start, start + 1))
