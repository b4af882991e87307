"""A font cut down to the characters a book shows: what its licence forbids is refused, its name is not kept."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from pubpipe.books._fonts.installed import Face, weight_of
from pubpipe.errors import Misused
from pubpipe.messages import _

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_RESTRICTED, _LESS, _WHOLE, _BITMAPS = 0x0002, 0x000C, 0x0100, 0x0200
"""Bits of fsType: no embedding, but with one of the others; no subsets; nothing but bitmaps."""
_FULL = 0.75
"""How much of an em a mark takes at least that is as wide as Han."""
_FEATURES = ["calt", "ccmp", "chws", "clig", "halt", "kern", "liga", "mark", "mkmk", "rlig"]
"""What horizontal text in Chinese and English asks of a font; chws and halt compress punctuation."""
_UNUSED = ["BASE", "DSIG", "FFTM", "VORG", "vhea", "vmtx"]
_KEPT_NAMES = [0, 5, 8, 9, 13, 14]
"""Copyright, version, makers and licence: what the Open Font License wants to stay."""


class Cut(NamedTuple):
    """A font for this book alone."""

    content: bytes

    @property
    def suffix(self) -> str:
        """What its file's name ends in."""
        return ".otf" if self.content.startswith(b"OTTO") else ".ttf"

    @property
    def media_type(self) -> str:
        """What the manifest calls it."""
        return "font/" + self.suffix[1:]


def demand_permission(face: Face) -> None:
    """Raise Misused, naming file and font, where the font itself says that a subset may not be embedded."""
    with face.opened() as font:
        bits = font["OS/2"].fsType if "OS/2" in font else 0
    if bits & _RESTRICTED and not bits & _LESS:
        message = _("{file}: the font {family} may not be embedded, it says itself (fsType {bits})")
    elif bits & _WHOLE:
        message = _("{file}: the font {family} may only be embedded as a whole, it says itself (fsType {bits})")
    elif bits & _BITMAPS:
        message = _("{file}: only the bitmaps of the font {family} may be embedded, it says itself (fsType {bits})")
    else:
        return
    raise Misused(message.format(file=face.path, family=face.families[0], bits=f"0x{bits:04X}"))


def characters(face: Face) -> frozenset[int]:
    """The code points the face has a glyph for."""
    with face.opened() as font:
        return frozenset(font.getBestCmap() or {})


def narrow(face: Face, wanted: Iterable[str]) -> frozenset[str]:
    """Those of some characters whose glyphs are narrower than Han."""
    with face.opened() as font:
        glyphs, least = font.getBestCmap() or {}, font["head"].unitsPerEm * _FULL
        return frozenset(each for each in wanted if ord(each) in glyphs and font["hmtx"][glyphs[ord(each)]][0] < least)


def cut(face: Face, wanted: Iterable[str], name: str, bold: bool) -> Cut:
    """The face with the glyphs of these characters alone, under another name; always the same bytes.

    OpenType or TrueType as it was: every reading system takes them, and the package packs them anyway.
    """
    from fontTools import subset

    options = subset.Options(
        desubroutinize=True,
        drop_tables=[*subset.Options().drop_tables, *_UNUSED],
        hinting=False,
        layout_features=_FEATURES,
        name_IDs=_KEPT_NAMES,
        name_languages=[0x409],
        notdef_outline=True,
    )
    with face.opened() as font:
        made = subset.Subsetter(options)
        made.populate(text="".join(sorted(wanted)))
        made.subset(font)
        if "fvar" in font:
            font = _still(font, weight_of(bold))
        _rename(font, name, bold, face.italic)
        held = io.BytesIO()
        font.save(held, reorderTables=False)
    return Cut(held.getvalue())


def outlines(face: Face, text: str, bold: bool) -> tuple[str, int] | None:
    """A line of text as the path of an SVG, upwards from its foot, and the units of an em; None if a glyph lacks."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    with face.opened() as font:
        names = font.getBestCmap() or {}
        if not all(ord(each) in names for each in text):
            return None
        glyphs = font.getGlyphSet(location={"wght": weight_of(bold)})
        pen, across = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), 0.0
        for each in text:
            glyph = glyphs[names[ord(each)]]
            glyph.draw(TransformPen(pen, (1, 0, 0, 1, across, 0)))
            across += glyph.width
        return pen.getCommands(), font["head"].unitsPerEm


def _still(font: TTFont, weight: int) -> TTFont:
    """A variable font at one weight."""
    from fontTools.varLib.instancer import instantiateVariableFont

    place = {axis.axisTag: weight if axis.axisTag == "wght" else None for axis in font["fvar"].axes}
    return instantiateVariableFont(font, place, inplace=True)


def _rename(font: TTFont, name: str, bold: bool, italic: bool) -> None:
    """Give the font a name of the book's: a part of a font may not have the name its makers reserve."""
    style = " ".join(word for word, there in (("Bold", bold), ("Italic", italic)) if there) or "Regular"
    postscript = f"{name}-{style}".replace(" ", "")
    full = f"{name} {style}"
    for place, text in ((1, name), (2, style), (3, f"{full} (pubpipe)"), (4, full), (6, postscript)):
        font["name"].setName(text, place, 3, 1, 0x409)
    if "CFF " in font:
        held = font["CFF "].cff
        held.fontNames = [postscript]
        held[0].FullName, held[0].FamilyName = full, name
