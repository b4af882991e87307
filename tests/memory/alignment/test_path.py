from __future__ import annotations

import itertools
import math
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from pubpipe.memory.alignment.anchors import anchors, corridor
from pubpipe.memory.alignment.path import best, best_with_certainty

KINDS = (((1, 1), -0.1), ((1, 0), -3.0), ((0, 1), -3.0), ((1, 2), -2.6), ((2, 1), -2.6), ((2, 2), -5.5))

sizes = st.integers(0, 5)
places = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.floats(1, 20)), max_size=30)


def worth(seed: int, i: int, j: int, source: int, target: int) -> float:
    """A score that has no pattern: the same for the same bead."""
    return math.sin(seed + 7 * i + 13 * j + 3 * source + 5 * target) * 4 if source and target else 0.0


@given(sizes, sizes, st.integers(0, 1000))
def test_the_best_way_is_as_good_as_trying_all(rows: int, columns: int, seed: int) -> None:
    @cache
    def most(i: int, j: int) -> float:
        ways = [0.0] if i == rows and j == columns else []
        for (source, target), likely in KINDS:
            if i + source <= rows and j + target <= columns:
                ways.append(likely + worth(seed, i, j, source, target) + most(i + source, j + target))
        return max(ways)

    def score(i: int, j: int, source: int, target: int) -> float:
        return worth(seed, i, j, source, target)

    whole = [(0, columns)] * (rows + 1)
    links = best(whole, KINDS, score)
    likely = dict(KINDS)
    found = sum(
        likely[len(source), len(target)] + score(source.start, target.start, len(source), len(target))
        for source, target in links
    )
    assert math.isclose(found, most(0, 0), abs_tol=1e-9)
    same, certain = best_with_certainty(whole, KINDS, score, 1.0)
    assert same == links
    assert all(0 < each <= 1 for each in certain)


@given(places)
def test_anchors_increase_on_both_sides(candidates: list[tuple[int, int, float]]) -> None:
    found = anchors(sorted(candidates))
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in itertools.pairwise(found))
    assert set(found) <= {(i, j) for i, j, _weight in candidates}


@given(st.integers(0, 40), st.integers(0, 40), places)
def test_a_corridor_leads_from_end_to_end_and_holds_its_anchors(
    rows: int, columns: int, candidates: list[tuple[int, int, float]]
) -> None:
    points = [(i, j) for i, j in anchors(sorted(candidates)) if i < rows and j < columns]
    found = corridor(rows, columns, points)
    assert (len(found), found[0][0], found[-1][1]) == (rows + 1, 0, columns)
    assert all(found[i][0] <= j <= found[i][1] for i, j in points)
    for (low, high), (next_low, next_high) in itertools.pairwise(found):
        assert low <= next_low <= high <= next_high
