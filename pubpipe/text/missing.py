"""A sentence of the source that its translation leaves out.

Seen where the translation has fewer sentences and is too short as a whole, is as long as usual without one of them,
and keeps no name, figure or program text of that one. Sentences joined by commas leave the commas behind.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pubpipe.model import Span
from pubpipe.text.pairing import chinese_sentences, english_sentences
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"[A-Za-z0-9]+(?:[-'’.,_][A-Za-z0-9]+)*")
_PAUSE = re.compile(r"[,;:](?=\s)|\s[-—–]+\s|—")
_CHINESE_PAUSE = re.compile(r"[，。；：？！]+|[,.;:!?](?=\s|\Z)")
_FEWEST = 12
"""Words to be translated, below which nothing is judged."""

_SHORTEST = 6
"""Words of a sentence that may be missed."""

FEW, _TOO_FEW = 1.1, 1.0
_USUAL = (1.2, 2.0)
"""Chinese characters a word to be translated; half of all published pairs have 1.47 to 1.76."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An English sentence that may be left out, where it stands, and whether that is nearly certain."""

    span: Span
    sure: bool


def left_out(source: str, target: str, mark: str) -> LeftOut | None:
    """The English sentence that a Chinese text leaves out; `mark` stands for what is no prose."""
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
