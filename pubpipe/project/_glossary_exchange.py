"""Terms that come from other houses and go to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pubpipe.errors import Misused
from pubpipe.glossary import Glossary, write_csv
from pubpipe.glossary.changing import Conflict, merged
from pubpipe.messages import _, ngettext
from pubpipe.model import SOURCE_LANGUAGE, Concept, Status, Term
from pubpipe.project import _files
from pubpipe.project._project import Done, Project
from pubpipe.project.glossary import shelf


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought: into which file, how many concepts and terms more, what was unusual, what differs."""

    path: str
    concepts: int
    terms: int
    notices: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def export_glossary(file: Path | None, output: Path, format: str = "") -> Done:
    """Write the project's glossaries as one file, by the suffix of `output` or in the format named.

    Raises Misused for an unknown format, and for what the format cannot hold.
    """
    from pubpipe import exchange

    kind, style = exchange.terms(format) if format else (exchange.terms_of(output.name), "")
    written = getattr(kind, "WRITTEN", kind.SUFFIXES)
    if not format and not output.name.lower().endswith(written):
        raise Misused(_("{file}: this format is only read").format(file=output))
    shelved = shelf(file)
    _files.apart(output, *shelved.glossaries)
    whole = shelved.whole
    with _files.named(output.as_posix()):
        _files.write(output, kind.write_terms(whole, style))
    told = ngettext("{count} concept", "{count} concepts", len(whole.concepts)).format(count=len(whole.concepts))
    return Done((f"{output.as_posix()}: {told}",), made=output)


def import_glossary(into: Path | None, file: Path, format: str, mapping: Mapping[str, str]) -> Imported:
    """Merge a file's terms into a glossary, the project's first otherwise; what stands there already stays.

    A concept is one of ours by its id, where the two have a term in common, or else by its English term. The first
    English term is preferred, since it is what the sources say; all other terms without a standing are proposed.
    """
    from pubpipe import exchange

    data = _files.read(file)
    kind = exchange.terms(format)[0] if format else exchange.terms_of(file.name, data)
    with _files.named(file.as_posix()):
        theirs = kind.read_terms(data, mapping)
    shelved = shelf(into)
    path = next(iter(shelved.glossaries))
    ours = shelved.glossaries[path]
    elsewhere = {name for each, glossary in shelved.glossaries.items() if each != path for name in glossary.by_id}
    placed = _placed(theirs, shelved.whole)
    left = tuple(concept for concept in placed if concept.id in elsewhere)
    wanted = tuple(concept for concept in placed if concept.id not in elsewhere)
    united, conflicts = merged(ours, replace(theirs, concepts=wanted))
    _files.write(path, write_csv(united))
    notices = list(theirs.notices)
    if left:
        ids = ", ".join(concept.id for concept in left)
        notices.append(_("left out, since another glossary of the project has them: {ids}").format(ids=ids))
    return Imported(
        path.as_posix() if into else Project.find().shown(path),
        len(united.concepts) - len(ours.concepts),
        _terms(united) - _terms(ours),
        tuple(f"{file.as_posix()}: {notice}" for notice in notices),
        conflicts,
    )


def _terms(glossary: Glossary) -> int:
    return sum(len(concept.terms) for concept in glossary.concepts)


def _placed(theirs: Glossary, ours: Glossary) -> tuple[Concept, ...]:
    """Their concepts under our ids where they are ours, and under ids that are free where they are not."""
    from pubpipe.exchange import identity

    known: dict[str, list[str]] = {}
    for concept in ours.concepts:
        for text in _english(concept):
            known.setdefault(text, []).append(concept.id)
    tallied = Counter(text for concept in theirs.concepts for text in _english(concept))
    taken = {*ours.by_id, *theirs.by_id}
    found = []
    for concept in map(_plain, theirs.concepts):
        name = concept.id
        if name not in ours.by_id or not _same(concept, ours.by_id[name]):
            same = {each for text in _english(concept) if tallied[text] == 1 for each in known.get(text, ())}
            if len(same) == 1:
                name = same.pop()
            elif name in ours.by_id:
                name = identity([*_english(concept), concept.id], taken)
                taken.add(name)
        concept = _news(concept, ours.by_id[name]) if name in ours.by_id else _settled(concept)
        found.append(replace(concept, id=name))
    return tuple(found)


def _english(concept: Concept) -> list[str]:
    return [term.text.casefold() for term in concept.terms if term.language.startswith(SOURCE_LANGUAGE)]


def _same(one: Concept, other: Concept) -> bool:
    """Whether two concepts of one id may be one: they have a term in common, or one of them no English."""
    english, others = set(_english(one)), set(_english(other))
    return not english or not others or bool(english & others)


def _plain(concept: Concept) -> Concept:
    """A concept whose English of one country is English: a book is translated from either."""
    terms: dict[tuple[str, str], Term] = {}
    for term in concept.terms:
        language = SOURCE_LANGUAGE if term.language.startswith(f"{SOURCE_LANGUAGE}-") else term.language
        terms.setdefault((language, term.text), replace(term, language=language))
    return replace(concept, terms=tuple(terms.values()))


def _news(theirs: Concept, ours: Concept) -> Concept:
    """Their concept without terms that only propose what stands with us already."""
    known = {(term.language, term.text.casefold()) for term in ours.terms}
    terms = (
        term
        for term in theirs.terms
        if term.status is not Status.PROPOSED or (term.language, term.text.casefold()) not in known
    )
    return replace(theirs, terms=tuple(terms))


def _settled(concept: Concept) -> Concept:
    """A concept whose English is all proposed, with the first of it preferred."""
    english = list(concept.designations(SOURCE_LANGUAGE))
    if not english or any(term.status is not Status.PROPOSED for term in english):
        return concept
    first = english[0]
    terms = tuple(replace(term, status=Status.PREFERRED) if term is first else term for term in concept.terms)
    return replace(concept, terms=terms)
