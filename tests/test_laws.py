"""The laws of the design, over every format and the sample; over outside documents they stand beside each format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of, leftover, suffixes
from pubpipe.model import Code, Content, Unit, text
from tests.chapters import WRITERS
from tests.conftest import BOOK, ROOT

SOURCES = sorted(path for path in (ROOT / "sources" / BOOK).iterdir() if path.suffix in suffixes())
SENTENCES = [("heading", "A title"), ("", "One <b1>bold</b1> word.<fn1/>")]
TINY = {f"tiny{suffix}": write(SENTENCES) for suffix, write in WRITERS.items()}
EVERY = {**TINY, **{path.name: path.read_bytes() for path in SOURCES}}


def chinese(unit: Unit) -> Content:
    """A stand-in for a translation: Han for letters, everything else as it is; captions keep the word they go by."""
    return (
        tuple(
            part if isinstance(part, Code) else "".join("汉" if letter.isalpha() else letter for letter in part)
            for part in (unit.content if unit.role != "caption" else ())
        )
        or unit.content
    )


def members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


@pytest.mark.parametrize("name", EVERY)
class TestOfEveryFile:
    def test_identity(self, name: str) -> None:
        """Law 1."""
        merged = format_of(name).merge(EVERY[name], {})
        assert members(merged) == members(EVERY[name]) if name.endswith(".docx") else merged == EVERY[name]

    def test_one_walk(self, name: str) -> None:
        """Law 2."""
        kind = format_of(name)
        document = kind.read(EVERY[name])
        targets = {unit.id: chinese(unit) for unit in document.units}
        again = kind.read(kind.merge(EVERY[name], targets))
        assert [(unit.id, unit.role, text(unit.content)) for unit in again.units] == [
            (unit.id, unit.role, text(targets[unit.id])) for unit in document.units
        ]

    def test_ledger(self, name: str) -> None:
        """Law 3: nothing is left over, and what is not accounted for is seen."""
        kind = format_of(name)
        document = kind.read(EVERY[name])
        seen = list(kind.scan(EVERY[name]))
        assert leftover(document, seen) == []
        assert leftover(document.__class__((), document.ledger[1:]), seen) != []

    def test_damaged_codes_never_damage_the_document(self, name: str) -> None:
        """Law 4: whatever a translation lost, doubled or crossed, the file reads again."""
        kind = format_of(name)
        document = kind.read(EVERY[name])
        damaged: dict[str, Content] = {}
        for number, unit in enumerate(document.units):
            codes = [part for part in unit.content if isinstance(part, Code)]
            damaged[unit.id] = ((), ("汉",), (*reversed(codes), "汉"), ("汉", *codes, *codes[:1]))[number % 4]
        merged = kind.merge(EVERY[name], damaged)
        assert leftover(kind.read(merged), kind.scan(merged)) == []

    def test_stability(self, name: str) -> None:
        """Law 5."""
        kind = format_of(name)
        document = kind.read(EVERY[name])
        targets = {unit.id: chinese(unit) for unit in document.units}
        assert kind.read(EVERY[name]) == document
        assert kind.merge(EVERY[name], targets) == kind.merge(EVERY[name], targets)


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types>" + b" " * (1 << 30) + b"</Types>")
    return data.getvalue()


def climbing() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("../../outside.xml", b"<x/>")
    return data.getvalue()


HOSTILE = {
    "truncated.docx": lambda: EVERY["tiny.docx"][:700],
    "not a zip.docx": lambda: b"plain text",
    "encrypted.docx": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
    "empty.docx": lambda: b"",
    "bomb.docx": bomb,
    "climbing.docx": climbing,
    "page.docx": lambda: EVERY["tiny.html"],
    "binary.md": lambda: bytes(range(256)) * 40,
    "binary.html": lambda: b"\x00\xff\xfe" * 1000,
    "sheet.xyz": lambda: b"?",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_gets_a_sentence(name: str, tmp_path: Path) -> None:
    """Law 8."""
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    with pytest.raises(PubpipeError) as caught:
        project.extract_file(path, tmp_path / "out.po", "sentence")
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2
    assert not (tmp_path / "out.po").exists()
