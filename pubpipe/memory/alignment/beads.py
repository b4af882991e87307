"""A bead judged: what speaks for it, what against, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pubpipe.memory.alignment.path import Link
from pubpipe.memory.alignment.scoring import Scorer
from pubpipe.memory.alignment.sentence import Sentence
from pubpipe.text.comparison import compare
from pubpipe.text.scripts import han_count
from pubpipe.text.traditional import traditional_characters


class Doubt(StrEnum):
    """Why a bead is not to be relied on."""

    PAIRING = "another pairing is nearly as likely"
    NOTHING = "no word, figure or name in common"
    LENGTH = "lengths far apart"
    FIGURES = "figures differ"
    SPREAD = "spread over several paragraphs"
    TRADITIONAL = "Traditional characters"
    ENGLISH = "still English"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two sides have in common.

    `figures` and `names` stand on both sides; `missing` and `extra` are figures of one side only. `terms` are the
    glossary's pairs found. `words` is the share of the English words with a counterpart in the Chinese, `length` the
    ratio of lengths against the texts' own (1 is as expected), `punctuation` whether both ask, announce or state,
    `closeness` the cosine of the vectors.
    """

    figures: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    words: float = 0.0
    length: float = 1.0
    punctuation: bool = True
    closeness: float | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together: places on both sides (one may be empty), 0 to 1 how sure, and why."""

    source: range
    target: range
    confidence: float
    evidence: Evidence = Evidence()
    doubts: tuple[Doubt, ...] = ()

    @property
    def kind(self) -> str:
        """How many sentences of each side: `1:1`, `2:1`, `0:1` …"""
        return f"{len(self.source)}:{len(self.target)}"


UNSURE = 0.75
"""Confidence below which a person must look."""


def judge(
    link: Link, certainty: float, scorer: Scorer, terms: Sequence[tuple[str, str]] = (), traditional: bool = False
) -> Bead:
    """A bead with its evidence, its doubts and its confidence.

    `traditional` says that the whole Chinese side is; then a single character that only Traditional text has is enough.
    """
    source, target = link
    if not source or not target:
        return Bead(source, target, certainty)
    here, there = [scorer.english[at] for at in source], [scorer.chinese[at] for at in target]
    english, chinese = " ".join(each.shown for each in here), "".join(each.shown for each in there)
    if english == chinese:
        return Bead(source, target, 1.0, Evidence(words=1.0), _languages(here, chinese, traditional))
    evidence = _evidence(link, scorer, english, chinese, terms)
    support = scorer.score(source.start, target.start, len(source), len(target))
    confidence = certainty / (1 + math.exp(-(support - SUPPORT) / SPREAD_OF_SUPPORT))
    doubts = [*_languages(here, chinese, traditional)]
    if evidence.missing or evidence.extra:
        doubts.append(Doubt.FIGURES)
        confidence *= 0.7
    if Doubt.TRADITIONAL in doubts:
        confidence *= 0.5
    if not 0.45 < evidence.length < 2.2 and max(len(chinese), len(english) / 3) > 6:
        doubts.append(Doubt.LENGTH)
    if not (evidence.words or evidence.figures or evidence.names or evidence.terms):
        doubts.append(Doubt.NOTHING)
        if len(here) + len(there) > 2 or not scorer.structured:
            confidence *= 0.8
    if any(each.closes for each in here[:-1]) or any(each.closes for each in there[:-1]):
        doubts.append(Doubt.SPREAD)
    if certainty < UNSURE:
        doubts.append(Doubt.PAIRING)
    return Bead(source, target, round(confidence, 4), evidence, tuple(doubts))


SUPPORT, SPREAD_OF_SUPPORT = -3.0, 1.0


def _evidence(link: Link, scorer: Scorer, english: str, chinese: str, terms: Sequence[tuple[str, str]]) -> Evidence:
    source, target = link
    here, there = [scorer.english[at] for at in source], [scorer.chinese[at] for at in target]
    marks = {mark for each in here for mark in each.marks.union(each.words)}
    kept = {mark for each in there for mark in each.marks}
    differences = compare(english, chinese)
    closeness = None
    if scorer.vectors:
        closeness = round(scorer.vectors.closeness(source.start, target.start, len(source), len(target)), 3)
    lowered = english.lower()
    return Evidence(
        figures=tuple(sorted(mark.removeprefix("#") for mark in marks & kept if mark.startswith("#"))),
        missing=tuple(each.source.text for each in differences if each.source),
        extra=tuple(each.target.text for each in differences if each.target and not each.source),
        names=tuple(sorted(mark for mark in marks & kept if mark[0] not in "#^")),
        terms=tuple((one, other) for one, other in terms if other in chinese and one.lower() in lowered),
        words=round(scorer.share(link), 3),
        length=round(scorer.proportion(link), 3),
        punctuation={mark for mark in marks if mark.startswith("^")} == {mark for mark in kept if mark.startswith("^")},
        closeness=closeness,
    )


def is_traditional(chinese: Sequence[Sentence]) -> bool:
    """Whether a whole text is in Traditional characters."""
    known = traditional_characters()
    characters = [each for there in chinese for each in there.characters]
    return sum(each in known for each in characters) > 0.05 * len(characters)


def _languages(here: Sequence[Sentence], chinese: str, traditional: bool) -> tuple[Doubt, ...]:
    """What is wrong with the language of the Chinese side; a single Traditional character may stand in a name."""
    count = han_count(chinese)
    if not count:
        return (Doubt.ENGLISH,) if any(each.words for each in here) else ()
    found = sum(each in traditional_characters() for each in chinese)
    return (Doubt.TRADITIONAL,) if found > (0 if traditional else max(1, 0.1 * count)) else ()
