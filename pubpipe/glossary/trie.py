"""All English terms of a glossary as one trie of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pubpipe.glossary.acronyms import is_acronym
from pubpipe.glossary.inflection import singulars, without_possessive
from pubpipe.glossary.words import WORD, gap, word, words
from pubpipe.model import Concept, Status, Term

_DIVIDED = re.compile(f"({WORD.pattern})")
_REMEMBERED = 200_000
"""Different words of text whose readings are kept."""


@dataclass(slots=True)
class Node:
    """Where a run of words has led: what may follow, and what ends here."""

    children: dict[str, Node] = field(default_factory=dict)
    designations: list[Designation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Designation:
    """An English term of a concept, or with `blocks` a longer phrase in which its terms do not count.

    `plain`: of several words, which mean the concept wherever they stand, whatever stands around them.
    """

    concept: Concept
    term: Term
    surfaces: tuple[str, ...]
    sensitive: bool
    blocks: bool = False
    plain: bool = False


class Occurrence(NamedTuple):
    """A designation standing in a text: words [first, last] of it. Sorted: the longest first, then the leftmost."""

    shortness: int
    first: int
    last: int
    designation: Designation


class Line:
    """A text's words: what stands there, from where to where."""

    __slots__ = ("ends", "plain", "starts", "surfaces")

    def __init__(self, plain: str) -> None:
        self.plain = plain
        parts = _DIVIDED.split(plain)
        bounds = [*accumulate(map(len, parts))]
        self.starts = bounds[:-1:2]
        self.ends = bounds[1::2]
        self.surfaces = parts[1::2]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of some words; a closing quote that looks like an apostrophe is not theirs."""
        end = self.ends[last]
        if self.plain[end - 1] in "'’" and self.plain[end - 2] not in "sS":
            end -= 1
        return self.starts[first], end

    def neighbour(self, index: int, beside: int) -> str:
        """The word at an index if only white space parts it from the word `beside`, for comparison; else ""."""
        if not 0 <= index < len(self.surfaces):
            return ""
        left, right = min(index, beside), max(index, beside)
        between = self.plain[self.ends[left] : self.starts[right]]
        return word(self.surfaces[index]) if between == " " or between.isspace() else ""


class _Word(NamedTuple):
    """What the trie knows of a word of the text: where it leads, whether a term ends there, what may follow.

    `marked`: of what may follow some has marks before it.
    """

    nodes: tuple[tuple[Node, bool], ...]
    ends: bool
    seconds: frozenset[str]
    marked: bool
    keys: tuple[str, ...]


class _Known(dict[str, _Word]):
    """What is known of the words met so far; what another is `find` tells."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], _Word]) -> None:
        self._find = find

    def __missing__(self, surface: str) -> _Word:
        found = self[surface] = self._find(surface)
        return found


class Trie:
    """Finds every English term of some concepts in a text, overlaps and all."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._root = Node()
        self._known = _Known(self._read)
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
        plain = len(parts) > 1 and not (sensitive or is_acronym(term.text)) and _is_plain(concept, term)
        node.designations.append(Designation(concept, term, surfaces, sensitive, blocks, plain))

    def occurrences(self, line: Line) -> list[Occurrence]:
        """Every term in a text, overlaps and all."""
        found: list[Occurrence] = []
        known = self._known
        read = [*map(known.__getitem__, line.surfaces)]
        last = len(read) - 1
        for index, (nodes, ends, seconds, marked, _keys) in enumerate(read):
            if nodes and (ends or (index < last and (marked or not seconds.isdisjoint(read[index + 1].keys)))):
                for node, folded in nodes:
                    self._follow(node, folded, line, index, index, found)
        if len(known) > _REMEMBERED:
            known.clear()
        return found

    def named(self, *surfaces: str) -> list[Designation]:
        """The terms that are these words, whatever their case and number; none that must be written as it is."""
        nodes = [self._root]
        for surface in surfaces:
            keys = [key for key, _folded in forms(surface)]
            nodes = [node.children[key] for node in nodes for key in keys if key in node.children]
        found = [designation for node in nodes for designation in node.designations]
        return [each for each in found if not each.blocks and not each.sensitive and not each.term.exact_form]

    def _read(self, surface: str) -> _Word:
        children = self._root.children
        keys = forms(surface)
        nodes = tuple([(children[key], folded) for key, folded in keys if key in children])
        if not nodes:
            return _Word((), False, frozenset(), False, tuple([key for key, _folded in keys]))
        seconds = frozenset(key for node, folded in nodes if not folded for key in node.children)
        ends = any(node.designations for node, _folded in nodes)
        marked = any(not key[:1].isalnum() for key in seconds)
        return _Word(nodes, ends, seconds, marked, tuple(key for key, _folded in keys))

    def _follow(self, node: Node, folded: bool, line: Line, first: int, last: int, found: list[Occurrence]) -> None:
        for designation in node.designations:
            found.append(Occurrence(first - last, first, last, designation))
        if folded or not node.children or last + 1 == len(line.surfaces):
            return
        between = line.plain[line.ends[last] : line.starts[last + 1]]
        marks = "" if between == " " else gap(between, word(line.surfaces[last]))
        for key, possessive in forms(line.surfaces[last + 1]):
            child = node.children.get(marks + key)
            if child is not None:
                self._follow(child, possessive, line, first, last + 1, found)


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
