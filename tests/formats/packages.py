"""Packages of every kind, sound and small, and what strangers do to packages."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.formats import Format, docx, epub, opendocument, pptx, xlsx
from tests.formats import epub_files
from tests.formats.docx_files import package, word
from tests.formats.opendocument_files import opendocument as text_document
from tests.formats.pptx_files import deck
from tests.formats.xlsx_files import Sheet, row, workbook


@dataclass(frozen=True)
class Sound:
    """A sound file, the name of the part that holds its only word, `Text`, and its format."""

    kind: Format
    source: bytes
    part: str

    @property
    def parts(self) -> dict[str, bytes]:
        """Its parts by name, in order."""
        with zipfile.ZipFile(io.BytesIO(self.source)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def having(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some parts changed or added."""
        return package(self.parts | changed)


PAGE = "<draw:page><draw:frame><draw:text-box><text:p>Text</text:p></draw:text-box></draw:frame></draw:page>"
SOUND = {
    ".docx": Sound(docx, word("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"), "word/main part.xml"),
    ".pptx": Sound(pptx, deck("{BOX}<a:p><a:r><a:t>Text</a:t></a:r></a:p>{END}"), "ppt/slides/s1.xml"),
    ".xlsx": Sound(xlsx, workbook(Sheet(row(1, "Text"))), "sheets/s1.xml"),
    ".odt": Sound(opendocument, text_document("<text:p>Text</text:p>"), "content.xml"),
    ".odp": Sound(opendocument, text_document(PAGE, kind="presentation"), "content.xml"),
    ".epub": Sound(epub, epub_files.epub({"one.xhtml": epub_files.page("<p>Text</p>")}), "EPUB/one.xhtml"),
}


def records(source: bytes, signature: bytes) -> list[int]:
    """Where the records with a signature begin."""
    found = []
    at = source.find(signature)
    while at >= 0:
        found.append(at)
        at = source.find(signature, at + 4)
    return found


def crc_broken(sound: Sound) -> bytes:
    """The part with the word says another checksum in both its records than it has."""
    data = bytearray(sound.source)
    for signature, crc, name in ((b"PK\x03\x04", 14, 30), (b"PK\x01\x02", 16, 46)):
        for at in records(sound.source, signature):
            if data[at + name :].startswith(sound.part.encode()):
                struct.pack_into("<I", data, at + crc, 0x12345678)
    return bytes(data)


def encrypted(sound: Sound) -> bytes:
    """Every part says that a password is needed."""
    data = bytearray(sound.source)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for at in records(sound.source, signature):
            struct.pack_into("<H", data, at + flags, struct.unpack_from("<H", data, at + flags)[0] | 1)
    return bytes(data)


def squeezed(sound: Sound, method: int) -> bytes:
    """Every part packed by another method than the formats allow."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, data in sound.parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def twice(sound: Sound, name: str) -> bytes:
    """The file with a second part of a name that means the same as that of the part with the word."""
    output = io.BytesIO(sound.source)
    with zipfile.ZipFile(output, "a") as archive:
        member = zipfile.ZipInfo("x")
        member.filename = name
        archive.NameToInfo.pop(name, None)
        archive.writestr(member, sound.parts[sound.part])
    return output.getvalue()


def crowded(sound: Sound, count: int) -> bytes:
    """The file with so many parts more, all of them the same few bytes of the archive (they overlap)."""
    end = sound.source.rfind(b"PK\x05\x06")
    first = struct.unpack_from("<I", sound.source, end + 16)[0]
    directory = sound.source[first:end]
    entries = len(records(directory, b"PK\x01\x02"))
    length = 46 + sum(struct.unpack_from("<HHH", directory, 28))
    one = bytearray(directory[: 46 + 6])
    struct.pack_into("<HHH", one, 28, 6, 0, 0)
    more = b"".join(bytes(one[:46]) + f"{number:06}".encode() for number in range(count))
    assert length < len(directory)
    whole = directory + more
    counted = min(entries + count, 0xFFFF)
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, counted, counted, len(whole), first, 0)
    return sound.source[:first] + whole + tail


def heavy(sound: Sound, name: str, size: int, said: int = -1) -> bytes:
    """The file with a part of so many spaces in place of another; it says that it is `said` bytes."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    block = b" " * 2**20
    crc, packed = 0, []
    for _each in range(size >> 20):
        crc = zlib.crc32(block, crc)
        packed.append(packer.compress(block))
    packed.append(packer.flush())
    data = b"".join(packed)
    output, places = io.BytesIO(), []
    told = (size >> 20 << 20) if said < 0 else said
    for each, inside in {**sound.parts, name: b""}.items():
        if each == name:
            inside, method, checksum, length = data, 8, crc, told
        else:
            method, checksum, length = 0, zlib.crc32(inside), len(inside)
        encoded = each.encode()
        fixed = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x5C21, checksum, len(inside), length, len(encoded), 0)
        places.append((output.tell(), fixed, encoded))
        output.write(b"PK\x03\x04" + fixed + encoded + inside)
    first = output.tell()
    for at, fixed, encoded in places:
        output.write(b"PK\x01\x02" + b"\x14\x00" + fixed + struct.pack("<HHHII", 0, 0, 0, 0, at) + encoded)
    size_of_directory = output.tell() - first
    output.write(struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(places), len(places), size_of_directory, first, 0))
    return output.getvalue()
