"""All Chinese forms of a glossary, and the words in which they do not count, as one trie of characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import add

from pubpipe.glossary.normalisation import normalised
from pubpipe.model import TARGET_LANGUAGE, Concept, Term


@dataclass(frozen=True, slots=True)
class Form:
    """A Chinese term of a concept, or with `blocks` a longer word in which its terms do not count."""

    text: str
    concept: Concept
    term: Term
    blocks: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether its Latin letters must stand as they are written: it says so, or is an acronym."""
        return not self.blocks and (self.term.case_sensitive or self.term.text.isupper())


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


class Forms:
    """Finds every Chinese form of some concepts in a normalised text, overlaps and all."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._root = _Node()
        self._pairs: set[str] = set()
        self._edges: set[str] = set()
        for concept in concepts:
            for term in concept.terms:
                if term.language != TARGET_LANGUAGE and not (concept.do_not_translate and term.language == "en"):
                    continue
                self._insert(Form(normalised(term.text).text, concept, term))
                for blocker in term.blockers if term.language == TARGET_LANGUAGE else ():
                    self._insert(Form(normalised(blocker).text, concept, term, blocks=True))

    def _insert(self, form: Form) -> None:
        node = self._root
        for character in form.text:
            node = node.children.setdefault(character, _Node())
        if form.text:
            node.forms.append(form)
            self._pairs.add(form.text[:2])
            self._edges.add(form.text[:3])

    def occurrences(self, text: str) -> Iterator[tuple[int, int, list[Form]]]:
        """Every place [start, end) of the normalised text where forms stand, and those forms."""
        children = self._root.children
        for start in self._begins(text):
            node = children.get(text[start])
            end = start + 1
            while node is not None:
                if node.forms and not _inside_latin(text, start, end):
                    yield start, end, node.forms
                if end == len(text):
                    break
                node = node.children.get(text[end])
                end += 1

    def _begins(self, text: str) -> list[int]:
        """Where the first three characters of a form stand, or all of a shorter one."""
        known, edges = self._pairs, self._edges
        pairs = enumerate(map(add, text, text[1:]))
        begins = [
            start for start, pair in pairs if pair in known and (pair in edges or text[start : start + 3] in edges)
        ]
        if edges.isdisjoint(text):
            return begins
        return sorted({*begins, *(start for start, character in enumerate(text) if character in edges)})

    def standing_at(self, text: str, start: int) -> Iterator[int]:
        """The ends of the forms that begin at a place."""
        if not any(text[start : start + length] in self._edges for length in (1, 2, 3)):
            return
        node = self._root.children.get(text[start])
        end = start + 1
        while node is not None:
            if node.forms:
                yield end
            if end == len(text):
                return
            node = node.children.get(text[end])
            end += 1


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a form in Latin letters is only part of a word there: SAFE in SAFEA."""
    before = start > 0 and _letter(text[start]) and _letter(text[start - 1])
    after = end < len(text) and _letter(text[end - 1]) and _letter(text[end])
    return before or after


def _letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
