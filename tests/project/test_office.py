"""A project whose memory is the office's: its pairs go there, offers come from there, and faults are sentences."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pubpipe.cli import main
from pubpipe.errors import Misused
from pubpipe.model import TranslationUnit
from pubpipe.project import Project
from pubpipe.project.memory import ProjectMemory
from tests.servers import postgres as servers

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'pubpipe[postgres]')")

from pubpipe.memory.postgres import ROLES, OfficeMemory, prepare  # noqa: E402

pytestmark = pytest.mark.skipif(servers.programs() is None, reason=servers.MISSING)

WANTED = TranslationUnit("A typical council has five to nine members.", "")
CHAPTERS = "translations/zh_CN/city-management"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def server() -> Iterator[servers.Server]:
    with servers.running() as started:
        yield started


@pytest.fixture
def url(server: servers.Server) -> str:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS pubpipe CASCADE")
    return server.url()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return typed


def told(root: Path, url: str, name: str = "") -> tuple[list[tuple[str, str]], list[str]]:
    """The translations a project is offered there, each with whose it is, and the notes."""
    path = root / "pyproject.toml"
    settings = path.read_text("utf-8").partition("[tool.pubpipe.memory]")[0]
    path.write_text(f'{settings}[tool.pubpipe.memory]\nurl = "{url}"\nproject = "{name}"\n', "utf-8")
    with ProjectMemory(Project.find(root)) as memory:
        return [(match.unit.target, match.unit.project) for match in memory.matches(WANTED, 100)], memory.notes


def test_what_one_project_translated_is_offered_to_another(sample: Path, url: str) -> None:
    prepare(url)
    ((target, whose), *_more), notes = told(sample, url, "ours")
    assert (whose, notes) == ("", [])
    other = shutil.copytree(sample, sample.with_name("other"))
    shutil.rmtree(other / "translations")
    assert told(other, url, "theirs") == ([(target, "ours")], [])
    assert not (other / ".pubpipe").exists()


def test_a_copy_forgets_only_what_it_wrote_itself(sample: Path, url: str) -> None:
    prepare(url)
    offered, _notes = told(sample, url, "book")
    second = shutil.copytree(sample, sample.with_name("second"))
    (second / CHAPTERS / "01-council-manager-form.po").unlink()
    assert told(second, url, "book") == (offered, [])
    (sample / CHAPTERS / "01-council-manager-form.po").unlink()
    assert told(sample, url, "book") == ([], [])


def test_a_reader_is_offered_what_is_there_and_adds_nothing(sample: Path, url: str, server: servers.Server) -> None:
    prepare(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ROLES)
        connection.execute("CREATE ROLE anna LOGIN PASSWORD 'secret' IN ROLE pubpipe_reader")
    note = "the office's memory may only be read: this project's own pairs are not added to it"
    assert told(sample, server.url("anna", "secret"), "book") == ([], [note])
    offered, _notes = told(sample, url, "book")
    assert told(sample, server.url("anna", "secret"), "book") == (offered, [note])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP ROLE anna")


def test_commands_say_what_is_wrong_with_the_memory(sample: Path, url: str, server: servers.Server, run: Run) -> None:
    with pytest.raises(Exception, match="not prepared"):
        told(sample, url)
    place = f"127.0.0.1:{server.port}/postgres"
    code, out, err = run("memory", "lookup", WANTED.source)
    sentence = "the memory is not prepared for this version: its owner runs pubpipe memory prepare"
    assert (code, out, err) == (2, "", f"error: {place}: {sentence}\n")
    assert run("memory", "prepare") == (0, f"{place}: prepared, version 1\n", "")
    assert run("memory", "prepare", url) == (0, f"{place}: prepared, version 1\n", "")
    assert run("memory", "lookup", WANTED.source)[0] == 0
    assert run("memory", "prepare", "--roles") == (0, ROLES, "")
    with OfficeMemory(url) as memory:
        assert memory.counts()["pairs"] > 100


def test_an_address_of_something_else_is_refused_without_showing_it(sample: Path) -> None:
    with pytest.raises(Misused, match=r"pyproject.toml: memory.url must begin with postgresql://$"):
        told(sample, "mysql://anna:hush@host/db")
