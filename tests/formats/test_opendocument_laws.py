"""The laws over every readable OpenDocument file of the outside data."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import leftover, opendocument
from pubpipe.model import Code, CodeKind, Content, Document, Fate, content, text

FREE = {"br", "tab", "fld"}
SILENT = {"<img>", "<x>", "<br>", "<tab>", "<fld>", "<c>", " "}


def pseudo(parts: Content) -> Content:
    """Every word in Han with a Latin letter left; breaks, tabs and fields, on which nothing else hangs, reversed."""
    free = [part for part in parts if isinstance(part, Code) and part.type in FREE]
    return content(
        re.sub("([a-z])[a-z]*", r"汉\1", part) if isinstance(part, str) else (free.pop() if part.type in FREE else part)
        for part in parts
    )


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


def broken(source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks."""
    if opendocument.merge(source, {}) != source:
        yield "identity"
    if leftover(document, opendocument.scan(source)):
        yield "ledger"
    if characters(each.text for each in document.ledger if each.fate is Fate.TRANSLATED) != characters(
        text(unit.content) for unit in document.units
    ):
        yield "what is said to be translated is in units"
    targets = {unit.id: pseudo(unit.content) for unit in document.units}
    merged = opendocument.merge(source, targets)
    if merged != opendocument.merge(source, targets):
        yield "stability"
    if members(merged) != members(source):
        yield "parts"
    again = opendocument.read(merged)
    if [(unit.id, unit.role, drawn(unit.content)) for unit in again.units] != [
        (unit.id, unit.role, drawn(targets[unit.id])) for unit in document.units
    ]:
        yield "one walk"
    if leftover(again, opendocument.scan(merged)):
        yield "ledger of what was written"


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each character stands in texts, white space aside."""
    return Counter("".join("".join(each.split()) for each in texts))


def members(source: bytes) -> list[tuple[str, int]]:
    """The names of a package's parts, in order, and whether each is stored or deflated."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return [(member.filename, member.compress_type) for member in package.infolist()]


@pytest.mark.parametrize("folder", ["odt", "odp"])
def test_every_file(outside: Callable[[str], Path], folder: str) -> None:
    found: dict[str, list[str]] = {}
    unreadable = set()
    for path in sorted(outside(f"documents/{folder}").iterdir()):
        source = path.read_bytes()
        try:
            document = opendocument.read(source)
        except Unreadable:
            unreadable.add(path.name)
            continue
        for law in broken(source, document):
            found.setdefault(law, []).append(path.name)
    assert found == {}
    assert unreadable == set()
