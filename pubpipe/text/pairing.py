"""Sentences of a source beside those of its translation, where both have the same number of them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_ENGLISH = re.compile(
    r"[.?!](?<![.\s]\w\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)"
    r"[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9\ufffc])"
)
_CHINESE = re.compile(r"[。？！][”’）」]*+\s*(?=[^\s])")
_ENGLISH_CLAUSE = re.compile(r";\s+")
_CHINESE_CLAUSE = re.compile(r"；\s*")


def sentences(source: str, target: str) -> list[tuple[int, str, int, str]]:
    """Pairs of English and Chinese sentences, each with where it begins; the whole as one pair where they do not meet.

    Clauses between semicolons count as sentences where that makes more pairs.
    """
    first, second = english_sentences(source), chinese_sentences(target)
    if len(first) != len(second):
        first, second = ((0, source),), ((0, target),)
    pairs = []
    for (begin, english), (start, chinese) in zip(first, second, strict=True):
        both = ";" in english and "；" in chinese
        clauses = _cut(english, _ENGLISH_CLAUSE) if both else ()
        parts = _cut(chinese, _CHINESE_CLAUSE) if both else ()
        if not both or len(clauses) != len(parts):
            clauses, parts = ((0, english),), ((0, chinese),)
        pairs += [(begin + a, one, start + b, other) for (a, one), (b, other) in zip(clauses, parts, strict=True)]
    return pairs


@lru_cache(maxsize=1024)
def english_sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of an English text, each with where it begins."""
    return _cut(text, _ENGLISH)


@lru_cache(maxsize=1024)
def chinese_sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a Chinese text, each with where it begins."""
    return _cut(text, _CHINESE)


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    ends = [match.end() for match in pattern.finditer(text)]
    if not ends:
        return ((0, text),) if text.strip() else ()
    cuts = pairwise([0, *ends, len(text)])
    return tuple((begin, text[begin:end]) for begin, end in cuts if text[begin:end].strip())
