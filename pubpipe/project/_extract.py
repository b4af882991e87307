"""Sources in, PO files out; what was translated stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe import segmentation
from pubpipe.calm import calm
from pubpipe.errors import Misused, PubpipeError, Unreadable
from pubpipe.formats import RULES, Rules, format_of, version
from pubpipe.messages import _
from pubpipe.model import Book, Chapter, Content, Document, Unit
from pubpipe.project import _files, _jobs
from pubpipe.project._changes import changes, project_changes
from pubpipe.project._project import Done, Project, rules_around

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog, Extraction, Report, Terms

_BEGINNING = 1_400_000
"""Bytes of sources and PO files that are extracted in the time a process takes to begin."""


def read_document(
    source: bytes,
    name: str,
    cut: str,
    rules: Rules = RULES,
    sentence_rules: segmentation.Rules | None = None,
    known: Callable[[Unit], Unit | None] = lambda _unit: None,
) -> Document:
    """A source file as units, each cut into segments, or as `known`. Raises Unreadable; the caller names the file."""
    document = format_of(name).read(source, rules)
    if cut == "paragraph":
        return replace(document, units=tuple(map(segmentation.paragraph, document.units)))
    units = (known(unit) or segmentation.segment(unit, rules=sentence_rules) for unit in document.units)
    return replace(document, units=tuple(units))


def chapter_document(
    project: Project, book: Book, chapter: Chapter, catalog: Catalog | None = None
) -> tuple[bytes, Document]:
    """A chapter's source and what is in it; errors name the file.

    Where a `catalog` is given, its units are cut as they are in it; `must_fit` tells whether that is right. Rules of
    the project's own may have changed since, so that they are always asked.
    """
    from pubpipe.catalog import cutter

    path = project.source(book, chapter)
    source = _files.read(path)
    settings = project.settings
    known = cutter(catalog) if catalog and not settings.segmentation_rules else lambda _unit: None
    with _files.named(project.shown(path)):
        return source, read_document(
            source, chapter.source, settings.segmentation, settings.extract, project.rules, known
        )


def extraction(name: str, cut: str, rules: Rules) -> Extraction:
    """How we extract now, as PO headers say it."""
    from pubpipe.catalog import Extraction

    return Extraction(name, cut, version(rules))


def read_catalog(path: Path, shown: str) -> Catalog | None:
    """The PO file, if there is one; errors name it."""
    from pubpipe.catalog import read_po

    if not path.exists():
        return None
    data = _files.read(path)
    with _files.named(shown):
        return read_po(data)


def catalog_again(path: Path, shown: str) -> Catalog | None:
    """The same, for what is read more than once while one process builds a book: parsed the first time alone."""
    if not path.exists():
        return None
    data = _files.read(path)
    with _files.named(shown):
        return _parsed(data)


@lru_cache(maxsize=256)
def _parsed(data: bytes) -> Catalog:
    from pubpipe.catalog import read_po

    return read_po(data)


def write_catalog(path: Path, catalog: Catalog) -> bool:
    """Write a PO file; give whether it changed."""
    from pubpipe.catalog import write_po

    return _files.write(path, write_po(catalog))


def extract(project: Project, sources: Sequence[Path] = (), jobs: int = 1) -> Iterator[Done]:
    """Create or update the PO files of the named sources, or of all; a failure in one leaves the others done.

    `jobs` processes work at once, 0 as many as are worth starting; the PO files are the same.
    Raises an error of the glossary before any file is read.
    """
    for book in project.books():
        term_lines(project, book)
    chapters = list(project.chapters(sources))
    files = [path for chapter in chapters for path in (project.source(*chapter), project.po(*chapter))]
    jobs = _jobs.worthwhile(jobs, files, _BEGINNING)
    for (book, chapter), done in zip(chapters, _jobs.each(_extract_chapter, project, chapters, jobs), strict=True):
        yield _told_of(done, project.shown(project.source(book, chapter)))


def count_chapters(project: Project, sources: Sequence[Path]) -> int:
    """How many files `extract` would go through."""
    return len(list(project.chapters(sources)))


def term_lines(project: Project, book: Book) -> Terms:
    """What tells the approved terms of a source sentence of a book."""
    from pubpipe.glossary import terms_of

    glossary = project.terms(book.id)

    def terms(source: Content) -> Iterable[tuple[str, str]]:
        return terms_of(source, glossary)

    return terms


@calm()
def _extract_chapter(project: Project, task: tuple[Book, Chapter]) -> Done:
    from pubpipe.catalog import update

    book, chapter = task
    _source, document = chapter_document(project, book, chapter)
    path = project.po(book, chapter)
    shown = project.shown(path)
    old = read_catalog(path, shown)
    now = extraction(project.name(book, chapter), project.settings.segmentation, project.settings.extract)
    catalog, report = update(old, document, now, term_lines(project, book), project.cut, project_changes(project))
    if catalog == old:
        return Done((_("{file}: unchanged").format(file=shown),))
    write_catalog(path, catalog)
    return Done((told(shown, report, old),))


def extract_files(files: Sequence[Path], output: Path, cut: str, jobs: int = 1) -> Iterator[Done]:
    """The same for files, by the rules of the project around each if there is one; existing PO files are updated.

    `output` is a PO file for one file, or a folder: a PO file there bears its source's name, with its suffix where
    several would bear the same.
    """
    if output.is_dir():
        stems = Counter(file.stem.casefold() for file in files)
        names = [file.stem if stems[file.stem.casefold()] == 1 else file.name for file in files]
        outputs = [output / f"{name}.po" for name in names]
    elif len(files) == 1:
        outputs = [output]
    else:
        raise Misused(_("{file}: for several sources, -o names a folder that is there").format(file=output))
    tasks = list(zip(files, outputs, strict=True))
    jobs = _jobs.worthwhile(jobs, [*files, *outputs], _BEGINNING)
    for (file, _output), done in zip(tasks, _jobs.each(_extract_file, cut, tasks, jobs), strict=True):
        yield _told_of(done, str(file))


def extract_file(file: Path, output: Path, cut: str) -> Done:
    """The same for one file; errors are raised."""
    return _extract_file(cut, (file, output))


@calm()
def _extract_file(cut: str, task: tuple[Path, Path]) -> Done:
    from pubpipe.catalog import update

    file, output = task
    _files.apart(output, file)
    source = _files.read(file)
    rules, sentence_rules = rules_around(file)
    with _files.named(file):
        document = read_document(source, file.name, cut, rules, sentence_rules)
    old = read_catalog(output, output.as_posix())
    catalog, report = update(old, document, extraction(file.name, cut, rules), changes=changes())
    if catalog != old:
        write_catalog(output, catalog)
    return Done((told(output.as_posix(), report, old),))


def _told_of(done: Done | PubpipeError, file: str) -> Done:
    """What was done with a file; an error names it."""
    if isinstance(done, PubpipeError):
        return Done.failed(Unreadable(f"{file}: {done}") if isinstance(done, _jobs.Ended) else done)
    return done


def told(file: str, report: Report, old: Catalog | None) -> str:
    """One line about what an update did."""
    counts = {
        _("{count} new"): report.added,
        _("{count} changed, now fuzzy"): report.changed,
        _("{count} carried over"): report.carried,
        _("{count} came back"): report.returned,
        _("{count} kept"): report.kept,
        _("{count} gone, now obsolete"): report.gone,
    }
    said = ", ".join(sentence.format(count=count) for sentence, count in counts.items() if count)
    if old is not None and old.charset.lower() not in ("utf-8", "utf8"):
        said += _("; it was in {charset}, now UTF-8").format(charset=old.charset)
    return f"{file}: {said or _('nothing to translate')}"


def split(project: Project, place: str) -> Done:
    """Give one place of a repeated sentence its own entry; `place` as `#:` lines write it."""
    from urllib.parse import unquote

    from pubpipe import catalog as catalogs

    wanted = unquote(place)
    name = wanted.rpartition(":")[0]
    for book, chapter in project.chapters():
        if project.name(book, chapter) == name:
            path = project.po(book, chapter)
            shown = project.shown(path)
            catalog = read_catalog(path, shown)
            if catalog is None:
                raise Misused(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
            with _files.named(shown):
                parted = catalogs.split(catalog, wanted)
            _source, document = chapter_document(project, book, chapter)
            now = extraction(name, project.settings.segmentation, project.settings.extract)
            told_changes = project_changes(project)
            updated = catalogs.update(parted, document, now, term_lines(project, book), project.cut, told_changes)[0]
            write_catalog(path, updated)
            return Done((_("{file}: {place} now has an entry of its own").format(file=shown, place=wanted),))
    raise Misused(_("no chapter of this name: {place}").format(place=place))
