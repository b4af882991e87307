"""The laws that every format of packages keeps, and the targets they are tried with."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pubpipe.errors import Unreadable
from pubpipe.formats import Format, leftover
from pubpipe.model import Code, CodeKind, Content, Document, content

FREE = {"br", "tab", "fld"}
Laws = Callable[[Format, bytes, Document], Iterator[str]]
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


def broken(kind: Format, source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks; what was read last is merged first, for its walk may have been kept."""
    targets = {unit.id: pseudo(unit.content) for unit in document.units}
    merged = kind.merge(source, targets)
    if kind.merge(source, {}) != source:
        yield "identity"
    if leftover(document, kind.scan(source)):
        yield "ledger"
    if merged != kind.merge(source, targets):
        yield "stability"
    if members(merged) != members(source):
        yield "parts"
    again = kind.read(merged)
    if [(unit.id, unit.role, drawn(unit.content)) for unit in again.units] != [
        (unit.id, unit.role, drawn(targets[unit.id])) for unit in document.units
    ]:
        yield "one walk"
    if leftover(again, kind.scan(merged)):
        yield "ledger of what was written"


def members(source: bytes) -> list[tuple[str, int]]:
    """The names of a package's parts, in order, and whether each is stored or deflated."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return [(member.filename, member.compress_type) for member in package.infolist()]


def breaches(kind: Format, folder: Path, laws: Laws = broken) -> tuple[dict[str, list[str]], set[str]]:
    """The files of a folder that break a law, by law, and those that are refused."""
    found: dict[str, list[str]] = {}
    refused = set()
    for path in sorted(folder.iterdir()):
        source = path.read_bytes()
        try:
            document = kind.read(source)
        except Unreadable:
            refused.add(path.name)
            continue
        for law in laws(kind, source, document):
            found.setdefault(law, []).append(path.name)
    return found, refused
