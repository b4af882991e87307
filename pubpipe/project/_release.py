"""A release: a book checked, built, and described by a manifest beside its files."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubpipe import __version__
from pubpipe.errors import Refused
from pubpipe.messages import _, ngettext
from pubpipe.model import Book, Edition, Finding
from pubpipe.project import _assembling, _build, _files, _living, _signoffs
from pubpipe.project._books import ROLES
from pubpipe.project._check import Checked, check
from pubpipe.project._extract import read_catalog
from pubpipe.project._galleys import Manner, Prepared, prepare
from pubpipe.project._project import Done, Project
from pubpipe.project._rows import day_of, read_rows, who

if TYPE_CHECKING:
    from pubpipe.books import Assembled


def release(
    project: Project, book_id: str, person: str, day: str | None, steps: tuple[str, ...] = (), jobs: int = 1
) -> Iterator[Done]:
    """Check a book, build all its editions and write the manifest of what they are made from.

    `steps` are those of ISO 17100 that every segment must be signed for. Raises Refused, and makes nothing, for
    findings at or above the threshold, unfinished text and missing signatures.
    """
    (book,) = project.books([book_id])
    person, day = who(person), day_of(day)
    checked = check([project.po(book, chapter) for chapter in book.chapters], None, jobs=jobs)
    _must_be_clean(book, checked)
    translations = [_translation(project, book, index) for index in range(len(book.chapters))]
    _must_be_signed(book, translations, steps)
    yield from _build.build(project, [book.id], jobs=jobs)
    prepared = list(prepare(project, book, Manner(), jobs))
    assembled = _assembling.assemble(project, book, prepared, draft=False)
    manifest = {
        "book": book.id,
        "title": book.title,
        "original_title": book.original_title,
        "released": {"by": person, "on": day, "with": f"pubpipe {__version__}"},
        "people": [asdict(each) | {"role": ROLES.get(each.role, each.role)} for each in book.people],
        "sources": [_file(project, project.source(book, chapter)) for chapter in book.chapters],
        "beside": _beside(project, book),
        "translations": translations,
        "glossary": _glossary(project),
        "editions": [_edition(project, book, edition) for edition in book.editions],
        "findings": _findings(project, book, checked),
        "doubts": list(_assembling.doubts(assembled)),
        "pictures": _pictures(assembled),
        "omitted": _omitted(prepared),
    }
    path = Path("dist", f"{book.id}-release.json")
    written = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    _files.write(project.root / path, written.encode())
    yield Done(made=path)


def _must_be_clean(book: Book, checked: Checked) -> None:
    worst = checked.at_or_above(None)
    if worst:
        sentence = ngettext(
            "{book}: {count} finding blocks the release; `pubpipe check` shows it",
            "{book}: {count} findings block the release; `pubpipe check` shows them",
            len(worst),
        )
        raise Refused(sentence.format(book=book.id, count=len(worst)))


def _must_be_signed(book: Book, translations: list[dict[str, Any]], steps: tuple[str, ...]) -> None:
    for step in steps:
        for each in translations:
            signed = sum(each["signed"].get(step, {}).values())
            if signed < each["segments"]:
                raise Refused(
                    _("{file}: {count} of {all} segments are not signed for this step: {step}").format(
                        file=each["file"], count=each["segments"] - signed, all=each["segments"], step=_(step)
                    )
                )


def _file(project: Project, path: Path) -> dict[str, Any]:
    """A file's name from the root, its size and its digest."""
    data = _files.read(path)
    return {"file": project.shown(path), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _beside(project: Project, book: Book) -> list[dict[str, Any]]:
    """What stands in the book's folder beside its chapters: book.toml, pictures, bibliography, records."""
    folder = project.root / "sources" / book.id
    chapters = {project.source(book, chapter) for chapter in book.chapters}
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path not in chapters)
    return [_file(project, path) for path in paths if not path.name.startswith((".", "~"))]


def _translation(project: Project, book: Book, index: int) -> dict[str, Any]:
    """A chapter's PO file, how many segments it has, and by whom how many of them are signed for each step."""
    chapter = book.chapters[index]
    po = project.po(book, chapter)
    catalog = read_catalog(po, project.shown(po))
    entries = {_signoffs.digest(each) for each in catalog.live} if catalog else set()
    signed: dict[str, Counter[str]] = {}
    for row in _signoffs.read(po.parent / "signoffs.csv"):
        if row.chapter == chapter.id and row.digest in entries:
            signed.setdefault(row.step, Counter())[row.person] += 1
    told: Mapping[str, Mapping[str, int]] = {step: dict(people) for step, people in sorted(signed.items())}
    return _file(project, po) | {"segments": len(entries), "signed": told}


def _glossary(project: Project) -> dict[str, Any]:
    return {
        "version": project.glossary_key[:16],
        "concepts": len(project.glossary.concepts),
        "files": [_file(project, path) for path in project.glossary_files],
    }


def _edition(project: Project, book: Book, edition: Edition) -> dict[str, Any]:
    """What an edition is, and its file; where it is a folder, the files the build put into it."""
    path = project.root / _build.where(project, book, edition, draft=False)
    made = _build.remembered(project, book, edition, draft=False)
    inside = [_file(project, project.root / name) for name in sorted(made.placed)] if made and path.is_dir() else []
    return {
        "edition": edition.name,
        "format": _build.form(edition),
        "audience": edition.audience,
        "bilingual": edition.bilingual,
    } | ({"folder": project.shown(path), "files": inside} if path.is_dir() else _file(project, path))


def _findings(project: Project, book: Book, checked: Checked) -> dict[str, Any]:
    """What is open, by severity and one by one, and what somebody waived, with the reason."""
    chapters = {chapter.id for chapter in book.chapters}
    waivers = read_rows(project.translations(book) / _living.WAIVERS, _living.Waiver)
    counted = Counter(str(each.severity) for each in checked.findings)
    return {
        "open": dict(sorted(counted.items())),
        "listed": [_finding(each) for each in checked.findings],
        "waived": checked.waived,
        "waivers": [asdict(row) for row in waivers if row.chapter in chapters],
    }


def _finding(found: Finding) -> dict[str, str]:
    return {
        "check": found.check,
        "severity": str(found.severity),
        "file": found.file,
        "place": found.place,
        "message": found.message,
    }


def _pictures(assembled: Assembled) -> list[dict[str, Any]]:
    """Each picture of the book: its Chinese twin, and what figures/figures.csv says of it."""
    return [
        {
            "file": each.chapter,
            "picture": each.name,
            "twin": each.twin,
            "map": each.is_map,
            "permission": each.permission,
            "map_number": each.number,
            "source": each.source,
            "credit": each.credit,
        }
        for each in assembled.pictures
    ]


def _omitted(prepared: list[Prepared]) -> list[dict[str, str]]:
    return [
        {"place": place, "source": source, "reason": reason}
        for each in prepared
        for place, source, reason in each.omitted
    ]
