"""What a reader sees of a style's text properties: its look, as far as it is more than noise."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pubpipe.formats._fonts import SYMBOL_FONTS
from pubpipe.formats.opendocument._names import named

Look = frozenset[tuple[str, str]]

_SYMBOL_FONTS = SYMBOL_FONTS | {"opensymbol", "starsymbol"}
_SPREADING = {"u", "strike", "shade", "overline", "border"}
_NEVER = {"none", "normal", "transparent", "baseline", "0", "0pt", "0in", "0cm", "0mm", "false", "auto"}


def _bold(value: str) -> str:
    return "1" if value == "bold" or (value.isdigit() and int(value) >= 600) else ""


def _italic(value: str) -> str:
    return "1" if value in ("italic", "oblique") else ""


def _position(value: str) -> str:
    first = value.split(" ")[0]
    if first in ("super", "sub"):
        return first
    number = first.rstrip("%")
    try:
        height = float(number)
    except ValueError:
        return ""
    return "super" if height > 0 else "sub" if height < 0 else ""


def _plain(value: str) -> str:
    return "" if value in _NEVER else value


def _spacing(value: str) -> str:
    """A letter spacing, if anybody can see it: a twentieth of a point or a tenth of a millimetre is noise."""
    number = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = value[len(number) :]
    try:
        points = float(number) * {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835}.get(unit, 1.0)
    except ValueError:
        return ""
    return "" if abs(points) <= 1 else value


def _colour(value: str) -> str:
    return "" if value.lower() in ("#000000", "transparent") else value.lower()


_READERS: dict[str, tuple[str, Callable[[str], str]]] = {
    named("fo:font-weight"): ("b", _bold),
    named("fo:font-style"): ("i", _italic),
    named("style:text-emphasize"): ("dots", _plain),
    named("style:text-underline-style"): ("u", _plain),
    named("style:text-underline-type"): ("u", _plain),
    named("style:text-underline"): ("u", _plain),
    named("style:text-overline-style"): ("overline", _plain),
    named("style:text-line-through-style"): ("strike", _plain),
    named("style:text-line-through-type"): ("strike", _plain),
    named("style:text-position"): ("position", _position),
    named("fo:color"): ("colour", _colour),
    named("fo:background-color"): ("shade", _plain),
    named("fo:font-variant"): ("caps", _plain),
    named("fo:text-transform"): ("case", _plain),
    named("fo:letter-spacing"): ("spacing", _spacing),
    named("style:text-scale"): ("scale", lambda value: "" if value == "100%" else value),
    named("style:text-outline"): ("outline", _plain),
    named("fo:text-shadow"): ("shadow", _plain),
    named("style:font-relief"): ("relief", _plain),
    named("style:text-blinking"): ("blink", _plain),
    named("style:text-rotation-angle"): ("angle", _plain),
    named("fo:border"): ("border", _plain),
    named("text:display"): ("hidden", lambda value: "1" if value == "none" else ""),
}
_FONT_NAME, _FONT_FAMILY = named("style:font-name"), named("fo:font-family")
_SIZE, _WINDOW = named("fo:font-size"), named("style:use-window-font-color")


def apply(seen: dict[str, str], properties: etree._Element, fonts: dict[str, str]) -> None:
    """Lay what one style:text-properties says over what was seen before; `fonts` names declared fonts' families."""
    for attribute, value in properties.attrib.items():
        reader = _READERS.get(str(attribute))
        if reader is not None:
            seen[reader[0]] = reader[1](str(value))
    if properties.get(_WINDOW) == "true":
        seen["colour"] = ""
    font = properties.get(_FONT_NAME)
    family = fonts.get(font, font) if font else properties.get(_FONT_FAMILY)
    if family:
        seen["font"] = family.split(",")[0].strip(" '\"").lower()
    size = properties.get(_SIZE)
    if size:
        seen["size"] = _scaled(size, seen.get("size", ""))


def _scaled(size: str, around: str) -> str:
    try:
        points = float(size.rstrip("ptinch%m"))
        if size.endswith("%"):
            return f"{points * float(around or 12) / 100:.4g}"
    except ValueError:
        return around
    return f"{points * {'in': 72.0, 'cm': 28.35, 'mm': 2.835}.get(size[-2:], 1.0):.4g}"


def look_of(seen: dict[str, str]) -> Look:
    """The look of what was seen. Emphasis dots, Chinese italic, are told as italic."""
    told = {name: value for name, value in seen.items() if value}
    if told.pop("dots", ""):
        told["i"] = "1"
    return frozenset(told.items())


def is_symbolic(look: Look) -> bool:
    """Whether the font draws symbols in place of letters, so that the letters mean nothing."""
    return any(name == "font" and value in _SYMBOL_FONTS for name, value in look)


def spreads(look: Look, beside: Look) -> bool:
    """Whether the two looks differ in something that shows even on a space, as underlining does."""
    return any(name in _SPREADING for name, _value in look ^ beside)


def code_type(look: Look, base: Look) -> str:
    """The code type a translator reads for a look that stands out from the base."""
    extra = dict(look - base)
    if "position" in extra:
        return "sup" if extra["position"] == "super" else "sub"
    if "b" in extra:
        return "bi" if "i" in extra else "b"
    return next((code for name, code in (("i", "i"), ("u", "u"), ("strike", "s")) if name in extra), "f")
