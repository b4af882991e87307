"""Denials: what the source says is not so."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, Context, check
from pubpipe.checks._prose import has_han, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.denial import Denial, denials, denying
from pubpipe.text.pairing import parts, sentences

_AROUND = 24


@check("accuracy/mistranslation", severity=MAJOR)
def negation(segment: Segment, context: Context) -> Iterator[Issue]:
    """Where a sentence of the source denies something, its Chinese has a word that denies: 不, 没有, 未, 无法.

    Chinese may deny by other means (避免, 除外, 只有……才), and "not only", "no more than", "whether or not" ask for
    nothing. Sentences are compared one by one where source and target have as many.
    """
    if not denials(text(segment.source)) or not has_han(text(segment.target)):
        return
    target, places = standing(segment.target)
    pairs = sentences(standing(segment.source)[0], target)
    surplus = [_surplus(english, chinese) for _begin, english, _start, chinese in pairs]
    for number, (_begin, english, start, chinese) in enumerate(pairs):
        wanted = _strong(english)
        if not wanted or not has_han(chinese) or any(each > 0 for each in surplus[max(0, number - 1) : number + 2]):
            continue
        given = len(denying(chinese, english))
        if not given or (given < len(wanted) and _part_lost(english, chinese)):
            first, end = wanted[0].span
            said = english[max(0, first - _AROUND) : end + _AROUND].strip()
            message = _("the source denies, the target does not: {text}").format(text=said)
            yield Issue(message, (places[start], places[start + len(chinese.rstrip())]))


def _surplus(english: str, chinese: str) -> int:
    """How many more denials the Chinese has: sentences are cut elsewhere, and a neighbour's stand there."""
    plain = [start for start, _end in denying(chinese, english) if chinese[start] in "不没未无"]
    return len(plain) - len(denials(english))


def _strong(english: str) -> list[Denial]:
    return [each for each in denials(english) if not each.light]


def _part_lost(english: str, chinese: str) -> bool:
    """Whether between two commas nothing denies any more, and the sentences have as many commas."""
    return any(_strong(one) and not denying(other, one) for one, other in parts(english, chinese))
