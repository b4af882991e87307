"""Review editions: a Word file with its changes against an earlier one, and remarks where a person must look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book, Edition
from pubpipe.project import _files
from pubpipe.project._cache import digest
from pubpipe.project._extract import read_catalog
from pubpipe.project._project import Project

if TYPE_CHECKING:
    from datetime import datetime

    from pubpipe.books import Assembled

_LONGEST = 300
"""Characters of an earlier source that a remark repeats."""


def earlier(edition: Edition) -> str:
    """The file an edition is compared with, from the project's root, or ""."""
    return dict(edition.settings).get("review", "")


def inputs(project: Project, edition: Edition) -> dict[str, str]:
    """The digest of that file, by its name; nothing for an edition that is no review."""
    name = earlier(edition)
    path = project.root / name
    return {name: digest(_files.read(path)) if path.is_file() else ""} if name else {}


def reviewed(
    project: Project, assembled: Assembled, edition: Edition, made: bytes, path: Path, date: datetime
) -> bytes:
    """An edition, to be written to a path from the root, with its changes against the earlier one tracked.

    Comments tell of open doubts and of segments whose source has changed. Raises Misused where the earlier file is the
    edition itself, Unreadable where it is none of ours.
    """
    from pubpipe.books import docx

    name = earlier(edition)
    if (project.root / path).resolve() == (project.root / name).resolve():
        raise Misused(_("{file}: would be written over what it is made from").format(file=path.as_posix()))
    before = _files.read(project.root / name)
    remarks: dict[str, list[str]] = {}
    for address, sentence in (*_doubts(assembled), *_changed(project, assembled.book)):
        remarks.setdefault(address, []).append(sentence)
    with _files.named(name):
        return docx.review(made, before, remarks, date)


def _doubts(assembled: Assembled) -> Iterator[tuple[str, str]]:
    for doubt in assembled.doubts:
        if doubt.address:
            yield doubt.address, doubt.message


def _changed(project: Project, book: Book) -> Iterator[tuple[str, str]]:
    """The address of each segment whose translation is of another source, and what is to be said there."""
    from pubpipe.catalog.places import unit_of

    for number, chapter in enumerate(book.chapters, start=1):
        po = project.po(book, chapter)
        catalog = read_catalog(po, project.shown(po))
        for entry in catalog.live if catalog else ():
            if entry.fuzzy and entry.previous:
                before, now = entry.previous[:_LONGEST], entry.source[:_LONGEST]
                sentence = _("the source has changed: “{before}” is now “{now}”").format(before=before, now=now)
                for unit in dict.fromkeys(unit_of(place)[0].rpartition(":")[2] for place in entry.places):
                    yield f"{number}:{unit}", sentence
