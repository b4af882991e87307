"""Strict Office files (ISO/IEC 29500, other namespaces) are read as transitional ones and written back strict."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import Format, docx, leftover, pptx, xlsx
from tests.formats.docx_files import package
from tests.formats.laws import broken, drawn, pseudo
from tests.formats.seeds import seeds

FORMATS: dict[str, Format] = {".docx": docx, ".pptx": pptx, ".xlsx": xlsx}
_ROOMS = "wordprocessingml|presentationml|spreadsheetml|drawingml|officeDocument"
TRANSITIONAL = re.compile(rf"http://schemas\.openxmlformats\.org/({_ROOMS})/2006/(?!custom-)([\w-]+)".encode())


def parts(source: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def strict(source: bytes) -> bytes:
    """The file as a program writes it that was told to save strictly."""

    def renamed(found: re.Match[bytes]) -> bytes:
        first, _hyphen, second = found[2].partition(b"-")
        return b"http://purl.oclc.org/ooxml/" + found[1] + b"/" + first + second.capitalize()

    return package(
        {
            name: TRANSITIONAL.sub(renamed, data) if name.endswith((".xml", ".rels")) else data
            for name, data in parts(source).items()
        }
    )


CASES = [(suffix, number) for suffix in FORMATS for number in range(len(seeds(suffix)))]


@pytest.mark.parametrize(("suffix", "number"), CASES)
def test_every_case(suffix: str, number: int) -> None:
    """The same units, the same accounts at the same places; what is written stays strict."""
    kind, source = FORMATS[suffix], seeds(suffix)[number]
    converted = strict(source)
    assert [name for name, data in parts(converted).items() if TRANSITIONAL.search(data)] == []
    document, expected = kind.read(converted), kind.read(source)
    assert document.units == expected.units
    assert list(document.ledger) == list(expected.ledger)
    assert leftover(document, kind.scan(converted)) == []
    assert kind.merge(converted, {}) == converted
    targets = {unit.id: pseudo(unit.content) for unit in document.units}
    merged = kind.merge(converted, targets)
    assert [name for name, data in parts(merged).items() if TRANSITIONAL.search(data)] == []
    assert [(unit.id, drawn(unit.content)) for unit in kind.read(merged).units] == [
        (unit.id, drawn(targets[unit.id])) for unit in document.units
    ]
    made, expected_made = kind.prepare(converted), kind.prepare(source)
    assert made[1] == expected_made[1]
    if made[1] == "html":
        assert made == expected_made


def outside_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.iterdir())[::6]:
        try:
            yield path.name, strict(path.read_bytes())
        except zipfile.BadZipFile:
            continue


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_outside_files_made_strict(suffix: str, outside: Callable[[str], Path]) -> None:
    kind = FORMATS[suffix]
    found: dict[str, list[str]] = {}
    for name, source in outside_files(outside(f"documents/{suffix[1:]}")):
        try:
            document = kind.read(source)
        except Unreadable:
            continue
        if laws := list(broken(kind, source, document)):
            found[name] = laws
    assert found == {}
