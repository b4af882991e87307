"""The index is a cache: made anew where it is damaged or old, shared by processes, unharmed by killed ones."""

from __future__ import annotations

import random
import signal
import sqlite3
import sys
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest.mock import patch

import pytest

from pubpipe.memory import Damaged, Memory, sealing
from pubpipe.model import Match, TranslationUnit

from . import oracle


def units(origin: str, state: int, count: int = 60) -> list[TranslationUnit]:
    """What an origin holds in a state; half of it is the same in every state."""
    chance = random.Random(f"{origin} {state}")
    words = "city council budget manager report public water plan county road".split()
    stable = random.Random(origin)
    made = []
    for number in range(count):
        pick = stable if number % 2 else chance
        source = " ".join(pick.choices(words, k=pick.randint(2, 9))) + f" {pick.randint(1, 40)}"
        made.append(TranslationUnit(source, f"译文{number}", "", origin, f"{origin}:{number}"))
    return made


def write(path: Path, name: str, rounds: int) -> None:
    """Index an origin of one's own and one that others index too, in one state after the other, and add to them."""
    with patch.object(sealing, "LOOSE", 16), Memory(path) as memory:
        for state in range(rounds):
            for origin in (name, "both.po"):
                memory.refresh(origin, f"{name} {state}", units(origin, state))
            for unit in units(f"added to {name}", state)[:5]:
                memory.add(unit)
        for origin in (name, "both.po"):
            memory.refresh(origin, "last", units(origin, 99))


def start(path: Path, name: str, rounds: int) -> BaseProcess:
    process = get_context("fork").Process(target=write, args=(path, name, rounds))
    process.start()
    return process


def answers(memory: Memory) -> list[list[Match]]:
    asked = [TranslationUnit(unit.source, "") for unit in units("a.po", 5)[:6]]
    return [memory.matches(unit, 50, 100) for unit in asked]


def expected(known: list[TranslationUnit]) -> list[list[Match]]:
    return [oracle.matches(known, TranslationUnit(unit.source, ""), 50) for unit in units("a.po", 5)[:6]]


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked here")


def sound(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    finally:
        connection.close()


@pytest.mark.parametrize("garbage", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 100_000])
def test_what_is_no_index_is_made_anew(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(garbage)
    with Memory(path) as memory:
        assert memory.damaged or garbage.startswith(b"\0")
        memory.refresh("a.po", "1", units("a.po", 1))
        assert answers(memory) == expected(units("a.po", 1))


def test_a_damage_that_shows_later_is_said_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.refresh("a.po", "1", units("a.po", 1, 3000))
    data = bytearray(path.read_bytes())
    for place in range(8192, len(data)):
        data[place] = 0xA5
    path.write_bytes(data)
    with Memory(path) as memory:
        assert not memory.damaged
        with pytest.raises(Damaged):
            answers(memory)
        memory.begin_anew()
        memory.refresh("a.po", "1", units("a.po", 1))
        assert answers(memory) == expected(units("a.po", 1))


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.refresh("a.po", "1", units("a.po", 1))
    old = sqlite3.connect(path)
    old.execute("PRAGMA user_version = 999")
    old.close()
    with Memory(path) as memory:
        assert (memory.damaged, memory.stamps()) == (False, {})


def test_two_processes_write_one_index(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    writers = [start(path, "a.po", 4), start(path, "b.po", 4)]
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sound(path)
    known = [unit for origin in ("a.po", "b.po", "both.po") for unit in units(origin, 99)]
    known += [unit for name in ("a.po", "b.po") for state in range(4) for unit in units(f"added to {name}", state)[:5]]
    with Memory(path) as memory:
        assert memory.counts()["pairs"] == len(known)
        assert answers(memory) == expected(known)


def test_a_reader_sees_one_state_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as first, Memory(path) as second:
        first.refresh("a.po", "1", units("a.po", 1))
        assert answers(second) == expected(units("a.po", 1))
        first.refresh("a.po", "2", units("a.po", 2))
        assert answers(second) == expected(units("a.po", 2))


def test_killed_fifty_times_while_indexing_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    chance = random.Random(4)
    for _ in range(50):
        writer = start(path, "a.po", 1000)
        time.sleep(chance.uniform(0, 0.08))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        with Memory(path) as memory:
            assert not memory.damaged
            held = memory.stamps().get("a.po", ("", ""))[0]
            before = [tuple(each) for each in answers(memory)]
            if held:
                memory.refresh("a.po", held + " again", units("a.po", int(held.split()[1])))
                assert [tuple(each) for each in answers(memory)] == before
    assert sound(path)
    write(path, "a.po", 1)
    with Memory(path) as memory:
        for origin in set(memory.stamps()) - {"a.po", "both.po"}:
            memory.forget(origin)
        assert answers(memory) == expected([*units("a.po", 99), *units("both.po", 99)])
