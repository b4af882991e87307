"""What a target is much too short for, and sentences it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._latin import is_reference
from pubpipe.checks._marks import is_text
from pubpipe.checks._prose import MASK, standing
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.missing import FEW, answers, left_out
from pubpipe.text.scripts import han_count, has_han

_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,][A-Za-z0-9]+)*")
_RUN = re.compile("[A-Za-z0-9]+")
_ALONE = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_SEVERAL = re.compile(r"[.?!]\S{0,3}\s")
_STOP = re.compile(r"[.?!][\"”’)\]]*\s")
_SHORTEST = 12
"""Sources of fewer English words are not judged."""

_LEAST = 0.6
"""Chinese characters a word of English: 1.65 is usual; of 3,139 published pairs none has less."""

_SHOWN = 60


@check("accuracy/omission", severity=MAJOR)
def omission(segment: Segment, context: Context) -> Iterator[Issue]:
    """The target says all the source says: six characters for ten words at the very least, and no sentence fewer.

    A sentence is missed where the target has fewer, is too short, and would be as long as usual without that one; or
    where it has one fewer, and the others answer all but that one far better than they answer two of them joined.
    """
    source, target = text(segment.source), text(segment.target)
    most = _runs(source)
    if most < _SHORTEST:
        return
    shown = standing(segment.target)[0]
    han = said = han_count(target)
    shown_han = han if shown == target else han_count(shown)
    fewer = _SEVERAL.search(source) and len(answers(shown)) <= len(_STOP.findall(source))
    if not fewer and shown_han >= FEW * most and is_text(segment.source):
        return
    words = len(_WORD.findall(source))
    if words < _SHORTEST:
        return
    if han < _LEAST * words:
        said += 2 * len(_WORD.findall(target))
    if said < _LEAST * words:
        if not is_reference(segment.source):
            message = _("{characters} characters for {words} English words: is something left out?")
            yield Issue(message.format(characters=said, words=words))
    elif fewer and has_han(target):
        original = standing(segment.source)[0]
        missed = left_out(original, shown, MASK)
        if missed and not is_reference(segment.source):
            sentence = original[slice(*missed.span)].replace(MASK, "…")
            told = sentence if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1] + "…"
            message = _("is a sentence left out, perhaps this: {text}")
            yield Issue(message.format(text=told), severity=MAJOR if missed.sure else MINOR)


def _runs(source: str) -> int:
    """Runs of letters and figures: as many as words or more, and sooner counted."""
    return len(source.translate(_ALONE).split() if source.isascii() else _RUN.findall(source))
