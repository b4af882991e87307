"""How the memory grows: what a lookup costs at 10⁴, 10⁵, 10⁶ entries, embedded and in PostgreSQL.

    PUBPIPE_TEST_DATA=… python -m tests.benchmarks.memory_office --sizes 10000,100000

Real entries (above their number, edited ones), realistic edits as queries and some without a good match. Times are
milliseconds of CPU a lookup, for PostgreSQL of our process and of the server's together, at a threshold of 70; the wall
time stands beside it. Both are asked the same and must answer the same.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pubpipe.memory import Memory
from pubpipe.memory.postgres import OfficeMemory, prepare
from pubpipe.model import TranslationUnit
from tests.benchmarks import memory_corpus
from tests.servers import postgres

THRESHOLD = 70
_FILES = 8


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000", help="numbers of entries")
    parser.add_argument("--queries", type=int, default=200, help="edits; a fifth as many without a match are added")
    parser.add_argument("--only", choices=["embedded", "PostgreSQL"], help="one of the two, so nothing is compared")
    arguments = parser.parse_args()
    print("entries  real  memory      p50    mean     p95  wall p50  build CPU s  bytes/entry beyond texts")
    for size in map(int, arguments.sizes.split(",")):
        chance = random.Random(2026)
        units, real, held = memory_corpus.entries(size, chance)
        asked = [query.text for query in memory_corpus.queries(units, real, arguments.queries, chance)]
        asked += chance.sample(held, arguments.queries // 5)
        texts = sum(len(unit.source.encode()) + len(unit.target.encode()) for unit in units)
        answers = []
        for name, way in (("embedded", embedded), ("PostgreSQL", office)):
            if arguments.only not in (None, name):
                continue
            with way(units) as (matches, spent, build, bytes_of_it):
                found, times, walls = timed(matches, spent, asked)
            answers.append(found)
            times.sort()
            cells = statistics.median(times), statistics.mean(times), times[len(times) * 95 // 100]
            told = " ".join(f"{each:7.2f}" for each in (*cells, statistics.median(walls)))
            print(f"{size:7} {real:6} {name:10} {told} {build:8.1f} {(bytes_of_it - texts) / size:8.0f}", flush=True)
        if answers[0] != answers[-1]:
            print("the two do not answer the same")
            return 1
    return 0


def timed(
    matches: Callable[[TranslationUnit], object], spent: Callable[[], float], asked: list[str]
) -> tuple[list[object], list[float], list[float]]:
    """The answers, and the milliseconds of CPU and of the clock each took; ten are asked before to warm up."""
    for text in asked[:10]:
        matches(TranslationUnit(text, ""))
    found, times, walls = [], [], []
    for text in asked:
        wall, cpu = time.perf_counter(), spent()
        found.append(matches(TranslationUnit(text, "")))
        times.append((spent() - cpu) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return found, times, walls


Way = tuple[Callable[[TranslationUnit], object], Callable[[], float], float, int]


@contextmanager
def embedded(units: list[TranslationUnit]) -> Iterator[Way]:
    """The index in a file."""
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.sqlite") as memory:
        begun = time.process_time()
        fill(memory, units)
        build = time.process_time() - begun
        yield lambda unit: best(memory, unit), time.process_time, build, memory.counts()["bytes"]


@contextmanager
def office(units: list[TranslationUnit]) -> Iterator[Way]:
    """The server's tables."""
    with postgres.running("shared_buffers=256MB", "max_wal_size=2GB") as server:
        prepare(server.url())
        with OfficeMemory(server.url()) as memory:
            backend = memory._connection.info.backend_pid

            def spent() -> float:
                there = int(Path(f"/proc/{backend}/schedstat").read_text("ascii").split()[0]) / 1e9
                return time.process_time() + there

            begun = spent()
            fill(memory, units)
            build = spent() - begun
            memory._connection.execute("VACUUM ANALYZE")
            sizes = memory._connection.execute(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'pubpipe'::regnamespace ORDER BY 2 DESC"
            )
            print(
                "  ",
                ", ".join(f"{name} {size / len(units):.0f}" for name, size in sizes),
                "bytes/entry",
                file=sys.stderr,
            )
            yield lambda unit: best(memory, unit), spent, build, memory.counts()["bytes"]


def fill(memory: Memory | OfficeMemory, units: list[TranslationUnit]) -> None:
    """Remember them as so many files."""
    size = -(-len(units) // _FILES)
    for first in range(0, len(units), size):
        memory.refresh(f"{first}.po", "1", units[first : first + size])


def best(memory: Memory | OfficeMemory, unit: TranslationUnit) -> object:
    """The first offer, without what only its place says."""
    return [(match.kind, match.similarity, match.unit.source) for match in memory.matches(unit, THRESHOLD, 1)]


if __name__ == "__main__":
    sys.exit(main())
