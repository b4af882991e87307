"""Words with capitals in a row, as one sees them on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pubpipe.glossary.naming.vocabulary import begins

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*['’]?")
_PROPER = re.compile(r"(?:[OD]['’]|Mc|Mac|De|La|Van|Le)?[A-Z][a-zà-öø-ÿ]+(?:['’]s?)?|[A-Z]['’][A-Z][a-z]+(?:['’]s)?")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_SHORT = frozenset("st mr ms mrs dr jr sr mt ft gen gov sen rep prof lt col capt rev hon no".split())
_SMALL = frozenset("of the and for in on at de la del van von & to".split())
_BEFORE_THE = frozenset("of for on in at".split())


class Word(NamedTuple):
    """A word where it stands, `surface` without a possessive; `first`: a sentence or a bracket begins there."""

    start: int
    end: int
    surface: str
    capital: bool
    proper: bool
    first: bool
    possessive: bool = False

    @property
    def small(self) -> bool:
        """Whether it may join two words of a name: of, the, and."""
        return self.surface.lower() in _SMALL

    @property
    def letter(self) -> bool:
        """Whether it is a single letter, such as an initial; the article A is none."""
        return len(self.surface) == 1 and self.surface != "A"


def words(text: str) -> tuple[list[Word], int]:
    """The words of a text that may stand in names, those with capitals and small ones, and how many others there are.

    `proper` are those spelt as names are, Ashburner and O'Neill, not FEMA, GitHub or 3M. Figures are not counted.
    """
    found = []
    others = place = 0
    for piece in text.split(" "):
        telling, count = _told(piece)
        others += count
        for offset, surface, capital, proper, possessive in telling:
            start = place + offset
            first = capital and begins(text, start)
            found.append(Word(start, start + len(surface), surface, capital, proper, first, possessive))
        place += len(piece) + 1
    return found, others


@lru_cache(maxsize=100_000)
def _told(piece: str) -> tuple[tuple[tuple[int, str, bool, bool, bool], ...], int]:
    """The same of what stands between two spaces: where each word stands in it, and what it is."""
    found = []
    others = 0
    for match in _TOKEN.finditer(piece):
        surface = match.group()
        bare = surface if surface.isalnum() else _POSSESSIVE.sub("", surface)
        if surface[0].isupper():
            found.append((match.start(), bare, True, _PROPER.fullmatch(bare) is not None, bare != surface))
        elif bare.lower() in _SMALL:
            found.append((match.start(), bare, False, False, bare != surface))
        elif not surface[0].isdecimal():
            others += 1
    return tuple(found), others


def titled(found: list[Word], others: int) -> bool:
    """Whether most words have capitals, as in a heading: then a capital says nothing."""
    capitals = sum(word.capital and not word.small for word in found)
    return capitals + others > 2 and capitals >= 2 * others


def sequences(text: str, found: list[Word]) -> Iterator[list[Word]]:
    """The runs of words with capitals, small words between them included: Office of Parks and Trails."""
    run: list[Word] = []
    held: list[Word] = []
    for word in found:
        joined = bool(run) and _joined(text, (held or run)[-1], word)
        if run and (not joined or (held or run)[-1].possessive):
            yield run
            run, held = [], []
        if word.capital:
            run += [*held, word]
            held = []
        elif run and word.small and (not held or (word.surface == "the" and held[0].surface in _BEFORE_THE)):
            held.append(word)
        elif run:
            yield run
            run, held = [], []
    if run:
        yield run


def _joined(text: str, before: Word, after: Word) -> bool:
    """Whether nothing parts two words but a space, a hyphen, an ampersand, or the stop of an initial or a title."""
    between = text[before.end : after.start]
    if between in (" ", "-", "‐", "‑", "/", " & ", "\n"):
        return not before.possessive or between == " "
    return between in (". ", ".") and (before.letter or before.surface.lower() in _SHORT)
