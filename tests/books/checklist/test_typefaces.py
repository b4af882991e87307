"""What the checklist sees of a font is what fonttools wrote, and damaged ones hurt nobody."""

from __future__ import annotations

import io
import struct
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.books._checklist._typefaces import Typeface, typeface
from tests.books.tinyfonts import PLAIN, font

TTLIB = pytest.importorskip("fontTools.ttLib", reason="skipped: no fonttools")
RARE = PLAIN + "议会𠮷𪚥\ufeff"


def packed(data: bytes, flavour: str) -> bytes:
    """A font as WOFF."""
    held = io.BytesIO()
    with TTLIB.TTFont(io.BytesIO(data)) as opened:
        opened.flavor = flavour
        opened.save(held)
    return held.getvalue()


@pytest.mark.parametrize("characters", [PLAIN, RARE], ids=["short", "long"])
def test_characters_and_permissions(characters: str) -> None:
    points = frozenset(map(ord, characters))
    true, cubic = font("A", characters, permissions=8), font("A", characters, outlines="CFF ")
    assert typeface(true) == Typeface("ttf", 8, points)
    assert typeface(cubic) == Typeface("otf", 0, points)
    assert typeface(packed(true, "woff")) == Typeface("woff", 8, points)


def test_segments_with_lists_of_glyphs() -> None:
    """Format 4 as old fonts have it: a list of glyphs for a segment, the second of them none."""
    lists = struct.pack(">HHHHHHH", 4, 34, 0, 4, 0, 0, 0)
    lists += struct.pack(">HHHHHHHHH", 0x4E02, 0xFFFF, 0, 0x4E00, 0xFFFF, 0, 1, 4, 0) + struct.pack(">HHH", 7, 0, 9)
    table = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + lists
    data = b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + b"cmap" + struct.pack(">III", 0, 28, len(table)) + table
    assert typeface(data).characters == {0x4E00, 0x4E02}


@pytest.mark.parametrize(
    ("bits", "forbidden"), [(0, False), (2, True), (4, False), (6, False), (8, False), (0x100, False), (0x200, True)]
)
def test_what_the_bits_forbid(bits: int, forbidden: bool) -> None:
    assert Typeface("ttf", bits).forbidden is forbidden


def test_what_is_not_opened() -> None:
    assert [typeface(each) for each in (b"wOF2....", b"ttcf....", b"<html>", b"")] == [
        Typeface("woff2"),
        Typeface("ttc"),
        Typeface(""),
        Typeface(""),
    ]


def test_a_font_that_claims_every_character_a_thousand_times_is_given_up() -> None:
    groups = struct.pack(">III", 0, 0xFFFFFFFF, 1) * 1000
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, len(groups) + 16, 0, 1000) + groups
    data = b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + b"cmap" + struct.pack(">III", 0, 28, len(table)) + table
    assert typeface(data) == Typeface("ttf")


@pytest.mark.parametrize("flavour", ["", "woff"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_damaged_fonts_hurt_nobody(flavour: str, seed: int) -> None:
    chance = Random(seed)
    data = bytearray(SOUND[flavour])
    for _each in range(chance.randrange(1, 30)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    assert typeface(bytes(data[: chance.randrange(4, len(data))])).kind in ("ttf", "woff")


SOUND = {"": font("A", RARE), "woff": packed(font("A", RARE), "woff")}
