"""What many tests stand on: the sample project copied where it may be changed, and outside data where it is present."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from pubpipe import messages

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).parent.parent
BOOK = "city-management"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are English, whatever the machine's locale."""
    monkeypatch.setattr(messages, "_language", "en")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample project, and the current folder."""
    folder = tmp_path / "sample"
    for name in ("sources", "glossaries", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    (folder / "dist").mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def outside() -> Callable[[str], Path]:
    """A folder or file of the outside data; skips where there is none."""

    def find(name: str) -> Path:
        root = os.environ.get("PUBPIPE_TEST_DATA")
        if not root:
            pytest.skip("no outside data: PUBPIPE_TEST_DATA is not set")
        path = Path(root) / name
        if not path.exists():
            pytest.skip(f"no outside data: no {name} where PUBPIPE_TEST_DATA points")
        return path

    return find
