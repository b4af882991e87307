"""The laws over the sample chapters and over every readable Word file of the outside data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.formats import docx
from tests.formats.laws import breaches, broken

SAMPLE = sorted((Path(__file__).parents[2] / "sources" / "city-management").glob("*.docx"))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    source = path.read_bytes()
    assert list(broken(docx, source, docx.read(source))) == []


def test_every_file(outside: Callable[[str], Path]) -> None:
    found, unreadable = breaches(docx, outside("documents/docx"))
    assert found == {}
    assert len(unreadable) == 8
