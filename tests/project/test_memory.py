"""The project's memory is as new as its files, and no trouble with its index stops anybody."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from unittest.mock import patch

from pubpipe.memory import store
from pubpipe.model import TranslationUnit
from pubpipe.project import Project, memory

CHAPTER = "translations/zh_CN/city-management/01-council-manager-form.po"
WANTED = TranslationUnit("A typical council has five to nine members.", "")


def told() -> tuple[list[str], list[str]]:
    """The translations offered, and the notes."""
    with memory.ProjectMemory(Project.find()) as opened:
        return [match.unit.target for match in opened.matches(WANTED, 100)], opened.notes


def test_a_file_of_the_same_size_and_time_is_read_again(sample: Path) -> None:
    before = told()[0]
    path = sample / CHAPTER
    path.write_text(path.read_text("utf-8").replace(before[0], "改" * len(before[0])), "utf-8")
    assert told() == (["改" * len(before[0])], [])


def test_files_left_alone_are_not_read_again(sample: Path) -> None:
    import os

    for path in (sample / "translations").rglob("*.po"):
        os.utime(path, (1e9, 1e9))
    expected = told()
    with (
        patch.object(memory, "remembered_of", side_effect=AssertionError),
        patch.object(memory, "_digest", side_effect=AssertionError),
    ):
        assert told() == expected


def test_an_index_that_cannot_be_written_is_done_without(sample: Path) -> None:
    expected = told()[0]
    for path in (sample / ".pubpipe").iterdir():
        path.unlink()
    (sample / ".pubpipe/memory.sqlite").mkdir()
    assert told() == (
        expected,
        [".pubpipe/memory.sqlite: cannot be used, working without it: unable to open database file"],
    )


def test_an_index_that_another_keeps_locked_is_done_without(sample: Path) -> None:
    expected = told()[0]
    (sample / CHAPTER).write_bytes((sample / CHAPTER).read_bytes() + b"\n")
    holder = sqlite3.connect(sample / ".pubpipe/memory.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with patch.object(store, "PATIENCE", 0.05):
        assert told() == (
            expected,
            [".pubpipe/memory.sqlite: cannot be used, working without it: database is locked"],
        )
    holder.close()


def test_all_that_is_remembered_can_be_listed_with_neighbours(sample: Path) -> None:
    units = list(memory.remembered(Project.find()))
    with memory.ProjectMemory(Project.find()) as opened:
        assert opened.counts()["pairs"] == len(units)
    known = next(unit for unit in units if unit.source == WANTED.source)
    assert known.before
    assert known.after
