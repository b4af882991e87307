"""A sentence of the source that its translation leaves out.

Seen where the translation has fewer sentences and is too short as a whole, is as long as usual without one of them,
and keeps no name, figure or program text of that one. Sentences joined by commas leave the commas behind. Or where it
has one sentence fewer, and the others answer the English ones in their order better without one than with two joined.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from math import log

from pubpipe.model import Span
from pubpipe.text.pairing import chinese_sentences, english_sentences
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,_][A-Za-z0-9]+)*")
_PAUSE = re.compile(r"[,;:](?=\s)|\s[-—–]+\s|—")
_SUBSTANCE = re.compile(r"\w|\ufffc")
_CHINESE_PAUSE = re.compile(r"[，。；：？！]+|[,.;:!?](?=\s|\Z)")
_FEWEST = 12
"""Words to be translated, below which nothing is judged."""

_SHORTEST = 6
"""Words of a sentence that may be missed."""

FEW, _TOO_FEW = 1.1, 1.0
_USUAL = (1.2, 2.0)
"""Chinese characters a word to be translated; half of all published pairs have 1.47 to 1.76."""

_WORDS, _SPREAD = 1.6, 0.27
"""The usual length of a sentence, in characters a word, and how far its logarithm is from it."""

_APART, _COMMA = 1.4, 2.0
"""What a word counts that is kept on one side alone, and a pause that joins two sentences."""

_BETTER, _MUCH_BETTER, _WORST = 1.5, 2.0, 3.0
"""By how much a missing sentence must explain the Chinese better than joined ones, and how ill at most a sentence."""

_BRIEFEST = 4
"""Words to be translated of a sentence that may be missed where none answers it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An English sentence that may be left out, where it stands, and whether that is nearly certain."""

    span: Span
    sure: bool


def left_out(source: str, target: str, mark: str) -> LeftOut | None:
    """The English sentence that a Chinese text leaves out; `mark` stands for what is no prose."""
    short = _too_short(source, target, mark)
    return short if short and short.sure else _unanswered(source, target, mark) or short


def answers(target: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a Chinese text, each with where it begins, but not a bracket that is left behind the last."""
    found = chinese_sentences(target)
    return found if found and _SUBSTANCE.search(found[-1][1]) else found[:-1]


def _too_short(source: str, target: str, mark: str) -> LeftOut | None:
    """The sentence without which the whole has its usual length."""
    said = english_sentences(source)
    if len(said) < 2 or len(chinese_sentences(target)) >= len(said):
        return None
    kept = Counter(word.lower() for word in _WORD.findall(target))
    words = [[word.lower() for word in _WORD.findall(sentence)] for _begin, sentence in said]
    open_ones = _to_translate(words, kept)
    total, han = sum(open_ones), han_count(target)
    if total < _FEWEST or han >= FEW * total:
        return None
    if len(_CHINESE_PAUSE.findall(target)) >= len(said) + len(_PAUSE.findall(source)):
        return None
    everywhere = Counter(word for each in words for word in each)
    marked = source.count(mark) > target.count(mark)
    for (begin, sentence), own, count in zip(said, words, open_ones, strict=True):
        if count < _SHORTEST or sentence.rstrip().endswith(":") or (mark in sentence and not marked):
            continue
        elsewhere = everywhere - Counter(own)
        if any(kept[word] > elsewhere[word] for word in own):
            continue
        if _USUAL[0] <= han / max(1, total - count) <= _USUAL[1]:
            return LeftOut((begin, begin + len(sentence.rstrip())), han < _TOO_FEW * total)
    return None


def _unanswered(source: str, target: str, mark: str) -> LeftOut | None:
    """The sentence that none of the Chinese ones answers, where they are one fewer.

    Either two English sentences were joined or one was left out; told where that explains the lengths, the words that
    are kept and the pauses better by far. What leads into a list or an example (it ends with a colon) is not certain.
    """
    said = english_sentences(source)
    told = answers(target)
    if len(told) != len(said) - 1 or not told:
        return None
    kept = frozenset(word.lower() for word in _WORD.findall(target))
    given = [_chinese(sentence, mark) for _begin, sentence in told]
    wanted = [_english(sentence, kept, mark) for _begin, sentence in said]
    if sum(each.length for each in wanted) < _FEWEST:
        return None
    before = [0.0, *accumulate(map(_misfit, wanted, given))]
    behind = [0.0, *accumulate(map(_misfit, reversed(wanted), reversed(given)))][::-1]
    left = [
        (before[at] + _APART * len(each.kept) + behind[at], at)
        for at, each in enumerate(wanted)
        if each.length >= _BRIEFEST
    ]
    joined = (
        before[at] + _misfit(_joined(one, other), answer) - _joint(one, other, answer) + behind[at + 1]
        for at, (one, other, answer) in enumerate(zip(wanted, wanted[1:], given, strict=False))
    )
    cost, at = min(left, default=(_WORST * len(given), 0))
    better = min(joined) - cost
    if better < _BETTER or cost >= _WORST * len(given):
        return None
    begin, sentence = said[at]
    end = begin + len(sentence.rstrip())
    return LeftOut((begin, end), better >= _MUCH_BETTER and source[end - 1] != ":")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Words to be translated, or Chinese characters; what stands in both languages; and the pauses."""

    length: int
    kept: frozenset[str]
    pauses: int


def _english(sentence: str, kept: frozenset[str], mark: str) -> _Sentence:
    words = [word.lower() for word in _WORD.findall(sentence)]
    there = kept.intersection(words) | ({mark} if mark in sentence else set())
    return _Sentence(sum(word not in kept for word in words), there, len(_PAUSE.findall(sentence.rstrip())))


def _chinese(sentence: str, mark: str) -> _Sentence:
    words = frozenset(word.lower() for word in _WORD.findall(sentence))
    kept = words | {mark} if mark in sentence else words
    return _Sentence(han_count(sentence), kept, len(_CHINESE_PAUSE.findall(sentence.rstrip())) - 1)


def _joined(one: _Sentence, other: _Sentence) -> _Sentence:
    return _Sentence(one.length + other.length, one.kept | other.kept, one.pauses + other.pauses)


def _joint(one: _Sentence, other: _Sentence, answer: _Sentence) -> float:
    """What speaks for two sentences joined: a pause more than both have."""
    return _COMMA if answer.pauses > one.pauses + other.pauses else 0.0


def _misfit(wanted: _Sentence, given: _Sentence) -> float:
    """How little a Chinese sentence looks like the translation of an English one: by its length and what is kept."""
    strange = log((given.length + 3) / (_WORDS * wanted.length + 3)) / _SPREAD
    return strange**2 / 2 * min(1.0, (wanted.length + 3) / 15) + _APART * len(wanted.kept ^ given.kept)


def _to_translate(words: list[list[str]], kept: Counter[str]) -> list[int]:
    """How many words of each sentence are not kept as they are."""
    left = Counter(kept)
    counts = []
    for sentence in words:
        count = 0
        for word in sentence:
            if left[word] > 0:
                left[word] -= 1
            else:
                count += 1
        counts.append(count)
    return counts
