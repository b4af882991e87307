"""The faces of the book, found by name among those installed: 宋 for text, 黑 for headings, 楷 for other voices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubpipe.books._fonts import KINDS, absent, family, named

if TYPE_CHECKING:
    from typst import Fonts

_HEAVY = 600


@dataclass(frozen=True, slots=True)
class Faces:
    """The families chosen. `kai` is "" where there is none; `heavy` says whether the 宋 has a bold of its own."""

    song: str
    hei: str
    kai: str
    latin: str
    code: str
    heavy: bool


def faces(fonts: Fonts, wanted: Mapping[str, str]) -> Faces:
    """Choose among the fonts installed; `wanted` names a family a kind, or "".

    Raises Misused, saying what to install, where there is no face for Chinese text or not the one wanted.
    """
    weights: dict[str, int] = {}
    for font in fonts.fonts():
        weights[font.family] = max(font.weight, weights.get(font.family, 0))
    found = {kind: _chosen(kind, wanted.get(kind, ""), weights) for kind in KINDS}
    return Faces(**found, heavy=weights[found["song"]] >= _HEAVY)


def _chosen(kind: str, wanted: str, families: Iterable[str]) -> str:
    if wanted:
        return named(kind, wanted, families, "pdf")
    found = family(kind, families)
    if not found and kind in ("song", "hei"):
        raise absent(kind, "pdf")
    return found
