"""Weblate's glossaries as CSV: a row a pair, its standing in flags.

`source,target,context,developer_comments,flags`, where the flags are `terminology`, `forbidden` for what must not be
used and `read-only` for what is not translated. The context is the concept's id, which keeps apart what is spelt alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.errors import Misused, PubpipeError
from pubpipe.exchange._concepts import identity
from pubpipe.glossary import Glossary, language_of
from pubpipe.glossary.store import ID
from pubpipe.messages import _
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Concept, Status, Term
from pubpipe.tables import demand
from pubpipe.tables.separated import read_table, written

SUFFIXES = (".csv",)
STYLES = ()
WRITTEN = ()

_COLUMNS = ("source", "target", "context", "developer_comments", "flags")
_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_REFUSED = (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)
_READ = (*_COLUMNS, "explanation")


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """What is accepted and what is refused of each concept; proposed terms stay here."""
    rows = (row for concept in glossary.concepts for row in _rows(concept))
    return written([_COLUMNS, *rows], marked=False).encode()


def _rows(concept: Concept) -> Iterator[tuple[str, ...]]:
    comment = "\n".join(filter(None, (concept.domain, concept.definition, concept.note)))
    for english in concept.designations(SOURCE_LANGUAGE, *_ACCEPTED):
        if concept.do_not_translate:
            yield english.text, english.text, concept.id, comment, "terminology, read-only"
            continue
        for chinese in concept.designations(TARGET_LANGUAGE, *_ACCEPTED):
            yield english.text, chinese.text, concept.id, comment, "terminology"
        for refused in concept.designations(TARGET_LANGUAGE, *_REFUSED):
            yield english.text, refused.text, concept.id, refused.reason or comment, "terminology, forbidden"


def recognises(data: bytes) -> bool:
    """Whether a table is Weblate's: a source, a target, and flags or a context."""
    try:
        headings = set(read_table(data, str.casefold, _READ.__contains__).headings)
    except PubpipeError:
        return False
    return {"source", "target"} <= headings and bool({"flags", "context"} & headings)


def read_terms(data: bytes, mapping: Mapping[str, str]) -> Glossary:
    """The pairs of one source and one context as a concept; what is not forbidden is proposed.

    Raises Unreadable, and Misused for a table without sources and targets.
    """
    if mapping:
        raise Misused(_("{format} has columns of its own; --map is for tables").format(format="Weblate"))
    table = read_table(data, str.casefold, _READ.__contains__)
    demand(table, ("source", "target"))
    ids: dict[tuple[str, str], str] = {}
    made: dict[str, Concept] = {}
    for row in table.rows:
        source, target, context = (row.cells.get(name, "") for name in ("source", "target", "context"))
        if not source:
            continue
        flags = {flag.strip() for flag in row.cells.get("flags", "").split(",")}
        name = context if ID.fullmatch(context) else ids.get((source, context)) or identity([source], made)
        ids[source, context] = name
        kept = "read-only" in flags
        status = Status.FORBIDDEN if "forbidden" in flags else Status.PROPOSED
        extra = (("context", context),) if context and name != context else ()
        terms = [Term(source, SOURCE_LANGUAGE, Status.PROPOSED, extra=extra)]
        comment = row.cells.get("explanation") or row.cells.get("developer_comments", "")
        if target and not kept:
            language = TARGET_LANGUAGE if target != source else language_of(target)
            reason = comment if status is Status.FORBIDDEN else ""
            terms.append(Term(target, language, status, reason=reason))
        old = made.get(name, Concept(name, (), do_not_translate=kept))
        known = {(term.language, term.text) for term in old.terms}
        new = tuple(term for term in terms if (term.language, term.text) not in known)
        note = old.note or ("" if status is Status.FORBIDDEN else comment)
        made[name] = Concept(name, (*old.terms, *new), note=note, do_not_translate=old.do_not_translate or kept)
    columns = ("context",) if any(term.extra for concept in made.values() for term in concept.terms) else ()
    return Glossary(tuple(made.values()), columns, table.notices)
