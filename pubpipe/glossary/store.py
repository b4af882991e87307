"""The concept store: a glossary as a value, and what may be done with it.

Every change gives a new glossary; files are read and written in `table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pubpipe.errors import Misused
from pubpipe.glossary.trie import Trie
from pubpipe.messages import _
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Concept, NameKind, Status, Term
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.glossary.forms import Forms
    from pubpipe.glossary.nearness import Nearness

ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_RANK = {
    status: rank
    for rank, status in enumerate(
        (
            Status.PREFERRED,
            Status.PROVISIONAL,
            Status.ADMITTED,
            Status.PROPOSED,
            Status.SUPERSEDED,
            Status.DEPRECATED,
            Status.FORBIDDEN,
        )
    )
}
_TERM_FIELDS = frozenset(each.name for each in fields(Term)) - {"text", "language"}
_CONCEPT_FIELDS = frozenset(each.name for each in fields(Concept)) - {"id", "terms"}


@dataclass(frozen=True)
class Glossary:
    """Concepts in the order of their ids, each with its terms by language, standing and text; Chinese before Latin.

    `columns` are headings of a file that mean nothing to us and are kept; `notices` say how the file was read;
    `ordered` tells that the concepts and their terms are in their order already.
    """

    concepts: tuple[Concept, ...] = ()
    columns: tuple[str, ...] = ()
    notices: tuple[str, ...] = field(default=(), compare=False)
    ordered: InitVar[bool] = False

    def __post_init__(self, ordered: bool) -> None:
        if ordered:
            return
        concepts = sorted((_ordered(concept) for concept in self.concepts), key=lambda concept: concept.id)
        object.__setattr__(self, "concepts", tuple(concepts))

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """The concepts by id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def english(self) -> Trie:
        """All English terms, ready for recognition."""
        return Trie(self.concepts)

    @cached_property
    def nearness(self) -> Nearness:
        """The words of its English terms, ready for finding them misspelt."""
        from pubpipe.glossary.nearness import Nearness

        return Nearness(self.concepts)

    @cached_property
    def chinese(self) -> Forms:
        """All Chinese terms and blockers, ready for verification."""
        from pubpipe.glossary.forms import Forms

        return Forms(self.concepts)

    def concept(self, id: str) -> Concept:
        """The concept of an id. Raises Misused, naming the nearest id."""
        try:
            return self.by_id[id]
        except KeyError:
            near = _nearest(id, self.by_id, 0.6)
            if near:
                raise Misused(_("no such concept: {id} (nearest: {near})").format(id=id, near=near)) from None
            raise Misused(_("no such concept: {id}").format(id=id)) from None


def _ordered(concept: Concept) -> Concept:
    terms = sorted(
        concept.terms, key=lambda term: (term.language, _RANK[term.status], not _is_chinese(term), term.text)
    )
    return concept if tuple(terms) == concept.terms else replace(concept, terms=tuple(terms))


def _is_chinese(term: Term) -> bool:
    """Whether a Chinese term has a Chinese character: where one has, it is shown before a Latin acronym."""
    return term.language == TARGET_LANGUAGE and han_count(term.text) > 0


def find(
    glossary: Glossary,
    text: str = "",
    *,
    status: Status | None = None,
    domain: str = "",
    language: str = "",
    kind: NameKind | None = None,
) -> Iterator[Concept]:
    """Yield the concepts that have a term (or an id) holding the text, of a status, domain, language, kind if asked."""
    wanted = text.casefold()
    for concept in glossary.concepts:
        if (domain and concept.domain != domain) or (kind and concept.kind is not kind):
            continue
        terms = [
            term
            for term in concept.terms
            if (status is None or term.status == status) and (not language or term.language == language)
        ]
        if terms and (wanted in concept.id.casefold() or any(wanted in term.text.casefold() for term in terms)):
            yield concept


def of_book(glossary: Glossary, book: str) -> Glossary:
    """The glossary with the concepts that are for a book; the same one where none is for others alone."""
    wanted = tuple(concept for concept in glossary.concepts if not concept.scope or book in concept.scope)
    return glossary if len(wanted) == len(glossary.concepts) else replace(glossary, concepts=wanted)


def language_of(text: str) -> str:
    """The language a term is taken to be in where nobody says: zh-Hans with a Chinese character, en without."""
    return TARGET_LANGUAGE if han_count(text) else SOURCE_LANGUAGE


def add(glossary: Glossary, concept: str, language: str, text: str, **values: Any) -> Glossary:
    """The glossary with one more term; the concept is made if there is none of that id.

    `values` are fields of Term or Concept; a term is proposed unless a status is given.
    Raises Misused for a bad id, an empty term, a term that is there already, or an unknown field.
    """
    if not ID.fullmatch(concept):
        raise Misused(_("a concept's id begins with a letter and has no spaces: {id}").format(id=concept))
    if not text.strip():
        raise Misused(_("the term is empty"))
    of_term, of_concept = _sorted_out(values)
    term = Term(text.strip(), language, **{"status": Status.PROPOSED, **of_term})
    old = glossary.by_id.get(concept, Concept(concept, ()))
    if _position(old, language, term.text) is not None:
        raise Misused(_("{concept} has this term already: {term}").format(concept=concept, term=term.text))
    return _with(glossary, replace(old, terms=(*old.terms, term), **of_concept))


def edit(glossary: Glossary, concept: str, language: str = "", text: str = "", **values: Any) -> Glossary:
    """The glossary with fields of one concept, or of one of its terms, changed; `new_text` renames the term.

    Raises Misused if there is no such concept, term or field.
    """
    renamed = values.pop("new_text", None)
    of_term, of_concept = _sorted_out(values, term=bool(text))
    old = glossary.concept(concept)
    changed = replace(old, **of_concept)
    if text:
        place = _place(old, language, text)
        term = replace(old.terms[place], **of_term, **({"text": renamed.strip()} if renamed else {}))
        if renamed and term.text != text and _position(old, term.language, term.text) is not None:
            raise Misused(_("{concept} has this term already: {term}").format(concept=concept, term=term.text))
        changed = replace(changed, terms=(*old.terms[:place], term, *old.terms[place + 1 :]))
    return _with(glossary, changed)


def approve(
    glossary: Glossary,
    concept: str,
    by: str,
    on: date,
    language: str = TARGET_LANGUAGE,
    text: str = "",
    because: str = "",
) -> Glossary:
    """The glossary with a term approved: preferred where its concept has none yet in that language, else admitted.

    With no text, the proposed and provisional terms of the concept in that language. Terms of any other standing keep
    it and are signed. Raises Misused if there is nothing to approve, or several with none preferred yet.
    """
    old = glossary.concept(concept)
    waiting = (Status.PROPOSED, Status.PROVISIONAL)
    if text:
        chosen = {_place(old, language, text)}
    else:
        chosen = {place for place, term in enumerate(old.terms) if term.language == language and term.status in waiting}
    if not chosen:
        raise Misused(_("{concept} has nothing to approve in {language}").format(concept=concept, language=language))
    settled = any(True for _term in old.designations(language, Status.PREFERRED))
    if len(chosen) > 1 and not settled:
        named = ", ".join(old.terms[place].text for place in sorted(chosen))
        raise Misused(
            _("{concept} has several terms to approve, which one? {terms}").format(concept=concept, terms=named)
        )
    terms = list(old.terms)
    for place in sorted(chosen, key=lambda place: _RANK[old.terms[place].status]):
        status = terms[place].status
        if status in waiting:
            status = Status.ADMITTED if settled else Status.PREFERRED
            settled = True
        terms[place] = replace(
            terms[place],
            status=status,
            approved_by=by,
            approved_on=on,
            approval_note=because or terms[place].approval_note,
        )
    return _with(glossary, replace(old, terms=tuple(terms)))


def remove(glossary: Glossary, concept: str, language: str = "", text: str = "") -> Glossary:
    """The glossary without a term, or without the whole concept; a concept that loses its last term goes too."""
    old = glossary.concept(concept)
    place = _place(old, language, text) if text else -1
    left = tuple(term for number, term in enumerate(old.terms) if number != place) if text else ()
    others = (each for each in glossary.concepts if each.id != concept)
    return replace(glossary, concepts=(*others, replace(old, terms=left)) if left else tuple(others))


def _with(glossary: Glossary, concept: Concept) -> Glossary:
    others = (each for each in glossary.concepts if each.id != concept.id)
    return replace(glossary, concepts=(*others, concept))


def _position(concept: Concept, language: str, text: str) -> int | None:
    for place, term in enumerate(concept.terms):
        if term.text == text and (not language or term.language == language):
            return place
    return None


def _place(concept: Concept, language: str, text: str) -> int:
    place = _position(concept, language, text)
    if place is None:
        near = _nearest(text, [term.text for term in concept.terms])
        raise Misused(
            _("{concept} has no such term: {term} (nearest: {near})").format(concept=concept.id, term=text, near=near)
        )
    return place


def _sorted_out(values: dict[str, Any], *, term: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """Which of the values are a term's and which a concept's; a name that both have is the term's if there is one."""
    of_term: dict[str, Any] = {}
    of_concept: dict[str, Any] = {}
    for name, value in values.items():
        if name in _TERM_FIELDS and (term or name not in _CONCEPT_FIELDS):
            of_term[name] = value
        elif name in _CONCEPT_FIELDS:
            of_concept[name] = value
        else:
            near = _nearest(name, sorted(_TERM_FIELDS | _CONCEPT_FIELDS))
            raise Misused(_("no such field: {name} (nearest: {near})").format(name=name, near=near))
    return of_term, of_concept


def _nearest(word: str, known: Iterable[str], alike: float = 0.0) -> str:
    """The known word most like another, if it is at least so much alike; or ""."""
    import difflib

    return "".join(difflib.get_close_matches(word, list(known), 1, alike))


def combine(glossaries: Iterable[Glossary]) -> Glossary:
    """Several glossaries as one; a concept that stands in several has the terms of all, the first one's facts."""
    concepts: dict[str, Concept] = {}
    columns: dict[str, None] = {}
    for glossary in glossaries:
        columns |= dict.fromkeys(glossary.columns)
        for concept in glossary.concepts:
            known = concepts.get(concept.id)
            more = [] if known is None else [term for term in concept.terms if term not in known.terms]
            concepts[concept.id] = concept if known is None else replace(known, terms=(*known.terms, *more))
    return Glossary(tuple(concepts.values()), tuple(columns))
