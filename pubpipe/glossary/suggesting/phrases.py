"""Noun phrases that may be terms: runs of words bounded by stop words, ranked by C-value.

No part of speech is known here. A word ends a phrase if it is on the stop list, is an adverb or a verb by its look, or
if a mark stands before it; the last word must look like a noun. C-value (Frantzi and Ananiadou 1996) then takes from a
phrase what it owes to the longer ones it stands in.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from pubpipe.glossary.inflection import NOT_PLURAL, singulars, without_possessive
from pubpipe.model import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 5
_FRAGMENT = 0.8
"""The share of a phrase's occurrences within one longer phrase from which it is only a part of that."""
_JOINS = (" ", "-", "‑", "\n")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: its words in lower case, and where it stands in its text."""

    words: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    surface: str
    lower: str


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of `words.toml`, by name."""
    read = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value.split()) for name, value in read.items()}


def phrases(text: str, closed: Iterable[Span] = ()) -> Iterator[Phrase]:
    """Every run of two to five words of a text that may be a term, the shorter within the longer ones too.

    Nothing that lies wholly within a `closed` span, a known term, is given.
    """
    shut = list(closed)
    for chunk in _chunks(text):
        for first in range(len(chunk)):
            for last in range(first + 1, min(len(chunk), first + _LONGEST)):
                part = chunk[first : last + 1]
                span = part[0].start, part[-1].end
                if not _may_be_term(part, text) or any(one <= span[0] and span[1] <= other for one, other in shut):
                    continue
                yield Phrase(tuple(each.lower for each in part), span)


def _chunks(text: str) -> Iterator[list[_Token]]:
    """The runs of words between stop words and marks."""
    run: list[_Token] = []
    bounded = 0
    for found in _WORD.finditer(text):
        lower = without_possessive(found.group().lower().replace("’", "'"))
        surface = found.group()
        end = found.end() - (2 if surface[-2:] in ("'s", "’s") else 0)
        token = _Token(found.start(), end, surface, lower)
        if run and text[run[-1].end : token.start] not in _JOINS:
            yield run[:-1] if text[run[-1].end] == "/" else run
            run = []
        if _bounds(token) or (bounded and text[bounded : token.start] == "-"):
            if run:
                yield run
            run, bounded = [], token.end
            continue
        bounded = 0
        run.append(token)
        if end < found.end():
            yield run
            run = []
    if run:
        yield run


def _bounds(token: _Token) -> bool:
    """Whether a word stands in no term: it is a stop word, an adverb, a verb, a figure or a single letter."""
    word = token.lower
    known = lists()
    if word in known["nouns"] or word in known["adjectives"]:
        return False
    if len(word) < 2 or any(character.isdigit() for character in word):
        return True
    if word in known["stops"] or word in known["verbs"] or word.endswith("ly"):
        return True
    return any(form in known["verbs"] for form in _third_persons(word))


def _third_persons(word: str) -> Iterator[str]:
    """What a word may be the third person of."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending):
            yield word[: -len(ending)] + instead


def _may_be_term(part: list[_Token], text: str) -> bool:
    first, *middle, last = part
    known = lists()
    if all(text[one.end : other.start] == "-" for one, other in pairwise(part)):
        return False
    if (
        first.lower in known["generic"]
        or last.lower in known["tails"]
        or not known["tails"].isdisjoint(singulars(last.lower))
    ):
        return False
    if not _is_noun(last.lower) or _is_plural(first.lower) or any(each.lower in known["generic"] for each in middle):
        return False
    if _is_participle(first.lower):
        before = known["determiners"] if first.lower.endswith("ing") else known["before"] | {""}
        if _word_before(first, text) not in before:
            return False
    return not any(_is_plural(each.lower) or _is_participle(each.lower) for each in middle)


def _is_noun(word: str) -> bool:
    """Whether a word looks like a noun rather than an adjective, participle or adverb."""
    known = lists()
    if word in known["nouns"] or not known["nouns"].isdisjoint(singulars(word)):
        return True
    if word in known["generic"] or word in known["adjectives"]:
        return False
    return not word.endswith(tuple(known["endings"]))


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural, which stands within a compound only where a verb is meant."""
    return bool(singulars(word)) and word not in lists()["plurals"]


def _is_participle(word: str) -> bool:
    known = lists()
    return word.endswith(("ed", "ing")) and word not in known["nouns"] and word not in known["adjectives"]


def _word_before(token: _Token, text: str) -> str:
    """The word right before one, or "" where a sentence, a line or a mark stands there."""
    found = re.search(r"([A-Za-z]+)[ \n-]$", text[max(0, token.start - 20) : token.start])
    return found[1].lower() if found else ""


def united(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Under which phrase each is counted: a plural under its singular where that stands in the text, too."""
    found = {}
    for words in counts:
        singles = ((*words[:-1], one) for one in singulars(words[-1]) if words[-1] not in NOT_PLURAL)
        found[words] = next((each for each in singles if each in counts), words)
    return found


def c_values(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """The C-value of each phrase: log2 of its length times how often it stands outside longer phrases.

    A phrase that hardly ever stands outside one longer phrase is a fragment of it and gets 0.
    """
    within: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for longer, count in counts.items():
        for size in range(2, len(longer)):
            for first in range(len(longer) - size + 1):
                part = longer[first : first + size]
                if part in counts:
                    within[part].append(count)
    found = {}
    for words, count in counts.items():
        inside = within.get(words, [])
        fragment = bool(inside) and max(inside) >= _FRAGMENT * count
        owed = sum(inside) / len(inside) if inside else 0.0
        found[words] = 0.0 if fragment else math.log2(len(words)) * (count - owed)
    return found
