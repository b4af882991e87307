"""The office's memory: many people's pairs, and the best of them for a sentence, chosen as everywhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from pubpipe.errors import Misused
from pubpipe.memory.choosing import LEVELS, Choosing, Numbered
from pubpipe.memory.keys import key
from pubpipe.memory.points import Pattern, most_edits, percent, points
from pubpipe.memory.postgres import writing
from pubpipe.memory.postgres.connecting import connect, faults, shown
from pubpipe.memory.postgres.schema import allow
from pubpipe.memory.postgres.segments import Search, bits, seal
from pubpipe.memory.postings import Features
from pubpipe.memory.settings import Penalties
from pubpipe.messages import _
from pubpipe.model import Match, TranslationUnit

if TYPE_CHECKING:
    from pubpipe.memory.postgres.connecting import Connection

Result = TypeVar("Result")

_TRIES = 5

_UNITS = """
SELECT unit.source, unit.id, target, context, origin.name, place, changed, author, signed, engine,
    CASE WHEN unit.project = '' AND origin.project <> %s THEN origin.project ELSE unit.project END, before, after
FROM unit JOIN origin ON origin.id = unit.origin WHERE unit.source = ANY(%s)
"""
_ALIKE = """
SELECT id, text FROM (SELECT id, text, length, signature, greatest(length, %(length)s) AS longer,
    CASE WHEN length <= 96 THEN %(small)s::bit varying ELSE %(large)s::bit varying END AS mine
    FROM source WHERE id = ANY(%(ids)s)) AS each
WHERE 2 * bit_count(mine & ~signature) <= longer * (100 - %(least)s) / 100 - longer + %(length)s
    AND 2 * bit_count(signature & ~mine) <= longer * (100 - %(least)s) / 100 - longer + length
"""
_LOOSE = "SELECT id FROM loose JOIN source ON id = source WHERE length BETWEEN %s AND %s"
_EMPTY = "SELECT id FROM source WHERE length = 0"
_COUNTS = {
    "pairs": "SELECT count(*) FROM unit",
    "sources": "SELECT count(*) FROM source",
    "origins": "SELECT count(*) FROM origin",
    "segments": "SELECT count(*) FROM segment",
    "bytes": "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
    " WHERE relnamespace = 'pubpipe'::regnamespace AND relkind = 'r'",
}


class OfficeMemory(Choosing):
    """The pairs of many projects; `project` is the one that asks: its own pairs are "ours", the others' bear a penalty.

    Origins belong to a project. Every method raises PubpipeError, one sentence, where the server cannot be reached or
    forbids it. A text PostgreSQL cannot hold (with a NUL or half a character) is not remembered.
    """

    damaged = False

    def __init__(self, url: str, project: str = "", penalties: Penalties | None = None) -> None:
        """Open it; raises Outdated where its tables are not of this version."""
        super().__init__(penalties)
        self._url, self._project = url, project
        self._connection = self._connected()
        self._fetched: dict[int, list[Numbered]] = {}

    def __enter__(self) -> OfficeMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connected(self) -> Connection:
        connection = connect(self._url)
        try:
            with faults(self._url):
                allow(connection, self._url)
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    @property
    def writable(self) -> bool:
        """Whether this person may change what is remembered."""
        with faults(self._url):
            row = self._connection.execute("SELECT has_table_privilege('unit', 'INSERT')").fetchone()
        return row == (True,)

    # What is remembered

    def stamps(self) -> dict[str, tuple[str, str]]:
        """The project's origins, each with its digest and its stamp as they were given."""
        rows = self._whole(
            lambda: self._asked("SELECT name, digest, stamp FROM origin WHERE project = %s", self._project)
        )
        return {name: (digest, stamp) for name, digest, stamp in rows}

    def refresh(self, origin: str, digest: str, units: Iterable[TranslationUnit], stamp: str = "") -> bool:
        """Remember exactly these pairs of an origin; nothing is done if its digest is the same.

        All or nothing; who refreshes the same origin meanwhile waits, others do not.
        """
        known = units if isinstance(units, list | tuple) else list(units)
        changed = self._written(lambda: writing.refresh(self._connection, self._project, origin, digest, known, stamp))
        if changed:
            self._seal()
        return changed

    def restamp(self, origin: str, stamp: str) -> None:
        """Note that the origin, as it now stands, is what was remembered."""
        question = "UPDATE origin SET stamp = %s WHERE project = %s AND name = %s"
        self._written(lambda: self._connection.execute(question, (stamp, self._project, origin)))

    def add(self, unit: TranslationUnit) -> None:
        """Remember one more pair, of the origin it names."""
        self._written(lambda: writing.add(self._connection, self._project, unit))
        self._seal()

    def forget(self, origin: str) -> None:
        """Remember nothing of an origin any more."""
        self._written(lambda: writing.forget(self._connection, self._project, origin))

    def _written(self, write: Callable[[], Result]) -> Result:
        """Write in one transaction; begun again where two writers came in each other's way."""
        import psycopg

        with faults(self._url):
            for attempt in range(_TRIES):
                try:
                    with self._connection.transaction():
                        return write()
                except psycopg.errors.InsufficientPrivilege:
                    place = shown(self._url)
                    raise Misused(
                        _("{place}: this person may read the memory, not change it").format(place=place)
                    ) from None
                except (psycopg.errors.DeadlockDetected, psycopg.errors.ForeignKeyViolation):
                    if attempt == _TRIES - 1:
                        raise
                    time.sleep(0.05 * (attempt + 1))
        raise AssertionError

    def _seal(self) -> None:
        with faults(self._url):
            seal(self._connection)

    # Recall

    def matches(self, wanted: TranslationUnit, threshold: int = 70, limit: int = 5) -> list[Match]:
        """The best offers for a sentence; see `Choosing.matches`."""
        return self._whole(lambda: super(OfficeMemory, self).matches(wanted, threshold, limit))

    def _whole(self, ask: Callable[[], Result]) -> Result:
        """Ask; where the connection was lost meanwhile, once more over a new one."""
        import psycopg

        with faults(self._url):
            try:
                return ask()
            except psycopg.OperationalError:
                if not self._connection.broken:
                    raise
        self._connection = self._connected()
        with faults(self._url):
            return ask()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._fetched = {}
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def _asked(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with self._connection.cursor(binary=True) as cursor:
            return cursor.execute(question.encode(), values).fetchall()

    def _same_units(self, text: str) -> Iterator[Numbered]:
        rows = self._asked("SELECT id, text FROM source WHERE key = %s", key(text))
        same = [source for source, known in rows if known == text]
        self._fetch(dict.fromkeys(same, text))
        for source in same:
            yield from self._units(source, text)

    def _masked(self, mask: int) -> Iterable[tuple[int, str]]:
        found = self._asked("SELECT id, text FROM source WHERE mask = %s", mask)
        self._fetch(dict(found))
        return found

    def _units(self, source: int, text: str) -> Iterator[Numbered]:
        if source not in self._fetched:
            self._fetch({source: text})
        return iter(self._fetched[source])

    def _fetch(self, texts: dict[int, str]) -> None:
        """Read the pairs of these sources in one question."""
        wanted = [source for source in texts if source not in self._fetched]
        self._fetched.update((source, []) for source in wanted)
        for source, number, *told, before, after in self._asked(_UNITS, self._project, wanted) if wanted else ():
            target, context, origin, place, *made = told
            unit = TranslationUnit(texts[source], target, context, origin, place, "", "", *made)
            self._fetched[source].append((number, unit, (before, after)))

    def _levels(self, text: str, threshold: int) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
        query, pattern = Features(text), Pattern(points(text))
        segments = [segment for (segment,) in self._asked("SELECT id FROM segment ORDER BY id")]
        search = Search(self._connection, segments, query)
        always = self._always(query, threshold)
        read: dict[int, str] = {}
        seen: set[int] = set()
        for level in (*(each for each in LEVELS if each > threshold), threshold):
            candidates = always.union(search.at(level))
            read.update(self._texts(query, level, candidates - read.keys()))
            found = []
            for source in candidates & read.keys() - seen:
                theirs = points(read[source])
                longer = max(pattern.length, len(theirs))
                most = most_edits(longer, level)
                distance = pattern.distance(theirs, most)
                if distance <= most:
                    seen.add(source)
                    found.append((percent(distance, longer), source, read[source]))
            self._fetch({source: known for _alike, source, known in found})
            yield level, found

    def _always(self, query: Features, least: int) -> set[int]:
        """What no segment lists: loose sentences, and for a text without any point the others without one."""
        low, high = query.length - most_edits(query.length, least), query.length * 100 // least
        found = self._asked(_LOOSE, low, high) + (self._asked(_EMPTY) if not query.length else [])
        return {source for (source,) in found}

    def _texts(self, query: Features, least: int, sources: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Of these sources, the ones whose signatures say that they may be alike enough, with their texts."""
        left = iter(sources)
        while part := list(islice(left, 50_000)):
            values = {
                "ids": part,
                "least": least,
                "length": query.length,
                "small": bits(query.signature(16), 16),
                "large": bits(query.signature(64), 64),
            }
            with self._connection.cursor(binary=True) as cursor:
                yield from cursor.execute(_ALIKE.encode(), values)

    def counts(self) -> dict[str, int]:
        """How many pairs, different sources, origins, segments, and bytes of the tables and their indexes."""
        return self._whole(lambda: {name: int(self._asked(ask)[0][0]) for name, ask in _COUNTS.items()})
