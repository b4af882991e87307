"""What a long Word file costs us, as ratios to the floor and to pandoc in the same run. CPU time, never wall time.

    python tests/benchmarks/documents.py [--words 440000] [--rounds 3] [--no-pandoc] [FILE.docx …]

Without files, one is made: pandoc writes it from Markdown composed of our own words. The floor is two lxml passes over
the same parts: parse and take each paragraph's text; parse, set the text of every `w:t`, write every part and zip. Each
figure is the median of the rounds, in which all jobs take turns; pandoc runs once.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

FLOOR, PANDOC, MEMORY = 2.0, 3.0, 20.0
"""Limits: read and merge at most twice the floor, pandoc at least thrice us, memory 20 times the largest part."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS = (
    "the of and to in a is that for it as with be by on are this not city council budget water street public service "
    "plan report program manager department policy community resident meeting ordinance department election mayor "
    "housing transit library park fund revenue tax fee bond grant cost capital project bridge road sewer drainage fire "
    "police emergency safety health school permit inspection zoning parcel land use development review hearing notice "
    "record audit contract vendor procurement bid award payment schedule annual quarterly monthly fiscal year forecast "
    "estimate reserve balance debt rating interest rate increase decrease average median survey response neighborhood "
    "district region county state federal agency office staff employee training hire union agreement benefit pension "
    "should must may can will shall often rarely before after during while because although when where which who"
).split()


# A long document


def markdown(words: int) -> str:
    """A handbook of about so many words: chapters, lists, tables, notes, bold, italics, code and links.

    As dense as long manuals are: about 3 words a run, 20 a paragraph, 30 bytes of XML a word.
    """
    chance = random.Random(20261122)
    blocks: list[str] = ["---\ntitle: The long handbook\n---"]
    written, notes = 0, 0

    def sentence() -> str:
        nonlocal written
        count = chance.randint(6, 26)
        chosen = chance.choices(_WORDS, k=count)
        written += count
        for at in range(0, count - 5, 6):
            kind = chance.random()
            if kind < 0.55:
                mark = chance.choice(("**", "*", "`", "`"))
                chosen[at] = mark + chosen[at]
                chosen[at + 2] += mark
            elif kind < 0.65:
                chosen[at] = f"[{chosen[at]} {count}](https://example.org/{chosen[at]})"
            elif kind < 0.75:
                chosen[at] = f"{chance.randrange(1, 90)},{chance.randrange(100, 999)}"
        return " ".join(chosen).capitalize() + "."

    while written < words:
        kind = chance.random()
        if kind < 0.1:
            level = chance.choice((1, 2, 2, 3, 3, 3))
            blocks.append("#" * level + " " + " ".join(chance.choices(_WORDS, k=5)).capitalize())
            written += 5
        elif kind < 0.2:
            blocks.append("\n".join(f"- {sentence()}" for _item in range(chance.randint(3, 7))))
        elif kind < 0.23:
            rows = [" | ".join(" ".join(chance.choices(_WORDS, k=2)) for _cell in range(4)) for _row in range(6)]
            written += 48
            blocks.append("\n".join([f"| {rows[0]} |", "|---|---|---|---|", *(f"| {row} |" for row in rows[1:])]))
        elif kind < 0.26:
            blocks.append(f"> {sentence()} {sentence()}")
        else:
            paragraph = " ".join(sentence() for _sentence in range(chance.randint(2, 5)))
            if chance.random() < 0.08:
                notes += 1
                blocks += [f"{paragraph}[^{notes}]", f"[^{notes}]: {sentence()}"]
            else:
                blocks.append(paragraph)
    return "\n\n".join(blocks) + "\n"


def long_document(words: int) -> bytes:
    """The same as a Word file, by pandoc."""
    done = subprocess.run(
        [_pandoc(), "-f", "markdown", "-t", "docx", "-o", "-"],
        input=markdown(words).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout


_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>")
_PLAIN = re.compile(r"(?:<w:r><w:t[^>]*>[^<]*</w:t></w:r>){2,}")


def as_word_saves(data: bytes) -> bytes:
    """The document as Word would save it after years of editing: revision numbers, fonts and languages in every run.

    As in the middle one of four hundred documents from public offices: 5 words a run, 50 bytes of XML a word.
    """
    chance = random.Random(20261122)
    revisions = [f"00{chance.randrange(16**6):06X}" for _session in range(60)]
    output = io.BytesIO()

    def run(found: re.Match[str]) -> str:
        words = re.findall(r"\s*\S+\s*|\s+", found[2])
        runs, properties = [], (found[1] or "<w:rPr></w:rPr>").removesuffix("</w:rPr>")
        while words:
            count = chance.randint(4, 16)
            text, words = "".join(words[:count]), words[count:]
            fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>' if chance.random() < 0.6 else ""
            lang = '<w:lang w:val="en-US"/>' if chance.random() < 0.4 else ""
            size = '<w:sz w:val="22"/><w:szCs w:val="22"/>' if fonts else ""
            runs.append(
                f'<w:r w:rsidR="{chance.choice(revisions)}">{properties}{fonts}'
                f'{size}{lang}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
                + ('<w:proofErr w:type="spellStart"/>' if chance.random() < 0.05 else "")
            )
        return "".join(runs)

    def paragraph(_found: re.Match[str]) -> str:
        first, second = chance.choices(revisions, k=2)
        return f'<w:p w:rsidR="{first}" w:rsidRDefault="{first}" w:rsidP="{second}">'

    def joined(found: re.Match[str]) -> str:
        return f"<w:r><w:t>{''.join(each[2] for each in _RUN.finditer(found[0]))}</w:t></w:r>"

    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            part = package.read(name).decode() if name.endswith(".xml") else ""
            if name in ("word/document.xml", "word/footnotes.xml"):
                part = re.sub("<w:p>", paragraph, _RUN.sub(run, _PLAIN.sub(joined, part)))
            again.writestr(name, part or package.read(name))
    return output.getvalue()


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


# The floor


def _xml(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name, package.read(name)


def floor_read(data: bytes) -> None:
    """Unzip, parse every XML part, take the text of every paragraph."""
    from lxml import etree

    for name, part in _xml(data):
        if name.endswith((".xml", ".rels")):
            for paragraph in etree.fromstring(part).iter(_W + "p"):
                "".join(each.text or "" for each in paragraph.iter(_W + "t"))


def floor_merge(data: bytes) -> None:
    """Unzip, parse, set the text of every `w:t`, write every XML part and zip all parts."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as output:
        for name, part in _xml(data):
            written = part
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(part)
                for each in root.iter(_W + "t"):
                    each.text = "汉字" + (each.text or "")
                written = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
            output.writestr(name, written)


# Ours


def read(data: bytes) -> Any:
    """Units and codes; the ledger as far as reading makes it."""
    from pubpipe.formats import format_of

    return format_of("long.docx").read(data)


def ledger(data: bytes) -> None:
    """The same, and every line of the ledger."""
    len(read(data).ledger)


def merge(data: bytes) -> None:
    """Read, then write every unit back changed."""
    from pubpipe.formats import format_of

    targets = {unit.id: ("汉字", *unit.content) for unit in read(data).units}
    format_of("long.docx").merge(data, targets)


class Road:
    """The whole way, as `pubpipe extract` and `pubpipe merge` go it; what a translator does between is not counted."""

    def __init__(self, data: bytes, folder: Path) -> None:
        self.source, self.po, self.merged = folder / "road.docx", folder / "road.po", folder / "merged.docx"
        self.source.write_bytes(data)

    def seconds(self) -> float:
        """CPU seconds from the Word file to its PO file, and from the translated PO file to the Chinese Word file."""
        from pubpipe import project

        self.po.unlink(missing_ok=True)
        there = seconds(lambda: project.extract_file(self.source, self.po, "sentence"))
        self._translate()
        return there + seconds(lambda: project.merge_file(self.source, self.po, self.merged))

    def _translate(self) -> None:
        from dataclasses import replace

        from pubpipe.catalog import read_po, write_po

        catalog = read_po(self.po.read_bytes())
        done = [replace(entry, target="汉字" + entry.source) for entry in catalog.entries]
        self.po.write_bytes(write_po(replace(catalog, entries=tuple(done))))

    def stages(self) -> dict[str, float]:
        """What its stages cost, each done once more."""
        from dataclasses import replace
        from typing import cast

        from pubpipe import segmentation
        from pubpipe.catalog import Extraction, read_po, targets, update, write_po
        from pubpipe.formats import format_of

        kept: dict[str, Any] = {}
        taken: dict[str, float] = {}

        def stage(name: str, job: Callable[[], object]) -> None:
            taken[name] = seconds(lambda: kept.update({name: job()}))

        data = self.source.read_bytes()
        translated = self.po.read_bytes()
        stage("read", lambda: read(data))
        stage("cut", lambda: tuple(map(segmentation.segment, kept["read"].units)))
        document = replace(kept["read"], units=kept["cut"])
        stage("catalog", lambda: update(None, document, Extraction("road.docx"))[0])
        stage("write PO", lambda: write_po(kept["catalog"]))
        stage("read PO", lambda: read_po(translated))
        stage("targets", lambda: targets(kept["read PO"], document).contents)
        stage("merge", lambda: format_of("road.docx").merge(data, cast(dict[str, Any], kept["targets"])))
        return taken


# Measuring


def seconds(job: Callable[[], object]) -> float:
    """CPU seconds of a job; what an earlier one left in memory is freed before."""
    from pubpipe.formats.docx import _walked

    _walked.SLOT.clear()
    gc.collect()
    begun = time.process_time()
    job()
    return time.process_time() - begun


def pandoc_seconds(path: Path) -> float:
    """CPU seconds of pandoc docx → json → docx, child processes counted."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    between, after = path.with_suffix(".json"), path.with_suffix(".again.docx")
    subprocess.run([_pandoc(), "-f", "docx", "-t", "json", "-o", between, path], check=True)
    subprocess.run([_pandoc(), "-f", "json", "-t", "docx", "-o", after, between], check=True)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime


def peak(path: Path, statement: str) -> int:
    """Peak memory in bytes of a child process that does this with the file, the bare interpreter's taken off."""
    begin = "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]; data = Path(sys.argv[1])"
    end = "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    taken = []
    for middle in ("pass", statement):
        command = [sys.executable, "-c", f"{begin}\n{middle}\n{end}", str(path), *sys.path]
        taken.append(int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))
    return (taken[1] - taken[0]) * 1024


_MERGED = """
from pubpipe.formats import docx
source = data.read_bytes()
docx.merge(source, {unit.id: ("汉字", *unit.content) for unit in docx.read(source).units})
"""


def measure(name: str, data: bytes, rounds: int, with_pandoc: bool) -> bool:
    """Print the figures of one file; whether all limits hold."""
    with tempfile.TemporaryDirectory() as folder:
        road = Road(data, Path(folder))
        measures: dict[str, Callable[[], float]] = {
            "floor: parse, text": lambda: seconds(lambda: floor_read(data)),
            "floor: parse, set, write, zip": lambda: seconds(lambda: floor_merge(data)),
            "read": lambda: seconds(lambda: read(data)),
            "read and the whole ledger": lambda: seconds(lambda: ledger(data)),
            "read + merge": lambda: seconds(lambda: merge(data)),
            "the whole way": road.seconds,
        }
        taken: dict[str, list[float]] = {each: [] for each in measures}
        for _round in range(rounds):
            for each, measured in measures.items():
                taken[each].append(measured())
        middle = {each: statistics.median(values) for each, values in taken.items()}
        floor = middle["floor: parse, text"] + middle["floor: parse, set, write, zip"]
        if with_pandoc:
            middle["pandoc docx → json → docx"] = pandoc_seconds(road.source)
        sizes = [each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist()]
        print(f"{name}: {len(read(data).units)} units, largest part {max(sizes) / 1e6:.1f} MB")
        for each, value in middle.items():
            print(f"  {each:32} {value:8.2f} s  {value / floor:6.2f} x floor")
        print("  the whole way by stage: " + ", ".join(f"{each} {value:.2f}" for each, value in road.stages().items()))
        held = [
            _held("read + merge to the floor", middle["read + merge"] / floor, FLOOR),
            _held("peak memory of read + merge to the largest part", peak(road.source, _MERGED) / max(sizes), MEMORY),
        ]
        if with_pandoc:
            ratio = middle["pandoc docx → json → docx"] / middle["the whole way"]
            held.append(_held("pandoc to the whole way", ratio, PANDOC, at_least=True))
        return all(held)


def _held(what: str, ratio: float, limit: float, at_least: bool = False) -> bool:
    held = ratio >= limit if at_least else ratio <= limit
    bound = "at least" if at_least else "at most"
    print(f"  {'holds ' if held else 'BROKEN'} {what}: {ratio:.2f}, {bound} {limit:g}")
    return held


def main() -> int:
    """Measure each file; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description="What a long Word file costs us.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=440_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-pandoc", action="store_true")
    given = parser.parse_args()
    files = {path.name: path.read_bytes() for path in given.files}
    if not files:
        made = long_document(given.words)
        files = {
            f"{given.words} words as Word saves them": as_word_saves(made),
            f"{given.words} words as pandoc writes them": made,
        }
    held = [measure(name, data, given.rounds, not given.no_pandoc) for name, data in files.items()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
