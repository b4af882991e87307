"""Fixed points of two texts: sentences that share rare things, in an order both agree on; the corridor between them.

Only what is rare on both sides is looked up, so that the work grows with the texts and not with their product.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pubpipe.memory.alignment.lexicon import Ratios
from pubpipe.memory.alignment.sentence import Sentence

WIDTH = 10
"""Places to either side of the expected one that a corridor holds."""

WIDEST = 60
"""The same in the middle of a long stretch without an anchor."""

COMMONEST = 6
"""Sentences a thing may stand in and still be rare, for every hundred sentences at most two of them."""

ENOUGH = 6.0
"""Evidence (in nats) below which two sentences are no candidates; in a short text, what a single thing is worth."""

NEAREST = 20.0
"""What the gain of two sentences by their vectors counts as evidence."""

Anchor = tuple[int, int]
Candidate = tuple[int, int, float]


def candidates(
    english: Sequence[Sentence],
    chinese: Sequence[Sentence],
    ratios: Ratios,
    nearest: Iterable[tuple[int, int, float]] = (),
) -> list[Candidate]:
    """Pairs of sentences that share rare things, with what they share as weight; at most three for each of English.

    `nearest` are pairs that vectors propose, each with its gain.
    """
    limit = max(COMMONEST, len(chinese) // 50)
    enough = min(ENOUGH, math.log(len(chinese) + 1))
    marks: dict[str, list[int]] = defaultdict(list)
    features: dict[str, list[int]] = defaultdict(list)
    for j, there in enumerate(chinese):
        for mark in there.marks:
            marks[mark].append(j)
        for feature in there.pairs:
            features[feature].append(j)
    rare = {feature: places for feature, places in features.items() if len(places) <= limit}
    proposed = {i: (j, gain) for i, j, gain in nearest}
    calls: dict[str, list[tuple[str, float]]] = {}
    found: list[Candidate] = []
    for i, here in enumerate(english):
        weights: dict[int, float] = defaultdict(float)
        for mark in here.marks.union(here.words):
            places = marks.get(mark, ())
            if 0 < len(places) <= limit:
                for j in places:
                    weights[j] += math.log(len(chinese) / len(places) + 1)
        best: dict[str, float] = {}
        for word in here.words:
            if word not in calls:
                calls[word] = [
                    (feature, math.log(over)) for feature, over in ratios.get(word, {}).items() if feature in rare
                ]
            for feature, over in calls[word]:
                best[feature] = max(best.get(feature, 0.0), over)
        for feature, over in best.items():
            for j in rare[feature]:
                weights[j] += 0.5 * over
        if i in proposed:
            weights[proposed[i][0]] += NEAREST * proposed[i][1]
        ranked = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:3]
        found += [(i, j, weight) for j, weight in ranked if weight >= enough]
    return found


def anchors(candidates: Sequence[Candidate]) -> list[Anchor]:
    """Pairs of places that belong together, increasing on both sides: the heaviest chain of candidates."""
    tails: list[int] = []
    sums: list[float] = []
    kept: list[tuple[int, int, float, int]] = []
    heads: list[int] = []
    at = 0
    while at < len(candidates):
        i = candidates[at][0]
        together = []
        while at < len(candidates) and candidates[at][0] == i:
            together.append(candidates[at])
            at += 1
        new = []
        for _i, j, weight in together:
            before = bisect_left(tails, j) - 1
            total = weight + (sums[before] if before >= 0 else 0.0)
            kept.append((i, j, total, heads[before] if before >= 0 else -1))
            new.append((j, total, len(kept) - 1))
        for j, total, number in new:
            place = bisect_left(tails, j)
            if place and sums[place - 1] >= total:
                continue
            end = place
            while end < len(tails) and sums[end] <= total:
                end += 1
            if place < len(tails) and end == place and tails[place] == j:
                continue
            tails[place:end], sums[place:end], heads[place:end] = [j], [total], [number]
    found: list[Anchor] = []
    head = heads[-1] if heads else -1
    while head >= 0:
        i, j, _total, head = kept[head]
        found.append((i, j))
    found.reverse()
    return found


def corridor(rows: int, columns: int, points: Sequence[Anchor], width: int = WIDTH) -> list[tuple[int, int]]:
    """For 0 … `rows` sentences of English, the first and last place of the Chinese side worth looking at.

    Straight lines join the anchors; the corridor is wider the longer a line is.
    """
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    fixed = [(0, 0), *((i, j) for i, j in points if (i, j) != (0, 0)), (rows, columns)]
    for (i, j), (to, at) in pairwise(fixed):
        long = max(to - i, at - j)
        wide = max(width, min(WIDEST, long // 3))
        for row in range(i, to + 1):
            middle = j + (at - j) * (row - i) / (to - i) if to > i else j
            low[row] = min(low[row], math.floor(middle) - wide, j if to == i else columns)
            high[row] = max(high[row], math.ceil(middle) + wide, at if to == i else 0)
    for row in range(rows + 1):
        low[row], high[row] = max(low[row], 0), min(high[row], columns)
    low[0], high[rows] = 0, columns
    for row in range(1, rows + 1):
        high[row] = max(high[row], high[row - 1])
    for row in range(rows - 1, -1, -1):
        low[row] = min(low[row], low[row + 1])
    for row in range(1, rows + 1):  # neighbouring ranges must overlap
        low[row] = min(low[row], high[row - 1])
    return list(zip(low, high, strict=True))
