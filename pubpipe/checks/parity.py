"""Brackets and quotations of the source that the target has none of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import has_han, plain
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, codes, text

_ENGLISH_QUOTED = re.compile(r"“[^“”]{2,}”|(?<![\w\"=])\"[^\"“”]{2,}\"(?!\w)")
_CHINESE_QUOTED = re.compile("[“”\"「」『』《》〈〉‘’'＂]")
_ENGLISH_BRACKETS = re.compile(r"(?<![\w)])\((?![a-zA-Z0-9ivx]{1,3}\)|s\)|e?s\))[^()]{2,}\)")
_CHINESE_BRACKETS = re.compile(r"[(（\[【〔]|——|即|也就是|称为|简称|又称|，如|例如|比如|包括|或者?")


@check("accuracy/omission", id="quotations", severity=MINOR)
def quotations(segment: Segment, context: Context) -> Iterator[Issue]:
    """What the source quotes is quoted in the target, or set as a title: “ ” or 《》."""
    if '"' not in text(segment.source) and "“" not in text(segment.source):
        return
    found = _ENGLISH_QUOTED.search(plain(segment.source))
    target = plain(segment.target)
    if not found or _CHINESE_QUOTED.search(target) or any(each.type in "biuc" for each in codes(segment.target)):
        return
    if has_han(target):
        yield Issue(_("the target quotes nothing: {text}").format(text=found[0]))


@check("accuracy/omission", id="parentheses", severity=NEUTRAL)
def parentheses(segment: Segment, context: Context) -> Iterator[Issue]:
    """What stands in brackets in the source is not forgotten in the target."""
    if "(" not in text(segment.source):
        return
    found = _ENGLISH_BRACKETS.search(plain(segment.source))
    if found and has_han(plain(segment.target)) and not _CHINESE_BRACKETS.search(plain(segment.target)):
        yield Issue(_("the target has nothing in brackets: {text}").format(text=found[0]))
