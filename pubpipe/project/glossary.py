"""The project's glossaries, read, changed and written back where they came from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from pubpipe.errors import Misused
from pubpipe.glossary import Glossary, combine, edit, find, read_csv, verify_glossary, write_csv
from pubpipe.messages import _
from pubpipe.model import Concept, NameKind, Severity, Status, Term
from pubpipe.project import _files
from pubpipe.project._project import Done, Project

Change = Callable[[Glossary], Glossary]

_OF_CONCEPT = ("kind", "domain", "definition", "definition source", "first mention", "responsible", "note")
_WORDS_OF_CONCEPT = ("required context", "excluded context", "confusable with", "scope", "broader", "related")
_OF_TERM = (
    "part of speech",
    "type",
    "authority",
    "url",
    "geography",
    "register",
    "example",
    "reason",
    "note",
    "pinyin",
    "approved by",
    "approval note",
)
_WORDS_OF_TERM = ("blockers", "inflections")
_DATES_OF_TERM = ("valid from", "valid to", "approved on")
_TRUTHS_OF_TERM = ("case sensitive", "exact form", "anywhere")
FIELDS = (*_OF_CONCEPT, *_WORDS_OF_CONCEPT, *_OF_TERM, *_WORDS_OF_TERM, *_DATES_OF_TERM, *_TRUTHS_OF_TERM)
"""The names under which facts are shown."""

KINDS = {NameKind.PERSON: "person", NameKind.PLACE: "place name", NameKind.ORGANISATION: "organisation"}
"""What people call what a name names."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Glossary files and what stands in each, by path."""

    glossaries: dict[Path, Glossary]

    @property
    def whole(self) -> Glossary:
        """All of them as one."""
        return combine(self.glossaries.values())

    def holder(self, concept: str) -> Path:
        """The file a concept stands in, or the first where it is new."""
        return next(
            (path for path, glossary in self.glossaries.items() if concept in glossary.by_id),
            next(iter(self.glossaries)),
        )


def shelf(file: Path | None = None) -> Shelf:
    """The named glossary, or the project's. Raises Misused where there is none."""
    paths = [file] if file else Project.find().glossary_files
    if not paths:
        raise Misused(_("no glossary here: put a CSV file into glossaries/"))
    glossaries = {}
    for path in paths:
        data = _files.read(path)
        with _files.named(path.as_posix()):
            glossaries[path] = read_csv(data)
    return Shelf(glossaries)


def change(file: Path | None, concept: str, how: Change) -> Done:
    """Change the glossary that holds a concept and write it back, sorted."""
    shelved = shelf(file)
    path = shelved.holder(concept)
    with _files.named(path.as_posix()):
        changed = how(shelved.glossaries[path])
        _files.write(path, write_csv(changed))
    lines = [] if concept not in changed.by_id else list(described(changed.by_id[concept]))
    return Done((path.as_posix(), *lines))


def facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed about a concept or a term, without what was left open; Misused for a day that is none."""
    given = {name: value for name, value in values.items() if value not in (None, ())}
    for name in ("valid_from", "valid_to"):
        if given.get(name):
            try:
                given[name] = date.fromisoformat(given[name])
            except ValueError:
                raise Misused(_("not a date: {date}").format(date=given[name])) from None
    for name, kind in (("status", Status), ("kind", NameKind)):
        if name in given:
            given[name] = kind(given[name])
    return given


def editing(concept: str, language: str, text: str, given: Mapping[str, Any], cleared: Sequence[str]) -> Change:
    """How a concept or term is edited: lists grow by what is given, fields that are cleared are emptied first."""

    def how(glossary: Glossary) -> Glossary:
        if emptied := {name.replace("-", "_"): _empty(name.replace("-", "_"), bool(text)) for name in cleared}:
            glossary = edit(glossary, concept, language, text, **emptied)
        values = dict(given)
        known = glossary.concept(concept)
        term = next((each for each in known.terms if each.text == text and language in ("", each.language)), None)
        for name, value in given.items():
            if isinstance(value, tuple):
                before = getattr(term, name, None) or getattr(known, name, ())
                values[name] = tuple(dict.fromkeys([*(before or ()), *value]))
        return edit(glossary, concept, language, text, **values) if values else glossary

    return how


def _empty(name: str, term: bool) -> Any:
    """What a field holds when nothing is said; None for a name that is no field, which `edit` refuses."""
    for holder in (Term, Concept) if term else (Concept, Term):
        for each in fields(holder):
            if each.name == name and each.default is not MISSING:
                return each.default
    return None


def listed(
    file: Path | None, text: str, status: str | None, domain: str, language: str, kind: str | None = None
) -> list[Concept]:
    """The concepts a search finds."""
    wanted = Status(status) if status else None
    named = NameKind(kind) if kind else None
    return list(find(shelf(file).whole, text, status=wanted, domain=domain, language=language, kind=named))


def named(file: Path | None, name: str) -> list[Concept]:
    """The concept of this id, or else those that have this term. Raises Misused, saying where to look further."""
    whole = shelf(file).whole
    if name in whole.by_id:
        return [whole.by_id[name]]
    folded = name.casefold()
    having = [concept for concept in whole.concepts if any(term.text.casefold() == folded for term in concept.terms)]
    if not having and next(find(whole, name), None):
        raise Misused(_("no such concept: {id} (see pubpipe glossary list {id})").format(id=name))
    return having or [whole.concept(name)]


def line(concept: Concept) -> str:
    """A concept on one line: id, English, Chinese; a term that is not preferred says so."""
    languages = sorted({term.language for term in concept.terms})
    columns = ["; ".join(_named(term) for term in concept.designations(language)) for language in languages]
    return "\t".join([concept.id, *columns])


def _named(term: Term) -> str:
    return term.text if term.status is Status.PREFERRED else f"{term.text} ({_(term.status)})"


def described(concept: Concept) -> Iterator[str]:
    """Everything a concept holds, a line a fact."""
    yield concept.id
    for name in _OF_CONCEPT:
        if _value(concept, name):
            yield f"  {_(name)}: {_(KINDS[concept.kind]) if name == 'kind' and concept.kind else _value(concept, name)}"
    for name in _WORDS_OF_CONCEPT:
        if _value(concept, name):
            yield f"  {_(name)}: {', '.join(_value(concept, name))}"
    if concept.do_not_translate:
        yield "  " + _("do not translate")
    for term in concept.terms:
        yield f"  {term.language}  {_(term.status)}  {term.text}"
        for name in (*_OF_TERM, *_DATES_OF_TERM):
            if _value(term, name):
                yield f"      {_(name)}: {_value(term, name)}"
        for name in _WORDS_OF_TERM:
            if _value(term, name):
                yield f"      {_(name)}: {', '.join(_value(term, name))}"
        if truths := [_(name) for name in _TRUTHS_OF_TERM if _value(term, name)]:
            yield f"      {', '.join(truths)}"


def _value(holder: Concept | Term, name: str) -> Any:
    return getattr(holder, name.replace(" ", "_"))


def as_json(concepts: list[Concept]) -> str:
    """Concepts for machines."""
    from dataclasses import asdict

    def plain(value: Any) -> str:
        return str(value)

    rows = [asdict(concept) for concept in concepts]
    return json.dumps({"concepts": rows}, ensure_ascii=False, indent=2, default=plain) + "\n"


def verified(file: Path | None) -> tuple[list[tuple[Severity, str]], int]:
    """The glossary's own check: what is wrong in it and how gravely, and how many concepts it holds."""
    shelved = shelf(file)
    found = []
    for path, glossary in shelved.glossaries.items():
        found += [(Severity.NEUTRAL, f"{path.as_posix()}: {notice}") for notice in glossary.notices]
    for flaw in verify_glossary(shelved.whole):
        place = " ".join(filter(None, [flaw.concept, flaw.term]))
        found.append((flaw.severity, f"{place}: {_(flaw.severity)}: {flaw.message}"))
    return found, len(shelved.whole.concepts)
