"""Which fonts a book is set in: the families known for each kind of face, and what to say where there is none.

`installed` finds fonts, `cutting` makes a subset of one; both need the extra `pubpipe[fonts]`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pubpipe.errors import Misused
from pubpipe.messages import _

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
"""Each kind of face with the families that are one, the best first."""
_FREE = (
    "Source Han",
    "Noto S",
    "LXGW WenKai",
    "Liberation",
    "TeX Gyre",
    "Libertinus",
    "DejaVu",
)
"""How the names of those begin that anybody may pass on with a book."""
_PLACES = {
    "song": ("Noto Serif CJK SC", "fonts-noto-cjk", "notofonts.github.io"),
    "hei": ("Noto Sans CJK SC", "fonts-noto-cjk", "notofonts.github.io"),
    "kai": ("LXGW WenKai", "fonts-lxgw-wenkai", "github.com/lxgw/LxgwWenKai"),
    "latin": ("Liberation Serif", "fonts-liberation", "github.com/liberationfonts"),
    "code": ("Liberation Mono", "fonts-liberation", "github.com/liberationfonts"),
}
"""A free family of each kind, the package of Debian that has it, and where others find it."""
KINDS = tuple(_KNOWN)
FOLDER = "fonts"
"""Where in a book's folder its own fonts stand."""
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


def family(kind: str, families: Iterable[str], *, free: bool = False) -> str:
    """The best of these families for a kind of face, of the `free` ones alone if so wanted; "" if none is one."""
    own = {each.casefold(): each for each in families}
    known = (each for each in _KNOWN[kind] if not free or each.startswith(_FREE))
    return next((own[each.casefold()] for each in known if each.casefold() in own), "")


def kind_of(name: str) -> str:
    """The kind of face that a family is one of, or ""."""
    return next((kind for kind, known in _KNOWN.items() if name in known), "")


def named(kind: str, wanted: str, families: Iterable[str], edition: str) -> str:
    """The family of that name as its font spells it. Raises Misused where it is not among these."""
    own = {each.casefold(): each for each in families}
    if wanted.casefold() not in own:
        message = _("editions.{edition}: {kind}: no such font is installed, nor in the book's folder fonts/: {family}")
        raise Misused(message.format(edition=edition, kind=kind, family=wanted))
    return own[wanted.casefold()]


def absent(kind: str, edition: str) -> Misused:
    """What to say where no family is one of a kind: what it is for, and who has one."""
    purposes = {
        "song": _("Chinese text (宋体)"),
        "hei": _("Chinese headings (黑体)"),
        "kai": _("Chinese emphasis and quotations (楷体)"),
        "latin": _("English text"),
        "code": _("code"),
    }
    own, package, place = _PLACES[kind]
    message = _(
        "no font for {purpose}: install {family} (Debian: {package}; elsewhere: {place}), put its files into the book's"
        " folder fonts/, or name another in {key}"
    )
    key = f"editions.{edition}.{kind}"
    return Misused(message.format(purpose=purposes[kind], family=own, package=package, place=place, key=key))
