"""The glossary's terms that stand in chapters: what the lists at a book's end are made of."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubpipe.model import TARGET_LANGUAGE, Book, Content, Document, Status, Unit, text
from pubpipe.project._cache import Shelf, digest, encoded
from pubpipe.project._project import Project
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.books import Headword
    from pubpipe.glossary import Glossary
    from pubpipe.model import Concept

_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """A concept that stands in a chapter: its accepted Chinese forms found there, best first, and the addresses.

    A form is its rank, its text and its pinyin where somebody gave it.
    """

    concept: str
    english: str
    forms: tuple[tuple[int, str, str], ...]
    addresses: tuple[str, ...]
    kind: str = ""
    acronym: str = ""
    mention: str = ""
    definition: str = ""


def standings(
    project: Project, book: Book, document: Document, targets: Mapping[str, Content], index: int, *, fresh: bool = False
) -> tuple[Standing, ...]:
    """The glossary's concepts that stand in a chapter, in the order in which they first do.

    One stands where its source has it and its translation shows one of its accepted Chinese forms, on the page and not
    only to those who are read to; a Latin acronym alone proves nothing. `fresh` asks no earlier build.
    """
    from pubpipe.books import LEFT_OUT

    glossary = project.terms(book.id)
    shown = {unit.id: text(targets.get(unit.id, ())) for unit in document.units}
    units = [unit for unit in document.units if shown[unit.id] and unit.role not in LEFT_OUT and unit.role != "alt"]
    found: dict[str, tuple[set[int], dict[str, None]]] = {}
    forms = _forms_of(glossary)
    for unit, concepts in zip(units, _met(project, book, units, fresh), strict=True):
        for name in concepts:
            known = forms.get(name)
            if known is None:
                known = forms[name] = _Forms.of(glossary.by_id[name])
            here = [rank for rank, written, _pinyin in known.chinese if written in shown[unit.id]]
            if known.english and here:
                ranks, addresses = found.setdefault(name, (set(), {}))
                ranks.update(here)
                addresses[f"{index}:{unit.id}"] = None
    return tuple(_standing(name, forms[name], ranks, tuple(addresses)) for name, (ranks, addresses) in found.items())


def _standing(name: str, known: _Forms, ranks: set[int], addresses: tuple[str, ...]) -> Standing:
    forms = tuple(form for form in known.chinese if form[0] in ranks)
    told = (known.kind, known.acronym, known.mention, known.definition)
    return Standing(name, known.english, forms, addresses, *told)


def _met(project: Project, book: Book, units: Sequence[Unit], fresh: bool) -> list[list[str]]:
    """The ids of the concepts each unit's English has, each once; an earlier build's answer serves again."""
    shelf = Shelf(project.root)
    key = digest("met", project.glossary_key, book.id, [unit.content for unit in units])
    with contextlib.suppress(ValueError):
        known = json.loads(b"" if fresh else shelf.get(key) or b"")
        if isinstance(known, list) and len(known) == len(units):
            return known
    from pubpipe.glossary import recognised

    glossary = project.terms(book.id)
    found = [list(dict.fromkeys(each.id for each in recognised(unit.content, glossary))) for unit in units]
    shelf.put(key, encoded(found))
    return found


@dataclass(frozen=True, slots=True)
class _Forms:
    """What a book may show of a concept: its English, spelt out, and its accepted Chinese forms with Han, best first.

    The definition is there if it is in Chinese.
    """

    english: str
    chinese: tuple[tuple[int, str, str], ...]
    kind: str
    acronym: str
    mention: str
    definition: str

    @classmethod
    def of(cls, concept: Concept) -> _Forms:
        """A concept's."""
        from pubpipe.glossary import acronym, first_mention

        short = acronym(concept)
        accepted = [term.text for term in concept.designations("en", *_ACCEPTED)]
        english = next((each for each in accepted if each != short), short)
        ranked = enumerate(concept.designations(TARGET_LANGUAGE, *_ACCEPTED))
        chinese = tuple((rank, term.text, term.pinyin) for rank, term in ranked if han_count(term.text))
        definition = concept.definition if han_count(concept.definition) else ""
        return cls(english, chinese, str(concept.kind or ""), short, first_mention(concept), definition)


_SLOT: list[tuple[Glossary, dict[str, _Forms]]] = []
"""The glossary asked last, or none, and what books may show of its concepts: every chapter asks the same."""


def _forms_of(glossary: Glossary) -> dict[str, _Forms]:
    if not _SLOT or _SLOT[0][0] is not glossary:
        _SLOT[:] = [(glossary, {})]
    return _SLOT[0][1]


def headwords(chapters: Iterable[Sequence[Standing]]) -> list[Headword]:
    """The glossary's terms that stand in the book, in the order in which they first do, with all their places.

    The form shown is the best of those that stand in it.
    """
    from pubpipe.books import Headword

    found: dict[str, list[Standing]] = {}
    for chapter in chapters:
        for standing in chapter:
            found.setdefault(standing.concept, []).append(standing)
    words = []
    for places in found.values():
        _rank, chinese, pinyin = min(form for standing in places for form in standing.forms)
        addresses = tuple(address for standing in places for address in standing.addresses)
        known = places[0]
        told = (known.kind, known.acronym, known.mention, known.definition)
        words.append(Headword(known.english, chinese, pinyin, addresses, *told))
    return words
