"""The chapters of a book on their way into it: each localised and set by itself, or kept from an earlier build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import Outdated, PubpipeError, Unreadable
from pubpipe.formats import RULES, format_of
from pubpipe.messages import _, language
from pubpipe.model import Book, text
from pubpipe.project import _files, _jobs
from pubpipe.project._cache import Cache, digest, encoded, program
from pubpipe.project._extract import catalog_again, chapter_document, extraction
from pubpipe.project._merge import refused
from pubpipe.project._project import Project
from pubpipe.project._register import latin_key
from pubpipe.project._standing import Standing, standings

if TYPE_CHECKING:
    from pubpipe.books import Galley, Localised
    from pubpipe.catalog import Catalog, Targets


class Sources(Mapping[str, str]):
    """The English of all units of a book, by address."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self._chapters = {str(each.galley.index): each.english for each in prepared}

    def __getitem__(self, address: str) -> str:
        return self._chapters[address.partition(":")[0]][address]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._chapters.values())

    def __len__(self) -> int:
        return sum(map(len, self._chapters.values()))


@dataclass(frozen=True, slots=True)
class Manner:
    """How chapters are prepared: as a draft, with their English, with nothing taken from earlier builds."""

    draft: bool = False
    bilingual: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chapter ready for the book, the terms that stand in it, what of it is unfinished.

    `omitted` are what the translator cut on purpose: place, source, the reason given. `english` is the English of each
    unit by its address, `latin` the digest of what may name somebody. `key` is the digest of all it was made from;
    `kept` tells that it was made by an earlier build.
    """

    galley: Galley
    standing: tuple[Standing, ...]
    unfinished: tuple[str, ...]
    omitted: tuple[tuple[str, str, str], ...]
    english: Mapping[str, str]
    latin: str
    key: str
    kept: bool


Task = tuple[Book, int, str]
"""A chapter to be made: its book, its number in it, its key."""


def prepare(project: Project, book: Book, manner: Manner, jobs: int = 1) -> Iterator[Prepared]:
    """The chapters of a book in order; `jobs` processes make those that nothing was kept of. Errors name the file."""
    found = kept(project, book, keys_of(project, book, manner), manner)
    done = _jobs.each(made, (project, manner), missing(book, found), jobs)
    yield from in_order(found, done)


def keys_of(project: Project, book: Book, manner: Manner) -> dict[str, str]:
    """The digest of all that each chapter is made from, by its name, in the book's order."""
    settings = project.settings
    shared = digest(
        program(),
        project.glossary_key,
        (book.id, manner.draft, manner.bilingual),
        (settings.segmentation, settings.extract),
        _files.read(project.root / settings.segmentation_rules) if settings.segmentation_rules else b"",
    )
    found = {}
    for index, chapter in enumerate(book.chapters, 1):
        po = project.po(book, chapter)
        if not po.exists():
            raise Unreadable(_("{file}: no such file: run `pubpipe extract`").format(file=project.shown(po)))
        source = _files.read(project.source(book, chapter))
        found[project.name(book, chapter)] = digest(shared, chapter, index, source, _files.read(po))
    return found


def kept(project: Project, book: Book, keys: Mapping[str, str], manner: Manner) -> dict[str, Prepared | None]:
    """The chapters of these keys that earlier builds made, None for the others, by their keys in this language."""
    shelf = _Kept(project)
    return {key: None if manner.fresh else shelf.get(key, index, book) for index, key in enumerate(_own(keys), 1)}


def _own(keys: Mapping[str, str]) -> list[str]:
    """The keys in this language: what a chapter leaves unfinished is told in it."""
    return [digest(key, language()) for key in keys.values()]


def absent(project: Project, book: Book, keys: Mapping[str, str]) -> list[Task]:
    """The chapters of which nothing is kept, told at a glance; others may prove to be missing too."""
    shelf = _Kept(project)
    return [(book, index, key) for index, key in enumerate(_own(keys), 1) if not shelf.holds(key)]


def missing(book: Book, found: Mapping[str, Prepared | None]) -> list[Task]:
    """The chapters that must be made."""
    return [(book, index, key) for index, (key, each) in enumerate(found.items(), 1) if each is None]


def in_order(found: Mapping[str, Prepared | None], done: Iterator[Prepared | PubpipeError]) -> Iterator[Prepared]:
    """All chapters, those made now in their places. Raises the first error there was."""
    for each in found.values():
        result = each or next(done)
        if isinstance(result, PubpipeError):
            raise result
        yield result


class _Kept:
    """The chapters earlier builds kept; a chapter's blocks and its English are read when somebody asks for them."""

    def __init__(self, project: Project) -> None:
        self._cache = Cache(project.root)

    def holds(self, key: str) -> bool:
        return self._cache.size(f"{key}-facts") >= 0

    def get(self, key: str, index: int, book: Book) -> Prepared | None:
        from pubpipe.books import kept_galley

        galley, facts = self._cache.get(f"{key}-galley"), self._cache.get(f"{key}-facts")
        body, english = f"{key}-body", f"{key}-english"
        if galley is None or facts is None:
            return None
        try:
            told = json.loads(facts)
            if told["sizes"] != [self._cache.size(body), self._cache.size(english)]:
                return None
            standing = tuple(
                Standing(concept, english, tuple(map(tuple, forms)), tuple(addresses), *rest)
                for concept, english, forms, addresses, *rest in told["standing"]
            )
            return Prepared(
                kept_galley(galley, self._cache, body, index, book.chapters[index - 1]),
                standing,
                tuple(told["unfinished"]),
                tuple(map(tuple, told["omitted"])),
                _English(self._cache, english),
                told["latin"],
                key,
                True,
            )
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, prepared: Prepared) -> None:
        names = [each.name for each in fields(Standing)]
        standing = [[getattr(each, name) for name in names] for each in prepared.standing]
        told = {name: getattr(prepared, name) for name in ("unfinished", "omitted", "latin")}
        (galley, body), english = prepared.galley.kept(), encoded(prepared.english)
        facts = encoded({"standing": standing, "sizes": [len(body), len(english)], **told})
        for name, data in (("body", body), ("english", english), ("galley", galley), ("facts", facts)):
            self._cache.put(f"{prepared.key}-{name}", data)


@dataclass
class _English(Mapping[str, str]):
    """The English of a chapter an earlier build kept, read when somebody asks."""

    cache: Cache
    key: str

    @cached_property
    def _units(self) -> Mapping[str, str]:
        found: Mapping[str, str] = json.loads(self.cache.get(self.key) or b"{}")
        return found

    def __getitem__(self, address: str) -> str:
        return self._units[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


@calm()
def made(shared: tuple[Project, Manner], task: Task) -> Prepared:
    """Make one chapter, and keep it for the next build."""
    from pubpipe import books

    (project, manner), (book, index, key) = shared, task
    localised, targets, catalog = localise(project, book, index, manner)
    standing = standings(project, book, localised.document, targets.contents, index, fresh=manner.fresh)
    unfinished = tuple(refused(targets.refusals))
    omitted = tuple((each.place, each.source, each.comment) for each in targets.omissions)
    english = {f"{index}:{unit.id}": text(unit.content) for unit in localised.document.units}
    latin = latin_key(_files.read(project.source(book, book.chapters[index - 1])), catalog)
    prepared = Prepared(books.galley(localised, index), standing, unfinished, omitted, english, latin, key, False)
    _Kept(project).put(prepared)
    return prepared


def localise(project: Project, book: Book, index: int, manner: Manner) -> tuple[Localised, Targets, Catalog]:
    """A chapter's file in Chinese, its text marked, what was written into it, and the catalog it came from."""
    from pubpipe import books
    from pubpipe import catalog as catalogs

    chapter = book.chapters[index - 1]
    po = project.po(book, chapter)
    shown = project.shown(po)
    catalog = catalog_again(po, shown)
    if catalog is None:
        raise Unreadable(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
    now = extraction(project.name(book, chapter), project.settings.segmentation, project.settings.extract)
    source, document = chapter_document(project, book, chapter, catalog)
    try:
        walked = catalogs.must_fit(catalog, document, now)
    except Outdated:
        source, document = chapter_document(project, book, chapter)
        with _files.named(shown):
            walked = catalogs.must_fit(catalog, document, now)
    with _files.named(shown):
        unfinished = books.unfinished if manner.draft else None
        targets = catalogs.targets(catalog, document, unfinished=unfinished, note=books.note, walked=walked)
    kept = tuple(unit for unit in document.units if targets.contents.get(unit.id, unit.content))
    document = replace(document, units=kept)
    marked = {**targets.contents, **books.mark(document, index, targets.contents)}
    rules = replace(project.settings.extract, italic=RULES.italic)
    with _files.named(project.shown(project.source(book, chapter))):
        content = format_of(chapter.source).merge(source, marked, rules)
        english = books.mark(document, index, {})
        original = format_of(chapter.source).merge(source, english, rules) if manner.bilingual else b""
    return books.Localised(chapter, content, document, original), targets, catalog
