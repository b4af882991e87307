"""The laws over every readable OpenDocument file of the outside data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from pubpipe.formats import Format, opendocument
from pubpipe.model import Document, Fate, text
from tests.formats.laws import breaches, broken


def all_broken(kind: Format, source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks; here the ledger is exact to the character."""
    yield from broken(kind, source, document)
    if characters(each.text for each in document.ledger if each.fate is Fate.TRANSLATED) != characters(
        text(unit.content) for unit in document.units
    ):
        yield "what is said to be translated is in units"


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each character stands in texts, white space aside."""
    return Counter("".join("".join(each.split()) for each in texts))


@pytest.mark.parametrize("folder", ["odt", "odp"])
def test_every_file(outside: Callable[[str], Path], folder: str) -> None:
    assert breaches(opendocument, outside(f"documents/{folder}"), all_broken) == ({}, set())
