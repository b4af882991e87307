"""Latin words of a text: which are ordinary English, and which a Chinese text may keep."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pubpipe.checks import Context
from pubpipe.checks._once import once
from pubpipe.checks._prose import masked
from pubpipe.model import Content, codes, text

if TYPE_CHECKING:
    from pubpipe.glossary import Glossary

WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
"""A Latin word, with its apostrophe."""

_BEHIND = re.compile(f"[._]?{WORD.pattern}")

_KEPT = frozenset(("kwh", "mwh", "app", "apps", "web", "online", "email", "wifi", "etc", "eds", "vol", "ibid"))
_VOWELS = frozenset("aeiouy")
_REFERENCE = re.compile(
    r"\A\W*(?:\d+\W+)?(?:[A-Z][\w’'-]+, (?:[A-Z]\.|[A-Z][a-z]+)|[A-Z]\w+.{0,80}\(\d{4}[a-z]?\)).*(?:19|20)\d\d",
    re.DOTALL,
)
_YEAR = re.compile(r"\([^()]*(?:19|20)\d\d\)\W*\Z")


def ordinary(word: str, context: Context) -> bool:
    """Whether this may be a common English word: three small letters or more, a vowel, none a Chinese text keeps."""
    return _ordinary(word) and word not in context.allowed


@lru_cache(maxsize=4096)
def _ordinary(word: str) -> bool:
    known = word in _KEPT
    return word.islower() and len(word) > 2 and not known and not _VOWELS.isdisjoint(word) and len(set(word)) > 1


def kept(context: Context) -> frozenset[str]:
    """The words of terms that are not translated, in small letters."""
    return _untranslated(context.glossary) if context.glossary else frozenset()


@once
def _untranslated(glossary: Glossary) -> frozenset[str]:
    return frozenset(
        word.casefold()
        for concept in glossary.concepts
        if concept.do_not_translate
        for term in concept.terms
        for word in WORD.findall(term.text)
    )


def words(prose: str) -> list[str]:
    """The Latin words, but no address, quoted program text or ending of a file's name."""
    return [word for word in _BEHIND.findall(masked(prose)) if word[0] not in "._"]


def is_reference(source: Content) -> bool:
    """Whether this is an entry of a list of works, which stays in its language: Frederickson, H. G. (2004). …

    Either it begins with an author's name and has a year, or it has a title in italics and a year in brackets.
    """
    prose = text(source)
    titled = any(code.type == "i" for code in codes(source)) and _YEAR.search(prose)
    return bool(titled or _REFERENCE.match(prose))
