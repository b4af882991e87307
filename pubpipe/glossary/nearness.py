"""Terms that a source nearly has: one word is misspelt, as in State Adminstration of Foreign Experts Affairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from pubpipe.glossary.trie import Trie, forms
from pubpipe.glossary.words import WORD, word, words
from pubpipe.model import Concept, Span, Term

_SHORTEST = 6
"""Letters of a word that may count as misspelt: shorter ones are mostly other words."""


class Nearness:
    """The longer words of a glossary's phrases, found by what is left of them without any one letter."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._known: set[str] = set()
        self._cut: dict[str, set[str]] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        for concept in concepts:
            for term in concept.terms:
                if term.language == "en":
                    self._take([surface.lower() for _key, surface in words(term.text)])

    def _take(self, spelt: list[str]) -> None:
        for each in spelt:
            self._known.add(each)
            if len(spelt) > 1 and len(each) >= _SHORTEST and each.isalpha():
                for cut in _cuts(each):
                    self._cut.setdefault(cut, set()).add(each)

    def words(self, surface: str) -> tuple[str, ...]:
        """The words of the glossary that a word of a text may have been meant to be; none where it is one of them."""
        found = self._near.get(surface)
        if found is None:
            found = self._near[surface] = self._meant(word(surface))
        return found

    def _meant(self, spelt: str) -> tuple[str, ...]:
        if len(spelt) < _SHORTEST - 1 or not spelt.isalpha():
            return ()
        if any(key in self._known for key, _folded in forms(spelt)):
            return ()
        candidates = {each for cut in _cuts(spelt) for each in self._cut.get(cut, ())}
        return tuple(sorted(each for each in candidates if each[0] == spelt[0] and _one_slip(each, spelt)))


def nearly(plain: str, trie: Trie, nearness: Nearness) -> Iterator[tuple[Span, Term, Concept]]:
    """Yield each phrase of several words that a text has but for one misspelt word, and where it stands."""
    if not any(map(nearness.words, WORD.findall(plain))):
        return
    for found in WORD.finditer(plain):
        for meant in nearness.words(found.group()):
            begin, end = found.span()
            mended = plain[:begin] + meant + plain[end:]
            shift = len(meant) - (end - begin)
            for each in sorted(trie.occurrences(mended), key=itemgetter(0, 1)):
                if each.shortness and each.start <= begin < each.end and not each.designation.blocks:
                    start, stop = each.span(mended)
                    yield (start, stop - shift), each.designation.term, each.designation.concept
                    break


def _cuts(spelt: str) -> set[str]:
    """The word, and the word without any one of its letters."""
    return {spelt, *(spelt[:place] + spelt[place + 1 :] for place in range(len(spelt)))}


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, too few, another, or two neighbours changed about, make one of the other."""
    if len(one) < len(other):
        one, other = other, one
    place = next(
        (at for at, (first, second) in enumerate(zip(one, other, strict=False)) if first != second), len(other)
    )
    if len(one) > len(other):
        return len(one) == len(other) + 1 and one[place + 1 :] == other[place:]
    if one[place + 1 :] == other[place + 1 :]:
        return True
    return one[place : place + 2] == other[place : place + 2][::-1] and one[place + 2 :] == other[place + 2 :]
