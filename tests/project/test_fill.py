"""Filling: from chapters, imported memories and the glossary; by kind; once; never over what a person wrote."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import Catalog, read_po, write_po
from pubpipe.exchange.po import write_memory
from pubpipe.model import Entry
from pubpipe.project import Project
from pubpipe.project._signoffs import Signoff, digest, write
from pubpipe.project.memory import ProjectMemory, remembered_of

FOLDER = "translations/zh_CN/city-management"
CHAPTER = f"{FOLDER}/01-council-manager-form.po"


def catalog(folder: Path, name: str = CHAPTER) -> Catalog:
    return read_po((folder / name).read_bytes())


def fill() -> list[str]:
    done = list(project.fill(Project.find()))
    assert [each.error for each in done if each.error] == []
    return [line for each in done for line in each.lines]


def emptied(folder: Path, name: str = CHAPTER) -> Catalog:
    """The chapter as it was, all its translations gone from the file and kept as an imported memory of ours."""
    before = catalog(folder, name)
    remembered = [*remembered_of(Project.find(), folder / name)]
    imported = folder / "translations/zh_CN/imported/old.po"
    imported.parent.mkdir()
    imported.write_bytes(b"".join(write_memory(replace(unit, project="old") for unit in remembered)))
    entries = tuple(replace(entry, target="", flags=()) for entry in before.live)
    (folder / name).write_bytes(write_po(replace(before, entries=entries)))
    return before


def setting(folder: Path, text: str) -> None:
    path = folder / "pyproject.toml"
    path.write_text(path.read_text("utf-8").replace("[tool.ruff]", f"{text}\n\n[tool.ruff]", 1), "utf-8")


def test_what_is_unchanged_in_context_comes_back_as_it_was(sample: Path) -> None:
    setting(sample, "[tool.pubpipe.memory.penalties]\nproject = 0")
    before = emptied(sample)
    said = fill()
    assert said[0].startswith(f"{CHAPTER}: ")
    after = {(entry.context, entry.source): entry for entry in catalog(sample).live}
    in_context = 0
    for entry in before.live:
        now = after[entry.context, entry.source]
        told = next((note for note in now.notes if note.startswith("offer ")), "")
        if "in-context exact" in told:
            in_context += 1
            assert (now.target, now.flags) == (entry.target, ())
    assert in_context > 0.8 * len(before.live)
    state = (sample / CHAPTER).read_bytes()
    assert (fill(), (sample / CHAPTER).read_bytes()) == ([], state)


def test_another_project_bears_a_penalty_and_needs_an_eye(sample: Path) -> None:
    emptied(sample)
    fill()
    told = "in-context exact, from translations/zh_CN/imp"
    offered = [entry for entry in catalog(sample).live if told in entry.notes[-1]]
    assert offered
    for entry in offered:
        assert entry.fuzzy
        assert "97% in-context exact, from translations/zh_CN/imported/old.po" in entry.notes[-1]
        assert "; other project -3" in entry.notes[-1]


def first_exact(folder: Path) -> tuple[Entry, Catalog]:
    """An entry of chapter one, and chapter two with the same sentence wanted between other neighbours."""
    one, two = catalog(folder), catalog(folder, f"{FOLDER}/02 Budgeting and Performance.po")
    known = next(entry for entry in one.live if not entry.context and entry.target and not entry.fuzzy)
    place = next(entry for entry in two.live if not entry.context and entry.places)
    entries = tuple(
        replace(entry, source=known.source, target="", notes=entry.notes[:1]) if entry is place else entry
        for entry in two.entries
    )
    return known, replace(two, entries=entries)


@pytest.mark.parametrize(
    ("accept", "signed", "flags"), [(True, True, ()), (True, False, ("fuzzy",)), (False, True, ("fuzzy",))]
)
def test_an_exact_match_that_somebody_signed_may_enter(
    sample: Path, accept: bool, signed: bool, flags: tuple[str, ...]
) -> None:
    known, two = first_exact(sample)
    (sample / f"{FOLDER}/02 Budgeting and Performance.po").write_bytes(write_po(two))
    if signed:
        rows = [Signoff("01-council-manager-form", "", digest(known), "translation", "Li", "2026-11-20")]
        write(sample / FOLDER / "signoffs.csv", rows)
    if accept:
        setting(sample, "[tool.pubpipe.memory]\naccept_signed = true")
    fill()
    entry = next(
        each
        for each in catalog(sample, f"{FOLDER}/02 Budgeting and Performance.po").live
        if each.source == known.source
    )
    assert (entry.target, entry.flags) == (known.target, flags)
    assert ("signed by Li 2026-11-20" in entry.notes[-1]) == signed


def test_a_whole_term_is_offered_from_the_glossary(sample: Path) -> None:
    before = catalog(sample)
    asked = Entry("Strategic Plan", places=("city-management/01-council-manager-form.docx:99/c1",), context="cell")
    (sample / CHAPTER).write_bytes(write_po(replace(before, entries=(*before.entries, asked))))
    fill()
    entry = next(each for each in catalog(sample).live if each.source == "Strategic Plan" and each.context == "cell")
    assert (entry.target, entry.fuzzy) == ("战略规划", True)
    assert "glossary term, from glossary" in entry.notes[-1]


def test_nothing_a_person_wrote_is_touched(sample: Path) -> None:
    emptied(sample)
    mine = catalog(sample)
    entries = tuple(
        replace(entry, target="我写的", flags=("fuzzy",) if number % 2 else (), comment="mine") if number % 3 else entry
        for number, entry in enumerate(mine.entries)
    )
    (sample / CHAPTER).write_bytes(write_po(replace(mine, entries=entries)))
    fill()
    after = catalog(sample).entries
    assert [each for number, each in enumerate(after) if number % 3] == [
        each for number, each in enumerate(entries) if number % 3
    ]
    assert Counter(bool(each.target) for number, each in enumerate(after) if not number % 3)[True] > 10


def test_a_damaged_index_is_made_anew_with_a_note(sample: Path) -> None:
    emptied(sample)
    index = sample / ".pubpipe/memory.sqlite"
    index.parent.mkdir()
    index.write_bytes(b"no index at all")
    assert fill()[0] == ".pubpipe/memory.sqlite: was damaged, made anew"
    assert fill() == []


def test_a_chapter_and_a_memory_that_went_are_forgotten(sample: Path) -> None:
    emptied(sample)
    with ProjectMemory(Project.find()) as memory:
        assert memory.counts()["origins"] == 7
    (sample / "translations/zh_CN/imported/old.po").unlink()
    (sample / CHAPTER).unlink()
    with ProjectMemory(Project.find()) as memory:
        assert memory.counts()["origins"] == 5


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked here")
def test_killed_while_filling_no_file_is_damaged(sample: Path) -> None:
    emptied(sample)
    empty = (sample / CHAPTER).read_bytes()
    fill()
    full = (sample / CHAPTER).read_bytes()
    chance = random.Random(5)
    for _ in range(50):
        (sample / CHAPTER).write_bytes(empty)
        for name in ("memory.sqlite", "memory.sqlite-wal", "memory.sqlite-shm")[: chance.choice((0, 3))]:
            (sample / ".pubpipe" / name).unlink(missing_ok=True)
        filling = get_context("fork").Process(target=fill)
        filling.start()
        time.sleep(chance.uniform(0, 0.4))
        filling.kill()
        filling.join()
        assert filling.exitcode in (0, -signal.SIGKILL)
        assert (sample / CHAPTER).read_bytes() in (empty, full)
    fill()
    assert (sample / CHAPTER).read_bytes() == full
