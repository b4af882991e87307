"""Does a Chinese form really stand there as a word, or only its characters?

The three-way test: *yes* where no common word straddles an edge or the text divides better with the form than without
it; *no* where both edges are straddled and the text divides better without; *doubt* for all between. The words are
`common-words.txt`, our own short list, so that every machine answers alike.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.text.scripts import is_han

if TYPE_CHECKING:
    from pubpipe.glossary.forms import Forms

_WORD = 1.0
_LONE = 1.3
_PARTICLES = frozenset(
    "的地得了着过在和与及或是为有对由向从到被把将以因于而但则若如之其该本此各每某这那也都就还又再才只不未可应须能会要使让"
)
"""Characters that are words by themselves."""
_DETERMINERS = frozenset("本该全各两每某此")
"""What may stand before a term without making another word of it: 各县 is 县."""
_PLACES = frozenset("级内里外中")
"""What may stand behind it so: 县级, 县内."""
_WINDOW = 12
"""Characters looked at on either side."""


class Standing(StrEnum):
    """Whether a form stands somewhere as a word."""

    YES = "yes"
    DOUBT = "doubt"
    NO = "no"


@cache
def common_words() -> frozenset[str]:
    """Our list of common Chinese words that share characters with terms."""
    lines = Path(__file__).with_name("common-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _longest() -> int:
    return max(map(len, common_words()))


def standing(text: str, start: int, end: int, forms: Forms) -> Standing:
    """Whether the form at [start, end) of a normalised text stands there as a word; all `forms` count as words too."""
    left = straddling(text, start)
    right = straddling(text, end)
    if left[1:] == text[start:end] and left[0] in _DETERMINERS:
        left = ""
    if right[:-1] == text[start:end] and right[-1] in _PLACES:
        right = ""
    if not left and not right:
        return Standing.YES
    with_it, without = _costs(text, start, end, forms)
    if with_it < without:
        return Standing.YES
    if left and right and with_it > without:
        return Standing.NO
    return Standing.DOUBT


def straddling(text: str, edge: int) -> str:
    """The first common word that has characters on both sides of an edge, or ""."""
    if edge <= 0 or edge >= len(text) or not is_han(text[edge - 1]) or not is_han(text[edge]):
        return ""
    words, longest = common_words(), _longest()
    for begin in range(edge - 1, max(-1, edge - longest), -1):
        if not is_han(text[begin]):
            break
        for stop in range(edge + 1, min(len(text), begin + longest) + 1):
            if text[begin:stop] in words:
                return text[begin:stop]
    return ""


def _costs(text: str, start: int, end: int, forms: Forms) -> tuple[float, float]:
    """What dividing the surroundings into words costs with the form as one word, and without it."""
    first = start
    while first > 0 and start - first < _WINDOW and is_han(text[first - 1]):
        first -= 1
    last = end
    while last < len(text) and last - end < _WINDOW and is_han(text[last]):
        last += 1
    before = _divided(text, first, start, forms)
    after = _divided(text, end, last, forms)
    return before + _WORD + after, _divided(text, first, last, forms, (start, end))


def _divided(text: str, first: int, last: int, forms: Forms, avoided: tuple[int, int] | None = None) -> float:
    """The cost of the best division of [first, last) into words, not using the avoided one."""
    words, longest = common_words(), _longest()
    best = [0.0] + [float("inf")] * (last - first)
    for begin in range(first, last):
        cost = best[begin - first]
        ends = {stop for stop in range(begin + 2, min(last, begin + longest) + 1) if text[begin:stop] in words}
        ends.update(stop for stop in forms.standing_at(text, begin) if stop <= last)
        for stop in ends:
            if (begin, stop) != avoided:
                best[stop - first] = min(best[stop - first], cost + _WORD)
        alone = _WORD if text[begin] in _PARTICLES else _LONE
        best[begin + 1 - first] = min(best[begin + 1 - first], cost + alone)
    return best[last - first]
