"""What a translation will cost: the sources by how well the memory knows them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pubpipe.model import Book, Chapter, Entry, Match, MatchKind, TranslationUnit
from pubpipe.project import _living
from pubpipe.project._changes import project_changes
from pubpipe.project._extract import chapter_document, extraction, read_catalog
from pubpipe.project._fill import better, whole_terms
from pubpipe.project._project import LOCALE, Project

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog
    from pubpipe.reports.counts import Counted
    from pubpipe.reports.rates import Band

LEAST = 50
"""Percent: what is less alike is new."""


class Asked(Protocol):
    """A memory, as counting asks it."""

    def matches(self, wanted: TranslationUnit, threshold: int = 70, limit: int = 5) -> list[Match]:
        """The best offers for a sentence."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a count, one for each chapter and band that has something, and what is to be told."""

    rows: tuple[Counted, ...]
    notes: tuple[str, ...] = ()


def count(project: Project, books: Iterable[str] = (), revision: str = "") -> Counts:
    """Count the sources of these books, or of all, by band of the memory as it stands, or stood at a git revision.

    Sources are counted as they are now; nothing is written. What is translated counts as in context; a sentence that
    stands again, without a better match, as a repetition.
    """
    rows: list[Counted] = []
    terms = whole_terms(project.glossary)
    seen: set[tuple[str, str]] = set()
    with _memory(project, revision) as (memory, notes):
        for book in project.books(books):
            for chapter in book.chapters:
                catalog = _catalog(project, book, chapter, revision)
                rows += _chapter(catalog, book.id, chapter.id, memory, terms, seen)
    return Counts(tuple(rows), tuple(notes))


@contextmanager
def _memory(project: Project, revision: str) -> Iterator[tuple[Asked, list[str]]]:
    """The project's memory, or one made of what git has at a revision."""
    from pubpipe.memory import Memory
    from pubpipe.project.memory import ProjectMemory, signed

    if not revision:
        with ProjectMemory(project) as memory:
            yield memory, [*memory.notes, *map(str, memory.failures.values())]
        return
    with Memory(None, project.settings.memory.penalties) as index:
        for path in _tracked(project.root / "translations" / LOCALE, revision):
            name = project.shown(path)
            index.refresh(name, revision, signed(project, path, name, _living.catalog_at(path, revision)))
        yield index, []


def _tracked(folder: Path, revision: str) -> list[Path]:
    """The PO files git has in a folder at a revision."""
    _living.known(folder, revision)
    listed = subprocess.run(
        ["git", "-C", str(folder), "ls-tree", "-r", "-z", "--name-only", revision, "."], capture_output=True, check=True
    )
    names = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
    return [folder / name for name in names if name.endswith(".po")]


def _catalog(project: Project, book: Book, chapter: Chapter, revision: str) -> Catalog:
    """A chapter as extracting would leave it now."""
    from pubpipe.catalog import update

    path = project.po(book, chapter)
    old = _living.catalog_at(path, revision) if revision else read_catalog(path, project.shown(path))
    _source, document = chapter_document(project, book, chapter)
    settings = project.settings
    now = extraction(project.name(book, chapter), settings.segmentation, settings.extract)
    return update(old, document, now, None, project.cut, project_changes(project))[0]


def _chapter(
    catalog: Catalog,
    book: str,
    chapter: str,
    memory: Asked,
    terms: dict[str, Match],
    seen: set[tuple[str, str]],
) -> Iterator[Counted]:
    from pubpipe.catalog import parse, wanting
    from pubpipe.model import text
    from pubpipe.reports.counts import Counted
    from pubpipe.reports.rates import Band
    from pubpipe.text.counting import characters, words

    entries = {entry.places[0]: entry for entry in catalog.live if entry.places}
    counted: dict[Band, list[int]] = {}
    for unit in wanting(catalog, every=True):
        entry = entries[unit.place]
        band = _band(entry, unit, memory, terms)
        source, target = text(parse(entry.source).content), text(parse(entry.target).content)
        length = words(source), len("".join(source.split())), 0 if entry.fuzzy else characters(target)
        known = (unit.context, unit.source) in seen and band not in (Band.IN_CONTEXT, Band.EXACT, Band.FIGURES)
        seen.add((unit.context, unit.source))
        for number in range(len(entry.places)):
            again = known or (number > 0 and band not in (Band.IN_CONTEXT, Band.FIGURES))
            sums = counted.setdefault(Band.REPETITION if again else band, [0, 0, 0, 0])
            for position, add in enumerate((1, *length)):
                sums[position] += add
    for band in Band:
        if band in counted:
            yield Counted(book, chapter, band, *counted[band])


def _band(entry: Entry, unit: TranslationUnit, memory: Asked, terms: dict[str, Match]) -> Band:
    from pubpipe.catalog import is_figures
    from pubpipe.memory import similarity
    from pubpipe.reports.rates import Band

    if is_figures(entry.source):
        return Band.FIGURES
    if entry.target.strip() and not entry.fuzzy:
        return Band.IN_CONTEXT
    found = memory.matches(unit, LEAST, 1)
    match = better(found[0] if found else None, terms.get(unit.source.casefold()))
    before = similarity(entry.previous, entry.source) if entry.fuzzy and entry.previous else 0
    if match and match.kind is MatchKind.IN_CONTEXT:
        return Band.IN_CONTEXT
    if match and match.kind in (MatchKind.EXACT, MatchKind.TERM):
        return Band.EXACT
    if match and match.kind is MatchKind.REPAIRED:
        return Band.REPAIRED
    return Band.of(max(before, match.similarity if match else 0))
