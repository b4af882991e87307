"""Alignment against gold made from published documents, by method and by damage.

    PUBPIPE_TEST_DATA=… python tests/benchmarks/alignment.py [--part dev|held-out|all] [--seeds 1,2] [--methods …]

Gold: documents whose English and Chinese blocks pair one to one (the same sequence of roles and levels); the n-th block
pairs with the n-th. In a pair of blocks with equally many sentences the n-th sentences are a bead; where one side has a
single sentence, all of it is one bead; other blocks, and blocks without a Chinese character, are left out on both
sides. Damage, by seed: `merge` joins 12 % of the Chinese sentences with the next of their block; `delete` drops 8 % of
the Chinese and 6 % of the English sentences; `both` does both. Strict F1: a bead counts if both its sides are exactly
gold's; beads with an empty side count too.

`flat` hides the structure: one long list of sentences a side. `structured` is what the command sees.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import math
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pubpipe.formats import format_of
from pubpipe.model import Segment, Unit, text
from pubpipe.segmentation import segment
from pubpipe.text.scripts import han_count

DEV = ("login.gov", "vue-docs", "debian-maint-guide", "dolphinscheduler")
"""Projects whose documents were looked at while weights were chosen; all others are held out."""

DAMAGES = {"plain": (0.0, 0.0, 0.0), "merge": (0.12, 0.0, 0.0), "delete": (0.0, 0.08, 0.06), "both": (0.12, 0.08, 0.06)}
"""The parts of Chinese sentences merged, Chinese sentences dropped, English sentences dropped."""

Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Gold:
    """Two sides as units cut into segments, and beads of places in the flat list of segments."""

    name: str
    english: list[Unit]
    chinese: list[Unit]
    beads: list[Bead]


def read(path: Path, language: str) -> list[Unit]:
    """A document's units, cut into sentences."""
    return [segment(unit, language) for unit in format_of(path.name).read(path.read_bytes()).units]


def pairs(folder: Path, part: str) -> Iterator[tuple[str, list[tuple[Unit, Unit]]]]:
    """The documents whose structure pairs, as pairs of units."""
    with (folder / "index.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    for row in rows:
        name = row["name"]
        dev = name.startswith(DEV)
        if row["script"] != "Hans" or (part == "dev") != dev and part != "all":
            continue
        sides = [read(folder / f"{name}.{language}.{row['ext']}", language) for language in ("en", "zh")]
        english, chinese = map(sections, sides)
        if len(english) != len(chinese):
            continue
        paired = [pair for chunks in zip(english, chinese, strict=True) for pair in _same(*chunks)]
        if len(paired) > 0.5 * min(map(len, sides)):
            yield name, paired


def sections(units: list[Unit]) -> list[list[Unit]]:
    """The units of each section, its heading first."""
    found: list[list[Unit]] = [[]]
    for unit in units:
        if unit.role == "heading":
            found.append([])
        found[-1].append(unit)
    return found


def _same(english: list[Unit], chinese: list[Unit]) -> list[tuple[Unit, Unit]]:
    """The pairs of two sections of the same structure; none of others."""
    shapes = [[(each.role, each.level) for each in side] for side in (english, chinese)]
    return list(zip(english, chinese, strict=True)) if shapes[0] == shapes[1] else []


def gold(name: str, paired: Sequence[tuple[Unit, Unit]], damage: tuple[float, float, float], seed: int) -> Gold:
    """Gold of one document, damaged by seed."""
    chance = random.Random(f"{name} {seed}")
    merged, fewer_chinese, fewer_english = damage
    english: list[Unit] = []
    chinese: list[Unit] = []
    beads: list[Bead] = []
    here = there = 0
    kept = []
    for left, right in paired:
        if not any(han_count(text(each.source)) for each in right.segments):
            continue
        counts = len(left.segments), len(right.segments)
        if counts[0] == counts[1]:
            links = [([at], [at]) for at in range(counts[0])]
        elif 1 in counts:
            links = [(list(range(counts[0])), list(range(counts[1])))]
        else:
            continue
        kept.append((left, right, links))
    every = sum(len(right.segments) for _left, right, _links in kept)
    joinable = sum(len(right.segments) - 1 for _left, right, _links in kept)
    often = min(0.5, merged * every / max(joinable, 1))
    for left, right, links in kept:
        sources, targets = list(left.segments), list(right.segments)
        alive = [[chance.random() >= fewer_english for _each in sources], [chance.random() >= fewer_chinese for _each in targets]]
        groups: list[list[int]] = []
        for at in range(len(targets)):
            if not alive[1][at]:
                continue
            if groups and groups[-1][-1] == at - 1 and len(groups[-1]) == 1 and chance.random() < often:
                groups[-1].append(at)
            else:
                groups.append([at])
        names = [at for at, living in enumerate(alive[0]) if living]
        edges = {(names.index(a), number) for a_side, b_side in links for a in a_side if a in names for number, group in enumerate(groups) if set(group) & set(b_side)}
        for sides in _components(len(names), len(groups), edges):
            beads.append((tuple(here + at for at in sides[0]), tuple(there + at for at in sides[1])))
        if names:
            english.append(replace(left, segments=tuple(sources[at] for at in names)))
        if groups:
            chinese.append(replace(right, segments=tuple(_joined([targets[at] for at in group]) for group in groups)))
        here, there = here + len(names), there + len(groups)
    return Gold(name, english, chinese, beads)


def _components(rows: int, columns: int, edges: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Connected groups of both sides, in order; what has no edge stands alone."""
    label = {("a", at): ("a", at) for at in range(rows)} | {("b", at): ("b", at) for at in range(columns)}
    for row, column in edges:
        old, new = label["b", column], label["a", row]
        label = {node: new if each == old else each for node, each in label.items()}
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for node, each in label.items():
        groups.setdefault(each, ([], []))[node[0] == "b"].append(node[1])
    yield from groups.values()


def _joined(segments: Sequence[Segment]) -> Segment:
    return replace(segments[0], source=tuple(part for each in segments for part in each.source))


Method = Callable[[list[Unit], list[Unit]], list[Bead]]


def gale_church(english: list[Unit], chinese: list[Unit]) -> list[Bead]:
    """Gale and Church 1993: lengths in characters, six kinds of bead, the whole rectangle."""
    sides = [[len(text(each.source)) for unit in units for each in unit.segments] for units in (english, chinese)]
    ratio = sum(sides[1]) / max(sum(sides[0]), 1)
    priors = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}

    def cost(left: int, right: int) -> float:
        mean = (left + right / ratio) / 2
        if not mean:
            return 0.0
        delta = abs(right - left * ratio) / math.sqrt(6.8 * mean)
        return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-300))

    n, m = len(sides[0]), len(sides[1])
    sums = [[0], [0]]
    for which in (0, 1):
        for length in sides[which]:
            sums[which].append(sums[which][-1] + length)
    reached = [[math.inf] * (m + 1) for _row in range(n + 1)]
    came = [[(0, 0)] * (m + 1) for _row in range(n + 1)]
    reached[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), prior in priors.items():
                if i < a or j < b or reached[i - a][j - b] == math.inf:
                    continue
                value = reached[i - a][j - b] - math.log(prior)
                value += cost(sums[0][i] - sums[0][i - a], sums[1][j] - sums[1][j - b])
                if value < reached[i][j]:
                    reached[i][j], came[i][j] = value, (a, b)
    beads = []
    i, j = n, m
    while i or j:
        a, b = came[i][j]
        beads.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return beads[::-1]
