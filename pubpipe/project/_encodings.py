"""Vectors of sentences, kept: encoding is slow, and an edition is aligned more than once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubpipe.memory.alignment import Encode

_AT_ONCE = 500


def remembering(encode: Encode, path: Path | None) -> Encode:
    """An encoder that looks into a cache first. The cache may be deleted; where it cannot be used, it is not."""

    def remembered(texts: Sequence[str]) -> Any:
        numpy = import_module("numpy")
        keys = [sha256(text.encode("utf-8", "surrogatepass")).digest()[:16] for text in texts]
        with _cache(path) as cache:
            known = dict(_known(cache, keys))
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            wanted = list(missing.items())
            for begin in range(0, len(wanted), _AT_ONCE):
                some = wanted[begin : begin + _AT_ONCE]
                rows = numpy.asarray(encode([text for _key, text in some]), dtype=numpy.float32)
                found = [(key, row.tobytes()) for (key, _text), row in zip(some, rows, strict=True)]
                known.update(found)
                if cache:
                    _keep(cache, found)
        return numpy.array([numpy.frombuffer(known[key], dtype=numpy.float32) for key in keys])

    return remembered


@contextmanager
def _cache(path: Path | None) -> Iterator[sqlite3.Connection | None]:
    if path is None:
        yield None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30)
        connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
    except (sqlite3.Error, OSError):
        yield None
        return
    with closing(connection):
        yield connection


def _known(cache: sqlite3.Connection | None, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    if not cache:
        return
    for begin in range(0, len(keys), _AT_ONCE):
        some = keys[begin : begin + _AT_ONCE]
        marks = ",".join("?" * len(some))
        try:
            yield from cache.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some).fetchall()
        except sqlite3.Error:
            return


def _keep(cache: sqlite3.Connection, found: Sequence[tuple[bytes, bytes]]) -> None:
    try:
        with cache:
            cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", found)
    except sqlite3.Error:
        return
