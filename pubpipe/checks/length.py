"""Targets much longer than their source, or with far fewer sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._latin import is_reference
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,_/][A-Za-z0-9]+)*")
_ENGLISH_STOP = re.compile(r"[a-z0-9)”\"’][.?!][”\"’)]*(?=\s+[A-Z“\"(]|\s*\Z)")
_STOPS = ".?!"
_ABBREVIATED = re.compile(r"\b(?:Mrs|Inc|Fig|vs|etc|[A-Z][a-z]?)\.")
_CHINESE_STOP = re.compile("[。！？；!?;.](?![a-zA-Z0-9])")
_SHORTEST = 8
"""Sources of fewer words are judged as if they had so many."""

_MOST = 3.2
"""Chinese characters a word of English: 1.5 is usual; of 56,000 published pairs three in ten thousand have more."""

_FEWEST = 3
"""Sentences a paragraph has at least to be judged by their number."""

_LETTERS = 8
"""Letters a word has at most, counted over a sentence of long words."""


@check("accuracy/addition", severity=MINOR)
def length(segment: Segment, context: Context) -> Iterator[Issue]:
    """The target is not much longer than the source allows: 1.5 characters a word are usual, 3.2 are too many."""
    source, target = text(segment.source), text(segment.target)
    if len(target) <= _MOST * max(_SHORTEST, len(source) / _LETTERS):
        return
    said = han_count(target)
    if said <= _MOST * max(_SHORTEST, len(source) / _LETTERS):
        return
    words = len(_WORD.findall(source))
    if said > _MOST * words and not is_reference(segment.source):
        message = _("{characters} characters for {words} English words: is something added?")
        yield Issue(message.format(characters=said, words=words))


@check("accuracy/omission", id="sentences", severity=NEUTRAL)
def sentences(segment: Segment, context: Context) -> Iterator[Issue]:
    """A paragraph of several sentences has at least half as many in Chinese; two may be joined, not three."""
    source = text(segment.source)
    if source.count(". ") < _FEWEST - 1:
        return
    target = text(segment.target)
    given = len(_CHINESE_STOP.findall(target.rstrip("。！？；!?;."))) + 1
    if 2 * given >= sum(map(source.count, _STOPS)):
        return
    wanted = len(_ENGLISH_STOP.findall(_ABBREVIATED.sub("", source)))
    if wanted < _FEWEST or is_reference(segment.source):
        return
    if han_count(target) and 2 * given < wanted:
        message = _("{source} sentences in English, {target} in Chinese")
        yield Issue(message.format(source=wanted, target=given))
