"""Bounds on what a test may take: processor time here, memory and time in a process of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import ROOT

_CHILD = """
import resource, sys
memory, seconds = int(sys.argv[1]) << 20, int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
from pubpipe.cli import main
main(sys.argv[3:])
"""


class TooSlow(BaseException):
    """Something took longer than its limit."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow after so much processor time; where there is no such clock, wait."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def bounded(folder: Path, megabytes: int, seconds: int, *arguments: str) -> tuple[int, list[str]]:
    """Run pubpipe in a process that has so much memory and processor time: its exit code and the lines of stderr."""
    if sys.platform == "win32" or sys.platform == "darwin":
        pytest.skip("no limits of memory on this system")
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, str(megabytes), str(seconds), *arguments],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
        check=False,
    )
    return run.returncode, run.stderr.decode("utf-8", "replace").splitlines()
