"""Alignment against gold made from published documents, by method and by damage.

    PUBPIPE_TEST_DATA=… python tests/benchmarks/alignment.py [--part dev] [--seeds 1,2] [--methods ours,vectors]

Gold: documents with equally many sections, and of these the sections whose English and Chinese blocks have the same
sequence of roles and levels; there the n-th block pairs with the n-th. In a pair of blocks with equally many sentences
the n-th sentences are a bead; where one side has a single sentence, all of it is one bead; other blocks, and blocks
without a Chinese character, are left out on both sides. Seven beads of each document were read by hand (147, all
right); left out are Traditional documents and one questionnaire of rows that all say Yes, where nobody could tell
which was deleted.

Damage, by seed: `merge` joins 12 % of the Chinese sentences with the next of their block; `delete` drops 8 % of the
Chinese and 6 % of the English sentences; `both` does both. Strict F1: a bead counts if both its sides are exactly
gold's; beads with an empty side count too. Figures are over all beads of all documents and seeds (micro average).

`flat` hides the structure: one list of sentences a side. `structured` is what the command sees. The weights of the last
pass are the likeliest for the gold beads of DEV, damage `both`, seeds 1, 2, 5 and 6, flat and structured alike (the
gradient of a conditional random field, pulled towards weights chosen by hand); everything else is held out.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import math
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.formats import format_of
from pubpipe.model import Segment, Unit, text
from pubpipe.segmentation import segment
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.memory.alignment import Encode

DEV = ("login.gov", "vue-docs", "debian-maint-guide", "dolphinscheduler")
"""Projects whose documents were looked at while weights were chosen; all others are held out."""

LEFT_OUT = ("openchain-ref-6",)

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
        if row["script"] != "Hans" or name in LEFT_OUT or ((part == "dev") != dev and part != "all"):
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
    kept = [(left, right, links) for left, right in paired if (links := _links(left, right))]
    every = sum(len(right.segments) for _left, right, _links in kept)
    joinable = sum(len(right.segments) - 1 for _left, right, _links in kept)
    often = min(0.5, merged * every / max(joinable, 1))
    made = Gold(name, [], [], [])
    here = there = 0
    for left, right, links in kept:
        names = [at for at in range(len(left.segments)) if chance.random() >= fewer_english]
        groups: list[list[int]] = []
        for at in range(len(right.segments)):
            if chance.random() < fewer_chinese:
                continue
            if groups and groups[-1] == [at - 1] and chance.random() < often:
                groups[-1].append(at)
            else:
                groups.append([at])
        edges = {
            (names.index(at), number)
            for sources, targets in links
            for at in set(sources).intersection(names)
            for number, group in enumerate(groups)
            if not set(group).isdisjoint(targets)
        }
        for sides in _components(len(names), len(groups), edges):
            made.beads.append((tuple(here + at for at in sides[0]), tuple(there + at for at in sides[1])))
        if names:
            made.english.append(replace(left, segments=tuple(left.segments[at] for at in names)))
        if groups:
            joined = (_joined([right.segments[at] for at in group]) for group in groups)
            made.chinese.append(replace(right, segments=tuple(joined)))
        here, there = here + len(names), there + len(groups)
    return made


def _links(left: Unit, right: Unit) -> list[tuple[list[int], list[int]]]:
    """Which sentences of two blocks belong together, where their numbers say so; none otherwise."""
    counts = len(left.segments), len(right.segments)
    if not any(han_count(text(each.source)) for each in right.segments):
        return []
    if counts[0] == counts[1]:
        return [([at], [at]) for at in range(counts[0])]
    return [(list(range(counts[0])), list(range(counts[1])))] if 1 in counts else []


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


def ours(structured: bool, dictionary: Sequence[tuple[str, str]] = (), encode: Encode | None = None) -> Method:
    """Our own, as the command does it without a glossary."""
    from pubpipe.memory.alignment import align

    def method(english: list[Unit], chinese: list[Unit]) -> list[Bead]:
        found = align(english, chinese, (), dictionary, encode, structured)
        return [(tuple(bead.source), tuple(bead.target)) for bead in found.beads]

    return method


def methods(data: Path, wanted: Sequence[str], cache: Path | None) -> Iterator[tuple[str, Method]]:
    """The methods of these names: gale-church, ours, cedict, vectors; ours both flat and structured."""
    if "gale-church" in wanted:
        yield "Gale-Church", gale_church
    helps: dict[str, tuple[Sequence[tuple[str, str]], Encode | None]] = {}
    if "ours" in wanted:
        helps["ours"] = (), None
    if "cedict" in wanted:
        helps["ours + CC-CEDICT"] = tuple(cedict(data)), None
    if "vectors" in wanted:
        from pubpipe.memory.alignment import encoder
        from pubpipe.project._encodings import remembering

        helps["ours + vectors"] = (), remembering(encoder(), cache)
    for name, (words, encode) in helps.items():
        for structured in (False, True):
            yield f"{name}, {'structured' if structured else 'flat'}", ours(structured, words, encode)


def cedict(data: Path) -> Iterator[tuple[str, str]]:
    """CC-CEDICT as a user would give it with --dictionary."""
    from pubpipe.project._align import dictionary_pairs

    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "cedict.tsv"
        table.write_bytes(lzma.decompress((data / "terms" / "cc-cedict.tsv.xz").read_bytes()))
        yield from dictionary_pairs(table)


def main() -> None:
    """Print a line a method: strict F1 by damage, and English sentences a CPU second."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=["dev", "held-out", "all"], default="held-out")
    parser.add_argument("--seeds", default="3,4")
    parser.add_argument("--methods", default="gale-church,ours,cedict,vectors")
    parser.add_argument("--damages", default=",".join(DAMAGES))
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--without", default="debian-reference", help="documents whose name does not hold this")
    parser.add_argument("--cache", type=Path, help="keep vectors in this file")
    given = parser.parse_args()
    data = Path(os.environ["PUBPIPE_TEST_DATA"])
    documents = [
        each
        for each in pairs(data / "align", given.part)
        if given.only in each[0] and not (given.without and given.without in each[0])
    ]
    seeds = [int(each) for each in given.seeds.split(",")]
    beads = sum(len(gold(name, paired, DAMAGES["plain"], 0).beads) for name, paired in documents)
    print(f"{given.part}: {len(documents)} documents, {beads} gold beads undamaged, seeds {given.seeds}")
    for name, method in methods(data, given.methods.split(","), given.cache):
        said, counted, begun = [], 0, time.process_time()
        for damage in given.damages.split(","):
            right = wanted = found = 0
            for seed in seeds if damage != "plain" else seeds[:1]:
                for document, paired in documents:
                    made = gold(document, paired, DAMAGES[damage], seed)
                    beads_found = method(made.english, made.chinese)
                    right += len(set(made.beads) & set(beads_found))
                    wanted, found = wanted + len(made.beads), found + len(beads_found)
                    counted += sum(len(unit.segments) for unit in made.english)
            said.append(f"{damage} {2 * right / (wanted + found):.3f}")
        speed = counted / (time.process_time() - begun)
        print(f"{name:30}", *said, f"{speed:5.0f} sentences/s", flush=True)


if __name__ == "__main__":
    main()
