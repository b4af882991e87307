"""An import killed at any moment: no PO file is damaged, and the next run completes."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import read_po
from pubpipe.exchange import Options
from pubpipe.project import Project


def take_back() -> None:
    list(project.import_work(Project.find(), [Path("whole.xlf")]))


def remember() -> None:
    project.import_memory(Project.find(), Path("all.tmx"))


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("translations").rglob("*.po"))}


def child(step: Callable[[], None]) -> int:
    """The step in a process of its own."""
    process = os.fork()
    if not process:
        try:
            step()
        finally:
            os._exit(0)
    return process


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize(("step", "kills"), [(take_back, 25), (remember, 25)])
def test_a_killed_step_harms_nothing(sample: Path, step: Callable[[], None], kills: int) -> None:
    here = Project.find()
    assert not any(done.error for done in project.extract(here))
    list(project.export_work(here, (), Path("whole.xlf"), "xliff", Options(by_sentence=True)))
    project.export_memory(here, Path("all.tmx"))
    for path in Path("translations").rglob("*.po"):
        if "imported" not in path.parts:
            head, _blank, entries = path.read_text(encoding="utf-8").partition("\n\n")
            path.write_text(head + "\n\n" + re.sub(r'(?m)^msgstr ".+"$', 'msgstr ""', entries), encoding="utf-8")
    before = files()
    begin = time.monotonic()
    os.waitpid(child(step), 0)
    length = time.monotonic() - begin
    after = files()
    assert after != before
    for kill in range(kills):
        for name in after.keys() - before.keys():
            Path(name).unlink(missing_ok=True)
        for name, data in before.items():
            Path(name).write_bytes(data)
        process = child(step)
        time.sleep(length * kill / kills)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        found = files()
        assert {name: data for name, data in found.items() if data not in (before.get(name), after[name])} == {}
        for data in found.values():
            read_po(data)
    step()
    assert files() == after
