"""Concepts and their terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from pubpipe.model.values import value


class Status(StrEnum):
    """A term's standing (TBX-Basic administrative status, with the states before and beside it)."""

    PROPOSED = "proposed"
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"
    PROVISIONAL = "provisional"


@value
class Term:
    """One designation of a concept in one language.

    `inflections` are forms beyond the noun's own plural in which it counts; `geography` and `register` say where and
    to whom it is spoken; `approval_note` is why it was approved.
    """

    text: str
    language: str
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    type: str = ""
    authority: str = ""
    url: str = ""
    note: str = ""
    reason: str = ""
    case_sensitive: bool = False
    exact_form: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    blockers: tuple[str, ...] = ()
    pinyin: str = ""
    anywhere: bool = False
    approved_by: str = ""
    approved_on: date | None = None
    approval_note: str = ""
    inflections: tuple[str, ...] = ()
    geography: str = ""
    register: str = ""
    example: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class NameKind(StrEnum):
    """What a proper name names: the name register is the concepts that have one."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@value
class Concept:
    """One meaning, its designations in every language, and what governs them (ISO 30042 concept entry).

    `kind` makes it an entry of the name register. `scope` holds the ids of the books it is for; empty is all.
    `first_mention` is how a book first names it, with {zh}, {en} and {acronym} for the terms; "" is the usual way.
    """

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    required_context: tuple[str, ...] = ()
    excluded_context: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    do_not_translate: bool = False
    kind: NameKind | None = None
    scope: tuple[str, ...] = ()
    first_mention: str = ""
    definition_source: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    responsible: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def designations(self, language: str, *statuses: Status) -> Iterator[Term]:
        """Its terms in one language, in the order of the store; of the given statuses, or of all."""
        return (term for term in self.terms if term.language == language and (not statuses or term.status in statuses))
