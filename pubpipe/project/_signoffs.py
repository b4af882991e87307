"""Sign-offs: who answers for which step of which translated segment; they expire when either text changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pubpipe.errors import Misused, Refused
from pubpipe.messages import _, ngettext
from pubpipe.model import Entry
from pubpipe.project import _files
from pubpipe.project._project import Done, Project
from pubpipe.project._rows import day_of, read_rows, who, write_rows

TRANSLATION, REVISION = "translation", "revision"


@dataclass(frozen=True, slots=True, order=True)
class Signoff:
    """One row of signoffs.csv. `digest` is of source and target as the PO file holds them."""

    chapter: str
    context: str
    digest: str
    step: str
    person: str
    date: str


def digest(entry: Entry) -> str:
    """What a signature is bound to: the source and its translation."""
    return pair_digest(entry.source, entry.target)


def pair_digest(source: str, target: str) -> str:
    """The same for a pair that is no entry."""
    return hashlib.sha256(f"{source}\0{target}".encode()).hexdigest()[:16]


def read(path: Path) -> tuple[Signoff, ...]:
    """The rows of a signoffs.csv, none if there is no such file."""
    return read_rows(path, Signoff)


def write(path: Path, rows: Iterable[Signoff]) -> None:
    """Write them sorted."""
    write_rows(path, Signoff, rows)


def sign(project: Project, chapter_name: str, step: str, person: str, day: str | None) -> Done:
    """Sign a step for all finished segments of a chapter.

    Raises Refused where reviser and translator would be one person.
    """
    from pubpipe.catalog import faults, parse, read_po

    book_id, _slash, chapter_id = chapter_name.partition("/")
    book = project.books([book_id])[0]
    chapter = next((each for each in book.chapters if chapter_id in (each.id, each.source)), None)
    if chapter is None:
        raise Misused(_("no such chapter: {chapter}").format(chapter=chapter_name))
    person, signed_on = who(person), day_of(day)
    po = project.po(book, chapter)
    data = _files.read(po)
    with _files.named(project.shown(po)):
        entries = read_po(data).entries
    finished = [
        each
        for each in entries
        if each.target and not each.fuzzy and not each.obsolete and not faults(parse(each.source).content, each.target)
    ]
    path = project.translations(book) / "signoffs.csv"
    known = read(path)
    if step in (TRANSLATION, REVISION):
        other = REVISION if step == TRANSLATION else TRANSLATION
        theirs = {row.digest for row in known if row.step == other and row.person == person}
        if any(digest(each) in theirs for each in finished):
            raise Refused(
                _("{chapter}: {person} signed the {other}; the {step} needs another person").format(
                    chapter=chapter_name, person=person, other=_(other), step=_(step)
                )
            )
    rows = [Signoff(chapter.id, each.context, digest(each), step, person, signed_on) for each in finished]
    write(path, [*known, *rows])
    left = sum(not each.obsolete for each in entries) - len(finished)
    lines = [
        ngettext("{chapter}: {count} segment signed", "{chapter}: {count} segments signed", len(rows)).format(
            chapter=chapter_name, count=len(rows)
        )
    ]
    if left:
        lines.append(_("{chapter}: {count} unfinished, not signed").format(chapter=chapter_name, count=left))
    return Done(tuple(lines))
