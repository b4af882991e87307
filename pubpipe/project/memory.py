"""The project's memory: an index over its PO files and what was imported, brought up to date whenever it is opened."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.memory import Damaged, Memory
from pubpipe.messages import _
from pubpipe.model import Match, TranslationUnit
from pubpipe.project import _chapters, _files
from pubpipe.project._project import LOCALE, Project, book_files

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog
    from pubpipe.memory import Piece
    from pubpipe.memory.postgres import OfficeMemory

Result = TypeVar("Result")

_UNSURE = 2_000_000_000
"""Nanoseconds within which a file may change again without a sign of it in its time."""

_REMEMBERING = "1"
"""Raised whenever other pairs of a file are remembered than before."""


class ProjectMemory:
    """What the project's PO files and imported memories hold, ready to be asked.

    The index stands in `.pubpipe/memory.sqlite`; it is a cache. Where it is damaged it is made anew and `notes` says
    so; where nothing can be written there it lasts as long as the object. `failures` are the files that could not be
    read, by name.

    With `memory.url` the pairs go to the office's memory and offers come from there; where it cannot be reached, that
    is an error, and where this person may only read it, `notes` says so.
    """

    def __init__(self, project: Project) -> None:
        self.failures: dict[str, PubpipeError] = {}
        self.notes: list[str] = []
        self._project = project
        path = project.root / ".pubpipe" / "memory.sqlite"
        self._name = project.shown(path)
        self._here = ""
        self._memory = self._of_office() if project.settings.memory.url else self._of_file(path)
        if self._memory.damaged:
            self._say_damaged()
        try:
            self._whole(self._refresh)
        except BaseException:
            self._memory.close()
            raise

    def _of_file(self, path: Path) -> Memory:
        try:
            return Memory(path, self._project.settings.memory.penalties)
        except (sqlite3.Error, OSError) as error:
            return self._passing(error)

    def _of_office(self) -> OfficeMemory:
        """The office's memory. What this copy of the project wrote there is known by the stamps it left."""
        import platform

        from pubpipe.memory.keys import key
        from pubpipe.memory.postgres import OfficeMemory

        root = self._project.root.resolve()
        settings = self._project.settings.memory
        self._here = f"{key(f'{platform.node()} {root}')} "
        return OfficeMemory(settings.url, settings.project or root.name, settings.penalties)

    def __enter__(self) -> ProjectMemory:
        return self

    def __exit__(self, *_about_an_error: object) -> None:
        self._memory.close()

    def matches(self, wanted: TranslationUnit, threshold: int = 70, limit: int = 5) -> list[Match]:
        """The best offers for a sentence; see `Memory.matches`."""
        return self._whole(lambda: self._memory.matches(wanted, threshold, limit))

    def counts(self) -> dict[str, int]:
        """How much is remembered; see `Memory.counts`."""
        return self._whole(self._memory.counts)

    def _whole(self, ask: Callable[[], Result]) -> Result:
        """Ask; where the index turns out to be damaged, make it anew and ask again; where it is locked, do without."""
        try:
            return ask()
        except Damaged:
            if not isinstance(self._memory, Memory):
                raise
            self._say_damaged()
            self._memory.begin_anew()
        except sqlite3.OperationalError as error:
            self._memory.close()
            self._memory = self._passing(error)
        self._refresh()
        return ask()

    def _passing(self, error: Exception) -> Memory:
        """A memory that lasts as long as the object, and a note about why."""
        self._say(_("{file}: cannot be used, working without it: {reason}").format(file=self._name, reason=error))
        return Memory(None, self._project.settings.memory.penalties)

    def _say(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _say_damaged(self) -> None:
        self._say(_("{file}: was damaged, made anew").format(file=self._name))

    def _refresh(self) -> None:
        if not isinstance(self._memory, Memory) and not self._memory.writable:
            self._say(_("the office's memory may only be read: this project's own pairs are not added to it"))
            return
        known = self._memory.stamps()
        for path in origins(self._project):
            name = self._project.shown(path)
            digest, stamp = known.pop(name, ("", ""))
            try:
                self._refresh_origin(path, name, digest, stamp)
            except PubpipeError as error:
                self.failures[name] = error
        for name, (_digest_then, stamp) in known.items():
            if stamp.startswith(self._here):
                self._memory.forget(name)

    def _refresh_origin(self, path: Path, name: str, digest: str, stamp: str) -> None:
        beside = path.with_name("signoffs.csv")
        now = self._here + stamp_of(path)
        if stamp and now == stamp and "?" not in now:
            return
        from hashlib import sha256

        told = sha256(_REMEMBERING.encode())
        for each in (path, beside):
            if each is path or each.is_file():
                told.update(_digest(each))
        if told.hexdigest() == digest:
            self._memory.restamp(name, now)
        else:
            self._memory.refresh(name, told.hexdigest(), remembered_of(self._project, path), now)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found for a text, the best first, and for its parts; `notes` are about the memory itself."""

    text: str
    matches: tuple[Match, ...]
    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


def lookup(
    project: Project, text: str, role: str = "", threshold: int = 70, limit: int = 5, *, parts: bool = False
) -> Found:
    """What is remembered of a text that stands nowhere yet and, if asked, of its sentences or clauses."""
    with ProjectMemory(project) as memory:
        matches = memory.matches(TranslationUnit(text, "", role), threshold, limit)
        found = _pieces(text, memory) if parts else ()
        failures = (str(error) for error in memory.failures.values())
        return Found(text, tuple(matches), found, (*memory.notes, *failures))


def _pieces(text: str, memory: ProjectMemory) -> tuple[Piece, ...]:
    from pubpipe.memory import pieces

    return tuple(pieces(text, memory))


def lines(found: Found) -> Iterator[str]:
    """What was found, for people: similarity and kind, the remembered source, the translation, where it is from."""
    if not found.matches:
        yield _("nothing like it is remembered") + "\n"
    yield from _described(found.matches)
    for piece in found.pieces:
        yield _("in it: {text}").format(text=piece.text) + "\n"
        yield from _described(piece.matches)


def _described(matches: Iterable[Match]) -> Iterator[str]:
    for match in matches:
        unit = match.unit
        yield f"{match.similarity}% {_(match.kind)}: {unit.source}\n    {unit.target}\n"
        less = ", ".join(f"{_(name)} -{percent}" for name, percent in match.penalties)
        made = " ".join(filter(None, [unit.engine or unit.author, unit.changed]))
        told = [unit.origin, unit.place, made, _("signed") if unit.signed else "", less, match.change]
        yield f"    {'; '.join(filter(None, told))}\n"


def as_json(found: Found) -> str:
    """The same facts for machines."""
    import json

    def rows(matches: Iterable[Match]) -> list[dict[str, object]]:
        return [{**asdict(match), "penalties": dict(match.penalties)} for match in matches]

    parts = [{"text": each.text, "span": each.span, "matches": rows(each.matches)} for each in found.pieces]
    facts = {"text": found.text, "matches": rows(found.matches), "pieces": parts}
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def sums(memory: ProjectMemory) -> dict[str, str]:
    """How much is remembered, in words."""
    names = {
        "pairs": _("pairs"),
        "sources": _("different sources"),
        "origins": _("files"),
        "segments": _("segments of the index"),
        "bytes": _("bytes of the index"),
    }
    return {names[name]: f"{count:,}" for name, count in memory.counts().items()}


def origins(project: Project) -> Iterator[Path]:
    """The files a project remembers from: its chapters' PO files, then what was imported."""
    translations = project.root / "translations" / LOCALE
    for book in book_files(project.root):
        for name in _chapters.names(book):
            path = translations / book.parent.name / f"{name}.po"
            if path.is_file():
                yield path
    yield from sorted((translations / "imported").rglob("*.po"))


def remembered(project: Project) -> Iterator[TranslationUnit]:
    """All pairs the project remembers, with their neighbours. Errors name the file."""
    for path in origins(project):
        yield from remembered_of(project, path)


def remembered_of(project: Project, path: Path) -> Iterator[TranslationUnit]:
    """The pairs of one file: a chapter's PO file with its sign-offs, or an imported memory."""
    from pubpipe.catalog import read_po

    name = project.shown(path)
    if project.root / "translations" / LOCALE / "imported" in path.parents:
        yield from _imported(path, name)
        return
    data = _files.read(path)
    with _files.named(name):
        catalog = read_po(data)
    yield from signed(project, path, name, catalog)


def signed(project: Project, path: Path, name: str, catalog: Catalog) -> Iterator[TranslationUnit]:
    """The sound pairs of a catalog, each with who signed its translation and when."""
    from pubpipe.catalog import remembered
    from pubpipe.project import _signoffs

    signatures = {row.digest: row for row in _signoffs.read(path.with_name("signoffs.csv")) if row.chapter == path.stem}
    for unit in remembered(catalog, name):
        row = signatures.get(_signoffs.pair_digest(unit.source, unit.target)) if signatures else None
        yield replace(unit, signed=True, author=row.person, changed=row.date) if row else unit


def _imported(path: Path, name: str) -> Iterator[TranslationUnit]:
    from pubpipe.exchange.po import read_memory

    try:
        with path.open("rb") as stream, _files.named(name):
            for unit in read_memory(stream):
                yield replace(unit, origin=name, project=unit.project or unit.origin or path.stem)
    except OSError as error:
        raise Unreadable(_("{file}: cannot be read: {reason}").format(file=name, reason=error.strerror)) from None


def _digest(path: Path) -> bytes:
    from hashlib import sha256

    if path.stat().st_size <= _files.LARGEST:
        return sha256(_files.read(path)).digest()
    digest = sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.digest()


def stamp_of(path: Path) -> str:
    """What tells, without reading it, that a file and the sign-offs beside it are as they were."""
    return f"{_stamp(path)} {_stamp(path.with_name('signoffs.csv'))}"


def _stamp(path: Path) -> str:
    """The size and time of a file, with a `?` where it is too young to be told from a later one by them."""
    try:
        facts = path.stat()
    except OSError:
        return "-"
    young = time.time_ns() - facts.st_mtime_ns < _UNSURE
    return f"{facts.st_size}:{facts.st_mtime_ns}{'?' if young else ''}"
