"""Others that find similar sentences, asked for the best one: each gives the number of an entry, or -1."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from pubpipe.memory.points import most_edits, percent, points

Ask = Callable[[str], int]
"""The number of the most similar entry, -1 for none."""


class BruteForce:
    """Every entry compared, by the project's own similarity: the truth. (rapidfuzz computes the distances.)"""

    def __init__(self, texts: Sequence[str]) -> None:
        self._letters: dict[str, str] = {}
        self._rows = [self._row(text, grow=True) for text in texts]
        self._lengths = [len(row) for row in self._rows]

    def _row(self, text: str, *, grow: bool = False) -> str:
        letters = self._letters
        for point in (row := points(text)):
            if point not in letters:
                number = len(letters) + 1
                letter = chr(number if number < 0xD800 else number + 0x800)
                if not grow:
                    return "".join(letters.get(each, "\0") for each in row)
                letters[point] = letter
        return "".join(map(letters.__getitem__, row))

    def alike(self, text: str, least: int) -> dict[int, int]:
        """The numbers of all entries at least so similar, each with its percent."""
        import numpy
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cdist

        row = self._row(text)
        length = len(row)
        longest = max(length, length * 100 // least)
        cutoff = most_edits(longest, least)
        row_of_distances = cdist(
            [row], self._rows, scorer=Levenshtein.distance, score_cutoff=cutoff, dtype=numpy.int32, workers=1
        )[0]
        found = {}
        for number in numpy.nonzero(row_of_distances <= cutoff)[0].tolist():
            alike = percent(int(row_of_distances[number]), max(length, self._lengths[number]))
            if alike >= least:
                found[number] = alike
        return found


def rapidfuzz(texts: Sequence[str]) -> Ask:
    """rapidfuzz over the stretch of lengths that can hold a match of 70 %."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    rows = [texts[number] for number in order]
    lengths = [len(row) for row in rows]

    def ask(text: str) -> int:
        low, high = bisect_left(lengths, len(text) * 0.7), bisect_right(lengths, len(text) / 0.7)
        found = extractOne(text, rows[low:high], scorer=Levenshtein.normalized_similarity, score_cutoff=0.7)
        return order[low + found[2]] if found else -1

    return ask


def translate_toolkit(texts: Sequence[str]) -> Ask:
    """translate-toolkit's matcher, its longest length raised so that it can find what is there."""
    from translate.search import match
    from translate.storage import base

    class Unit(base.TranslationUnit):  # type: ignore[misc]
        """A unit that can be compared where two candidates tie: its matcher fails there without."""

        def __lt__(self, other: Any) -> bool:
            return bool(self.number < other.number)

    store = base.TranslationStore()
    for number, text in enumerate(texts):
        unit = Unit(text)
        unit.target, unit.number = text, number
        store.addunit(unit)
    longest = max(map(len, texts)) + 1
    matcher = match.matcher(store, max_candidates=1, min_similarity=70, max_length=longest)
    numbers = {text: number for number, text in enumerate(texts)}

    def ask(text: str) -> int:
        found = matcher.matches(text)
        return numbers.get(str(found[0].source), -1) if found else -1

    return ask


def timed(ask: Callable[[str], Any], texts: Sequence[str]) -> tuple[list[Any], list[float]]:
    """What is answered to each text, and the milliseconds of CPU time it took."""
    answers, times = [], []
    for text in texts:
        begun = time.process_time()
        answers.append(ask(text))
        times.append((time.process_time() - begun) * 1000)
    return answers, times
