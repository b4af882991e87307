"""What building a book of a thousand pages costs, as ratios to pandoc alone on the same Chinese Markdown.

    python tests/benchmarks/books.py [--pages 1000] [--chapters 40] [--rounds 3] [--edition epub] [--keep FOLDER]

The book is made of the sample's own sentences, drawn by seed: chapters with sections, lists, tables and notes, about
700 characters a page. Three jobs take turns, each a process of its own: pandoc reads the chapters in Chinese and writes
an EPUB; `pubpipe build` cold, with nothing kept from before; `pubpipe build` warm, after one sentence of one chapter
changed. Of each, two figures: the seconds somebody waits, and the CPU seconds of it and its children. Each is the
median of the rounds. Where the machine is busy, the CPU seconds tell more: two processes then wait for each other.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polib
import pypandoc

ROOT = Path(__file__).parents[2]
COLD, WARM = 1.5, 5.0
"""Limits: cold at most 1.5 times as long as pandoc, warm at least five times faster than cold."""

_PAGE = 700
_PUBPIPE = [sys.executable, "-m", "pubpipe"]


def sentences() -> list[tuple[str, str]]:
    """The sample's translated sentences without codes: English and Chinese."""
    found = {}
    for path in sorted((ROOT / "translations/zh_CN/city-management").glob("*.po")):
        for entry in polib.pofile(str(path)).translated_entries():
            plain = not re.search(r"[<>*_`\[\]\\]|[图表]\d|第.+?[章节]", entry.msgid + entry.msgstr)
            if plain and not entry.msgctxt and len(entry.msgid) > 40 and entry.msgid[-1:] == ".":
                found[entry.msgid] = entry.msgstr
    return sorted(found.items())


class _Writer:
    """A chapter in English, and what its Chinese is."""

    def __init__(self, pairs: Sequence[tuple[str, str]], seed: int) -> None:
        self.chance = random.Random(seed)
        self.pairs = pairs
        self.characters = 0
        self.count = 0
        self.chinese: dict[str, str] = {}

    def sentence(self) -> str:
        """A sentence nobody has read before: the sample's, with a number of its own."""
        english, chinese = self.chance.choice(self.pairs)
        self.count += 1
        number = self.chance.randrange(100, 10**6)
        english, chinese = f"Case {number}: {english}", f"案例{number}：{chinese}"
        self.chinese[english] = chinese
        self.characters += len(chinese)
        return english

    def chapter(self, number: int, characters: int) -> str:
        """Markdown of about so many Chinese characters."""
        blocks = [f"# Lesson {number} of the handbook"]
        self.chinese[blocks[0][2:]] = f"手册第{number}课"
        notes = 0
        while self.characters < characters:
            kind = self.chance.random()
            if kind < 0.06:
                title = f"Topic {number}.{len(blocks)}"
                self.chinese[title] = f"议题{number}之{len(blocks)}"
                blocks.append(f"## {title}")
            elif kind < 0.12:
                blocks.append("\n".join(f"- {self.sentence()}" for _ in range(3)))
            elif kind < 0.15:
                rows = "\n".join(f"| {self.sentence()} | {self.chance.randrange(10**4)} |" for _ in range(4))
                blocks.append(f"| {self.sentence()} | {number} |\n|---|---|\n{rows}")
            elif kind < 0.2:
                notes += 1
                note = self.sentence()
                blocks.append(f"{self.sentence()}[^{notes}]\n\n[^{notes}]: {note}")
            else:
                blocks.append(" ".join(self.sentence() for _ in range(self.chance.randint(2, 6))))
        return "\n\n".join(blocks) + "\n"


def make(folder: Path, pages: int, chapters: int) -> None:
    """A project with one book of so many pages, extracted and translated."""
    sources = folder / "sources" / "long"
    sources.mkdir(parents=True)
    (folder / "pubpipe.toml").write_text('language = "en"\n', encoding="utf-8")
    (folder / "glossaries").mkdir()
    shutil.copy(ROOT / "glossaries/government-terms.csv", folder / "glossaries")
    pairs = sentences()
    chinese: dict[str, str] = {}
    names = []
    for number in range(1, chapters + 1):
        writer = _Writer(pairs, number)
        name = f"{number:02}.md"
        (sources / name).write_text(writer.chapter(number, pages * _PAGE // chapters), encoding="utf-8")
        chinese |= writer.chinese
        names.append(name)
    listed = ", ".join(f'"{name}"' for name in names)
    (sources / "book.toml").write_text(
        f'title = "手册"\noriginal_title = "Handbook"\nyear = 2026\nchapters = [{listed}]\n'
        '[editions.epub]\n[editions.docx]\nlayout = "no"\n',
        encoding="utf-8",
    )
    subprocess.run([*_PUBPIPE, "extract"], cwd=folder, check=True, capture_output=True)
    for path in sorted((folder / "translations/zh_CN/long").glob("*.po")):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if not entry.obsolete:
                stripped = re.sub(r"<fn\d+/>", "", entry.msgid)
                marks = re.findall(r"<fn\d+/>", entry.msgid)
                known = chinese.get(stripped, chinese.get(stripped.strip(), entry.msgid))
                entry.msgstr = known[:-1] + "".join(marks) + known[-1:] if marks else known
        catalog.save()


class Cost(NamedTuple):
    """The seconds a command takes, and the CPU seconds, user and system, of it and its children."""

    wall: float
    processor: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """What a command costs. Ends the run where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    return Cost(ended - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def localise(folder: Path) -> list[str]:
    """The chapters in Chinese, as `pubpipe merge` writes them, for pandoc."""
    made = []
    (folder / "chinese").mkdir()
    for path in sorted((folder / "sources/long").glob("*.md")):
        goal = f"chinese/{path.name}"
        po = folder / "translations/zh_CN/long" / f"{path.stem}.po"
        subprocess.run(
            [*_PUBPIPE, "merge", str(path), str(po), "-o", goal], cwd=folder, check=True, capture_output=True
        )
        made.append(goal)
    return made


def change(folder: Path, round_: int) -> None:
    """Change one sentence of the translation of one chapter."""
    path = sorted((folder / "translations/zh_CN/long").glob("*.po"))[round_]
    catalog = polib.pofile(str(path), wrapwidth=0)
    entry = next(each for each in catalog if len(each.msgstr) > 20 and "<" not in each.msgstr)
    entry.msgstr = entry.msgstr[:-1] + f"，第{round_}次修改。"
    catalog.save()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--chapters", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edition", default="epub")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(ROOT / "pubpipe", quiet=2)  # as who installs it does
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        if not (folder / "sources").exists():
            make(folder, given.pages, given.chapters)
            localise(folder)
        chinese = [f"chinese/{path.name}" for path in sorted((folder / "chinese").glob("*.md"))]
        pandoc = [pypandoc.get_pandoc_path(), "-f", "markdown", "--toc", "-M", "title=手册", "-M", "lang=zh-Hans"]
        build = [*_PUBPIPE, "build", "--edition", given.edition]
        found: dict[str, list[Cost]] = {"pandoc alone": [], "build, cold": [], "build, warm": []}
        for round_ in range(given.rounds):
            found["pandoc alone"].append(cost([*pandoc, *chinese, "-o", f"alone.{given.edition}"], folder))
            shutil.rmtree(folder / ".pubpipe", ignore_errors=True)
            found["build, cold"].append(cost(build, folder))
            change(folder, round_)
            found["build, warm"].append(cost(build, folder))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for number, name in enumerate(("waiting", "CPU")):
        figures = {job: statistics.median(each[number] for each in costs) for job, costs in found.items()}
        alone, cold, warm = figures.values()
        for job, seconds in figures.items():
            print(f"{name:7} {job:14} {seconds:7.2f} s   {seconds / alone:5.2f} x pandoc")
        print(f"{name:7} cold: {cold / alone:.2f} times pandoc (limit {COLD})")
        print(f"{name:7} warm: {cold / warm:.2f} times faster than cold (limit {WARM}), {alone / warm:.2f} than pandoc")


if __name__ == "__main__":
    main()
