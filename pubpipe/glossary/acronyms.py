"""Acronyms: which one a concept has, and which a text spells out itself.

The Guaranteed Interview Scheme (GIS) is no geographic information system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.glossary.inflection import singulars, without_possessive
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Concept, Status, Term
from pubpipe.patterns import pattern
from pubpipe.text.scripts import han_count

_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_WORDS = r"((?:[A-Za-z][\w'’.-]*[\s/,&]+){1,12})"
_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_PLACEHOLDER = pattern(r"\{(zh|en|acronym)\}")
_SPLIT = pattern(r"[\s/,&]+")


def is_acronym(text: str) -> bool:
    """Whether a term is one word of capitals."""
    return " " not in text and len(text) > 1 and text.isupper()


def acronym(concept: Concept) -> str:
    """The acronym of a concept: its English term of that type, else one in capitals beside a full form; or ""."""
    full, capitals = False, ""
    for term in concept.terms:
        if term.language == SOURCE_LANGUAGE and term.status in _ACCEPTED:
            if term.type == "acronym":
                return term.text
            if " " in term.text:
                full = True
            elif not capitals and is_acronym(term.text):
                capitals = term.text
    return capitals if full else ""


def first_mention(concept: Concept) -> str:
    """How a book first names a concept: 国际城市管理协会（International City/County Management Association，ICMA）.

    Its own pattern, or the Chinese with the English and the acronym in brackets; "" where it has no Chinese of its own.
    """
    chinese = next(
        (term.text for term in concept.designations(TARGET_LANGUAGE) if term.status in _ACCEPTED and _is_full(term)), ""
    )
    if not chinese or concept.do_not_translate:
        return ""
    short = acronym(concept)
    accepted = (term.text for term in concept.designations(SOURCE_LANGUAGE) if term.status in _ACCEPTED)
    english = next((text for text in accepted if text != short), "")
    if concept.first_mention:
        filled = {"zh": chinese, "en": english or short, "acronym": short}
        return _PLACEHOLDER.sub(lambda found: filled[found[1]], concept.first_mention)
    within = "，".join(filter(None, (english, short)))
    return f"{chinese}（{within}）" if within else chinese


def misplaced(mention: str) -> list[str]:
    """What stands in braces in the form of a first mention and means nothing."""
    return re.findall(r"\{[^{}]*\}", _PLACEHOLDER.sub("", mention))


def _is_full(term: Term) -> bool:
    return term.type != "acronym" and han_count(term.text) > 0


def spelt_otherwise(text: str, term: Term, concept: Concept) -> bool:
    """Whether a text spells the acronym out, before or behind it in brackets, in words that are not the concept's.

    An acronym whose full form the glossary does not know may mean anything; half of the words in common will do.
    """
    if "(" not in text and "（" not in text:
        return False
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
