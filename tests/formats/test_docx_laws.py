"""The laws over the sample chapters and over every readable Word file of the outside data."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import docx, leftover
from pubpipe.model import Code, CodeKind, Content, Document, content

SAMPLE = sorted((Path(__file__).parents[2] / "sources" / "city-management").glob("*.docx"))


def pseudo(parts: Content) -> Content:
    """Every word in Han with a Latin letter left; breaks, tabs and fields, on which nothing else hangs, reversed."""
    free = [part for part in parts if isinstance(part, Code) and part.type in FREE]
    return content(
        re.sub("([a-z])[a-z]*", r"汉\1", part) if isinstance(part, str) else (free.pop() if part.type in FREE else part)
        for part in parts
    )


FREE = {"br", "tab", "fld"}


def drawn(parts: Content) -> list[tuple[str, tuple[str, ...]]]:
    """Each character and standalone code with the formatting it stands in; silent codes at the edges left out."""
    standing: list[Code] = []
    found: list[tuple[str, tuple[str, ...]]] = []
    for part in parts:
        if isinstance(part, Code) and part.kind is CodeKind.OPEN:
            standing.append(part)
        elif isinstance(part, Code) and part.kind is CodeKind.CLOSE:
            standing = [each for each in standing if each.id != part.id or each.type != part.type]
        else:
            look = tuple(sorted(each.type for each in standing))
            signs = part if isinstance(part, str) else [f"<{part.type}>{part.display.strip()}"]
            found += [(sign, look if sign.strip() else ()) for sign in signs]
    while found and found[0][0] in SILENT:
        found.pop(0)
    while found and found[-1][0] in SILENT:
        found.pop()
    return found


SILENT = {"<img>", "<x>", "<br>", "<tab>", "<fld>", "<c>", " "}


def broken(source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks."""
    if docx.merge(source, {}) != source:
        yield "identity"
    if leftover(document, docx.scan(source)):
        yield "ledger"
    targets = {unit.id: pseudo(unit.content) for unit in document.units}
    merged = docx.merge(source, targets)
    if merged != docx.merge(source, targets):
        yield "stability"
    if members(merged) != members(source):
        yield "parts"
    again = docx.read(merged)
    if [(unit.id, unit.role, drawn(unit.content)) for unit in again.units] != [
        (unit.id, unit.role, drawn(targets[unit.id])) for unit in document.units
    ]:
        yield "one walk"
    if leftover(again, docx.scan(merged)):
        yield "ledger of what was written"


def members(source: bytes) -> list[str]:
    """The names of a package's parts, in order."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return package.namelist()


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    source = path.read_bytes()
    assert list(broken(source, docx.read(source))) == []


def test_every_file(outside: Callable[[str], Path]) -> None:
    found: dict[str, list[str]] = {}
    unreadable = set()
    for path in sorted(outside("documents/docx").iterdir()):
        source = path.read_bytes()
        try:
            document = docx.read(source)
        except Unreadable:
            unreadable.add(path.name)
            continue
        for law in broken(source, document):
            found.setdefault(law, []).append(path.name)
    assert found == {}
    assert len(unreadable) == 8
