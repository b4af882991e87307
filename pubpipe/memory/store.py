"""The file of the index: an SQLite database that any number of processes may use, and that may be thrown away.

It is a cache. What cannot be read, or was made by another version, is thrown away and begun anew; the project fills it
again from its PO files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pubpipe.memory import postings

VERSION = 7
"""Raised whenever points, masks or tables change, so that older files are made anew."""

PAGE = 2048
"""Bytes of a page. What an added sentence touches is written page by page: smaller ones make adding cheaper."""

WRITTEN_BACK = 8192
"""Pages that may stand in the log (16 MB) before they are written into the file, each once."""

PATIENCE = 60.0
"""Seconds to wait for another process that writes."""

_SCHEMA = f"""
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT UNIQUE, digest TEXT, stamp TEXT);
CREATE TABLE source (id INTEGER PRIMARY KEY, key INTEGER, mask INTEGER, length INTEGER, signature BLOB, text TEXT);
CREATE INDEX source_key ON source (key);
CREATE INDEX source_mask ON source (mask) WHERE mask IS NOT NULL;
CREATE TABLE unit (id INTEGER PRIMARY KEY, source INTEGER, target TEXT, context TEXT, place TEXT,
    before INTEGER, after INTEGER, changed TEXT, author TEXT, signed INTEGER, engine TEXT, project TEXT);
CREATE INDEX unit_source ON unit (source);
{postings.SCHEMA}
PRAGMA user_version = {VERSION};
"""


def connect(path: Path | None) -> tuple[sqlite3.Connection, bool]:
    """Open the file, or one in the process's own memory; whether what was there was damaged and thrown away."""
    if path is None:
        return _opened(":memory:"), False
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(str(path)), False
    except (Damaged, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        discard(path)
        return _opened(str(path)), True


def discard(path: Path) -> None:
    """Throw the file away, with what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _opened(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {WRITTEN_BACK}")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            with writing(connection):
                if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                    _begin_anew(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_anew(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        connection.execute(f'DROP TABLE "{table}"')
    for statement in filter(str.strip, _SCHEMA.split(";")):
        connection.execute(statement)


class Damaged(Exception):
    """The file cannot be understood any more: throw it away and fill a new one."""


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; one process at a time, the others wait. Raises Damaged."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise Damaged from error
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the whole file, whatever others write meanwhile. Raises Damaged."""
    try:
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if _is_damage(error):
            raise Damaged from error
        raise


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault, not that it is locked or full."""
    return not isinstance(error, sqlite3.OperationalError) or str(error).startswith("no such")
