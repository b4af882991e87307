"""What the memory finds and what that costs, beside others in the same run. CPU time, never wall time.

    python tests/benchmarks/memory.py [--entries 100000] [--queries 1000] [--none 200] [--peers all] [--keep FILE]
    python tests/benchmarks/memory.py --growth          10,000, 100,000 and 1,000,000 entries, one after the other

Entries are real English with its Chinese (PUBPIPE_TEST_DATA/parallel); beyond what there is (about 100,000) they are
synthetic, made of real ones, and the table says how many. Every query is compared with every entry by brute force, by
the project's own similarity, and the best match must be the same, at 70 and at 85 percent; the exit code says so.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import memory_corpus as corpus  # noqa: E402
import memory_peers as peers  # noqa: E402

from pubpipe.memory import Memory, Penalties  # noqa: E402
from pubpipe.memory.keys import masked  # noqa: E402
from pubpipe.model import Match, TranslationUnit  # noqa: E402
from pubpipe.project.memory import stamp_of  # noqa: E402
from tests.memory import oracle  # noqa: E402

MEDIAN, MEAN, POSTGRES, RAPIDFUZZ = 30.0, 15.0, 50.0, 4.0
"""How many times faster we must be: than translate-toolkit at the median and in the mean, than pg_trgm, rapidfuzz."""

BYTES, INSERTS = 400.0, 5.0
"""The most bytes an entry beyond its texts, and the most bare inserts an added entry may cost."""


def main() -> int:
    """Run one size, or the growth table; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--none", type=int, default=200)
    parser.add_argument("--peers", default="all", help="all, none, or names: rapidfuzz,translate-toolkit,postgres")
    parser.add_argument("--sample", type=int, default=120, help="queries for the slow peers")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--million", action="store_true", help="the same as --entries 1000000")
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    sizes = [10_000, 100_000, 1_000_000] if given.growth else [1_000_000 if given.million else given.entries]
    failed = [failure for size in sizes for failure in run(size, given)]
    for failure in failed:
        print(f"MISSED {failure}")
    return 1 if failed else 0


def run(size: int, given: argparse.Namespace) -> list[str]:
    """One size: build, look up, compare, measure; what was missed."""
    chance = random.Random(given.seed)
    units, real, held = corpus.entries(size, chance)
    texts = [unit.source for unit in units]
    print(
        f"\n## {size:,} entries: {real:,} real, {size - real:,} synthetic; mean {mean(map(len, texts)):.0f} characters"
    )
    truth = peers.BruteForce(texts)
    edits = list(corpus.queries(units, real, given.queries, chance))
    none = without_match(held, truth, given.none, chance)
    asked = [query.text for query in edits] + none
    print(
        f"{len(edits)} edits (median distance {statistics.median(each.distance for each in edits):.0f} points),"
        f" {len(none)} without a match of 70 %"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ".pubpipe" / "memory.sqlite"
        memory = Memory(path, Penalties())
        begun = time.process_time()
        memory.refresh(corpus.ORIGIN, "1", units)
        print(f"built in {time.process_time() - begun:.1f} CPU s; {memory.counts()['segments']} segments")
        failed = size_on_disk(memory, units)
        failed += adding(memory, path)
        failed += exact(memory, units, truth, edits, asked)
        failed += speed(memory, texts, asked, len(edits), given)
        failed += cold(memory, Path(folder), asked)
    return failed


def without_match(held: list[str], truth: peers.BruteForce, count: int, chance: random.Random) -> list[str]:
    """Real sentences of a text nobody translated, to which nothing known is alike by 70 %."""
    chance.shuffle(held)
    found: list[str] = []
    for text in held:
        if len(found) == count:
            break
        if not truth.alike(text, 70):
            found.append(text)
    return found


def exact(
    memory: Memory, units: list[TranslationUnit], truth: peers.BruteForce, edits: list[corpus.Query], asked: list[str]
) -> list[str]:
    """The best match of every query beside that of brute force, by the one total order, at 70 and 85 percent."""
    by_mask: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        by_mask.setdefault(masked(unit.source), []).append(number)
    wrong, beyond = {70: 0, 85: 0}, 0
    for number, text in enumerate(asked):
        wanted = TranslationUnit(text, "")
        alike = truth.alike(text, 70)
        if number < len(edits) and alike.get(edits[number].origin, 0) < 70:
            beyond += 1
        candidates = sorted({*alike, *(by_mask.get(masked(text), []) if masked(text) else [])})
        for threshold in wrong:
            expected = oracle.matches([units[each] for each in candidates], wanted, threshold)[:1]
            wrong[threshold] += memory.matches(wanted, threshold, 1) != expected
            first = memory.matches(wanted, threshold, 5)[:1]
            wrong[threshold] += first != expected
    print(
        f"best match identical to brute force: {len(asked)} queries at 70 and 85 %, wrong {wrong[70]} and {wrong[85]}"
        f" ({beyond} edits moved below 70 % of their origin)"
    )
    return [f"the best match differs from brute force: {wrong}"] if any(wrong.values()) else []


def speed(memory: Memory, texts: Sequence[str], asked: list[str], edits: int, given: argparse.Namespace) -> list[str]:
    """CPU milliseconds a query at 70 percent, ours and the others', and the ratios on the same queries."""
    numbers = {text: number for number, text in enumerate(texts)}

    def ours(limit: int, threshold: int = 70) -> Callable[[str], int]:
        def ask(text: str) -> int:
            found: list[Match] = memory.matches(TranslationUnit(text, ""), threshold, limit)
            return numbers[found[0].unit.source] if found else -1

        return ask

    print("\n| who | queries | p50 | p95 | mean ms | of the edits: p50 | mean | found at 70 % |")
    print("|---|---|---|---|---|---|---|---|")
    every = peers.timed(ours(1), asked)
    row("pubpipe, the best", every, edits)
    row("pubpipe, the best five", peers.timed(ours(5), asked), edits)
    row("pubpipe, the best, at 85 %", peers.timed(ours(1, 85), asked), edits)
    step = max(1, len(asked) // given.sample)
    wanted = {"rapidfuzz", "translate-toolkit", "postgres"} if given.peers == "all" else set(given.peers.split(","))
    failed = []
    fewer = asked[::step]
    known = sum(number < edits for number in range(0, len(asked), step))
    if "rapidfuzz" in wanted:
        both = in_turn(ours(1), peers.rapidfuzz(texts), fewer)
        failed += beside("rapidfuzz, length window", *both, known, RAPIDFUZZ, RAPIDFUZZ)
    if "translate-toolkit" in wanted:
        both = in_turn(ours(1), peers.translate_toolkit(texts), fewer)
        failed += beside("translate-toolkit matcher", *both, known, MEDIAN, MEAN)
    if "postgres" in wanted:
        import memory_postgres

        with memory_postgres.running() as server:
            server.remember(texts)
            for name, ask in server.ways():
                both = in_turn(ours(1), ask, fewer, server.timed)
                failed += beside(name, *both, known, POSTGRES, POSTGRES)
    return failed


Told = tuple[list[int], list[float]]
"""What was answered to each query, and the milliseconds each took."""


def in_turn(
    ours: Callable[[str], int],
    theirs: Callable[[str], int],
    asked: list[str],
    timed: Callable[[Callable[[str], int], list[str]], Told] = peers.timed,
) -> tuple[Told, list[float]]:
    """Theirs and ours asked in turn, query by query, so that a busy machine is as busy for both."""
    answers, times, mine = [], [], []
    for text in asked:
        mine += peers.timed(ours, [text])[1]
        answer, spent_there = timed(theirs, [text])
        answers += answer
        times += spent_there
    return (answers, times), mine


def row(name: str, told: tuple[list[int], list[float]], edits: int) -> None:
    """A line of the table."""
    answers, times = told
    matched = times[:edits]
    print(
        f"| {name} | {len(times)} | {statistics.median(times):.2f} | {quantile(times, 0.95):.2f} | {mean(times):.2f} |"
        f" {statistics.median(matched):.2f} | {mean(matched):.2f} | {sum(each >= 0 for each in answers)} |"
    )


def beside(
    name: str, theirs: tuple[list[int], list[float]], mine: list[float], edits: int, median: float, average: float
) -> list[str]:
    """Their line and how many times faster we are, on the same queries."""
    row(name, theirs, edits)
    times = theirs[1]
    at_median, in_mean = statistics.median(times) / statistics.median(mine), mean(times) / mean(mine)
    at_95 = quantile(times, 0.95) / quantile(mine, 0.95)
    print(f"| → times faster | | {at_median:.1f} | {at_95:.1f} | {in_mean:.1f} | | | |")
    failed = []
    if at_median < median:
        failed.append(f"{name}: {at_median:.1f} times at the median, {median:.0f} wanted")
    if in_mean < average:
        failed.append(f"{name}: {in_mean:.1f} times in the mean, {average:.0f} wanted")
    return failed


def size_on_disk(memory: Memory, units: list[TranslationUnit]) -> list[str]:
    """Bytes an entry beyond its texts."""
    texts = sum(len(unit.source.encode()) + len(unit.target.encode()) for unit in units)
    beyond = (memory.counts()["bytes"] - texts) / len(units)
    print(f"{beyond:.0f} bytes an entry beyond the texts ({texts / len(units):.0f} bytes of texts)")
    return [f"{beyond:.0f} bytes an entry"] if beyond > BYTES else []


def adding(memory: Memory, path: Path) -> list[str]:
    """One entry more at a time, each at once on disk, in bare inserts of the same texts into a file of their own."""
    fresh = [
        TranslationUnit(f"Number {n} of the added sentences, kept loose.", f"第{n}句。", "", "added.po", f"x{n}")
        for n in range(2000)
    ]
    bare = sqlite3.connect(path.with_name("bare.sqlite"), isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = NORMAL")
    bare.execute("CREATE TABLE pair (id INTEGER PRIMARY KEY, source TEXT, target TEXT)")
    ours, inserts = [], []
    for unit in fresh:
        begun = time.process_time_ns()
        bare.execute("INSERT INTO pair (source, target) VALUES (?, ?)", (unit.source, unit.target))
        between = time.process_time_ns()
        memory.add(unit)
        inserts.append(between - begun)
        ours.append(time.process_time_ns() - between)
    bare.close()
    ratio, whole = statistics.median(ours) / statistics.median(inserts), mean(ours) / mean(inserts)
    print(
        f"adding one entry: {statistics.median(ours) / 1000:.0f} µs = {ratio:.1f} bare inserts at the median,"
        f" {whole:.1f} in the mean with sealing"
    )
    memory.forget("added.po")
    return [f"adding costs {ratio:.1f} bare inserts"] if ratio > INSERTS else []


def cold(memory: Memory, folder: Path, asked: list[str]) -> list[str]:
    """The whole command, `pubpipe memory lookup TEXT`, beside a process that only imports click; medians of 15.

    Opening the index is what any program pays: sqlite3 imported, the file connected, a table read. All are run once
    before they are counted, so that their bytecode stands there as it does where they are installed.
    """
    (folder / "sources/book").mkdir(parents=True)
    (folder / "sources/book/book.toml").write_text('title = "书"\noriginal_title = "B"\nchapters = ["a.md"]\n', "utf-8")
    (folder / "pubpipe.toml").write_text("", "utf-8")
    origin = folder / corpus.ORIGIN
    origin.parent.mkdir(parents=True)
    origin.write_bytes(b"")
    os.utime(origin, (1e9, 1e9))
    memory.restamp(corpus.ORIGIN, stamp_of(origin))
    memory.close()
    opening = (
        "import sys, time; begun = time.process_time(); import sqlite3; "
        "sqlite3.connect(sys.argv[1]).execute('SELECT * FROM origin').fetchall(); print(time.process_time() - begun)"
    )
    command = "from pubpipe.cli import main; main()"
    clicks, ours, openings = [], [], []
    for text in (asked[0], *asked[:15]):
        clicks.append(spent(["-c", "import click"], folder)[0])
        ours.append(spent(["-c", command, "memory", "lookup", "--", text], folder)[0])
        openings.append(float(spent(["-c", opening, str(memory.path)], folder)[1]))
    click, our, opened = (statistics.median(times[1:]) * 1000 for times in (clicks, ours, openings))
    print(
        f"\ncold: import click {click:.0f} ms CPU, opening the index {opened:.1f}, pubpipe memory lookup {our:.0f}"
        f" = {(our - opened) / click:.2f} times click beyond the opening"
    )
    return [f"cold look-up: {our:.0f} ms of {2 * click + opened:.0f}"] if our > 2 * click + opened else []


def spent(arguments: list[str], folder: Path) -> tuple[float, bytes]:
    """CPU seconds of a Python process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=surroundings, check=True, stdout=subprocess.PIPE
    ).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, told


def mean(values: Any) -> float:
    """The mean of some numbers."""
    return statistics.fmean(values)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which such a share of them lies."""
    return sorted(values)[int(share * (len(values) - 1))]


if __name__ == "__main__":
    sys.exit(main())
