"""The fonts at hand: those of the book's folder, and those installed on the machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.books._fonts import SUFFIXES
from pubpipe.errors import Misused
from pubpipe.messages import _

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_FAMILY = (1, 16)
_REGULAR, _HEAVY, _BOLD = 400, 600, 700
_ITALIC = 1
_WRONG_SLANT = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a font: its file, its place there where that is a collection, and the names of its family.

    It has weights from `light` to `heavy`: two where it is variable, else the same.
    """

    path: Path
    place: int
    families: tuple[str, ...]
    light: int
    heavy: int
    italic: bool

    def bold(self, wanted: bool) -> bool:
        """Whether it is bold where that is `wanted` or not: a variable face is as one likes."""
        return wanted if self.light < _HEAVY <= self.heavy else self.light >= _HEAVY

    def opened(self) -> TTFont:
        """The font. It reads its file when it is asked."""
        from fontTools.ttLib import TTFont

        return TTFont(self.path, fontNumber=self.place, lazy=True, recalcTimestamp=False)

    def distance(self, bold: bool, italic: bool) -> int:
        """How far it is from what is wanted."""
        weight = weight_of(bold)
        away = max(self.light - weight, weight - self.heavy, 0)
        return away + _WRONG_SLANT * (self.italic != italic)


def weight_of(bold: bool) -> int:
    """The weight of text, or of bold text."""
    return _BOLD if bold else _REGULAR


def faces(paths: Iterable[Path]) -> list[Face]:
    """The faces of these files. Raises Misused, naming it, for one that is no font."""
    found: list[Face] = []
    for path in paths:
        try:
            found += _faces(path)
        except _damages() as error:
            raise Misused(_("{file}: not a font: {error}").format(file=path, error=error)) from None
    return found


@cache
def installed() -> list[Face]:
    """The faces installed on this machine for all or for this user; files that are no fonts are left out."""
    found: list[Face] = []
    for folder in _folders():
        for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES):
            try:
                found += _faces(path)
            except _damages():
                continue
    return found


def _damages() -> tuple[type[Exception], ...]:
    """What reading a damaged font raises."""
    import struct

    from fontTools.ttLib import TTLibError

    return (TTLibError, OSError, KeyError, ValueError, IndexError, AssertionError, AttributeError, struct.error)


def _faces(path: Path) -> Iterator[Face]:
    from fontTools.ttLib import TTCollection, TTFont

    with path.open("rb") as file:
        if path.suffix.lower() in (".ttc", ".otc"):
            fonts = TTCollection(file, lazy=True).fonts
            yield from [_face(path, place, font) for place, font in enumerate(fonts)]
        else:
            yield _face(path, -1, TTFont(file, lazy=True))


def _face(path: Path, place: int, font: TTFont) -> Face:
    names = {each.toUnicode(errors="replace") for each in font["name"].names if each.nameID in _FAMILY}
    light = heavy = font["OS/2"].usWeightClass if "OS/2" in font else _REGULAR
    for axis in font["fvar"].axes if "fvar" in font else ():
        if axis.axisTag == "wght":
            light, heavy = int(axis.minValue), int(axis.maxValue)
    italic = "OS/2" in font and bool(font["OS/2"].fsSelection & _ITALIC)
    return Face(path, place, tuple(sorted(names)), light, heavy, italic)


def _folders() -> list[Path]:
    """Where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        own = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        found = [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path(own, "Microsoft", "Windows", "Fonts")]
    elif sys.platform == "darwin":
        found = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    else:
        data = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        mine = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
        found = [Path(each, "fonts") for each in (*data.split(":"), mine)] + [home / ".fonts"]
    return [each for each in dict.fromkeys(found) if each.is_dir()]
