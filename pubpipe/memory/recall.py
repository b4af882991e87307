"""The memory: what was translated, found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol

from pubpipe.memory import postings, sealing, store
from pubpipe.memory.choosing import LEVELS, Choosing, Numbered
from pubpipe.memory.keys import key, mask
from pubpipe.memory.points import Pattern, most_edits, percent, points
from pubpipe.memory.postings import Features, Segment, described
from pubpipe.memory.settings import Penalties
from pubpipe.memory.store import Damaged
from pubpipe.model import Match, TranslationUnit

__all__ = ["Damaged", "Memory", "Recall"]

_COLUMNS = "target, context, place, before, after, changed, author, signed, engine, project"
_UNITS = f"SELECT unit.id, {_COLUMNS}, origin.name FROM unit JOIN origin ON origin.id = unit.id >> 32 WHERE source = ?"
_STANDING = """
SELECT max((SELECT coalesce(max(id), 0) FROM source), (SELECT coalesce(max(until), 0) FROM segment)),
    (SELECT coalesce(max(unit.id), origin.id << 32) FROM unit
        WHERE unit.id BETWEEN origin.id << 32 AND (origin.id + 1 << 32) - 1)
FROM origin WHERE name = ?
"""
_NEW_SOURCE = "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)"
_NEW_UNIT = "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Recall(Protocol):
    """Whatever can be asked for offers: an index in a file, or a whole office's memory."""

    def matches(self, wanted: TranslationUnit, threshold: int = 70, limit: int = 5) -> list[Match]:
        """The best offers for a sentence, as `Memory.matches` gives them."""


class Memory(Choosing):
    """Sound pairs from wherever the project has them, and the best of them for a sentence.

    The pairs belong to origins (files); an origin is refreshed as a whole. Neighbours are kept as numbers only: the
    units of an offer have none.
    """

    def __init__(self, path: Path | None = None, penalties: Penalties | None = None) -> None:
        """Open the index at `path`, made if there is none; without a path, one that lasts as long as the object.

        What cannot be understood is thrown away (`damaged`). Raises sqlite3.Error or OSError where nothing can be
        written there. Every method raises Damaged where the file turns out to be so later.
        """
        self.path = path
        super().__init__(penalties)
        self._connection, self.damaged = store.connect(path)
        self._version = -1
        self._segments: list[Segment] = []

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin_anew(self) -> None:
        """Throw away all there is."""
        self._connection.close()
        if self.path:
            store.discard(self.path)
        self._connection, _damaged = store.connect(self.path)
        self._version, self.damaged = -1, True

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # What is remembered

    def stamps(self) -> dict[str, tuple[str, str]]:
        """The origins, each with its digest and its stamp as they were given."""
        rows = self._connection.execute("SELECT name, digest, stamp FROM origin")
        return {name: (digest, stamp) for name, digest, stamp in rows}

    def refresh(self, origin: str, digest: str, units: Iterable[TranslationUnit], stamp: str = "") -> bool:
        """Remember exactly these pairs of an origin; nothing is done if its digest is the same.

        Only what differs is written, at one stroke. `stamp` is kept for the caller.
        """
        with store.writing(self._connection):
            number, known = self._origin(origin)
            self._connection.execute("UPDATE origin SET digest = ?, stamp = ? WHERE id = ?", (digest, stamp, number))
            if known == digest:
                return False
            self._replace(origin, units)
        self._version = -1
        return True

    def restamp(self, origin: str, stamp: str) -> None:
        """Note that the origin, as it now stands, is what was remembered."""
        self._connection.execute("UPDATE origin SET stamp = ? WHERE name = ?", (stamp, origin))

    def add(self, unit: TranslationUnit) -> None:
        """Remember one more pair, of the origin it names."""
        number = key(unit.source)
        with store.writing(self._connection):
            standing = self._connection.execute(_STANDING, (unit.origin,)).fetchone()
            if not standing:
                self._origin(unit.origin)
                standing = self._connection.execute(_STANDING, (unit.origin,)).fetchone()
            last_source, last_unit = standing
            source = self._known(unit.source, number)
            if not source:
                source = last_source + 1
                self._connection.execute(_NEW_SOURCE, _new_row(source, unit.source, number, loose=True))
            self._connection.execute(_NEW_UNIT, (last_unit + 1, *_row(source, unit)))
            if source % sealing.LOOSE == 0 and sealing.seal(self._connection):
                self._version = -1

    def forget(self, origin: str) -> None:
        """Remember nothing of an origin any more."""
        with store.writing(self._connection):
            self._connection.execute("DELETE FROM unit WHERE id BETWEEN ? AND ?", _span(self._origin(origin)[0]))
            self._connection.execute("DELETE FROM origin WHERE name = ?", (origin,))

    def _origin(self, name: str) -> tuple[int, str]:
        row = self._connection.execute("SELECT id, digest FROM origin WHERE name = ?", (name,)).fetchone()
        if row:
            return int(row[0]), str(row[1])
        cursor = self._connection.execute("INSERT INTO origin VALUES (NULL, ?, '', '')", (name,))
        return int(cursor.lastrowid or 0), ""

    def _replace(self, origin: str, units: Iterable[TranslationUnit]) -> None:
        old: dict[tuple[object, ...], list[int]] = {}
        question = f"SELECT id, source, {_COLUMNS} FROM unit WHERE id BETWEEN ? AND ?"
        for number, *row in self._connection.execute(question, _span(self._origin(origin)[0])):
            old.setdefault(tuple(row), []).append(number)
        last = self._connection.execute(_STANDING, (origin,)).fetchone()[0]
        new = 0
        rows = []
        for unit in units:
            if not unit.source or not unit.target:
                continue
            number = key(unit.source)
            source = self._known(unit.source, number)
            if not source:
                source = last + 1
                self._connection.execute(_NEW_SOURCE, _new_row(source, unit.source, number))
                last = source
                new += 1
            row = _row(source, unit)
            if old.get(row):
                old[row].pop()
            else:
                rows.append(row)
            if len(rows) >= postings.LARGEST or new >= postings.LARGEST:
                self._insert(origin, rows)
                rows, new = [], 0
                sealing.seal(self._connection)
        self._insert(origin, rows)
        gone = [(number,) for numbers in old.values() for number in numbers]
        self._connection.executemany("DELETE FROM unit WHERE id = ?", gone)
        if not sealing.seal(self._connection):
            self._describe()

    def _describe(self) -> None:
        """Note the length and the signature of loose sentences."""
        question = "SELECT id, text FROM source WHERE id > ? AND length IS NULL"
        loose = self._connection.execute(question, (sealing.sealed(self._connection),)).fetchall()
        noted = ((*described(text), number) for number, text in loose)
        self._connection.executemany("UPDATE source SET length = ?, signature = ? WHERE id = ?", noted)

    def _known(self, text: str, number: int) -> int:
        """The number of the source with this text and key, 0 if it is new."""
        for source, known in self._connection.execute("SELECT id, text FROM source WHERE key = ?", (number,)):
            if known == text:
                return int(source)
        return 0

    def _insert(self, origin: str, rows: Iterable[tuple[object, ...]]) -> None:
        last = self._connection.execute(_STANDING, (origin,)).fetchone()[1]
        numbered = ((number, *row) for number, row in enumerate(rows, start=last + 1))
        self._connection.executemany(_NEW_UNIT, numbered)

    # Recall

    def _reading(self) -> AbstractContextManager[None]:
        return store.reading(self._connection)

    def _same_units(self, text: str) -> Iterator[Numbered]:
        source = self._known(text, key(text))
        return self._units(source, text) if source else iter(())

    def _masked(self, mask: int) -> Iterable[tuple[int, str]]:
        return self._connection.execute("SELECT id, text FROM source WHERE mask = ?", (mask,)).fetchall()

    def _levels(self, text: str, threshold: int) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
        """Similar sources, (percent, number, text), in steps: all that have at least so much percent, then the next."""
        query, pattern = Features(text), Pattern(points(text))
        searches = [segment.search(query) for segment in self._open_segments()]
        loose = self._loose(query, threshold)
        seen: set[int] = set()
        for level in (*(each for each in LEVELS if each > threshold), threshold):
            candidates = [candidate for search in searches for candidate in search.at(level)]
            candidates += [source for fewest, longer, source in loose if fewest <= most_edits(longer, level)]
            found = []
            for source in candidates:
                if source in seen:
                    continue
                other = self._connection.execute("SELECT text FROM source WHERE id = ?", (source,)).fetchone()
                if not other:
                    continue
                theirs = points(other[0])
                longer = max(pattern.length, len(theirs))
                most = most_edits(longer, level)
                distance = pattern.distance(theirs, most)
                if distance <= most:
                    seen.add(source)
                    found.append((percent(distance, longer), source, other[0]))
            yield level, found

    def _loose(self, query: Features, least: int) -> list[tuple[int, int, int]]:
        """Sentences in no segment yet that may be so alike: (fewest edits, points of the longer, source)."""
        low, high = query.length - most_edits(query.length, least), query.length * 100 // least
        question = "SELECT id, length, signature FROM source WHERE id > ? AND length BETWEEN ? AND ?"
        found = []
        last = sealing.sealed(self._connection)
        for source, length, signature in self._connection.execute(question, (last, low, high)):
            fewest = query.unlike(int.from_bytes(signature, "little"), len(signature), length)
            longer = max(query.length, length)
            if fewest <= most_edits(longer, least):
                found.append((fewest, longer, source))
        return found

    def _open_segments(self) -> list[Segment]:
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            rows = self._connection.execute("SELECT id, sentences, lengths FROM segment ORDER BY id").fetchall()
            self._segments = [Segment(self._connection, *row) for row in rows]
            self._version = version
        return self._segments

    def _units(self, source: int, text: str) -> Iterator[Numbered]:
        """The pairs of a source, each with its number before and its neighbours after it."""
        for row in self._connection.execute(_UNITS, (source,)).fetchall():
            number, target, context, place, before, after, changed, author, signed, engine, project, origin = row
            unit = TranslationUnit(
                text,
                target,
                context,
                origin,
                place,
                changed=changed,
                author=author,
                signed=bool(signed),
                engine=engine,
                project=project,
            )
            yield number, unit, (before, after)

    def counts(self) -> dict[str, int]:
        """How many pairs, different sources, origins, segments, and bytes of the file."""
        questions = {
            "pairs": "SELECT count(*) FROM unit",
            "sources": "SELECT count(*) FROM source",
            "origins": "SELECT count(*) FROM origin",
            "segments": "SELECT count(*) FROM segment",
            "bytes": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        }
        return {name: self._connection.execute(question).fetchone()[0] for name, question in questions.items()}


def _row(source: int, unit: TranslationUnit) -> tuple[object, ...]:
    around = key(unit.before), key(unit.after)
    told = unit.changed, unit.author, int(unit.signed), unit.engine, unit.project
    return source, unit.target, unit.context, unit.place, *around, *told


def _new_row(source: int, text: str, number: int, *, loose: bool = False) -> tuple[object, ...]:
    return source, number, mask(text), *(described(text) if loose else (None, None)), text


def _span(origin: int) -> tuple[int, int]:
    """The numbers the units of an origin may have."""
    return origin << 32, (origin + 1 << 32) - 1
