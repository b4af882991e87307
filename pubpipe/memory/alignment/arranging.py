"""The chapters of an old edition in the order of the original: what was moved as a whole is found where it belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pubpipe.memory.alignment.anchors import candidates
from pubpipe.memory.alignment.known import common_words
from pubpipe.memory.alignment.lexicon import dictionary, ratios
from pubpipe.memory.alignment.sentence import sentences
from pubpipe.model import Unit

CLEAR = 0.5
"""The share of a division's evidence that must point to one place in the original."""

ENOUGH = 25.0
"""The evidence (in nats) a division must have to be moved."""


def arrange(
    english: Sequence[Sequence[Unit]], chinese: Sequence[Sequence[Unit]], terms: Iterable[tuple[str, str]] = ()
) -> list[int]:
    """The order in which the Chinese divisions follow the English ones, as their numbers.

    Divisions are files or chapters. Those that say little go with the one before them; where the order is the same
    already, nothing moves.
    """
    if len(english) < 2 or len(chinese) < 2:
        return list(range(len(chinese)))
    here, there = [sentences(each, "en") for each in english], [sentences(each, "zh") for each in chinese]
    all_here, all_there = ([each for division in side for each in division] for side in (here, there))
    owners = [[number for number, division in enumerate(side) for _each in division] for side in (here, there)]
    found = ratios(dictionary(terms, common_words()), all_here, all_there)
    weights: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    taken: set[int] = set()
    for i, j, weight in sorted(candidates(all_here, all_there, found), key=lambda each: (-each[2], each[0], each[1])):
        if i not in taken:
            taken.add(i)
            weights[owners[1][j]][owners[0][i]] += weight
    places: list[int] = []
    for number in range(len(chinese)):
        total = sum(weights[number].values())
        owner, weight = max(weights[number].items(), key=lambda each: (each[1], -each[0]), default=(0, 0.0))
        clear = weight >= ENOUGH and weight >= CLEAR * total
        places.append(owner if clear else places[-1] if places else 0)
    return sorted(range(len(chinese)), key=lambda number: places[number])
