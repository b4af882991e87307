"""The faces of the book, found by name among those installed: 宋 for text, 黑 for headings, 楷 for other voices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubpipe.errors import Misused
from pubpipe.messages import _

if TYPE_CHECKING:
    from typst import Fonts

_KNOWN = {
    "song": (
        "Source Han Serif SC",
        "Source Han Serif CN",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Songti SC",
        "STSong",
        "SimSun",
        "NSimSun",
    ),
    "hei": (
        "Source Han Sans SC",
        "Source Han Sans CN",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Heiti SC",
        "STHeiti",
        "PingFang SC",
        "SimHei",
        "Microsoft YaHei",
    ),
    "kai": (
        "KaiTi",
        "Kaiti SC",
        "STKaiti",
        "LXGW WenKai GB",
        "LXGW WenKai",
        "AR PL UKai",
        "AR PL KaitiM GB",
        "FangSong",
        "STFangsong",
    ),
    "latin": ("Times New Roman", "Times", "Liberation Serif", "TeX Gyre Termes", "Libertinus Serif"),
    "code": ("Consolas", "Menlo", "Liberation Mono", "DejaVu Sans Mono"),
}
"""Each kind of face with the families that are one, the best first; the last Latin ones come with Typst."""
KINDS = tuple(_KNOWN)
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
    families = {family.casefold(): family for family in weights}
    found = {kind: _chosen(kind, wanted.get(kind, ""), families) for kind in KINDS}
    return Faces(**found, heavy=weights[found["song"]] >= _HEAVY)


def _chosen(kind: str, wanted: str, families: Mapping[str, str]) -> str:
    if wanted:
        if wanted.casefold() in families:
            return families[wanted.casefold()]
        message = _("editions.pdf: {kind}: no such font is installed: {family}")
        raise Misused(message.format(kind=kind, family=wanted))
    family = next((families[name.casefold()] for name in _KNOWN[kind] if name.casefold() in families), "")
    if not family and kind in ("song", "hei"):
        message = _(
            "no font for Chinese text: install Noto Serif CJK SC and Noto Sans CJK SC (Debian: fonts-noto-cjk; Windows"
            " and macOS: the system's Chinese fonts, or those of notofonts.github.io), or name one in {key}"
        )
        raise Misused(message.format(key=f"editions.pdf.{kind}"))
    return family
