"""The best way through two texts within a corridor, and how sure each step of it is: dynamic programming over beads."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Score = Callable[[int, int, int, int], float]
"""What the bead of so many sentences from i and so many from j is worth: score(i, j, source, target)."""

Kinds = Sequence[tuple[tuple[int, int], float]]
"""Kinds of bead, as (sentences of the source, of the target), with the logarithm of how likely each is."""

Corridor = Sequence[tuple[int, int]]
"""For 0 … n sentences of the source, the first and last place of the target that is looked at."""

Link = tuple[range, range]
"""The places a bead joins on both sides; one of them may be empty."""

NEVER = float("-inf")


def best(corridor: Corridor, kinds: Kinds, score: Score) -> list[Link]:
    """The beads of the best way from the beginning of both texts to their end, in order."""
    return _way(corridor, _steps(corridor, kinds, score))


def best_with_certainty(
    corridor: Corridor, kinds: Kinds, score: Score, temperature: float
) -> tuple[list[Link], list[float]]:
    """The same, with the probability of each bead among all ways (forward-backward).

    `temperature` divides the scores first: evidence that repeats itself counts once.
    """
    steps = _steps(corridor, kinds, score)
    links = _way(corridor, steps)
    rows = len(corridor)
    ahead: list[list[float]] = [[] for _row in range(rows)]
    for i, (low, high) in enumerate(corridor):
        row = ahead[i] = [NEVER] * (high - low + 1)
        if i == 0:
            row[0] = 0.0
        for j in range(low, high + 1):
            ways = [row[j - low]] if row[j - low] != NEVER else []
            for source, target, value in steps[i][j - low]:
                before = ahead[i - source][j - target - corridor[i - source][0]]
                if before != NEVER:
                    ways.append(before + value / temperature)
            row[j - low] = _added(ways)
    behind = [[NEVER] * (high - low + 1) for low, high in corridor]
    behind[-1][-1] = 0.0
    for i in range(rows - 1, -1, -1):
        low, high = corridor[i]
        for j in range(high, low - 1, -1):
            rest = behind[i][j - low]
            if rest == NEVER:
                continue
            for source, target, value in steps[i][j - low]:
                first = corridor[i - source][0]
                row = behind[i - source]
                row[j - target - first] = _added([row[j - target - first], rest + value / temperature])
    total = ahead[-1][-1]
    certain = []
    for source_range, target_range in links:
        i, j = source_range.stop, target_range.stop
        at, to = source_range.start, target_range.start
        value = next(
            value
            for source, target, value in steps[i][j - corridor[i][0]]
            if (source, target) == (len(source_range), len(target_range))
        )
        way = ahead[at][to - corridor[at][0]] + value / temperature + behind[i][j - corridor[i][0]]
        certain.append(min(1.0, math.exp(min(way - total, 0.0))))
    return links, certain


_Steps = list[list[list[tuple[int, int, float]]]]


def _steps(corridor: Corridor, kinds: Kinds, score: Score) -> _Steps:
    """For each node of the corridor, the beads that end there, with their values."""
    found: _Steps = []
    for i, (low, high) in enumerate(corridor):
        row = []
        for j in range(low, high + 1):
            here = []
            for (source, target), likely in kinds:
                at, to = i - source, j - target
                if at >= 0 and corridor[at][0] <= to <= corridor[at][1]:
                    here.append((source, target, likely + score(at, to, source, target)))
            row.append(here)
        found.append(row)
    return found


def _way(corridor: Corridor, steps: _Steps) -> list[Link]:
    reached: list[list[float]] = []
    came: list[list[tuple[int, int]]] = []
    for i, (low, high) in enumerate(corridor):
        row, back = [NEVER] * (high - low + 1), [(0, 0)] * (high - low + 1)
        reached.append(row)
        came.append(back)
        for j in range(low, high + 1):
            top, step = (0.0, (0, 0)) if i == j == 0 else (NEVER, (0, 0))
            for source, target, value in steps[i][j - low]:
                total = reached[i - source][j - target - corridor[i - source][0]] + value
                if total > top:
                    top, step = total, (source, target)
            row[j - low], back[j - low] = top, step
    links: list[Link] = []
    i, j = len(corridor) - 1, corridor[-1][1]
    while i or j:
        source, target = came[i][j - corridor[i][0]]
        links.append((range(i - source, i), range(j - target, j)))
        i, j = i - source, j - target
    links.reverse()
    return links


def _added(values: Sequence[float]) -> float:
    """The logarithm of the sum of exponentials."""
    top = max(values, default=NEVER)
    if top == NEVER:
        return NEVER
    return top + math.log(sum(math.exp(value - top) for value in values))
