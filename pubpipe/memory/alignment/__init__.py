"""An original and its old translation, sentence by sentence.

    alignment = align(english, chinese, terms)    units of both sides, cut into segments, in reading order
    alignment.beads                               what belongs together, in order; every sentence stands in exactly one

Structure comes first: roles, levels and the edges of paragraphs weigh as evidence, headings and rare words fix points
between which a corridor is searched. Within it, beads (1:1, 1:2, 2:1, 2:2, 1:3, 3:1, 1:0, 0:1) are chosen by dynamic
programming over the likelihood that their sides translate each other: figures by value, names, words (the glossary, a
small list, a dictionary if one is given, and what the texts themselves teach), length, and vectors if there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pubpipe.memory.alignment.anchors import anchors, candidates, corridor
from pubpipe.memory.alignment.arranging import arrange
from pubpipe.memory.alignment.beads import UNSURE, Bead, Doubt, Evidence, is_traditional, judge
from pubpipe.memory.alignment.known import common_words
from pubpipe.memory.alignment.lexicon import dictionary, ratios
from pubpipe.memory.alignment.path import Link, best, best_with_certainty
from pubpipe.memory.alignment.scoring import BY_VECTORS, BY_WORDS, FIRST, Scorer
from pubpipe.memory.alignment.sentence import Sentence, sentences
from pubpipe.memory.alignment.vectors import Encode, Vectors, encoder
from pubpipe.model import Unit

__all__ = ["UNSURE", "Alignment", "Bead", "Doubt", "Encode", "Evidence", "Sentence", "align", "arrange", "encoder"]

NARROW = 6
"""Half the width of the corridor around a way that is already known."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Both sides as sentences, and the beads: each sentence of either side in exactly one, in order."""

    english: tuple[Sentence, ...]
    chinese: tuple[Sentence, ...]
    beads: tuple[Bead, ...]


def align(
    english: Sequence[Unit],
    chinese: Sequence[Unit],
    terms: Iterable[tuple[str, str]] = (),
    dictionary_pairs: Iterable[tuple[str, str]] = (),
    encode: Encode | None = None,
    structured: bool = True,
) -> Alignment:
    """What of two texts belongs together.

    Units come cut into segments, in reading order. `terms` are the glossary's (English, Chinese) pairs,
    `dictionary_pairs` those of any dictionary. `encode` turns texts into vectors. Not `structured`: roles and
    paragraphs are not looked at.
    """
    here, there = sentences(english, "en"), sentences(chinese, "zh")
    agreed = tuple(terms)
    known = dictionary(agreed, common_words(), dictionary_pairs)
    vectors = Vectors(here, there, encode) if encode and here and there else None
    found = ratios(known, here, there)
    points = anchors(candidates(here, there, found, vectors.nearest() if vectors else ()))
    first = Scorer(here, there, found, FIRST, structured, vectors)
    simple = [kind for kind in FIRST.kinds if sum(kind[0]) <= 3]
    links = best(corridor(len(here), len(there), points), simple, first.score)
    found = ratios(known, here, there, links)
    around = corridor(len(here), len(there), _points(links), NARROW)
    weights = BY_VECTORS if vectors else BY_WORDS
    second = Scorer(here, there, found, weights, structured, vectors, around)
    links, certain = best_with_certainty(around, weights.kinds, second.score, weights.temperature)
    traditional = is_traditional(there)
    beads = (judge(link, sure, second, agreed, traditional) for link, sure in zip(links, certain, strict=True))
    return Alignment(tuple(here), tuple(there), tuple(beads))


def _points(links: Sequence[Link]) -> list[tuple[int, int]]:
    return [(source.start, target.start) for source, target in links if source and target]
