"""How fast documents are read and merged, as ratios against peers in the same run.

    python tests/benchmarks/documents.py [FILE.docx …]

Without files, the sample's Word chapters. Every figure is the median of CPU seconds over five rounds; peers take
turns with us in each round, so that a busy machine is busy for all.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
SAMPLE = Path(__file__).parents[2] / "sources" / "city-management"


def parse(data: bytes) -> None:
    """The floor: unzip every XML part and parse it."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for _element in etree.fromstring(package.read(name)).iter():
                    pass


def python_docx(data: bytes) -> None:
    """python-docx: the text of every paragraph and run of the body."""
    import docx

    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        for run in paragraph.runs:
            len(run.text)


def read(data: bytes) -> None:
    """Ours: units, codes and the text ledger."""
    from pubpipe.formats import format_of

    format_of("chapter.docx").read(data)


def merge(data: bytes) -> None:
    """Ours: every unit written back changed."""
    from pubpipe.formats import format_of

    kind = format_of("chapter.docx")
    document = kind.read(data)
    kind.merge(data, {unit.id: ("汉字", *unit.content) for unit in document.units})


def seconds(job: Callable[[bytes], None], files: list[bytes]) -> float:
    """CPU seconds of one round over all files."""
    begun = time.process_time()
    for data in files:
        job(data)
    return time.process_time() - begun


def main() -> None:
    """Print a line a job, with its ratio to the floor."""
    paths = [Path(each) for each in sys.argv[1:]] or sorted(SAMPLE.glob("*.docx"))
    files = [path.read_bytes() for path in paths]
    jobs = {"lxml parse": parse, "python-docx": python_docx, "pubpipe read": read, "pubpipe read + merge": merge}
    rounds: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job(files[0])
    for _round in range(ROUNDS):
        for name, job in jobs.items():
            rounds[name].append(seconds(job, files))
    floor = statistics.median(rounds["lxml parse"])
    for name, taken in rounds.items():
        middle = statistics.median(taken)
        print(f"{name:22} {middle * 1000:8.1f} ms   {middle / floor:5.1f} x lxml parse")


if __name__ == "__main__":
    main()
