"""Acronyms a text spells out itself: the Guaranteed Interview Scheme (GIS) is no geographic information system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.glossary.inflection import singulars, without_possessive
from pubpipe.model import Concept, Term

_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_WORDS = r"((?:[A-Za-z][\w'’.-]*[\s/,&]+){1,12})"
_SPLIT = re.compile(r"[\s/,&]+")


def is_acronym(text: str) -> bool:
    """Whether a term is one word of capitals."""
    return " " not in text and len(text) > 1 and text.isupper()


def spelt_otherwise(text: str, term: Term, concept: Concept) -> bool:
    """Whether a text spells the acronym out, before or behind it in brackets, in words that are not the concept's.

    An acronym whose full form the glossary does not know may mean anything; half of the words in common will do.
    """
    full = [_stems(each.text) for each in concept.designations("en") if " " in each.text]
    if not full:
        return False
    spelt = [_stems(expansion) for expansion in _expansions(text, term.text)]
    return bool(spelt) and not any(2 * len(one & other) >= len(one) for one in spelt for other in full)


def _expansions(text: str, acronym: str) -> Iterator[str]:
    """The words whose initials are the acronym, where they stand beside it: Full Form (FF) or FF (Full Form)."""
    escaped = re.escape(acronym)
    for found in re.finditer(rf"{_WORDS}[(（]{escaped}s?[)）]", text):
        words = [word for word in _SPLIT.split(found[1]) if word]
        for count in range(1, len(words) + 1):
            if words[-count].casefold() not in _SMALL and _initials(words[-count:]) == acronym.casefold():
                yield " ".join(words[-count:])
                break
    for found in re.finditer(rf"(?<!\w){escaped}s?\s?[(（]([^()（）]{{3,150}})[)）]", text):
        words = [word for word in _SPLIT.split(found[1]) if word]
        if _initials(words) == acronym.casefold():
            yield " ".join(words)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word.casefold() not in _SMALL).casefold()


def _stems(phrase: str) -> frozenset[str]:
    """The words of a phrase without small ones, plurals as their singulars."""
    words = (without_possessive(word.casefold()) for word in _SPLIT.split(phrase.replace("-", " ")))
    return frozenset(next(iter(singulars(word)), word) for word in words if word and word not in _SMALL)
