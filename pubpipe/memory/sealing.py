"""How the index grows: new sentences are kept loose, then sealed into segments, and small segments merged.

Adding a sentence rebuilds nothing. A thousand loose ones become a segment; four segments of about one size become one
of the next, so that a sentence is listed anew a few times in its life, however large the memory grows, and a search
asks few segments. Sentences that no pair has any more are left behind on the way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pubpipe.memory.postings import LARGEST, build, drop, sources_of

LOOSE = 1024
"""How many sentences stay loose at most."""

_OF_A_SIZE = 4


def sealed(connection: sqlite3.Connection) -> int:
    """The number of the last source that is no longer loose."""
    return int(connection.execute("SELECT coalesce(max(until), 0) FROM segment").fetchone()[0])


def seal(connection: sqlite3.Connection) -> bool:
    """Make segments of the loose sentences where they have become many; whether they had."""
    until = sealed(connection)
    last = connection.execute("SELECT coalesce(max(id), 0) FROM source").fetchone()[0]
    if last - until < LOOSE:
        return False
    connection.execute(
        "DELETE FROM source WHERE id > ? AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.source = source.id)", (until,)
    )
    loose = connection.execute("SELECT id, text FROM source WHERE id > ? ORDER BY id", (until,)).fetchall()
    _write(connection, loose, last)
    _merge(connection)
    return True


def _write(connection: sqlite3.Connection, sentences: Sequence[tuple[int, str]], until: int) -> None:
    for first in range(0, max(1, len(sentences)), LARGEST):
        number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM segment").fetchone()[0]
        build(connection, number, sentences[first : first + LARGEST], until)


def _merge(connection: sqlite3.Connection) -> None:
    while True:
        sizes: dict[int, list[tuple[int, int, int]]] = {}
        for segment, count, until in connection.execute("SELECT id, sentences, until FROM segment ORDER BY id"):
            sizes.setdefault((count // LOOSE).bit_length() // 2, []).append((segment, count, until))
        ready = [group for group in sizes.values() if len(group) >= _OF_A_SIZE]
        merged = next((group for group in ready if sum(count for _, count, _ in group) <= LARGEST), None)
        if merged is None:
            return
        connection.execute("CREATE TEMP TABLE merged (source INTEGER PRIMARY KEY)")
        for segment, _count, _until in merged:
            for sources in sources_of(connection, segment):
                connection.executemany("INSERT INTO merged VALUES (?)", ((source,) for source in sources))
            drop(connection, segment)
        connection.execute(
            "DELETE FROM source WHERE id IN (SELECT source FROM merged)"
            " AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.source = source.id)"
        )
        kept = connection.execute("SELECT id, text FROM merged JOIN source ON source.id = merged.source").fetchall()
        connection.execute("DROP TABLE merged")
        _write(connection, kept, max(until for _, _, until in merged))
