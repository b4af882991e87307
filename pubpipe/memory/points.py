"""How alike two sentences are: the one definition everything in this room uses.

A sentence is read as a row of *points*, and two sentences are compared point by point:

    a word          two points: the word whatever its case, and the word as it is written
    a number        two points: that there is a number, and which
    a mark          one point each: `,` `(` `%`
    a code          one point: its type and whether it opens, closes or stands alone; not its number

So another word costs two points, another number or another case costs one, and a comma or a code costs one: a
translator mends a figure, a capital or a comma faster than a word, and a code that was only renumbered is no change at
all. White space is no point. A character of a script that writes without spaces (Han, kana) is a word.

The *distance* is Levenshtein's over the points (insert, delete, replace, one each), the *similarity* what is left of
the longer sentence: floor(100 (N - d) / N), N being the points of the longer one. It is a whole number of percent; 100
is for texts that are the same character by character, and whatever else, be it a space, is at most 99.

Levenshtein over single points is chosen because its bounds are exact (each point of one sentence that the other lacks
is an edit of its own), so that the index can leave out what cannot match without ever leaving out what can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain

NUMBER = "0"
"""The point that says: here is a number."""

_WRITTEN = "="

_TOKEN = re.compile(r"(?<!\\)</?[a-z]+[0-9]+/?>|\d+(?:[.,:/]\d+)*|[^\W\d]\w*(?:['’][^\W\d]\w*)*|[^\w\s]|_")
_FIRST_SINGLE = "\u3040"


def _tokens(text: str) -> list[str]:
    found = _TOKEN.findall(text)
    if max(text, default="") < _FIRST_SINGLE:
        return found
    return [piece for token in found for piece in (_single_pieces(token) if token[0].isalpha() else (token,))]


@cache
def _singles() -> re.Pattern[str]:
    """A character of a script without spaces, or the rest between two."""
    single = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    return re.compile(rf"[{single}]|\d+|[^{single}\d][^{single}]*")


def _single_pieces(token: str) -> list[str]:
    return _singles().findall(token)


@lru_cache(maxsize=4)
def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers, marks and codes of a text, as they are written; kept for the next who asks for the same."""
    return tuple(_tokens(text))


@lru_cache(maxsize=1 << 16)
def points_of(token: str) -> tuple[str, ...]:
    """The one or two points of a token; the first does not depend on how a word is cased or which number it is."""
    first = token[0]
    if first == "<" and len(token) > 1:
        return (token.translate(_DIGITS),)
    if first.isdigit():
        return NUMBER, _WRITTEN + token
    if first.isalnum() or len(token) > 1:
        token = token.replace("’", "'")
        return token.casefold(), _WRITTEN + token
    return (token,)


_DIGITS = dict.fromkeys(map(ord, "0123456789"))


def points(text: str) -> list[str]:
    """The points of a text, in reading order."""
    return list(chain.from_iterable(map(points_of, _tokens(text))))


def percent(distance: int, longer: int) -> int:
    """The similarity of two texts that are not the same, so many edits apart; `longer` is the points of the longer."""
    return min(99, (longer - distance) * 100 // longer) if longer else 99


def most_edits(longer: int, least: int) -> int:
    """The largest distance that still gives a similarity of at least `least` percent; -1 if none does."""
    return longer * (100 - least) // 100


def similarity(one: str, other: str) -> int:
    """How alike two texts are, in percent: 0 to 100, the same in both directions."""
    if one == other:
        return 100
    here, there = points(one), points(other)
    return percent(Pattern(here).distance(there), max(len(here), len(there)))


class Pattern:
    """The points of one sentence, prepared to be compared with many others.

    The distance is computed a column at a time on whole numbers as long as the sentence (Myers 1999, Hyyrö 2003), so
    that a comparison takes as many steps as the other sentence has points.
    """

    def __init__(self, points: Sequence[str]) -> None:
        self.length = len(points)
        masks: dict[str, int] = {}
        for position, point in enumerate(points):
            masks[point] = masks.get(point, 0) | 1 << position
        self._masks = masks

    def distance(self, points: Sequence[str], limit: int | None = None) -> int:
        """The edits between the two; where they are more than `limit`, some number above it."""
        masks, length, others = self._masks, self.length, len(points)
        limit = max(length, others) if limit is None else limit
        known = sum(map(masks.__contains__, points))
        if max(length, others) - known > limit:
            return max(length, others) - known
        if not length:
            return others
        whole, last = (1 << length) - 1, 1 << length - 1
        rising, falling, score = whole, 0, length
        bound = limit + others
        for point in points:
            bound -= 1
            equal = masks.get(point, 0)
            across = ((equal & rising) + rising ^ rising) | equal
            up = falling | (whole & ~(across | rising))
            down = rising & across
            if up & last:
                score += 1
            elif down & last:
                score -= 1
            if score > bound:
                return score - bound + limit
            up = up << 1 | 1
            equal |= falling
            rising = (down << 1 | whole & ~(equal | up)) & whole
            falling = up & equal & whole
        return score
