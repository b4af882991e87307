"""The program that is asked is the one pypandoc would ask."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest

from pubpipe.pandoc import pandoc


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    pandoc.cache_clear()
    yield
    pandoc.cache_clear()


def test_it_is_pypandoc_s() -> None:
    assert Path(pandoc()).samefile(pypandoc.get_pandoc_path())


def test_one_on_the_path_is_left_to_pypandoc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "pandoc"
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc() == pypandoc.get_pandoc_path()


def test_it_runs() -> None:
    told = subprocess.run([pandoc(), "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("pandoc ")
