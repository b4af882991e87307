"""Colours as the formats name them, compared: `yellow`, `FFFF00`, `#ff0`, `rgb(255, 255, 0)`, `accent2`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pubpipe.patterns import pattern

_NAMES = {
    "black": "000000",
    "white": "ffffff",
    "red": "ff0000",
    "lime": "00ff00",
    "green": "008000 00ff00",
    "blue": "0000ff",
    "yellow": "ffff00",
    "cyan": "00ffff",
    "aqua": "00ffff",
    "turquoise": "40e0d0 00ffff",
    "magenta": "ff00ff",
    "fuchsia": "ff00ff",
    "pink": "ffc0cb ff00ff",
    "orange": "ffa500 ffc000",
    "purple": "800080 7030a0",
    "violet": "ee82ee 800080",
    "brown": "a52a2a",
    "navy": "000080",
    "teal": "008080",
    "olive": "808000",
    "maroon": "800000",
    "silver": "c0c0c0",
    "gray": "808080",
    "grey": "808080",
    "darkred": "8b0000 800000 c00000",
    "darkblue": "00008b 000080 002060",
    "darkgreen": "006400 008000",
    "darkcyan": "008b8b 008080",
    "darkmagenta": "8b008b 800080",
    "darkyellow": "808000",
    "darkgray": "a9a9a9 808080",
    "darkgrey": "a9a9a9 808080",
    "lightgray": "d3d3d3 c0c0c0",
    "lightgrey": "d3d3d3 c0c0c0",
    "lightblue": "add8e6 00b0f0",
    "lightgreen": "90ee90 92d050",
    "lightyellow": "ffffe0",
    "gold": "ffd700",
}
"""What CSS, Word's highlighter and Office's standard colours call by a name, in hexadecimal; they do not agree."""

_THEME = pattern(
    r"(?:accent[1-6]|(?:dk|lt|tx|bg)[12]|(?:dark|light|text|background)[12]|hlink|folhlink|hyperlink|followedhyperlink)"
)
_LONG = pattern(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})")
_SHORT = pattern(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_FUNCTION = pattern(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b.*\)")
_NONE = frozenset({"", "none", "auto", "transparent", "inherit", "initial", "unset", "currentcolor", "windowtext"})


@cache
def colour(name: str) -> frozenset[str]:
    """What a name of a colour may mean: hexadecimal numbers, or itself where a theme says; empty if it is none."""
    name = name.strip().lower()
    if name in _NAMES:
        return frozenset(_NAMES[name].split())
    if _THEME.fullmatch(name):
        return frozenset({name})
    if short := _SHORT.fullmatch(name):
        return frozenset({"".join(digit * 2 for digit in short.groups())})
    if long := _LONG.fullmatch(name):
        return frozenset({long.group(1)})
    if function := _FUNCTION.fullmatch(name):
        return frozenset({"".join(f"{min(int(each), 255):02x}" for each in function.groups())})
    return frozenset()


def same_colour(value: str, wanted: Iterable[str], plain: str) -> str:
    """The first of the wanted colours that is this one, or ""; `*` is any but the plain one."""
    if value.strip().lower() in _NONE:
        return ""
    meant = colour(value)
    for each in wanted:
        if each == "*":
            if meant != colour(plain):
                return each
        elif meant & colour(each):
            return each
    return ""
