"""How pairs come into the tables: each function within a transaction of its caller's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from pubpipe.memory.keys import key, mask
from pubpipe.memory.postgres.segments import described
from pubpipe.memory.postings import Features
from pubpipe.model import TranslationUnit

if TYPE_CHECKING:
    from pubpipe.memory.postgres.connecting import Connection

_AT_ONCE = 5000

_COLUMNS = "source, target, context, place, before, after, changed, author, signed, engine, project"
_MINE = "SELECT id, digest FROM origin WHERE project = %s AND name = %s FOR UPDATE"
_BEGIN = "INSERT INTO origin (project, name) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def refresh(
    connection: Connection, project: str, name: str, digest: str, units: Iterable[TranslationUnit], stamp: str
) -> bool:
    """Make these the pairs of an origin, writing only what differs; whether its digest was another."""
    origin, known = _origin(connection, project, name)
    connection.execute("UPDATE origin SET digest = %s, stamp = %s WHERE id = %s", (digest, stamp, origin))
    if known == digest:
        return False
    old: dict[tuple[Any, ...], list[int]] = {}
    with connection.cursor(binary=True) as cursor:
        for number, *row in cursor.execute(f"SELECT id, {_COLUMNS} FROM unit WHERE origin = %s".encode(), (origin,)):
            old.setdefault(tuple(row), []).append(number)
    left = filter(_storable, units)
    while part := list(islice(left, _AT_ONCE)):
        _insert(connection, origin, part, old)
    gone = [number for numbers in old.values() for number in numbers]
    if gone:
        connection.execute("DELETE FROM unit WHERE id = ANY(%s)", (gone,))
    return True


def add(connection: Connection, project: str, unit: TranslationUnit) -> None:
    """One more pair of the origin it names."""
    if _storable(unit):
        _insert(connection, _origin(connection, project, unit.origin)[0], [unit], {})


def forget(connection: Connection, project: str, name: str) -> None:
    """No pairs of an origin any more, and no origin."""
    origin, _digest = _origin(connection, project, name)
    connection.execute("DELETE FROM unit WHERE origin = %s", (origin,))
    connection.execute("DELETE FROM origin WHERE id = %s", (origin,))


def _origin(connection: Connection, project: str, name: str) -> tuple[int, str]:
    """An origin's number and digest, begun where there is none; nobody else changes it till the transaction ends."""
    while True:
        row: Any = connection.execute(_MINE, (project, name)).fetchone()
        if row:
            return row[0], row[1]
        connection.execute(_BEGIN, (project, name))


def _insert(
    connection: Connection, origin: int, units: Sequence[TranslationUnit], old: dict[tuple[Any, ...], list[int]]
) -> None:
    """Add pairs; those among the `old` rows stay as they are and are taken out of `old`."""
    sources = _sources(connection, {unit.source for unit in units})
    new = []
    for unit in units:
        row = _row(sources[unit.source], unit)
        if old.get(row):
            old[row].pop()
        else:
            new.append((origin, *row))
    if not new:
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY unit (origin, {_COLUMNS}) FROM STDIN".encode()) as copy:
        for each in new:
            copy.write_row(each)


def _sources(connection: Connection, texts: set[str]) -> dict[str, int]:
    """The numbers of these sources; new ones are added and are loose."""
    keys = {text: key(text) for text in texts}
    found: dict[str, int] = {}
    with connection.cursor(binary=True) as cursor:
        question = "SELECT id, text FROM source WHERE key = ANY(%s) ORDER BY id DESC"
        for number, text in cursor.execute(question, (list(keys.values()),)):
            found[text] = number
        new = sorted((number, text) for text, number in keys.items() if text not in found)
        if not new:
            return found
        numbering = "SELECT nextval(pg_get_serial_sequence('source', 'id'))::integer FROM generate_series(1, %s)"
        numbers = [number for (number,) in cursor.execute(numbering, (len(new),))]
        with cursor.copy("COPY source (id, key, mask, length, signature, text) FROM STDIN") as copy:
            for number, (digits, text) in zip(numbers, new, strict=True):
                copy.write_row((number, digits, mask(text), *described(Features(text)), text))
                found[text] = number
        with cursor.copy("COPY loose FROM STDIN") as copy:
            for number in numbers:
                copy.write_row((number,))
    return found


def _row(source: int, unit: TranslationUnit) -> tuple[Any, ...]:
    around = key(unit.before), key(unit.after)
    told = unit.changed, unit.author, unit.signed, unit.engine, unit.project
    return source, unit.target, unit.context, unit.place, *around, *told


def _storable(unit: TranslationUnit) -> bool:
    """Whether it says something, and PostgreSQL can hold it."""
    said = "".join(_texts(unit))
    return (
        bool(unit.source and unit.target)
        and "\0" not in said
        and not any("\ud800" <= each <= "\udfff" for each in said)
    )


def _texts(unit: TranslationUnit) -> Iterator[str]:
    yield from (
        unit.source,
        unit.target,
        unit.context,
        unit.place,
        unit.changed,
        unit.author,
        unit.engine,
        unit.project,
    )
