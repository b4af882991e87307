"""PostgreSQL's pg_trgm as a peer: a server of its own on loopback, started here and stopped here.

Asked in two ways, both with a GIN index, the `%` operator and a rescoring of the fifty best: as Weblate does, whose
threshold begins high and is lowered by .05 until something is found; and with a threshold of .5. The times are the CPU
time of the server's process and of ours together.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.servers import postgres as servers

_LIMIT = 50


class Server:
    """A running server with a connection of its own."""

    def __init__(self, port: int) -> None:
        import psycopg

        self._connection: Any = psycopg.connect(
            host="127.0.0.1", port=port, user="postgres", dbname="postgres", autocommit=True
        )
        self._backend = self._connection.execute("SELECT pg_backend_pid()").fetchone()[0]

    def remember(self, texts: Sequence[str]) -> None:
        """The table and its index."""
        run = self._connection.execute
        run("CREATE EXTENSION pg_trgm")
        run("SET max_parallel_workers_per_gather = 0")
        run("CREATE TABLE memory (id int PRIMARY KEY, source text)")
        with self._connection.cursor().copy("COPY memory FROM STDIN") as copy:
            for number, text in enumerate(texts):
                copy.write_row((number, text))
        run("CREATE INDEX ON memory USING gin (source gin_trgm_ops)")
        run("ANALYZE memory")

    def ways(self) -> list[tuple[str, Callable[[str], int]]]:
        """How it is asked, each with its name."""
        return [
            ("PostgreSQL pg_trgm, as Weblate", self._as_weblate),
            ("PostgreSQL pg_trgm, threshold .5", lambda text: self._best(text, 0.5)),
        ]

    def timed(self, ask: Callable[[str], int], texts: Sequence[str]) -> tuple[list[int], list[float]]:
        """What is answered to each text, and the milliseconds of CPU time it took here and there."""
        answers, times = [], []
        for text in texts:
            begun, there = time.process_time(), self._spent()
            answers.append(ask(text))
            times.append((time.process_time() - begun + self._spent() - there) * 1000)
        return answers, times

    def _spent(self) -> float:
        return int(Path(f"/proc/{self._backend}/schedstat").read_text("ascii").split()[0]) / 1e9

    def _best(self, text: str, limit: float) -> int:
        from rapidfuzz.distance import Levenshtein

        self._connection.execute("SELECT set_limit(%s::real)", (limit,))
        rows = self._connection.execute(
            "SELECT id, source FROM memory WHERE source %% %s ORDER BY similarity(source, %s) DESC LIMIT %s",
            (text, text, _LIMIT),
        ).fetchall()
        scored = [(Levenshtein.normalized_similarity(text, source), -number) for number, source in rows]
        best = max(scored, default=(0.0, 1))
        return -best[1] if best[0] >= 0.7 else -1

    def _as_weblate(self, text: str) -> int:
        letters = sum(map(str.isalnum, text))
        limit = min(0.985, 0.127264 * math.log(24.282 * 70) * (1 + 0.2 * math.sqrt(letters / 2000)))
        while limit >= 0.3:
            found = self._best(text, limit)
            if found >= 0:
                return found
            limit -= 0.05
        return -1


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server of its own, stopped and removed at the end."""
    if servers.programs() is None:
        raise SystemExit(f"{servers.MISSING}, or --peers rapidfuzz,translate-toolkit")
    with servers.running() as started:
        server = Server(started.port)
        try:
            yield server
        finally:
            server._connection.close()
