"""All checks beside translate-toolkit's pofilter on one PO file of real text, and a large glossary beside a small one.

    pip install translate-toolkit
    PUBPIPE_TEST_DATA=… python tests/benchmarks/checks.py [--entries 100000] [--rounds 3] [--no-peer]

The file holds real English–Chinese pairs, each once; an English sentence that stands there with another translation has
an entry of its own, as `pubpipe split` makes it. Both tools run as processes with every check on, turn by turn, ours
without a glossary; figures are CPU seconds (user and system), medians of the rounds.

Both glossaries hold the same 100 concepts, which the text uses; the large one holds more, made of the same words in
orders that no sentence has, so that both meet the same terms. Both are read and asked in processes of their own, with
every other check on, turn by turn.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

LARGE, SMALL = 10_000, 100
MOST = 1.10
"""What the large glossary may cost, as a share of the small one."""

_ENGLISH = re.compile("[a-z]{3,}")
_CHINESE = re.compile("[一-鿿]+")
_COMMON = frozenset("the and for are that this with you can not from will may was has have all its your which".split())

Pair = tuple[str, str]


def pairs(count: int) -> list[Pair]:
    """Real pairs, each once; from the beginning again where there are too few."""
    archive = Path(os.environ["PUBPIPE_TEST_DATA"]) / "parallel" / "visible.tar.xz"
    found: dict[Pair, None] = {}
    with tarfile.open(archive) as tables:
        for member in sorted(tables.getmembers(), key=lambda each: each.name):
            stream = tables.extractfile(member) if member.name.endswith(".tsv") else None
            for line in stream.read().decode("utf-8").split("\n")[1:] if stream else ():
                english, chinese, *_rest = [*line.split("\t"), ""]
                if english.strip() and chinese.strip() and "\0" not in english + chinese:
                    found.setdefault((english, chinese))
    real = list(found)
    print(f"{len(real)} real pairs, {count} entries", flush=True)
    return [real[number % len(real)] for number in range(count)]


def write(path: Path, entries: Sequence[Pair]) -> None:
    """The PO file of these pairs."""
    from pubpipe.catalog import Catalog, write_po
    from pubpipe.model import Entry

    met: Counter[str] = Counter()
    made = []
    for number, (english, chinese) in enumerate(entries):
        met[english] += 1
        context = f"text@{met[english]:08x}" if met[english] > 1 else ""
        made.append(Entry(english, chinese, context, places=(f"bench.docx:{number // 50 + 1}/p{number % 50 + 1}",)))
    header = {"Content-Type": "text/plain; charset=UTF-8", "Language": "zh_CN"}
    path.write_bytes(write_po(Catalog(tuple(made), header)))


def glossary(path: Path, entries: Sequence[Pair], concepts: int) -> None:
    """A glossary of terms of the text, and beyond SMALL of its words in orders it does not have."""
    chance = random.Random(5)
    english: Counter[str] = Counter()
    chinese: Counter[str] = Counter()
    joined: set[str] = set()
    for source, target in entries:
        words = [word for word in _ENGLISH.findall(source.lower()) if word not in _COMMON]
        english.update(words)
        joined.update(f"{one} {other}" for one, other in pairwise(words))
        for run in _CHINESE.findall(target):
            chinese.update(run[at : at + 2] for at in range(len(run) - 1))
            joined.update(run[at : at + 4] for at in range(len(run) - 3))
    words = [word for word, _count in english.most_common(4000)]
    halves = [half for half, _count in chinese.most_common(4000)]
    rows = [(words[at * 3], halves[at * 3]) for at in range(SMALL)]
    while len(rows) < concepts:
        term = f"{chance.choice(words)} {chance.choice(words)}"
        form = chance.choice(halves) + chance.choice(halves)
        if term not in joined and form not in joined:
            joined |= {term, form}
            rows.append((term, form))
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["concept", "language", "term", "status"])
        for number, (term, form) in enumerate(rows):
            table.writerow([f"c{number}", "en", term, "preferred"])
            table.writerow([f"c{number}", "zh-Hans", form, "preferred"])


def cost(command: Sequence[str | Path]) -> float:
    """CPU seconds of a process and its children; what it says is thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=tempfile.gettempdir()
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]}: {done.stderr[-2000:]}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def ours(*options: str | Path) -> list[str | Path]:
    """The command that checks."""
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); "
            "from pubpipe.cli import main; sys.exit(main())", "check", *options]  # fmt: skip


def rounds(count: int, **commands: list[str | Path]) -> Iterator[tuple[str, float]]:
    """The median of what each command costs, all taking turns."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _round in range(count):
        for name, command in commands.items():
            spent[name].append(cost(command))
            print(f"  {name:12} {spent[name][-1]:7.2f} s", flush=True)
    yield from ((name, statistics.median(figures)) for name, figures in spent.items())


def main() -> None:
    """Print every figure, then the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-peer", action="store_true", help="without pofilter")
    parser.add_argument("--no-glossary", action="store_true", help="without the glossaries")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        po, out = Path(folder) / "bench.po", Path(folder) / "out.po"
        entries = pairs(given.entries)
        write(po, entries)
        commands: dict[str, list[str | Path]] = {"pubpipe": ours(po)}
        if not given.no_peer:
            commands["pofilter"] = [Path(sys.executable).parent / "pofilter", "--progress=none", po, out]
        found = dict(rounds(given.rounds, **commands))
        if not given.no_peer:
            print(f"all checks: pofilter costs {found['pofilter'] / found['pubpipe']:.2f} times what pubpipe costs")
        if given.no_glossary:
            return
        small, large = Path(folder) / "small.csv", Path(folder) / "large.csv"
        glossary(small, entries, SMALL)
        glossary(large, entries, LARGE)
        found = dict(rounds(given.rounds, small=ours(po, "--glossary", small), large=ours(po, "--glossary", large)))
        share = found["large"] / found["small"]
        print(f"{LARGE} concepts cost {share:.3f} times what {SMALL} cost, at the same hits; at most {MOST}")


if __name__ == "__main__":
    main()
