"""The laws over every readable presentation of the outside data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pubpipe.errors import Unreadable
from pubpipe.formats import leftover, pptx
from pubpipe.model import Document
from tests.formats.test_docx_laws import drawn, members, pseudo


def broken(source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks."""
    if pptx.merge(source, {}) != source:
        yield "identity"
    if leftover(document, pptx.scan(source)):
        yield "ledger"
    targets = {unit.id: pseudo(unit.content) for unit in document.units}
    merged = pptx.merge(source, targets)
    if merged != pptx.merge(source, targets):
        yield "stability"
    if members(merged) != members(source):
        yield "parts"
    again = pptx.read(merged)
    if [(unit.id, unit.role, drawn(unit.content)) for unit in again.units] != [
        (unit.id, unit.role, drawn(targets[unit.id])) for unit in document.units
    ]:
        yield "one walk"
    if leftover(again, pptx.scan(merged)):
        yield "ledger of what was written"


def test_every_file(outside: Callable[[str], Path]) -> None:
    found: dict[str, list[str]] = {}
    unreadable = set()
    for path in sorted(outside("documents/pptx").iterdir()):
        source = path.read_bytes()
        try:
            document = pptx.read(source)
        except Unreadable:
            unreadable.add(path.name)
            continue
        for law in broken(source, document):
            found.setdefault(law, []).append(path.name)
    assert (found, unreadable) == ({}, set())
