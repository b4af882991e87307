"""How well two lengths agree: a log ratio of likelihoods, aligned against unrelated."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pubpipe.memory.alignment.sentence import Sentence

ALIGNED, UNRELATED = 0.28, 0.95
"""Standard deviations of the logarithm of the ratio of lengths."""

_ADDED = 4.0
_GAIN = math.log(UNRELATED / ALIGNED)
_SLOPE = 0.5 / ALIGNED**2 - 0.5 / UNRELATED**2


def ratio(english: Sequence[Sentence], chinese: Sequence[Sentence]) -> float:
    """Letters of English for a Chinese character, from the middle of both sides; 3 where that would be absurd."""
    if not english or not chinese:
        return 3.0
    letters, characters = (sum(each.length for each in side) / len(side) for side in (english, chinese))
    found = letters / characters
    return found if 2.0 < found < 4.5 else 3.0


def agreement(english: float, chinese: float, ratio: float) -> float:
    """Positive where the lengths are as those of translations, negative where they are not; at least -6."""
    apart = math.log((english + 3 * _ADDED) / (chinese * ratio + 3 * _ADDED))
    return max(_GAIN - _SLOPE * apart * apart, -6.0)
