"""Many files by several processes: the same bytes, one bad file alone fails, an interruption leaves whole files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from pubpipe import project
from pubpipe.cli._commands import command
from pubpipe.errors import Misused, PubpipeError
from pubpipe.model import Fate
from pubpipe.project import Done, Project, _jobs
from tests.chapters import WRITERS
from tests.conftest import ROOT

LATER = ["chapter-3.po", "chapter-4.po", "chapter-5.po"]
TEXT = [("", "One sentence. And another one.")]


def sources(folder: Path, count: int = 6) -> list[Path]:
    """Chapters of every kind, one of them no Word file."""
    found = []
    for number in range(count):
        suffix = list(WRITERS)[number % len(WRITERS)]
        found.append(folder / f"chapter-{number}{suffix}")
        found[-1].write_bytes(WRITERS[suffix]([("heading", f"Chapter {number}"), *TEXT]))
    (folder / "chapter-2.docx").write_bytes(b"no Word file")
    return [*found, folder / "chapter-2.docx"]


def extracted(files: list[Path], folder: Path, jobs: int) -> tuple[dict[str, bytes], list[str], int]:
    folder.mkdir()
    done = list(project.extract_files(files, folder, "sentence", jobs))
    told = [str(each.error) if each.error else line.rpartition("/")[2] for each in done for line in each.lines or ("",)]
    return {path.name: path.read_bytes() for path in folder.iterdir()}, told, max(each.code for each in done)


def test_the_same_bytes_and_one_bad_file_fails_alone(tmp_path: Path) -> None:
    files = sources(tmp_path)
    one = extracted(files, tmp_path / "one", 1)
    assert one == extracted(files, tmp_path / "two", 2)
    made, told, code = one
    assert sorted(made) == [*(f"chapter-{number}.po" for number in (0, 1)), "chapter-2.html.po", *LATER]
    assert told[-1] == f"{files[-1]}: of another kind than its name says"
    assert code == 2


def test_a_project_by_several_processes(sample: Path) -> None:
    before = {path.name: path.read_bytes() for path in (sample / "translations").rglob("*.po")}
    for path in (sample / "translations").rglob("*.po"):
        path.unlink()
    fresh = list(project.extract(Project.find()))
    by_one = {path.name: path.read_bytes() for path in (sample / "translations").rglob("*.po")}
    for path in (sample / "translations").rglob("*.po"):
        path.unlink()
    assert list(project.extract(Project.find(), jobs=3)) == fresh
    assert {path.name: path.read_bytes() for path in (sample / "translations").rglob("*.po")} == by_one
    assert set(by_one) == set(before)


def test_several_sources_need_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Misused, match=r"^out\.po: for several sources, -o names a folder that is there$"):
        list(project.extract_files([tmp_path / "a.md", tmp_path / "b.md"], Path("out.po"), "sentence"))


def doubled(shared: int, task: int) -> int:
    if task == 3:
        raise Misused("three")
    if task == 4:
        os._exit(9)
    return shared * task


def test_an_error_and_a_process_that_ends_stop_nothing() -> None:
    found = list(_jobs.each(doubled, 10, [0, 1, 2, 3, 4, 5, 6], 2))
    shown = [f"{type(each).__name__}: {each}" if isinstance(each, PubpipeError) else each for each in found]
    assert shown == [
        0,
        10,
        20,
        "Misused: three",
        "Ended: the process that worked on it ended: it may need too much memory",
        50,
        60,
    ]


def placed(shared: int, task: int) -> tuple[int, int]:
    if task == 3:
        raise Misused("three")
    return shared * task, os.getpid()


@pytest.mark.parametrize(
    "copied", [False, pytest.param(True, marks=pytest.mark.skipif(sys.platform != "linux", reason="no copies"))]
)
def test_this_process_may_be_one_of_those_that_work(copied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jobs, "_is_copied", lambda: copied)
    found = list(_jobs.each(placed, 10, list(range(9)), 2, here=True))
    assert [each if isinstance(each, PubpipeError) else each[0] for each in found[:3]] == [0, 10, 20]
    assert str(found[3]) == "three"
    assert [each[0] for each in found[4:] if not isinstance(each, PubpipeError)] == [40, 50, 60, 70, 80]
    last = found[-1]
    assert not isinstance(last, PubpipeError)
    assert last[1] == os.getpid()


def spoken(_shared: None, fate: Fate) -> Done:
    from pubpipe.messages import language

    return Done((language(), fate))


def test_processes_speak_the_language_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from pubpipe import messages

    monkeypatch.setattr(messages, "_language", "zh")
    assert list(_jobs.each(spoken, None, list(Fate), 2)) == [Done(("zh", fate)) for fate in Fate]


@pytest.mark.skipif(os.name == "nt", reason="no groups of processes to interrupt")
def test_an_interruption_leaves_whole_files_and_no_process(tmp_path: Path) -> None:
    """Ctrl-C reaches every process of a terminal: one sentence, exit code 130, each PO file whole or absent."""
    paragraphs = "".join(f"<p>Sentence number {number} of a long page.</p>" for number in range(3000))
    files = [tmp_path / f"page-{number}.html" for number in range(24)]
    for path in files:
        path.write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    output = tmp_path / "po"
    output.mkdir()
    command = [sys.executable, "-m", "pubpipe", "extract", *map(str, files), "-o", str(output), "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        start_new_session=True,
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job is born without it
    )
    try:
        deadline = time.monotonic() + 120
        while not list(output.glob("*.po")) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _out, told = process.communicate(timeout=120)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert told.splitlines()[-1] == "stopped; what was finished is kept"
    assert "Traceback" not in told
    made = sorted(output.iterdir())
    assert 1 <= len(made) < len(files)
    assert [path.suffix for path in made] == [".po"] * len(made)
    assert len({len(path.read_bytes()) for path in made}) == 1


def test_checks_by_several_processes_find_the_same(sample: Path) -> None:
    path = next((sample / "translations").rglob("01-*.po"))
    path.write_text(path.read_text(encoding="utf-8").replace("。", ".").replace("市", "城"), encoding="utf-8")
    one = project.check((), None)
    assert one.findings != ()
    assert project.check((), None, jobs=2) == one


def test_the_command_sums_up_and_its_exit_code_is_the_worst(tmp_path: Path) -> None:
    files = sources(tmp_path)
    output = tmp_path / "po"
    output.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "pubpipe", "extract", *map(str, files), "-o", str(output), "-j", "2"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
        text=True,
        check=False,
    )
    lines = run.stderr.splitlines()
    assert (run.returncode, run.stdout, len(lines)) == (2, "", len(files) + 1)
    assert lines[-2:] == [f"error: {files[-1]}: of another kind than its name says", "7 files, 1 failed"]


class Fatal:
    """What ends the process that reads it."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (3,)


def test_processes_that_end_at_once_are_not_waited_for() -> None:
    found = list(_jobs.each(doubled, (Fatal(), bytes(1_000_000)), [1, 2], 2))
    assert [type(each) for each in found] == [_jobs.Ended, _jobs.Ended]


def test_as_many_processes_begin_as_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jobs, "processors", lambda: 4)
    files = [tmp_path / "a.po", tmp_path / "b.po", tmp_path / "not-there.po"]
    for path in files[:2]:
        path.write_bytes(bytes(100))
    found = {share: _jobs.worthwhile(0, files, share) for share in (10, 60, 99, 150, 900)}
    assert found == {10: 4, 60: 3, 99: 2, 150: 1, 900: 1}
    assert _jobs.worthwhile(7, files, 900) == 7


def test_every_command_that_works_on_many_files_begins_as_many() -> None:
    context = click.Context(command)
    offered = {
        name: option.default
        for name in command.list_commands(context)
        for option in getattr(command.get_command(context, name), "params", ())
        if option.name == "jobs"
    }
    assert offered == dict.fromkeys(("build", "check", "extract", "publish", "release"), 0)


def _answer(copied: bool) -> Callable[[], int]:
    """What is done beside, and where it was done; once with a copy that ends without a word."""
    here = os.getpid()

    def done() -> int:
        if copied and os.getpid() != here:
            os._exit(1)
        return os.getpid() - here

    return done


@pytest.mark.skipif(sys.platform != "linux", reason="skipped: only Linux copies processes")
def test_work_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is done by a copy where there may be one, and here where that one ends without a word."""
    monkeypatch.setattr(_jobs, "_is_copied", lambda: True)
    monkeypatch.setattr(_jobs, "processors", lambda: 2)
    assert _jobs.beside(_answer(False))() != 0
    assert _jobs.beside(_answer(False), jobs=1)() == 0
    assert _jobs.beside(_answer(True))() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="skipped: only Linux copies processes")
def test_errors_of_work_beside_are_raised_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise Misused("no such edition")

    monkeypatch.setattr(_jobs, "_is_copied", lambda: True)
    monkeypatch.setattr(_jobs, "processors", lambda: 2)
    answer = _jobs.beside(refused)
    with pytest.raises(Misused, match="no such edition"):
        answer()
