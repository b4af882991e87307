"""What a reader sees of a run's properties: its look, as far as it is more than noise.

A look is a set of (property, value): the properties of the paragraph's style, the character style and the run
together, without what shows nothing (language, revision marks, a kerning of half a point).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pubpipe.formats._fonts import EMPHASIS_FONTS, SYMBOL_FONTS
from pubpipe.formats._rules import Ruling
from pubpipe.formats.docx.names import VAL, W14_NAMESPACE, w

Look = frozenset[tuple[str, str]]

_TOGGLES = {
    w(name): name
    for name in ("b", "i", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish")
}
_NOTHING = {
    "u": {"none"},
    "highlight": {"none"},
    "vertAlign": {"baseline"},
    "position": {"0"},
    "em": {"none"},
    "effect": {"none"},
    "color": {"auto", "000000"},
    "w": {"100"},
}
_VALUES = {w(name): name for name in (*_NOTHING, "sz")}
_FONTS, _SHADE, _BORDER, _SPACING = w("rFonts"), w("shd"), w("bdr"), w("spacing")
_UNSEEN_W14 = {"ligatures", "numForm", "numSpacing", "stylisticSets", "cntxtAlts"}
_SPREADING = {"u", "strike", "dstrike", "highlight", "shd", "bdr"}
_OFF = {"0", "false", "off", "none"}
SPACING_NOISE = 20
"""Twentieths of a point a letter may be moved before anybody sees it."""


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch (CT_OnOff) is there and on."""
    return element is not None and element.get(VAL, "1") not in _OFF


def has_on(element: etree._Element, attribute: str) -> bool:
    """Whether an attribute that is a switch is there and on."""
    return element.get(attribute, "0") not in _OFF


def direct(properties: etree._Element | None, fonts: dict[str, str]) -> dict[str, str]:
    """What one rPr element says, by name; "" where it says that a property is off. `fonts` names the theme's fonts."""
    said: dict[str, str] = {}
    if properties is None:
        return said
    for each in properties:
        tag = each.tag
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = "1" if each.get(VAL, "1") not in _OFF else ""
        elif tag in _VALUES:
            name = _VALUES[tag]
            value = each.get(VAL, "").lower() or ("single" if name == "u" else "")
            said[name] = "" if value in _NOTHING.get(name, ()) else value
        elif tag == _FONTS:
            for slot in ("ascii", "hAnsi", "eastAsia"):
                theme = fonts.get(each.get(w(f"{slot}Theme"), ""), "")
                font = theme or each.get(w(slot), "")
                if slot == "eastAsia" and font in EMPHASIS_FONTS:
                    said["kai"] = "1"
                elif font:
                    said[f"font {slot}"] = font
        elif tag == _SHADE:
            fill = each.get(w("fill"), "auto").lower()
            said["shd"] = "" if fill in ("auto", "ffffff") else fill
        elif tag == _BORDER:
            said["bdr"] = "" if each.get(VAL, "none") in ("none", "nil") else "1"
        elif tag == _SPACING:
            value = each.get(VAL, "0")
            said["spacing"] = "" if value.lstrip("-").isdigit() and abs(int(value)) <= SPACING_NOISE else value
        elif isinstance(tag, str) and tag.startswith(f"{{{W14_NAMESPACE}}}"):
            name = tag.rpartition("}")[2]
            if name not in _UNSEEN_W14:
                said[f"w14 {name}"] = str(etree.tostring(each, method="c14n", exclusive=True))
    return said


def combined(paragraph: dict[str, str], character: dict[str, str], run: dict[str, str]) -> Look:
    """The look of a run from its paragraph's, its character style's and its own properties.

    Bold and other switches of paragraph and character style cancel each other (ECMA-376 part 1, 17.7.3).
    """
    seen = {**paragraph, **character}
    for name in _TOGGLES.values():
        if character.get(name) and paragraph.get(name):
            seen[name] = ""
    seen.update(run)
    return frozenset((name, value) for name, value in seen.items() if value)


@dataclass(slots=True, eq=False)
class Dress:
    """What runs of one kind wear: a style's paragraph and the same properties. All that it decides is decided once.

    `look` is what a reader sees of it, `properties` the rPr of the first such run, if it has one, `style` the id of the
    paragraph's style. `ruling` is what a rule of the project says of words that look so.
    """

    look: Look
    properties: etree._Element | None
    style: str = ""
    symbolic: bool = False
    hidden: bool = False
    ruling: Ruling | None = None

    def __post_init__(self) -> None:
        self.symbolic, self.hidden = is_symbolic(self.look), ("vanish", "1") in self.look


def is_symbolic(look: Look) -> bool:
    """Whether the font draws symbols in place of letters, so that the letters mean nothing."""
    return any(name == "font ascii" and value.lower() in SYMBOL_FONTS for name, value in look)


@lru_cache(4096)
def spreads(look: Look, beside: Look) -> bool:
    """Whether the two looks differ in something that shows even on a space, as underlining does."""
    return any(name in _SPREADING for name, _value in look ^ beside)


@lru_cache(4096)
def code_type(look: Look, base: Look) -> str:
    """The code type a translator reads for a look that stands out from the base."""
    extra = dict(look - base)
    italic = "i" in extra or "em" in extra or "kai" in extra
    if "vertAlign" in extra:
        return "sup" if extra["vertAlign"] == "superscript" else "sub"
    if "b" in extra:
        return "bi" if italic else "b"
    if italic:
        return "i"
    if "u" in extra:
        return "u"
    if "strike" in extra or "dstrike" in extra:
        return "s"
    return "f"


_ASCII = re.compile("[0-9A-Za-z]")
_EAST = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0010ffff]")
_WEST = re.compile("[^\x00-\x7f\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0010ffff]")


_NO_FONT: frozenset[str] = frozenset()
_LATIN = frozenset({"font ascii"})


def font_slots(text: str) -> frozenset[str]:
    """The fonts of a look a text needs. Quotes and dashes take any and need none."""
    slots = _LATIN if _ASCII.search(text) else _NO_FONT
    if text.isascii():
        return slots
    if _EAST.search(text):
        slots |= {"font eastAsia"}
    if any(each.isalpha() for each in _WEST.findall(text)):
        slots |= {"font hAnsi"}
    return slots
