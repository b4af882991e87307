"""All English terms of a glossary as one trie of words.

A text is read piece by piece, between its spaces: the same pieces come again and again, and what the trie knows of one
is looked up once. Only where terms begin are words looked for around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple, TypeVar

from pubpipe.glossary.acronyms import is_acronym
from pubpipe.glossary.inflection import singulars, without_possessive
from pubpipe.glossary.words import WORD, gap, word, words
from pubpipe.model import Concept, Span, Status, Term

_REMEMBERED = 200_000
"""Different pieces of text whose readings are kept."""

_BEHIND = ".,:;)"
"""Marks behind a word that is all of its piece."""


@dataclass(slots=True)
class Node:
    """Where a run of words has led: what may follow, and what ends here."""

    children: dict[str, Node] = field(default_factory=dict)
    designations: list[Designation] = field(default_factory=list)


class Designation(NamedTuple):
    """An English term of a concept, or with `blocks` a longer phrase in which its terms do not count.

    `plain`: nothing that was settled for it can speak against its words wherever they stand. `listed` are the
    inflections it names, for comparison.
    """

    concept: Concept
    term: Term
    surfaces: tuple[str, ...]
    sensitive: bool
    blocks: bool = False
    plain: bool = False
    listed: frozenset[str] = frozenset()


class Occurrence(NamedTuple):
    """A designation standing at [start, end) of a text. Sorted: that of most words first, then the leftmost.

    `shortness` counts its words behind the first, as a negative number.
    """

    shortness: int
    start: int
    end: int
    designation: Designation

    def span(self, plain: str) -> Span:
        """Its characters in the text; a closing quote that looks like an apostrophe is not its own."""
        start, end = self.start, self.end
        return start, end - (plain[end - 1] in "'’" and plain[end - 2] not in "sS")


class _Word(NamedTuple):
    """A word of a piece: where it stands in it, and its number among the piece's words, -1 for the last."""

    start: int
    end: int
    number: int
    surface: str


class _Begun(NamedTuple):
    """A word with which terms begin, and what the trie knows of it.

    `apart`: what follows may not be the next piece's first word alone; it stands in the same, or has marks before it.
    """

    word: _Word
    nodes: tuple[tuple[Node, bool], ...]
    alone: tuple[Designation, ...]
    seconds: frozenset[str]
    apart: bool


_Lead = tuple[tuple[tuple[Node, bool], ...], tuple[Designation, ...], frozenset[str], bool]
"""What the trie knows of a word: where it leads, the terms it is alone, what may follow, whether with marks."""
_T = TypeVar("_T")


class _Known(dict[str, _T]):
    """What is known of the pieces met so far; what another is `find` tells."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], _T]) -> None:
        self._find = find

    def __missing__(self, piece: str) -> _T:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[piece] = self._find(piece)
        return found


class Trie:
    """Finds every English term of some concepts in a text, overlaps and all."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._root = Node()
        self._read = _Known(self._lead)
        self._begun = _Known(self._begin)
        self._words = _Known(_words_of)
        self._heads = _Known(self._head)
        for concept in concepts:
            for term in concept.terms:
                if term.language != "en" and not term.language.startswith("en-"):
                    continue
                sensitive = term.case_sensitive or is_acronym(term.text)
                for form in (term.text, *term.inflections):
                    self._insert(concept, term, form, sensitive)
                for blocker in term.blockers:
                    self._insert(concept, term, blocker, False, blocks=True)

    def _insert(self, concept: Concept, term: Term, phrase: str, sensitive: bool, *, blocks: bool = False) -> None:
        parts = words(phrase)
        if not parts:
            return
        node = self._root
        for key, _surface in parts:
            node = node.children.setdefault(key, Node())
        surfaces = tuple(surface for _key, surface in parts)
        plain = not (sensitive or is_acronym(term.text)) and _is_plain(concept, term)
        listed = frozenset(map(word, term.inflections)) if term.inflections else frozenset()
        node.designations.append(Designation(concept, term, surfaces, sensitive, blocks, plain, listed))

    def occurrences(self, plain: str) -> list[Occurrence]:
        """Every term in a text, overlaps and all."""
        found: list[Occurrence] = []
        pieces = plain.split(" ")
        begun = [*map(self._begun.__getitem__, pieces)]
        if not any(begun):
            return found
        heads = self._heads
        lengths = [*accumulate(map(len, pieces), initial=0)]
        pieces.append("")
        for at in compress(range(len(begun)), begun):
            for each in begun[at]:
                here, _nodes, alone, seconds, apart = each
                if alone:
                    start = lengths[at] + at
                    for designation in alone:
                        found.append(Occurrence(0, start + here.start, start + here.end, designation))
                if seconds:
                    head = None if apart else heads[pieces[at + 1]]
                    if not head or not seconds.isdisjoint(head):
                        self._follow(plain, pieces, lengths, at, each, found)
        return found

    def _follow(
        self, plain: str, pieces: list[str], lengths: list[int], at: int, begun: _Begun, found: list[Occurrence]
    ) -> None:
        """Find the terms of several words that begin with a word of a piece: all of two words, then all of three …"""
        here, standing = begun.word, begun.nodes
        base = lengths[at] + at
        start, end = base + here.start, base + here.end
        shortness = 0
        while True:
            onward = [node.children for node, folded in standing if node.children and not folded]
            ahead = self._ahead(pieces, at, here) if onward else None
            if ahead is None:
                return
            before, (at, here) = here, ahead
            base = lengths[at] + at
            between = plain[end : base + here.start]
            marks = "" if between == " " else gap(between, word(before.surface))
            keys = [(marks + key, folded) for key, folded in forms(here.surface)]
            standing = tuple(
                [(children[key], folded) for children in onward for key, folded in keys if key in children]
            )
            end = base + here.end
            shortness -= 1
            for node, _folded in standing:
                for designation in node.designations:
                    found.append(Occurrence(shortness, start, end, designation))

    def _ahead(self, pieces: Sequence[str], at: int, here: _Word) -> tuple[int, _Word] | None:
        """The word behind one of the piece `at`, and the number of its own piece; None at the end."""
        if here.number >= 0:
            return at, self._words[pieces[at]][here.number + 1]
        for further in range(at + 1, len(pieces)):
            if found := self._words[pieces[further]]:
                return further, found[0]
        return None

    def named(self, *surfaces: str) -> list[Designation]:
        """The terms that are these words, whatever their case and number; none that must be written as it is."""
        nodes = [self._root]
        for surface in surfaces:
            keys = [key for key, _folded in forms(surface)]
            nodes = [node.children[key] for node in nodes for key in keys if key in node.children]
        found = [designation for node in nodes for designation in node.designations]
        return [each for each in found if not each.blocks and not each.sensitive and not each.term.exact_form]

    def _begin(self, piece: str) -> tuple[_Begun, ...]:
        bare = piece.rstrip(_BEHIND)
        if bare.isdecimal() and bare not in self._root.children:
            return ()
        found = []
        for each in _words_of(piece):
            nodes, alone, seconds, marked = self._read[each.surface]
            if nodes:
                found.append(_Begun(each, nodes, alone, seconds, marked or each.number >= 0))
        return tuple(found)

    def _lead(self, surface: str) -> _Lead:
        children = self._root.children
        nodes = tuple([(children[key], folded) for key, folded in forms(surface) if key in children])
        seconds = frozenset([key for node, folded in nodes if not folded for key in node.children])
        alone = tuple([designation for node, _folded in nodes for designation in node.designations])
        return nodes, alone, seconds, any(not key[:1].isalnum() for key in seconds)

    def _head(self, piece: str) -> tuple[str, ...]:
        """What the first word of a piece may stand for."""
        bare = piece.rstrip(_BEHIND)
        if bare.isdecimal():
            return (bare,)
        found = self._words[piece]
        return tuple([key for key, _folded in forms(found[0].surface)]) if found else ()


def _words_of(piece: str) -> tuple[_Word, ...]:
    bare = piece.rstrip(_BEHIND)
    if bare.isalnum():
        return (_Word(0, len(bare), -1, bare),)
    found = [*WORD.finditer(piece)]
    last = len(found) - 1
    return tuple([_Word(*each.span(), -1 if n == last else n, each.group()) for n, each in enumerate(found)])


def _is_plain(concept: Concept, term: Term) -> bool:
    """Whether nothing settled for a term can speak against it where its words stand."""
    refused = term.status is Status.FORBIDDEN or term.status is Status.PROPOSED
    return not (refused or term.exact_form or concept.excluded_context or concept.required_context)


@lru_cache(maxsize=_REMEMBERED)
def forms(surface: str) -> tuple[tuple[str, bool], ...]:
    """The words a word of the text may stand for, each with whether a possessive was folded: itself, its singulars."""
    if surface.isdecimal():
        return ((surface, False),)
    key = word(surface)
    bare = without_possessive(key).rstrip("'")
    if bare == key:
        return ((key, False), *((singular, False) for singular in singulars(key)))
    return ((key, False), (bare, True), *((singular, True) for singular in singulars(bare)))
