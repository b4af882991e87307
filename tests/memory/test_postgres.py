"""The office's memory: the same answers as by definition, many writers, killed ones, roles, versions, and faults."""

from __future__ import annotations

import random
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Misused, Outdated, PubpipeError, Unreadable
from pubpipe.memory import Memory, Penalties, similarity
from pubpipe.model import TranslationUnit
from tests.servers import postgres as servers

from . import oracle
from .test_recall import EDITS, SOURCES, UNITS, edited
from .test_store import units

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'pubpipe[postgres]')")

from pubpipe.memory.postgres import ROLES, OfficeMemory, prepare, schema, segments  # noqa: E402

pytestmark = pytest.mark.skipif(servers.programs() is None, reason=servers.MISSING)

TABLES = "unit, loose, source, origin, segment, posting"


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    with servers.running() as started:
        yield started


@pytest.fixture
def url(server: servers.Server) -> str:
    """The owner's address of a memory in which nothing is."""
    owner(server.url(), "DROP SCHEMA IF EXISTS pubpipe CASCADE")
    prepare(server.url())
    return server.url()


def owner(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def test_it_finds_what_comparing_with_everything_finds(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as cleaner:

        @settings(max_examples=60, deadline=None)
        @given(st.lists(st.tuples(UNITS, EDITS), max_size=14), SOURCES, EDITS, st.integers(2, 5), st.integers(0, 14))
        def law(drawn, text, edits, loose, bulk) -> None:  # type: ignore[no-untyped-def]
            cleaner.execute(f"TRUNCATE {', '.join(f'pubpipe.{table}' for table in TABLES.split(', '))}")
            made = [TranslationUnit(edited(unit.source, edits), *row(unit)) for unit, edits in drawn]
            known = [unit for unit in made if "\0" not in unit.source]
            source = edited(text, edits)
            wanted = TranslationUnit(source, "", "cell", "", "", "A.", "B.")
            near = [min(100, max(50, similarity(source, unit.source))) for unit in known]
            with patch.object(segments, "LOOSE", loose), OfficeMemory(url, "ours", Penalties()) as memory:
                for origin in ("a.po", "b.po"):
                    memory.refresh(origin, "1", [unit for unit in known[:bulk] if unit.origin == origin])
                for unit in known[bulk:]:
                    memory.add(unit)
                for threshold in {50, 70, 85, *near[:3]}:
                    expected = oracle.matches(known, wanted, threshold)
                    assert memory.matches(wanted, threshold, limit=100) == expected
                    assert memory.matches(wanted, threshold, limit=2) == expected[:2]

        law()


def row(unit: TranslationUnit) -> tuple[object, ...]:
    told = unit.context, unit.origin, unit.place, unit.before, unit.after, unit.changed, unit.author
    return unit.target, *told, unit.signed, unit.engine, unit.project


def test_it_answers_as_the_embedded_memory_does(url: str) -> None:
    known = units("a.po", 1, 3000)
    with patch.object(segments, "LOOSE", 64), OfficeMemory(url) as office, Memory() as embedded:
        for first in range(0, 3000, 300):
            origin = f"{first}.po"
            for memory in (office, embedded):
                memory.refresh(origin, "1", known[first : first + 300])
        asked = [TranslationUnit(unit.source, "") for unit in units("b.po", 7, 60)]
        answers = [
            [(match.kind, match.similarity, match.unit.source) for match in office.matches(unit, 60)] for unit in asked
        ]
        assert answers == [
            [(match.kind, match.similarity, match.unit.source) for match in embedded.matches(unit, 60)]
            for unit in asked
        ]
        assert office.counts()["pairs"] == 3000
        assert 1 < office.counts()["segments"] < 10


def test_an_origin_refreshed_holds_its_last_pairs_only(url: str) -> None:
    wanted = TranslationUnit(units("a.po", 2)[3].source, "")
    with OfficeMemory(url) as memory:
        for state in (1, 2, 3):
            assert memory.refresh("a.po", str(state), units("a.po", state), "then") is True
            assert memory.refresh("a.po", str(state), [], "now") is False
            assert memory.matches(wanted, 50, 100) == oracle.matches(units("a.po", state), wanted, 50)
        assert memory.stamps() == {"a.po": ("3", "now")}
        memory.restamp("a.po", "later")
        assert memory.stamps() == {"a.po": ("3", "later")}
        memory.forget("a.po")
        assert (memory.matches(wanted, 50), memory.stamps(), memory.counts()["pairs"]) == ([], {}, 0)


def test_what_nobody_translates_any_more_leaves_when_segments_are_made(url: str) -> None:
    with patch.object(segments, "LOOSE", 40), OfficeMemory(url) as memory:
        memory.refresh("a.po", "1", units("a.po", 1))
        memory.forget("a.po")
        for state in range(2, 8):
            memory.refresh("b.po", str(state), units("b.po", state))
        held = units("b.po", 7)
        assert memory.counts()["sources"] < 6 * 60
        wanted = TranslationUnit(held[1].source, "")
        assert memory.matches(wanted, 50, 100) == oracle.matches(held, wanted, 50)


def test_pairs_of_another_project_are_theirs(url: str) -> None:
    pair = TranslationUnit("The council adopts the budget.", "议会通过预算。", "", "a.po", "a:1/p1")
    with OfficeMemory(url, "theirs") as theirs, OfficeMemory(url, "ours") as ours:
        theirs.refresh("a.po", "1", [pair])
        assert [match.penalties for match in theirs.matches(pair)] == [()]
        assert [(match.unit.project, match.penalties) for match in ours.matches(pair)] == [
            ("theirs", (("other project", 3),))
        ]
        ours.forget("a.po")
        assert (ours.stamps(), theirs.stamps()) == ({}, {"a.po": ("1", "")})


def test_a_text_the_server_cannot_hold_is_left_out(url: str) -> None:
    good = TranslationUnit("good", "好", "", "a.po")
    bad = [TranslationUnit("a\0b", "坏", "", "a.po"), TranslationUnit("half \ud800", "坏", "", "a.po")]
    with OfficeMemory(url) as memory:
        memory.refresh("a.po", "1", [good, *bad])
        assert memory.counts()["pairs"] == 1
        assert [memory.matches(each) for each in bad] == [[], []]


# Many at once


def write(url: str, name: str, rounds: int) -> None:
    """Refresh an origin of one's own and one that others refresh too, in one state after the other, and add to them."""
    with patch.object(segments, "LOOSE", 32), OfficeMemory(url) as memory:
        for state in range(rounds):
            for origin in (name, "both.po"):
                memory.refresh(origin, f"{name} {state}", units(origin, state))
            for unit in units(f"added to {name}", state)[:3]:
                memory.add(unit)
        for origin in (name, "both.po"):
            memory.refresh(origin, "last", units(origin, 99))


def start(url: str, name: str, rounds: int) -> BaseProcess:
    process = get_context("fork").Process(target=write, args=(url, name, rounds))
    process.start()
    return process


@contextmanager
def at_one_time(url: str) -> Iterator[Any]:
    """One state of the tables, though the server may still be about to finish what a killed process asked for."""
    with psycopg.connect(url, options="-c search_path=pubpipe") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield connection


def sound(url: str) -> bool:
    """Whether every source is either loose or in one segment, and every pair has its source."""
    with at_one_time(url) as connection:
        sources = {number for (number,) in connection.execute("SELECT id FROM source")}
        loose = [number for (number,) in connection.execute("SELECT source FROM loose")]
        parts = [memoryview(data).cast("I") for (data,) in connection.execute("SELECT sources FROM segment")]
    listed = [*loose, *(number for part in parts for number in part)]
    return len(set(listed)) == len(listed) and sources <= set(listed)


def test_two_processes_write_different_origins_and_the_same(url: str) -> None:
    writers = [start(url, name, 6) for name in ("a.po", "b.po")]
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    known = [unit for origin in ("a.po", "b.po", "both.po") for unit in units(origin, 99)]
    known += [unit for name in ("a.po", "b.po") for state in range(6) for unit in units(f"added to {name}", state)[:3]]
    assert sound(url)
    with OfficeMemory(url) as memory:
        assert memory.counts()["pairs"] == len(known)
        for unit in units("a.po", 5)[:6]:
            wanted = TranslationUnit(unit.source, "")
            assert memory.matches(wanted, 50, 100) == oracle.matches(known, wanted, 50)


def test_a_writer_killed_in_the_middle_leaves_nothing_half_written(url: str) -> None:
    chance = random.Random(4)
    seen = set()
    for _ in range(25):
        writer = start(url, "a.po", 10_000)
        time.sleep(chance.uniform(0.02, 0.4))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        with at_one_time(url) as connection:
            held = dict(connection.execute("SELECT name, digest FROM origin").fetchall()).get("a.po", "")
            rows = connection.execute(
                "SELECT text, target FROM unit JOIN source ON source.id = source JOIN origin ON origin.id = origin"
                " WHERE name = 'a.po'"
            ).fetchall()
        seen.add(held)
        state = units("a.po", int(held.split()[1])) if held else []
        assert sorted(rows) == sorted((unit.source, unit.target) for unit in state)
        assert sound(url)
    assert len(seen) > 1


def test_a_reader_sees_one_state_while_another_writes(url: str) -> None:
    wanted = TranslationUnit(units("a.po", 1)[0].source, "")
    with OfficeMemory(url) as first, OfficeMemory(url) as second:
        first.refresh("a.po", "1", units("a.po", 1))
        with second._reading():
            before = second.counts()["pairs"]
            first.refresh("b.po", "1", units("b.po", 1))
            assert second.counts()["pairs"] == before
        assert second.matches(wanted, 50, 100) == first.matches(wanted, 50, 100)
        assert second.counts()["pairs"] == 120


# Versions and roles


def test_tables_are_brought_forward_all_or_nothing(url: str) -> None:
    with OfficeMemory(url) as memory:
        memory.refresh("a.po", "1", units("a.po", 1))
    assert prepare(url) == len(schema.MIGRATIONS)
    newer = (*schema.MIGRATIONS, "ALTER TABLE origin ADD COLUMN seen date; CREATE TABLE more (id integer)")
    faulty = (*newer, "CREATE TABLE half (id integer); SELECT nonsense")
    with patch.object(schema, "MIGRATIONS", faulty), pytest.raises(Unreadable, match="nonsense"):
        prepare(url)
    with OfficeMemory(url) as memory:
        assert memory.counts()["pairs"] == 60
    with patch.object(schema, "MIGRATIONS", newer):
        with pytest.raises(Outdated, match="its owner runs pubpipe memory prepare"):
            OfficeMemory(url)
        assert prepare(url) == len(newer)
        with OfficeMemory(url) as memory:
            assert memory.counts()["pairs"] == 60
    sentence = f"a newer pubpipe made this memory (version {len(newer)}, this one knows {len(schema.MIGRATIONS)})"
    for use in (OfficeMemory, prepare):
        with pytest.raises(Outdated, match=re.escape(sentence)):
            use(url)


def test_sentences_are_read_anew_where_reading_changed(url: str) -> None:
    known = units("a.po", 1)
    wanted = TranslationUnit(known[0].source.replace("1", "2"), "")
    with patch.object(segments, "LOOSE", 16):
        with OfficeMemory(url) as memory:
            memory.refresh("a.po", "1", known)
        owner(url, "UPDATE pubpipe.source SET key = 1, mask = NULL, length = 1, signature = B'0'")
        owner(url, "UPDATE pubpipe.posting SET sources = '', lengths = ''")
        with patch.object(schema, "READING", 2):
            with pytest.raises(Outdated, match="its owner runs pubpipe memory prepare"):
                OfficeMemory(url)
            prepare(url)
            with OfficeMemory(url) as memory:
                assert memory.stamps() == {"a.po": ("", "")}
                assert memory.matches(wanted, 50, 100) == oracle.matches(known, wanted, 50)
                assert memory.matches(known[3], 50, 100) == oracle.matches(known, replace(known[3], target=""), 50)
    assert sound(url)
    with pytest.raises(Outdated, match="a newer pubpipe made this memory"):
        OfficeMemory(url)


def test_a_database_without_tables_is_said_to_be_so(server: servers.Server) -> None:
    owner(server.url(), "DROP SCHEMA IF EXISTS pubpipe CASCADE")
    with pytest.raises(Outdated, match="not prepared"):
        OfficeMemory(server.url())


@pytest.fixture
def people(url: str, server: servers.Server) -> Iterator[tuple[str, str]]:
    """The addresses of one who reads and one who writes."""
    owner(url, ROLES, ROLES)
    owner(
        url,
        *(
            f"CREATE ROLE {role[-6:]} LOGIN PASSWORD 'secret' IN ROLE {role}"
            for role in ("pubpipe_reader", "pubpipe_writer")
        ),
    )
    yield server.url("reader", "secret"), server.url("writer", "secret")
    owner(url, "DROP ROLE reader, writer")


def test_a_reader_reads_and_a_writer_writes_and_neither_makes_tables(url: str, people: tuple[str, str]) -> None:
    reads, writes = people
    known = units("a.po", 1)
    wanted = TranslationUnit(known[0].source, "")
    with patch.object(segments, "LOOSE", 16), OfficeMemory(writes) as memory:
        assert memory.writable
        for state in (3, 2, 1):
            memory.refresh("a.po", str(state), units("a.po", state))
        memory.add(known[0])
        memory.refresh("b.po", "1", known)
        memory.forget("b.po")
        assert memory.counts()["segments"] >= 1
    with OfficeMemory(reads) as memory:
        assert not memory.writable
        assert memory.matches(wanted, 50, 100) == oracle.matches(known, wanted, 50)
        for change in (
            lambda: memory.refresh("a.po", "2", []),
            lambda: memory.add(known[0]),
            lambda: memory.forget("a.po"),
            lambda: memory.restamp("a.po", "x"),
        ):
            with pytest.raises(Misused, match="may read the memory, not change it"):
                change()
        assert memory.counts()["pairs"] == 61
    for person in people:
        with (
            pytest.raises(Misused, match="only the owner may prepare"),
            patch.object(schema, "MIGRATIONS", ("", "", "CREATE TABLE t ()")),
        ):
            prepare(person)
        for statement in (
            "CREATE TABLE pubpipe.t ()",
            "DROP TABLE pubpipe.unit",
            "INSERT INTO pubpipe.version VALUES (9)",
            "TRUNCATE pubpipe.unit",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner(person, statement)


def test_who_is_in_no_role_is_told_so(url: str, server: servers.Server) -> None:
    owner(url, "CREATE ROLE nobody LOGIN PASSWORD 'secret'")
    try:
        with pytest.raises(Misused, match="the memory forbids this person: permission denied for schema pubpipe"):
            OfficeMemory(server.url("nobody", "secret"))
    finally:
        owner(url, "DROP ROLE nobody")


# Faults


def test_faults_are_one_sentence_without_the_password(url: str, server: servers.Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    for bad in (
        f"postgresql://anna:hush-hush@127.0.0.1:{closed}/office?connect_timeout=2",
        server.url("anna", "hush-hush"),
        server.url("anna", "hush-hush", "nowhere"),
        "postgresql://anna:hush-hush@host:port:more/office",
        "postgresql://anna:hush-hush@127.0.0.1/office?hush-hush=1",
        "hush-hush",
    ):
        with pytest.raises(PubpipeError) as caught:
            OfficeMemory(bad)
        said = str(caught.value)
        assert "hush" not in said
        assert "\n" not in said
        assert len(said) < 250
        assert caught.value.__suppress_context__


def test_a_lost_connection_is_made_again_and_a_lost_server_is_said(url: str) -> None:
    known = units("a.po", 1)
    wanted = TranslationUnit(known[0].source, "")
    with OfficeMemory(url) as memory:
        memory.refresh("a.po", "1", known)
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pubpipe'"
        owner(url, others)
        assert memory.matches(wanted, 50, 100) == oracle.matches(known, wanted, 50)
        owner(url, others)
        with pytest.raises(Unreadable, match="does not answer"):
            memory.refresh("a.po", "2", [])
        assert memory.counts()["pairs"] == 60
