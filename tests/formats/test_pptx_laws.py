"""The laws over every readable presentation of the outside data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pubpipe.formats import pptx
from tests.formats.laws import breaches


def test_every_file(outside: Callable[[str], Path]) -> None:
    assert breaches(pptx, outside("documents/pptx")) == ({}, set())
