"""What a bead is worth: the logarithm of how much likelier its two sides are as translations than as strangers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pubpipe.memory.alignment import lengths
from pubpipe.memory.alignment.lexicon import Ratios
from pubpipe.memory.alignment.path import Corridor, Link
from pubpipe.memory.alignment.sentence import Sentence
from pubpipe.memory.alignment.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts, and how likely each kind of bead is (as logarithms)."""

    words: float = 0.35
    marks: float = 0.8
    length: float = 1.0
    lengths: float = 1.0
    """The same of beads of several sentences, as `several` is of `vectors`."""
    structure: float = 1.0
    same: float = 4.0
    vectors: float = 6.0
    several: float = 6.0
    unfinished: float = 0.0
    """Neither side ends as sentences do: both may be titles, cells or labels."""
    unlike: float = 0.0
    """One side ends as sentences do, the other does not."""
    broken: float = 0.0
    """A sentence within a bead does not end as sentences do: a title stands beside what is said under it."""
    rival: float = 0.0
    """A sentence is left out: the share of what its likeliest partner nearby says that a pair must outdo."""
    found: float = 0.4
    """How much of a sentence its translation explains: the weight of the ratios against pure chance."""
    temperature: float = 1.0
    """How much the evidence repeats itself: words of one sentence do not speak independently."""
    kinds: tuple[tuple[tuple[int, int], float], ...] = (
        ((1, 1), -0.1),
        ((1, 0), -3.0),
        ((0, 1), -3.0),
        ((1, 2), -2.6),
        ((2, 1), -2.6),
        ((2, 2), -5.5),
        ((1, 3), -5.0),
        ((3, 1), -5.0),
    )


FIRST = Weights()
"""For a first way through the texts, from which their words are learnt, and for what a likeliest partner says."""

BY_WORDS = Weights(
    words=0.47,
    marks=1.06,
    length=0.48,
    lengths=1.47,
    structure=0.67,
    unlike=-1.28,
    broken=-1.34,
    rival=0.45,
    kinds=(
        ((1, 1), 0.87),
        ((1, 0), -2.66),
        ((0, 1), -2.44),
        ((1, 2), -3.29),
        ((2, 1), -2.14),
        ((2, 2), -5.57),
        ((1, 3), -5.0),
        ((3, 1), -5.46),
    ),
)
"""For the way that is given: the likeliest for beads of documents with known ones (the benchmark's, by gradient)."""

BY_VECTORS = Weights(
    words=0.27,
    marks=0.6,
    length=0.13,
    lengths=1.47,
    structure=0.63,
    vectors=7.46,
    several=5.87,
    unfinished=0.31,
    unlike=-1.14,
    broken=-1.3,
    rival=0.18,
    kinds=(
        ((1, 1), 0.06),
        ((1, 0), -2.41),
        ((0, 1), -2.04),
        ((1, 2), -3.17),
        ((2, 1), -2.21),
        ((2, 2), -5.54),
        ((1, 3), -5.0),
        ((3, 1), -5.3),
    ),
)
"""The same where there are vectors."""

HOPELESS = -3.5
"""Agreement of lengths below which several sentences are not put together, whatever they say."""

UNLIKELY, SURE = -5.0, 10.0
"""The least and the most a sentence's likeliest partner can say."""

_TELLING = 10.0
"""The ratio from which a single character counts as the counterpart of a word."""

Cell = tuple[list[float], list[float], list[float], list[float]]
"""For two sentences: what calls for each character and pair of the Chinese, and each English word for these two."""

_KEPT = 20_000
"""Pairs of sentences whose words are kept compared."""


@dataclass
class Scorer:
    """Scores beads of two sides; what a pair of sentences says is kept, for beads share pairs."""

    english: Sequence[Sentence]
    chinese: Sequence[Sentence]
    ratios: Ratios
    weights: Weights = FIRST
    structured: bool = True
    vectors: Vectors | None = None
    around: Corridor = ()
    """Where the partners of a sentence are looked for that may be left out."""
    _rows: dict[int, dict[str, float]] = field(default_factory=dict)
    _columns: dict[int, tuple[dict[str, float], dict[str, float]]] = field(default_factory=dict)
    _cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ratio = lengths.ratio(self.english, self.chinese)
        inverse: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for word, features in self.ratios.items():
            for feature, over in features.items():
                inverse[feature].append((word, over))
        self._inverse = inverse
        self._english_marks = _rarity(self.english)
        self._chinese_marks = _rarity(self.chinese)
        roles = Counter((each.role, each.level) for each in self.english)
        self._roles = {role: (count + 1) / (len(self.english) + 2) for role, count in roles.items()}
        self._rivals = self._likeliest() if self.weights.rival else None

    def score(self, i: int, j: int, source: int, target: int) -> float:
        """What the bead of `source` sentences from `i` and `target` sentences from `j` is worth, its kind aside."""
        if not source or not target:
            return self.weights.rival * self._rivals[not source][i if source else j] if self._rivals else 0.0
        total = self._likeness(i, j, source, target, self.weights)
        if total is None:
            return HOPELESS * 10
        weights, here, there = self.weights, self.english[i : i + source], self.chinese[j : j + target]
        if here[-1].finished != there[-1].finished:
            total += weights.unlike
        elif not here[-1].finished:
            total += weights.unfinished
        total += weights.broken * sum(not each.finished for each in (*here[:-1], *there[:-1]))
        if self.structured:
            total += weights.structure * self._structure(i, j, source, target)
        return total

    def _likeness(self, i: int, j: int, source: int, target: int, weights: Weights) -> float | None:
        """What the texts of a bead have in common; None where their lengths are hopelessly apart."""
        fitting = lengths.agreement(
            sum(self.english[at].length for at in range(i, i + source)),
            sum(self.chinese[at].length for at in range(j, j + target)),
            self._ratio,
        )
        several = source + target > 2
        if fitting < HOPELESS and several:
            return None
        total = (weights.lengths if several else weights.length) * fitting
        if not several and self.english[i].shown == self.chinese[j].shown:
            total += weights.same
        total += weights.words * self._words(i, j, source, target)
        total += weights.marks * self._marks(i, j, source, target)
        if self.vectors:
            total += (weights.several if several else weights.vectors) * self.vectors.gain(i, j, source, target)
        return total

    def _likeliest(self) -> tuple[list[float], list[float]]:
        """For each sentence of both sides what its likeliest partner in the corridor says."""
        here, there = [UNLIKELY] * len(self.english), [UNLIKELY] * len(self.chinese)
        for i in range(len(self.english)):
            (low, high), (lowest, highest) = self.around[i], self.around[i + 1]
            for j in range(max(low, lowest - 1), min(high, highest - 1, len(self.chinese) - 1) + 1):
                like = min(self._likeness(i, j, 1, 1, FIRST) or 0.0, SURE)
                here[i], there[j] = max(here[i], like), max(there[j], like)
        return here, there

    def share(self, link: Link) -> float:
        """The part of the English words of a bead that have a counterpart on its Chinese side."""
        source, target = link
        words = found = 0
        names = frozenset().union(*(self.chinese[to].words for to in target))
        for at in source:
            cells = [self._cell(at, to) for to in target]
            for number, word in enumerate(self.english[at].words):
                words += 1
                found += word in names or any(cell[2][number] > _TELLING or cell[3][number] > 0 for cell in cells)
        return found / words if words else 0.0

    def proportion(self, link: Link) -> float:
        """The lengths of a bead's sides against each other; 1 is what these texts have on the whole."""
        english = sum(self.english[at].length for at in link[0])
        return english / (sum(self.chinese[to].length for to in link[1]) * self._ratio)

    def _words(self, i: int, j: int, source: int, target: int) -> float:
        found = self.weights.found
        cells = [[self._cell(at, to) for to in range(j, j + target)] for at in range(i, i + source)]
        sizes = sum(len(self.english[at].words) for at in range(i, i + source)) or 1
        total = 0.0
        singles = sum(len(self.chinese[to].characters) for to in range(j, j + target)) or 1
        doubles = sum(len(self.chinese[to].pairs) for to in range(j, j + target)) or 1
        for to in range(target):
            for which in (0, 1):
                columns = [cells[at][to][which] for at in range(source)]
                total += 0.5 * _explained(columns, found / sizes, found)
        for at in range(source):
            for which, size in ((2, singles), (3, doubles)):
                rows = [cells[at][to][which] for to in range(target)]
                total += 0.5 * _explained(rows, found / size, found)
        return total

    def _cell(self, i: int, j: int) -> Cell:
        cell = self._cells.get((i, j))
        if cell is None:
            if len(self._cells) > _KEPT:
                self._cells.clear()
            row = self._row(i)
            single, double = self._column(j)
            here, there = self.english[i], self.chinese[j]
            cell = self._cells[i, j] = (
                [row.get(each, 0.0) for each in there.characters],
                [row.get(each, 0.0) for each in there.pairs],
                [single.get(each, 0.0) for each in here.words],
                [double.get(each, 0.0) for each in here.words],
            )
        return cell

    def _row(self, i: int) -> dict[str, float]:
        row = self._rows.get(i)
        if row is None:
            row = {}
            for word in self.english[i].words:
                for feature, over in self.ratios.get(word, {}).items():
                    row[feature] = row.get(feature, 0.0) + over
            self._rows[i] = row
        return row

    def _column(self, j: int) -> tuple[dict[str, float], dict[str, float]]:
        column = self._columns.get(j)
        if column is None:
            column = ({}, {})
            for which, features in enumerate((self.chinese[j].characters, self.chinese[j].pairs)):
                sums = column[which]
                for feature in features:
                    for word, over in self._inverse.get(feature, ()):
                        sums[word] = sums.get(word, 0.0) + over
            self._columns[j] = column
        return column

    def _marks(self, i: int, j: int, source: int, target: int) -> float:
        """Figures, names and Latin words: found again, or missing on the other side."""
        here, there = self.english[i : i + source], self.chinese[j : j + target]
        english = frozenset().union(*(each.marks for each in here))
        words = frozenset().union(*(each.words for each in here)) | english
        chinese = frozenset().union(*(each.marks for each in there))
        total = 0.0
        for mark in english:
            chance = 1 - (1 - self._chinese_marks.get(mark, 0.0)) ** target
            total += _odds(mark in chinese, 0.9 if mark.startswith("#") else 0.75, chance)
        for mark in chinese:
            chance = 1 - (1 - self._english_marks.get(mark, 0.0)) ** source
            total += _odds(mark in words, 0.93 if mark.startswith("#") else 0.9, chance)
        return total / 2

    def _structure(self, i: int, j: int, source: int, target: int) -> float:
        here, there = self.english[i : i + source], self.chinese[j : j + target]
        total = 0.0
        same = (here[0].role, here[0].level) == (there[0].role, there[0].level)
        chance = self._roles.get((there[0].role, there[0].level), 0.02)
        total += math.log(0.9 / chance) * 0.5 if same else -1.5
        total += 0.5 if here[0].opens == there[0].opens else -1.2
        total += 0.5 if here[-1].closes == there[-1].closes else -1.2
        total -= 2.5 * (sum(each.closes for each in here[:-1]) + sum(each.closes for each in there[:-1]))
        return total


def _explained(lists: Sequence[Sequence[float]], share: float, found: float) -> float:
    """The sum of log(1 - found + share * ratios), the ratios of several partners added."""
    nothing = 1 - found
    missing = math.log(nothing)
    log = math.log
    total = 0.0
    if len(lists) == 1:
        for each in lists[0]:
            total += log(nothing + share * each) if each else missing
    else:
        for each in map(sum, zip(*lists, strict=True)):
            total += log(nothing + share * each) if each else missing
    return total


def _rarity(side: Sequence[Sentence]) -> dict[str, float]:
    """How likely each mark or word is in a sentence chosen blindly."""
    counts: dict[str, int] = defaultdict(int)
    for each in side:
        for mark in each.marks.union(each.words):
            counts[mark] += 1
    return {mark: (count + 0.5) / (len(side) + 1) for mark, count in counts.items()}


def _odds(found: bool, likely: float, chance: float) -> float:
    chance = min(max(chance, 0.002), 0.98)
    return math.log(likely / chance) if found else math.log((1 - likely) / (1 - chance))
