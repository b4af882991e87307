"""A project: where its books, PO files and glossaries stand, and what its settings say."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pubpipe.errors import Misused, PubpipeError, Unreadable
from pubpipe.messages import _
from pubpipe.model import value
from pubpipe.project import _files, _settings
from pubpipe.project._root import root_around
from pubpipe.project._settings import Settings

if TYPE_CHECKING:
    from pubpipe.formats import Rules as Extract
    from pubpipe.glossary import Glossary
    from pubpipe.model import Book, Chapter, Unit
    from pubpipe.project._cache import Cache
    from pubpipe.segmentation import Rules

LOCALE = "zh_CN"
"""gettext's name of the target language, used at the file's edge only."""


@value
class Done:
    """A step done for one file: what to tell about it, what failed, its exit code, the file it made (from the root)."""

    lines: tuple[str, ...] = ()
    error: PubpipeError | None = None
    code: int = 0
    made: Path | None = None

    @staticmethod
    def failed(error: PubpipeError) -> Done:
        """A step that raised."""
        return Done((), error, error.exit_code)


@dataclass(frozen=True)
class Project:
    """A folder with `sources/`, `translations/`, `glossaries/` and `dist/`."""

    root: Path
    settings: Settings

    @staticmethod
    def find(start: Path | None = None, segmentation: str | None = None) -> Project:
        """The project around a folder (the current one). Raises Misused where there is none."""
        root = root_around(start or Path.cwd())
        if root is None:
            raise Misused(
                _(
                    "no project here: neither pubpipe.toml nor [tool.pubpipe] in pyproject.toml in {folder} or above"
                ).format(folder=start or Path.cwd())
            )
        settings = _settings.read(root)
        return Project(root, replace(settings, segmentation=segmentation) if segmentation else settings)

    @cached_property
    def _all_books(self) -> tuple[Book, ...]:
        from pubpipe.project import _books

        return tuple(_books.read(path) for path in book_files(self.root))

    def books(self, ids: Iterable[str] = ()) -> tuple[Book, ...]:
        """The books of these ids, or all. Raises Misused for an unknown one, and where there is none at all."""
        known = {book.id: book for book in self._all_books}
        if not known:
            raise Misused(_("{folder}: no book: no book.toml in any folder of it").format(folder=self.root / "sources"))
        wanted = [Path(each).name for each in ids] or list(known)
        for each in wanted:
            if each not in known:
                raise Misused(_("no such book: {book}; known are {books}").format(book=each, books=", ".join(known)))
        return tuple(known[each] for each in wanted)

    def source(self, book: Book, chapter: Chapter) -> Path:
        """Where a chapter's source stands."""
        return self.root / "sources" / book.id / chapter.source

    def po(self, book: Book, chapter: Chapter) -> Path:
        """Where a chapter's PO file stands."""
        return self.translations(book) / f"{chapter.id}.po"

    def translations(self, book: Book) -> Path:
        """The folder of a book's PO files, sign-offs and waivers."""
        return self.root / "translations" / LOCALE / book.id

    def name(self, book: Book, chapter: Chapter) -> str:
        """A source's name in places of PO files: `book/chapter.docx`."""
        return str(PurePosixPath(book.id) / chapter.source)

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the root, with slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def chapters(self, paths: Sequence[Path] = ()) -> Iterator[tuple[Book, Chapter]]:
        """The chapters whose source or PO file is named, or all; in the order of the books.

        Raises Misused for a path that belongs to no chapter.
        """
        every = [(book, chapter) for book in self.books() for chapter in book.chapters]
        if not paths:
            yield from every
            return
        wanted = {path.resolve(): path for path in paths}
        for book, chapter in every:
            places = [self.source(book, chapter), self.po(book, chapter)]
            hits = [path.resolve() for path in places if path.resolve() in wanted]
            for hit in hits:
                del wanted[hit]
            if hits:
                yield book, chapter
        for path in wanted.values():
            if not path.exists():
                raise Unreadable(_("{file}: no such file").format(file=path))
            raise Misused(_("{file}: no chapter of any book: name it in book.toml").format(file=path))

    @property
    def glossary_files(self) -> list[Path]:
        """The glossaries the settings name, or all of `glossaries/*.csv`."""
        named = [self.root / each for each in self.settings.glossaries]
        return named or sorted(self.root.glob("glossaries/*.csv"))

    @cached_property
    def glossary_key(self) -> str:
        """The digest of the project's glossaries: their version, where nobody gave them a number."""
        from pubpipe.project._cache import digest

        return digest(*(part for path in self.glossary_files for part in (self.shown(path), _files.read(path))))

    @cached_property
    def glossary(self) -> Glossary:
        """All terms of the project's glossaries, read as a build has kept them, if one has."""
        from pubpipe.glossary import combine, read_csv, unkept

        shelf, key = self._kept_glossary
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return unkept(shelf.get(key) or b"")
        glossaries = []
        for path in self.glossary_files:
            data = _files.read(path)
            with _files.named(self.shown(path)):
                glossaries.append(read_csv(data))
        return combine(glossaries)

    def keep_glossary(self) -> None:
        """Keep the glossary as it was read for the commands to come."""
        from pubpipe.glossary import kept

        shelf, key = self._kept_glossary
        if shelf.size(key) < 0:
            shelf.put(key, kept(self.glossary))

    @property
    def _kept_glossary(self) -> tuple[Cache, str]:
        from pubpipe.project._cache import Cache, digest, program

        return Cache(self.root), f"{digest(program(), self.glossary_key)}-glossary"

    @cached_property
    def _scoped(self) -> dict[str, Glossary]:
        return {}

    def terms(self, book: str) -> Glossary:
        """The terms of the project's glossaries that are for a book, by its id."""
        from pubpipe.glossary import of_book

        if book not in self._scoped:
            self._scoped[book] = of_book(self.glossary, book)
        return self._scoped[book]

    @cached_property
    def rules(self) -> Rules | None:
        """The project's own segmentation rules, if it has any."""
        if not self.settings.segmentation_rules:
            return None
        return read_rules(self.root / self.settings.segmentation_rules)

    @property
    def cut(self) -> Callable[[Unit], Unit]:
        """What cuts a unit into sentences by the project's rules."""
        from pubpipe import segmentation

        return lambda unit: segmentation.segment(unit, rules=self.rules)


def book_files(root: Path) -> list[Path]:
    """The book.toml of every book of a project."""
    return sorted((root / "sources").glob("*/book.toml"))


def read_rules(path: Path) -> Rules:
    """Segmentation rules of an SRX file; errors name it."""
    from pubpipe import segmentation

    data = _files.read(path)
    with _files.named(path):
        return segmentation.read_rules(data)


def rules_around(file: Path) -> tuple[Extract, Rules | None]:
    """By which rules a file is read and cut into sentences: those of the project around it, or the usual ones."""
    root = root_around(file.resolve().parent)
    if root is None:
        from pubpipe.formats import RULES

        return RULES, None
    project = Project(root, _settings.read(root))
    return project.settings.extract, project.rules
