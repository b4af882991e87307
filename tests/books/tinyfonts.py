"""Fonts of squares, each as wide as its maker wants, to be cut, refused and measured."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

FAMILIES = {
    "song": "Noto Serif CJK SC",
    "hei": "Noto Sans CJK SC",
    "kai": "LXGW WenKai",
    "latin": "Liberation Serif",
    "code": "Liberation Mono",
}
WIDTHS = {"song": 1300, "hei": 1400, "kai": 1500, "latin": 1600, "code": 1700}
"""In thousandths of an em."""
PLAIN = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "（）①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳‐•◦▪\u3000\u00a0·—…“”‘’、。，：；《》〔〕【】？！／％⑴—∶×"
)


def font(
    family: str,
    characters: Iterable[str] = PLAIN,
    *,
    width: int = 1000,
    weight: int = 400,
    italic: bool = False,
    permissions: int = 0,
    outlines: str = "glyf",
    axis: tuple[int, int, int] | None = None,
) -> bytes:
    """A font whose glyphs are squares. `axis` are the least, the usual and the most weight of a variable one."""
    pytest.importorskip("fontTools", reason="skipped: no fonttools")
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = {ord(each): f"u{ord(each):04X}" for each in sorted(set(characters))}
    order = [".notdef", *names.values()]
    made = FontBuilder(1000, isTTF=outlines == "glyf")
    made.setupGlyphOrder(order)
    made.setupCharacterMap(names)

    def square(pen: Any, side: int) -> Any:
        for place, corner in enumerate(((0, 0), (0, side), (side, side), (side, 0))):
            (pen.lineTo if place else pen.moveTo)(corner)
        pen.closePath()
        return pen

    sides = {name: 100 + place % 700 for place, name in enumerate(order)}
    if outlines == "glyf":
        made.setupGlyf({name: square(TTGlyphPen(None), side).glyph() for name, side in sides.items()})
    else:
        drawn = {name: square(T2CharStringPen(width, None), side).getCharString() for name, side in sides.items()}
        made.setupCFF("Square", {"FullName": "Square", "FamilyName": "Square"}, drawn, {})
    made.setupHorizontalMetrics(dict.fromkeys(order, (width, 0)))
    made.setupHorizontalHeader(ascent=880, descent=-120)
    style = "Regular" if weight < 600 else "Bold"
    made.setupNameTable(
        {
            "copyright": "Copyright of squares, with Reserved Font Name 'Square'.",
            "familyName": family,
            "styleName": style,
            "uniqueFontIdentifier": f"{family}-{style}",
            "fullName": f"{family} {style}",
            "psName": f"{family}-{style}".replace(" ", ""),
            "version": "Version 1.000",
            "licenseDescription": "A licence.",
        }
    )
    made.setupOS2(usWeightClass=weight, fsType=permissions, fsSelection=1 if italic else 0x40, sTypoAscender=880)
    made.setupPost()
    if axis:
        made.setupFvar([("wght", *axis, "Weight")], [])
        made.setupGvar({})
    held = io.BytesIO()
    made.font["head"].created = made.font["head"].modified = 3_000_000_000
    made.font.recalcTimestamp = False
    made.save(held)
    return held.getvalue()


def fonts(folder: Path, characters: Iterable[str] = "") -> tuple[Path, ...]:
    """A font of each kind, of plain characters and these, the 黑体 in two weights."""
    every = {*PLAIN, *characters}
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind, family in FAMILIES.items():
        for weight in (400, 700) if kind == "hei" else (400,):
            path = folder / f"{kind}-{weight}.ttf"
            path.write_bytes(font(family, every, width=WIDTHS[kind], weight=weight))
            paths.append(path)
    return tuple(paths)
