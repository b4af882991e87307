"""What a picture is, and how large, by its first bytes."""

from __future__ import annotations

import struct

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
)
_FRAMES = {*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
"""JPEG markers of frames, which tell the size."""


def kind_of(beginning: bytes) -> str:
    """png, jpeg, gif, svg, webp, tiff, emf or wmf; "" for anything else."""
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "webp"
    if beginning[40:44] == b" EMF":
        return "emf"
    return "svg" if b"<svg" in beginning[:1024] else ""


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG or GIF; None for others."""
    kind = kind_of(data[:64])
    if kind == "png" and len(data) >= 24:
        wide, high = struct.unpack(">II", data[16:24])
        return wide, high
    if kind == "gif" and len(data) >= 10:
        wide, high = struct.unpack("<HH", data[6:10])
        return wide, high
    return _jpeg(data) if kind == "jpeg" else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        if data[place + 1] in _FRAMES:
            high, wide = struct.unpack(">HH", data[place + 5 : place + 9])
            return wide, high
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    return None
