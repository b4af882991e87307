"""Denials: what the source says is not so."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import MASK, has_han, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.denial import denials, denies
from pubpipe.text.denial_answers import denying, literal, lost
from pubpipe.text.pairing import sentences

_AROUND = 24


@check("accuracy/mistranslation", severity=MAJOR)
def negation(segment: Segment, context: Context) -> Iterator[Issue]:
    """Where a sentence of the source denies something, its Chinese has a word that denies: 不, 没有, 未, 无法.

    Chinese may deny by other means (避免, 除外, 只有……才), and "not only", "no more than", "whether or not" ask for
    nothing. Sentences are compared one by one where source and target have as many. Where the Chinese may say it in
    words of its own, the finding is minor.
    """
    if not denies(text(segment.source)) or not has_han(text(segment.target)):
        return
    target, places = standing(segment.target)
    pairs = sentences(standing(segment.source)[0], target)
    for number, (_begin, english, start, chinese) in enumerate(pairs):
        denial = lost(english, chinese) if has_han(chinese) else None
        if denial is None or any(_surplus(pairs[near]) for near in _near(number, len(pairs))):
            continue
        first, end = denial.span
        said = english[max(0, first - _AROUND) : end + _AROUND].strip()
        message = _("the source denies, the target does not: {text}").format(text=said)
        apart = len(pairs) > 1 and english.count(MASK) != chinese.count(MASK)
        severity = MAJOR if literal(denial, english, chinese) and not apart else MINOR
        yield Issue(message, (places[start], places[start + len(chinese.rstrip())]), severity=severity)


def _near(number: int, count: int) -> range:
    return range(max(0, number - 1), min(count, number + 2))


def _surplus(pair: tuple[int, str, int, str]) -> bool:
    """Whether the Chinese denies more often: sentences are cut elsewhere, and a neighbour's denial stands there."""
    _begin, english, _start, chinese = pair
    plain = [start for start, _end in denying(chinese, english) if chinese[start] in "不没未无"]
    return len(plain) > len(denials(english))
