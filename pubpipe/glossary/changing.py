"""Changes of a glossary over time: what differs between two, retiring a term, taking in another glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from pubpipe.errors import Misused
from pubpipe.glossary.store import Glossary, add, edit
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Concept, Status, Term

RETIRED = (Status.SUPERSEDED, Status.DEPRECATED, Status.FORBIDDEN)
"""The standings a retired term may have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of two glossaries: in a concept, in one of its terms ("" is the concept itself), of one field.

    `field` is "" where the whole concept or term is new (`before` is "") or gone (`after` is "").
    """

    concept: str
    term: str
    field: str
    before: str
    after: str


def differences(old: Glossary, new: Glossary) -> Iterator[Difference]:
    """What differs, in the order of concepts and terms."""
    for name in sorted({*old.by_id, *new.by_id}):
        before, after = old.by_id.get(name), new.by_id.get(name)
        if before is None or after is None:
            yield Difference(name, "", "", _told(before), _told(after))
            continue
        yield from _of_fields(name, "", before, after, ("id", "terms"))
        terms = {(term.language, term.text): term for term in before.terms}
        for term in after.terms:
            known = terms.pop((term.language, term.text), None)
            if known is None:
                yield Difference(name, term.text, "", "", _named(term))
            else:
                yield from _of_fields(name, term.text, known, term, ("text", "language"))
        for gone in terms.values():
            yield Difference(name, gone.text, "", _named(gone), "")


def retire(
    glossary: Glossary,
    concept: str,
    text: str,
    *,
    status: Status = Status.SUPERSEDED,
    reason: str = "",
    successor: str = "",
    on: date | None = None,
    language: str = TARGET_LANGUAGE,
) -> Glossary:
    """The glossary with a term retired: superseded (from a day), deprecated or forbidden, and its successor preferred.

    The successor may be a term of the concept already. Raises Misused for an unknown concept or term, for a standing
    that retires nothing, and where a preferred term would go without a successor.
    """
    if status not in RETIRED:
        raise Misused(_("{status} does not retire a term").format(status=_(status)))
    old = next(
        (term for term in glossary.concept(concept).terms if (term.language, term.text) == (language, text)), None
    )
    if old and old.status is Status.PREFERRED and not successor:
        raise Misused(_("{term} is preferred: name the term that succeeds it").format(term=text))
    if successor == text:
        raise Misused(_("{term} cannot succeed itself").format(term=text))
    values: dict[str, Any] = {"status": status, "reason": reason}
    if on and status is Status.SUPERSEDED:
        values["valid_to"] = on
    changed = edit(glossary, concept, language, text, **values)
    if not successor:
        return changed
    known = any((term.language, term.text) == (language, successor) for term in changed.concept(concept).terms)
    for term in changed.concept(concept).terms:
        if term.language == language and term.status is Status.PREFERRED and term.text != successor:
            changed = edit(changed, concept, language, term.text, status=Status.ADMITTED)
    if known:
        return edit(changed, concept, language, successor, status=Status.PREFERRED)
    return add(changed, concept, language, successor, status=Status.PREFERRED)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two glossaries say different things of one concept: what the first says stands."""

    concept: str
    what: str
    kept: str
    left: str


def merged(one: Glossary, other: Glossary) -> tuple[Glossary, tuple[Conflict, ...]]:
    """One glossary with what another has more: concepts, terms, facts that are empty here.

    A concept is the same if it has the same id, or the same preferred English and Chinese. What the two say otherwise
    is a conflict, and what the first says stands; a second preferred term comes in as proposed.
    """
    concepts = dict(one.by_id)
    same = {_sense(concept): concept.id for concept in one.concepts if _sense(concept)}
    conflicts: list[Conflict] = []
    for theirs in other.concepts:
        name = theirs.id if theirs.id in concepts else same.get(_sense(theirs), theirs.id)
        ours = concepts.get(name)
        concepts[name] = replace(theirs, id=name) if ours is None else _united(ours, theirs, conflicts)
    columns = tuple(dict.fromkeys((*one.columns, *other.columns)))
    return Glossary(tuple(concepts.values()), columns), tuple(conflicts)


def _united(ours: Concept, theirs: Concept, conflicts: list[Conflict]) -> Concept:
    facts: dict[str, Any] = {}
    for name in (each.name for each in fields(Concept) if each.name not in ("id", "terms")):
        mine, other = getattr(ours, name), getattr(theirs, name)
        if not mine and other:
            facts[name] = other
        elif mine and other and mine != other:
            conflicts.append(Conflict(ours.id, name.replace("_", " "), _shown(mine), _shown(other)))
    terms = list(ours.terms)
    settled = {term.language: term.text for term in terms if term.status is Status.PREFERRED}
    for term in theirs.terms:
        known = next((each for each in terms if _spelling(each) == _spelling(term)), None)
        if known:
            if known.status is not term.status:
                conflicts.append(Conflict(ours.id, term.text, _(known.status), _(term.status)))
        elif term.status is Status.PREFERRED and term.language in settled:
            conflicts.append(Conflict(ours.id, _(Status.PREFERRED), settled[term.language], term.text))
            terms.append(replace(term, status=Status.PROPOSED))
        else:
            terms.append(term)
    return replace(ours, terms=tuple(terms), **facts)


def _spelling(term: Term) -> tuple[str, str]:
    return term.language, term.text.casefold()


def _sense(concept: Concept) -> tuple[str, ...]:
    """The preferred English and Chinese, which make two concepts one; nothing where either is missing."""
    preferred = {term.language: term.text for term in concept.terms if term.status is Status.PREFERRED}
    english, chinese = preferred.get("en"), preferred.get(TARGET_LANGUAGE)
    return (english.casefold(), chinese) if english and chinese else ()


def _of_fields(concept: str, term: str, before: Any, after: Any, without: tuple[str, ...]) -> Iterator[Difference]:
    for each in fields(before):
        one, other = getattr(before, each.name), getattr(after, each.name)
        if each.name not in without and one != other:
            yield Difference(concept, term, each.name.replace("_", " "), _shown(one), _shown(other))


def _told(concept: Concept | None) -> str:
    return "; ".join(map(_named, concept.terms)) if concept else ""


def _named(term: Term) -> str:
    return term.text if term.status is Status.PREFERRED else f"{term.text} ({_(term.status)})"


def _shown(value: Any) -> str:
    if value is None or value is False:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
