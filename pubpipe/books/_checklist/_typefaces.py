"""What a font file is: its format, what its makers allow, which characters it has; from strangers, so within bounds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SIGNATURES = {
    b"\0\1\0\0": "ttf",
    b"true": "ttf",
    b"OTTO": "otf",
    b"ttcf": "ttc",
    b"wOFF": "woff",
    b"wOF2": "woff2",
}
_LARGEST = 16 * 2**20
_CODE_POINTS = 0x110000
_RECORDS = 64
_FS_TYPE = 8


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font: ttf, otf, ttc, woff or woff2, "" for what is none; its fsType; None where that cannot be seen.

    `characters` are the code points it has glyphs for. WOFF2 and collections are not opened.
    """

    kind: str
    permissions: int | None = None
    characters: frozenset[int] | None = None

    @property
    def forbidden(self) -> bool:
        """Whether it says of itself that it may not be embedded, or only its bitmaps."""
        bits = self.permissions or 0
        return bool(bits & 0x0002 and not bits & 0x000C) or bool(bits & 0x0200)


def typeface(data: bytes) -> Typeface:
    """What is known of a font; one that is damaged has a kind and nothing else."""
    kind = _SIGNATURES.get(data[:4], "")
    try:
        tables = _packed(data) if kind == "woff" else _plain(data) if kind in ("ttf", "otf") else {}
        system = tables.get(b"OS/2", b"")
        permissions = struct.unpack_from(">H", system, _FS_TYPE)[0] if system else None
        found = frozenset(_characters(tables[b"cmap"])) if b"cmap" in tables else None
    except (struct.error, zlib.error, ValueError):
        return Typeface(kind)
    return Typeface(kind, permissions, found)


def _plain(data: bytes) -> Mapping[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = [struct.unpack_from(">4s4xII", data, 12 + 16 * order) for order in range(min(count, _RECORDS))]
    return {tag: data[offset : offset + length] for tag, offset, length in records}


def _packed(data: bytes) -> Mapping[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 12)
    found = {}
    for order in range(min(count, _RECORDS)):
        tag, offset, length, whole = struct.unpack_from(">4sIII", data, 44 + 20 * order)
        table = data[offset : offset + length]
        if tag in (b"OS/2", b"cmap"):
            found[tag] = table if length == whole else zlib.decompressobj().decompress(table, min(whole, _LARGEST))
    return found


def _characters(cmap: bytes) -> Iterator[int]:
    """The code points of the largest subtable for Unicode. Raises ValueError for more than there are."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = [struct.unpack_from(">HHI", cmap, 4 + 8 * order) for order in range(min(count, _RECORDS))]
    offsets = [offset for platform, encoding, offset in records if platform == 0 or (platform, encoding) in _UNICODE]
    forms = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in offsets}
    if 12 in forms:
        return _groups(cmap, forms[12])
    return _segments(cmap, forms[4]) if 4 in forms else iter(())


_UNICODE = ((3, 1), (3, 10))


def _groups(cmap: bytes, start: int) -> Iterator[int]:
    """Format 12."""
    (count,) = struct.unpack_from(">I", cmap, start + 12)
    left = _CODE_POINTS
    for order in range(count):
        first, last, glyph = struct.unpack_from(">III", cmap, start + 16 + 12 * order)
        left -= last - first + 1
        if last < first or left < 0:
            raise ValueError(cmap[:4])
        yield from range(first if glyph else first + 1, last + 1)


def _segments(cmap: bytes, start: int) -> Iterator[int]:
    """Format 4."""
    count = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    ends, starts, deltas, ranges = (start + 14 + 2 * (count * part + (part > 0)) for part in range(4))
    left = _CODE_POINTS
    for order in range(count):
        last, first, delta, offset = (
            struct.unpack_from(">H", cmap, table + 2 * order)[0] for table in (ends, starts, deltas, ranges)
        )
        left -= last - first + 1
        if last < first or left < 0:
            raise ValueError(cmap[:4])
        for character in range(first, min(last + 1, 0xFFFF)):
            if offset:
                (glyph,) = struct.unpack_from(">H", cmap, ranges + 2 * order + offset + 2 * (character - first))
            else:
                glyph = (character + delta) % 0x10000
            if glyph:
                yield character
