"""A chapter of the sample book translated by a machine that knows it by heart, and by one that does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import read_po, write_po
from pubpipe.engines import _asking
from pubpipe.errors import Misused
from pubpipe.project import Project
from tests.conftest import BOOK, ROOT
from tests.engines.server import KEY, Server, serving

PO = Path("translations/zh_CN") / BOOK / "05-ethics-and-citizen-engagement.po"


@pytest.fixture
def was(sample: Path) -> dict[str, str]:
    """The chapter's translations, which its PO file has no more."""
    assert not any(done.error for done in project.extract(Project.find()))
    catalog = read_po(PO.read_bytes())
    text = write_po(catalog).decode()
    for entry in catalog.live:
        text = text.replace(f'msgstr "{entry.target}"\n', 'msgstr ""\n')
    PO.write_text(text, encoding="utf-8")
    return {entry.source: entry.target for entry in catalog.live}


@pytest.fixture
def server(was: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("PUBPIPE_ENGINE_KEY", KEY)
    monkeypatch.setattr(_asking, "Clock", lambda: _asking_clock)
    with serving(was) as running:
        settings = Path("pyproject.toml")
        lines = f'\n[tool.pubpipe.engine]\nurl = "{running.url}"\nmodel = "m1"\n'
        settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
        yield running


_asking_clock = _asking.Clock(lambda: 0.0, lambda _seconds: None)


def targets() -> dict[str, str]:
    return {entry.source: entry.target for entry in read_po(PO.read_bytes()).live if entry.target}


def test_a_chapter_is_filled_as_fuzzy_with_its_origin(server: Server, was: dict[str, str]) -> None:
    done = list(project.fill_by_engine(Project.find(), [BOOK], "openai"))
    assert [each.error for each in done] == [None]
    entries = read_po(PO.read_bytes()).live
    assert {entry.source: entry.target for entry in entries if entry.target}.items() <= was.items()
    filled = [entry for entry in entries if entry.target]
    assert {entry.fuzzy for entry in filled} == {True}
    assert all(entry.notes[-1].endswith(": machine: openai m1") for entry in filled)
    left = len(entries) - len(filled)
    assert done[0].lines[-1] == f"{PO.as_posix()}: {len(filled)} by machine, {left} left empty"
    assert left < 10
    asked = len(server.requests)
    written = PO.read_bytes()
    list(project.fill_by_engine(Project.find(), [BOOK], "openai"))
    assert (len(server.requests), PO.read_bytes()) == (asked, written)
    assert KEY.encode() not in b"".join(path.read_bytes() for path in Path().rglob("*") if path.is_file())


def test_what_was_done_is_kept_where_the_engine_stops(server: Server, was: dict[str, str]) -> None:
    server.faults = ["", "", "401"]
    *_kept, stopped = project.fill_by_engine(Project.find(), [BOOK], "openai")
    assert str(stopped.error) == 'the engine answered 401: {"error": {"message": "no use: Bearer …"}}'
    assert stopped.code == 1
    first = targets()
    assert len(first) > 15
    list(project.fill_by_engine(Project.find(), [BOOK], "openai"))
    again = [source for sources in server.sources()[3:] for source in sources]
    assert [source for source in again if source in first] == []


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(server: Server, was: dict[str, str]) -> None:
    count = len(read_po(PO.read_bytes()).live)
    plan = project.plan_engine(Project.find(), [BOOK], "openai")
    assert (plan.sentences, server.requests) == (count, [])
    size = sum(len(request.encode()) for request in plan.requests)
    assert plan.told() == (f"sentences: {count}, requests: {len(plan.requests)}, bytes: {size}; nothing was sent")
    assert KEY not in "".join(plan.requests)
    assert not Path(".pubpipe").joinpath("engine-openai.jsonl").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent here")
def test_a_killed_run_pays_for_nothing_twice_but_the_request_under_way(server: Server, was: dict[str, str]) -> None:
    settings = Path("pyproject.toml")
    settings.write_text(
        settings.read_text(encoding="utf-8") + "batch = 1\nrequests_per_minute = 6000\n", encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    kills = 3
    for kill in range(1, kills + 1):
        process = subprocess.Popen([sys.executable, "-m", "pubpipe", "fill", "--engine", "openai"], env=environment)
        while process.poll() is None and len(server.requests) < 5 * kill:
            time.sleep(0.005)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    list(project.fill_by_engine(Project.find(), [BOOK], "openai"))
    sent = [json.dumps(segment) for segments in server.sent() for segment in segments]
    assert len(sent) - len(set(sent)) <= kills
    assert len(targets()) > len(was) - 10


def test_without_settings_the_sentence_says_what_is_missing(was: dict[str, str]) -> None:
    with pytest.raises(Misused, match=r"^an engine needs engine\.url and engine\.model in the settings$"):
        list(project.fill_by_engine(Project.find(), [BOOK], "openai"))
