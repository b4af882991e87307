"""The publish road: the editions of a book."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pubpipe import registry
from pubpipe.calm import calm
from pubpipe.errors import Misused, PubpipeError
from pubpipe.messages import _, language, ngettext
from pubpipe.model import Book, Edition, Finding
from pubpipe.project import _galleys, _jobs, _placing, _register, _review
from pubpipe.project._assembling import assemble, assets, left_open
from pubpipe.project._cache import Cache, Shelf, digest, encoded, program
from pubpipe.project._editions import examined
from pubpipe.project._galleys import Manner, Prepared
from pubpipe.project._project import Done, Project

if TYPE_CHECKING:
    from pubpipe.books import Assembled

_BEGINNING = 1_400_000
"""Bytes of sources and PO files that are set in the time a process takes to begin."""


def build(
    project: Project,
    books: Iterable[str] = (),
    *,
    draft: bool = False,
    editions: Sequence[str] = (),
    jobs: int = 1,
    fresh: bool = False,
) -> Iterator[Done]:
    """Build the editions of these books, or of all; tell of each book what stayed open, and which files were made.

    An edition is made anew where anything it is made from has changed, of the chapters those that have; `fresh` makes
    all. `jobs` processes work at once, 0 as many as are worth starting. Raises Refused, saying where, for unfinished
    text and unresolved references, unless it is a draft.
    """
    for book in project.books(books):
        yield from _Build(project, book, _wanted(book, editions), draft, jobs, fresh).run()
    Cache(project.root).sweep()


@dataclass(frozen=True, slots=True)
class Made:
    """What an edition was made from, by name, each with its digest; its files so; what stayed open."""

    inputs: Mapping[str, str]
    placed: Mapping[str, str]
    lines: tuple[str, ...]


class _Build:
    """The editions of one book, under way."""

    def __init__(
        self, project: Project, book: Book, editions: Sequence[Edition], draft: bool, jobs: int, fresh: bool
    ) -> None:
        self._project, self._book, self._editions = project, book, editions
        self._draft, self._jobs, self._fresh = draft, jobs, fresh
        self._cache = Cache(project.root)
        self._assets = assets(project, book)
        self._fonts = _fonts(project, book)
        self._keys: dict[Manner, dict[str, str]] = {}
        self._prepared: dict[bool, list[Prepared]] = {}
        self._unregistered: list[Finding] | None = None
        self._assembled: dict[tuple[str, str], Assembled] = {}
        self._examined: dict[tuple[str, str], tuple[str, ...]] = {}

    def run(self) -> Iterator[Done]:
        told: set[tuple[str, ...]] = set()
        due = [edition for edition in self._editions if not self._standing(edition)]
        for edition in due:
            self._assemble(edition)
        if self._unregistered:
            _register.demand_names(self._book, self._unregistered)
        made = self._made(due)
        for edition in self._editions:
            result = next(made) if edition in due else None
            lines = self._lines(edition)
            if lines not in told:
                told.add(lines)
                yield Done(lines)
            path = where(self._project, self._book, edition, self._draft)
            if result is None:
                yield Done((_("{file}: unchanged").format(file=path.as_posix()),))
            else:
                seconds, files = result
                self._place(edition, files)
                yield Done((self._told(edition, seconds),))
            yield Done(made=path)

    def _made(self, due: Sequence[Edition]) -> Iterator[tuple[float, _placing.Made]]:
        """The editions that are due, in order; before the first is given, the checks of editions have passed all."""
        examining = {shape: _jobs.beside(self._question(shape), self._jobs) for shape in self._assembled}
        tasks = [(self._assembled[_shape(edition)], edition) for edition in due]
        for result in _jobs.each(_written, (self._project, self._draft), tasks, self._jobs):
            if examining:
                self._examined = {shape: answer() for shape, answer in examining.items()}
                examining = {}
            if isinstance(result, PubpipeError):
                raise result
            yield result

    def _question(self, shape: tuple[str, str]) -> Callable[[], tuple[str, ...]]:
        """What the checks of editions are to be asked; while the editions are made there is time to keep a glossary."""
        assembled = self._assembled[shape]
        english = _galleys.Sources(self._prepared[bool(assembled.bilingual)])
        alike = [each.name for each in self._editions if _shape(each) == shape]

        def answer() -> tuple[str, ...]:
            lines = examined(self._project, assembled, english, alike, draft=self._draft)
            self._project.keep_glossary()
            return lines

        return answer

    def _place(self, edition: Edition, made: _placing.Made) -> None:
        """Put an edition into `dist/`, and remember what it was made from."""
        before = remembered(self._project, self._book, edition, self._draft)
        path = where(self._project, self._book, edition, self._draft)
        placed = _placing.place(self._project.root, path, made, before.placed if before else {})
        facts = {"inputs": self.inputs(edition), "placed": placed, "lines": self._lines(edition)}
        self._cache.put(_record(self._book, edition, self._draft), encoded(facts))

    def inputs(self, edition: Edition) -> dict[str, str]:
        """All that an edition is made from, by name, each with its digest."""
        project, book = self._project, self._book
        manner = Manner(self._draft, bool(edition.bilingual), self._fresh)
        found = dict(self._keys_of(manner))
        found |= {name: digest(picture) for name, picture in self._assets.items()}
        found |= {f"fonts/{path.name}": digest(path.stat().st_size, path.stat().st_mtime_ns) for path in self._fonts}
        found |= _review.inputs(project, edition)
        found["book.toml"] = digest(book)
        found["glossaries"] = project.glossary_key
        found["pubpipe"] = program()
        found["settings"] = digest(edition, self._draft, modified(project, book), language(), project.settings.check)
        return found

    def _standing(self, edition: Edition) -> bool:
        """Whether the edition stands in dist/ as it would be made."""
        made = None if self._fresh else remembered(self._project, self._book, edition, self._draft)
        if made is None or made.inputs != self.inputs(edition):
            return False
        return _placing.stands(self._project.root, made.placed)

    def _assemble(self, edition: Edition) -> None:
        shape = _shape(edition)
        if shape not in self._assembled:
            bilingual = bool(edition.bilingual)
            if bilingual not in self._prepared:
                self._prepared[bilingual] = self._prepare(Manner(self._draft, bilingual, self._fresh))
            keep = None if self._fresh else Shelf(self._project.root)
            self._assembled[shape] = assemble(
                self._project, self._book, self._prepared[bilingual], self._draft, edition, self._assets, keep
            )

    def _prepare(self, manner: Manner) -> list[Prepared]:
        """The chapters; with them, once, the names of the book are looked up in the register."""
        project, book, shared = self._project, self._book, (self._project, self._book, manner)
        few = self._few(manner)
        begun = _jobs.beside(lambda: list(_jobs.each(_worked, shared, few)), self._jobs) if few else list
        found = _galleys.kept(project, book, self._keys_of(manner), manner)
        if few:
            self._get_ready()
        missing: list[_galleys.Task | None] = [task for task in _galleys.missing(book, found) if task not in few]
        asked = self._unregistered is None and not self._draft and _register.is_asked(project)
        beside = asked and not few and not any(found.values())
        if beside:
            missing.insert(0, None)
        jobs = _jobs.worthwhile(self._jobs, self._files(each for each in missing if each), _BEGINNING)
        done: Iterator[Any] = _jobs.each(_worked, shared, missing, jobs, here=True)
        looked = next(done) if beside else None
        made = {key: result for (_book, _index, key), result in zip(few, begun(), strict=True)}
        every: Iterator[Any] = (made[key] if key in made else next(done) for key, each in found.items() if each is None)
        prepared = list(_galleys.in_order(found, every))
        if asked:
            if isinstance(looked, PubpipeError):
                raise looked
            self._unregistered = _register.unregistered(project, book, [each.latin for each in prepared], looked)
        return prepared

    def _get_ready(self) -> None:
        """Read what will be needed, while others work."""
        for edition in self._editions:
            registry.named("books", form(edition))
        self._project.terms(self._book.id)

    def _few(self, manner: Manner) -> list[_galleys.Task]:
        """The chapters that must be made, where they are so few that processes of their own are not worth while."""
        tasks = [] if manner.fresh else _galleys.absent(self._project, self._book, self._keys_of(manner))
        worth = _jobs.worthwhile(0, self._files(tasks), _BEGINNING)
        return tasks if len(tasks) < len(self._book.chapters) and worth == 1 else []

    def _files(self, tasks: Iterable[_galleys.Task]) -> list[Path]:
        """What chapters are made from."""
        chapters = [self._book.chapters[index - 1] for _book, index, _key in tasks]
        project, book = self._project, self._book
        return [path for each in chapters for path in (project.source(book, each), project.po(book, each))]

    def _keys_of(self, manner: Manner) -> dict[str, str]:
        """The digests of what the chapters are made from, as they were when the build first looked."""
        if manner not in self._keys:
            self._keys[manner] = _galleys.keys_of(self._project, self._book, manner)
        return self._keys[manner]

    def _lines(self, edition: Edition) -> tuple[str, ...]:
        """What an editor must still look at."""
        assembled = self._assembled.get(_shape(edition))
        if assembled:
            return (*left_open(assembled), *self._examined[_shape(edition)])
        made = remembered(self._project, self._book, edition, self._draft)
        return made.lines if made else ()

    def _told(self, edition: Edition, seconds: float) -> str:
        """What was built, from what and how long it took."""
        prepared = self._prepared[bool(edition.bilingual)]
        new = sum(not each.kept for each in prepared)
        path = where(self._project, self._book, edition, self._draft).as_posix()
        chapters = ngettext("{count} chapter", "{count} chapters", len(prepared)).format(count=len(prepared))
        return _("{file}: {chapters}, {new} of them made anew; {seconds:.1f} s").format(
            file=path, chapters=chapters, new=new, seconds=seconds
        )


def remembered(project: Project, book: Book, edition: Edition, draft: bool) -> Made | None:
    """What the last build of an edition was made from, if there was one."""
    data = Cache(project.root).get(_record(book, edition, draft))
    try:
        facts = json.loads(data or b"{}")
        return Made(dict(facts["inputs"]), dict(facts["placed"]), tuple(facts["lines"]))
    except (ValueError, KeyError, TypeError):
        return None


def explain(project: Project, name: str, *, draft: bool = False) -> Iterator[str]:
    """A line for each thing an edition is made from: whether it changed since the edition was last built.

    `name` is an edition's ("epub", or "book/epub" where several books have one). Raises Misused for an unknown one.
    """
    wanted, _slash, own = name.rpartition("/")
    books = [book for book in project.books([wanted] if wanted else []) if own in {each.name for each in book.editions}]
    if not books:
        raise Misused(_("no book has such an edition: {edition}").format(edition=own))
    for book in books:
        (edition,) = _wanted(book, [own])
        yield _("{file}: {format}, for {audience}, {bilingual}").format(
            file=where(project, book, edition, draft).as_posix(),
            format=form(edition),
            audience=edition.audience or _("everybody"),
            bilingual=edition.bilingual or _("Chinese alone"),
        )
        made = remembered(project, book, edition, draft)
        before = made.inputs if made else {}
        now = _Build(project, book, [edition], draft, 1, False).inputs(edition)
        for each in sorted({**before, **now}):
            yield f"    {_state(before.get(each), now.get(each))}  {each}"


def _state(before: str | None, now: str | None) -> str:
    if before == now:
        return _("unchanged")
    return _("new") if before is None else _("gone") if now is None else _("changed")


def _record(book: Book, edition: Edition, draft: bool) -> str:
    return f"{book.id}.{edition.name}{'.draft' if draft else ''}.edition"


def _shape(edition: Edition) -> tuple[str, str]:
    """What an edition's assembling depends on."""
    return edition.audience, edition.bilingual


def _wanted(book: Book, names: Sequence[str]) -> list[Edition]:
    """The editions of these names, or all. Raises Misused for a name, or a format, nobody knows."""
    known = registry.names("books")
    own = {edition.name: edition for edition in book.editions}
    for name in names or own:
        if name not in own:
            raise Misused(_("{book}: no such edition: {edition}").format(book=book.id, edition=name))
        if form(own[name]) not in known:
            raise Misused(
                _("{book}: editions.{edition}: no such format: {format}; known are {known}").format(
                    book=book.id, edition=name, format=form(own[name]), known=", ".join(known)
                )
            )
    return [edition for edition in book.editions if not names or edition.name in names]


def form(edition: Edition) -> str:
    """The format an edition is written in: what it says, or its name."""
    return edition.format or edition.name


@calm()
def _worked(shared: tuple[Project, Book, Manner], task: _galleys.Task | None) -> Prepared | _register.Looked:
    """A chapter made; for no chapter, the names that the book's register lacks."""
    project, book, manner = shared
    return _galleys.made((project, manner), task) if task else _register.look_up(project, book)


def _fonts(project: Project, book: Book) -> tuple[Path, ...]:
    """The fonts of a book's folder."""
    folder = project.root / "sources" / book.id / "fonts"
    if not folder.is_dir():
        return ()
    from pubpipe.books import FONT_SUFFIXES

    return tuple(sorted(path for path in folder.glob("*") if path.suffix.lower() in FONT_SUFFIXES))


@calm()
def _written(shared: tuple[Project, bool], task: tuple[Assembled, Edition]) -> tuple[float, _placing.Made]:
    """Make one edition; give how many seconds it took, and its files."""
    (project, draft), (assembled, edition) = shared, task
    started = time.monotonic()
    settings = {**dict(edition.settings), **({"draft": "yes"} if draft else {})}
    module = registry.named("books", form(edition))
    assembled = replace(assembled, fonts=_fonts(project, assembled.book))
    date = modified(project, assembled.book)
    try:
        made = (module.write if module.SUFFIX else module.files)(assembled, settings, date)
    except Misused as error:
        said = str(error).removeprefix(f"editions.{form(edition)}: ")
        raise Misused(f"sources/{assembled.book.id}/book.toml: editions.{edition.name}: {said}") from error
    if _review.earlier(edition):
        path = where(project, assembled.book, edition, draft)
        made = _review.reviewed(project, assembled, edition, made, path, date)
    return time.monotonic() - started, made


def where(project: Project, book: Book, edition: Edition, draft: bool) -> Path:
    """The file or folder of an edition, from the root; a folder always has the edition's name in its own."""
    suffix: str = registry.named("books", form(edition)).SUFFIX
    own = edition.name if edition.name != form(edition) or not suffix else ""
    name = "-".join(filter(None, (book.id, own, "draft" if draft else "")))
    return Path("dist", f"{name}{suffix}")


def modified(project: Project, book: Book) -> datetime:
    """The date editions carry: SOURCE_DATE_EPOCH, or the first day of the book's year; never the day of the build."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(book.year or 2000, 1, 1, tzinfo=UTC)
