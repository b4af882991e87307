"""What is too large is refused within little memory; what was written before stays byte for byte (laws 6 and 8)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.formats.docx_files import word
from tests.formats.packages import SOUND, heavy
from tests.limits import bounded

PACKAGES = [suffix for suffix in SOUND if suffix != ".odp"]
SIZE = 300 * 2**20
MEMORY = 450
"""Megabytes of address space; Python and lxml alone take two hundred."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with results of earlier work."""
    for name in ("out.po", "out.docx"):
        (tmp_path / name).write_bytes(b"what a person wrote")
    return tmp_path


def kept(folder: Path) -> bool:
    """Whether nothing but the source was written, and the old results are as they were."""
    written = sorted(path.name for path in folder.iterdir() if not path.name.startswith(("source.", "in.")))
    return written == ["out.docx", "out.po"] and {(folder / name).read_bytes() for name in written} == {
        b"what a person wrote"
    }


@pytest.mark.parametrize("suffix", PACKAGES)
@pytest.mark.parametrize("said", [-1, 100], ids=["said", "hidden"])
def test_a_part_of_300_megabytes(suffix: str, said: int, old: Path) -> None:
    """Whether the part says how large it is or not."""
    source = old / f"source{suffix}"
    source.write_bytes(heavy(SOUND[suffix], SOUND[suffix].part, SIZE, said))
    sentence = "too large when unpacked, which is refused"
    if said > 0:
        sentence = f"damaged: {SOUND[suffix].part} cannot be unpacked: get the file again"
    told = (2, [f"error: {source.name}: {sentence}"])
    assert bounded(old, MEMORY, 20, "extract", source.name, "-o", "out.po") == told
    assert kept(old)


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_picture_of_300_megabytes_is_left_alone(suffix: str, old: Path) -> None:
    """It is read past; only merging carries it along."""
    source = old / f"source{suffix}"
    source.write_bytes(heavy(SOUND[suffix], "media/picture.bin", SIZE))
    code, told = bounded(old, MEMORY, 20, "extract", source.name, "-o", "new.po")
    assert (code, [line.partition(":")[0] for line in told]) == (0, ["new.po"])


BAD = {
    "in.docx": b"no package",
    "in.pptx": b"PK\x03\x04 cut off",
    "in.xlsx": b"",
    "in.odt": SOUND[".odt"].source[:-30],
    "in.epub": SOUND[".docx"].source,
    "in.html": b"\0" * 9,
    "in.md": b"%PDF-1.4",
    "in.csv": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "in.txt": b"PK\x03\x04",
    "in.srt": b"no times",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_source_leaves_old_results(name: str, old: Path) -> None:
    (old / name).write_bytes(BAD[name])
    (old / "in.po").write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n', encoding="utf-8")
    for arguments in (
        ("extract", name, "-o", "out.po"),
        ("merge", name, "in.po", "-o", "out.docx"),
        ("pseudo", name, "-o", "out.docx"),
    ):
        code, told = bounded(old, MEMORY, 20, *arguments)
        assert (code, len(told)) == (2, 1)
        assert told[0].startswith(f"error: {name}: ")
        assert kept(old)


def test_a_paragraph_of_a_million_runs(tmp_path: Path) -> None:
    """It is merely large: read, within memory and time that are bounded."""
    (tmp_path / "source.docx").write_bytes(word(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 1_000_000}</w:p>"))
    assert bounded(tmp_path, 2500, 150, "extract", "source.docx", "-o", "out.po", "--segmentation", "paragraph") == (
        0,
        ["out.po: 1 new"],
    )


def test_memory_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND[".docx"].source)) as sound, zipfile.ZipFile(data, "w") as archive:
        for name in sound.namelist():
            inside = sound.read(name)
            if name == SOUND[".docx"].part:
                inside = inside.replace(b"<w:p>", b"<w:p/>" * 4_000_000 + b"<w:p>", 1)
            archive.writestr(name, inside, zipfile.ZIP_DEFLATED)
    (tmp_path / "source.docx").write_bytes(data.getvalue())
    code, told = bounded(tmp_path, 300, 60, "extract", "source.docx", "-o", "out.po")
    assert code == 2
    assert told[-1:] == ["error: source.docx: needs more memory than there is"]
