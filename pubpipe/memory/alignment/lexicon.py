"""How strongly an English word calls for a Chinese character or pair of characters: ratios of likelihood.

A ratio is P(feature | a translation of the word is here) / P(feature); it serves both directions. What is known before
(glossary, dictionary) and what the two texts teach (IBM model 1 over a first alignment, Brown et al. 1993) are mixed by
how often the word was seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pubpipe.memory.alignment.sentence import HAN_RUN, STOPPED, WORD, Sentence, stem

Pairs = Iterable[tuple[str, str]]
Ratios = dict[str, dict[str, float]]

LEARNED_LEAST = 0.6
"""What is taken off each learned count: pairs met once teach nothing."""

KNOWN_WEIGHT = 2.0
"""How many sightings a dictionary's word is worth."""

LEAST = 2.0
"""Ratios below are as good as chance and are not kept."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Chinese forms of English stems, with weights: what is known before the texts are read."""

    forms: Mapping[str, Mapping[str, float]]


def dictionary(*lists: Pairs) -> Dictionary:
    """A dictionary of (English, Chinese) pairs; English of several words shares its Chinese among them.

    Later lists count less than earlier ones only by being longer: a word's forms share its weight.
    """
    forms: dict[str, dict[str, float]] = defaultdict(dict)
    for pairs in lists:
        for english, chinese in pairs:
            words = stems(english)
            if not words or len(words) > 4:
                continue
            for run in HAN_RUN.findall(chinese):
                if len(run) > 8:
                    continue
                for word in words:
                    weight = 1.0 / len(words)
                    forms[word][run] = max(forms[word].get(run, 0.0), weight)
    return Dictionary(forms)


def stems(english: str) -> tuple[str, ...]:
    """The stems of an English expression's content words."""
    return tuple(stem(found[0]) for found in WORD.finditer(english) if found[0].lower() not in STOPPED)


@lru_cache(maxsize=1 << 17)
def _parts(form: str) -> tuple[str, ...]:
    return (*form, *(form[at : at + 2] for at in range(len(form) - 1)))


def ratios(
    known: Dictionary,
    english: Sequence[Sentence],
    chinese: Sequence[Sentence],
    beads: Sequence[tuple[range, range]] = (),
) -> Ratios:
    """For each stem of the English side, the features of the Chinese side it calls for, with their ratios."""
    counts: Counter[str] = Counter()
    for each in chinese:
        counts.update(each.characters)
        counts.update(each.pairs)
    singles = sum(count for feature, count in counts.items() if len(feature) == 1) or 1
    doubles = sum(count for feature, count in counts.items() if len(feature) == 2) or 1
    background = {
        feature: (count + 0.5) / (singles if len(feature) == 1 else doubles) for feature, count in counts.items()
    }
    vocabulary = {word for each in english for word in each.words}
    prior = _prior(known, vocabulary, counts)
    learned = _learned(english, chinese, beads, prior, background) if beads else {}
    found: Ratios = {}
    for word in vocabulary:
        seen, taught = learned.get(word, (0.0, {}))
        before = prior.get(word, {})
        weight = KNOWN_WEIGHT if before else 0.0
        if not before and not taught:
            continue
        kept: dict[str, float] = {}
        for feature in {**before, **taught}:
            likely = (taught.get(feature, 0.0) + weight * before.get(feature, 0.0)) / (seen + weight + 1.0)
            over = likely / background[feature]
            if over > LEAST:
                kept[feature] = over
        if kept:
            found[word] = kept
    return found


def _prior(known: Dictionary, vocabulary: Iterable[str], counts: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """P(feature | word) by the dictionary, characters and pairs apart, over what occurs in the text."""
    prior: dict[str, dict[str, float]] = {}
    for word in vocabulary:
        forms = known.forms.get(word)
        if not forms:
            continue
        shares: dict[str, float] = defaultdict(float)
        for form, weight in forms.items():
            parts = _parts(form)
            if all(part in counts for part in parts):
                for part in parts:
                    shares[part] += weight
            else:
                for part in parts:
                    if part in counts:
                        shares[part] += weight * 0.2
        for size in (1, 2):
            total = sum(share for part, share in shares.items() if len(part) == size)
            for part in [part for part in shares if len(part) == size]:
                shares[part] /= max(total, 1e-9)
        if shares:
            prior[word] = dict(shares)
    return prior


def _learned(
    english: Sequence[Sentence],
    chinese: Sequence[Sentence],
    beads: Sequence[tuple[range, range]],
    prior: Mapping[str, Mapping[str, float]],
    background: Mapping[str, float],
) -> dict[str, tuple[float, dict[str, float]]]:
    """For each word how much was seen of it, and expected counts of what stood for it."""
    likely: dict[str, dict[str, float]] = {}
    texts = [
        (
            [word for at in source for word in english[at].words],
            [part for at in target for part in (*chinese[at].characters, *chinese[at].pairs)],
        )
        for source, target in beads
        if source and target
    ]
    for turn in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for words, parts in texts:
            if not words or not parts:
                continue
            tables = [likely.get(word, prior.get(word, {})) if turn == 0 else likely.get(word, {}) for word in words]
            rows = [counts[word] for word in words]
            for part in parts:
                nothing = background[part]
                shares = [table.get(part, nothing if turn == 0 else 0.0) for table in tables]
                total = sum(shares) + nothing * NOTHING
                for row, share in zip(rows, shares, strict=True):
                    if share:
                        row[part] += share / total
        likely = {}
        for word, row in counts.items():
            shared: dict[str, float] = {}
            for size in (1, 2):
                of_size = {part: count for part, count in row.items() if len(part) == size}
                total = sum(of_size.values())
                for part, count in of_size.items():
                    if total:
                        shared[part] = count / total
            likely[word] = shared
    found: dict[str, tuple[float, dict[str, float]]] = {}
    seen: Counter[str] = Counter()
    for words, _features in texts:
        seen.update(words)
    for word, row in counts.items():
        kept = {part: count - LEARNED_LEAST for part, count in row.items() if count > LEARNED_LEAST}
        if kept and seen[word] > 1:
            shares_of: dict[str, float] = {}
            for size in (1, 2):
                total = sum(count for part, count in row.items() if len(part) == size)
                for part, count in kept.items():
                    if len(part) == size:
                        shares_of[part] = count / total * seen[word]
            found[word] = (float(seen[word]), shares_of)
    return found


ROUNDS = 3
NOTHING = 1.0
