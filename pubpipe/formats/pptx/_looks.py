"""What a reader sees of a run's properties: its look, as far as it is more than noise and than what it inherits.

A look is a set of (property, value). Language, spelling marks, kerning and links are no part of it.
"""

from __future__ import annotations

from lxml import etree

from pubpipe.formats._fonts import EMPHASIS_FONT, SYMBOL_FONTS
from pubpipe.formats.pptx._names import RUN_PROPERTIES, a

Look = frozenset[tuple[str, str]]

DEFAULTS = {"b": "0", "i": "0", "u": "none", "strike": "noStrike", "baseline": "0", "cap": "none", "spc": "0"}
_TRUTH = {"true": "1", "false": "0"}
_FONTS = {a("latin"): "latin", a("ea"): "east"}
_FILLS = frozenset(a(name) for name in "noFill solidFill gradFill blipFill pattFill grpFill".split())
_PAINTED = frozenset(map(a, "ln effectLst effectDag highlight uLn uFill".split()))
_SPREADING = frozenset({"u", "strike", "highlight"})
_LEAST_SPACING = 100
"""Hundredths of a point a letter may be moved before anybody sees it."""


def direct(properties: etree._Element | None) -> dict[str, str]:
    """What run properties say, by name."""
    said: dict[str, str] = {}
    if properties is None:
        return said
    for name in (*DEFAULTS, "sz"):
        value = properties.get(name)
        if value is not None:
            said[name] = _TRUTH.get(value, value)
    spacing = said.get("spc", "0")
    if spacing.lstrip("-").isdigit() and abs(int(spacing)) <= _LEAST_SPACING:
        said.pop("spc", None)
    for child in properties:
        tag = child.tag
        if tag in _FONTS:
            face = child.get("typeface", "")
            emphasis = tag == a("ea") and face in (EMPHASIS_FONT, "楷体")
            said["emphasis" if emphasis else f"font {_FONTS[tag]}"] = "1" if emphasis else face
        elif tag in _FILLS:
            said["fill"] = _canonical(child)
        elif tag in _PAINTED and len(child) and not (tag == a("ln") and child[0].tag == a("noFill")):
            said[str(tag).rpartition("}")[2]] = _canonical(child)
    return said


def _canonical(element: etree._Element) -> str:
    return str(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))


def look_of(properties: etree._Element | None, inherited: dict[str, str]) -> Look:
    """The look of a run: what it says of itself and does not inherit anyway."""
    before = {**DEFAULTS, **inherited}
    return frozenset((name, value) for name, value in direct(properties).items() if before.get(name) != value)


def is_symbolic(properties: etree._Element | None) -> bool:
    """Whether the font draws symbols in place of letters, so that the letters mean nothing."""
    latin = None if properties is None else properties.find(a("latin"))
    return latin is not None and latin.get("typeface", "").lower() in SYMBOL_FONTS


def spreads(look: Look, beside: Look) -> bool:
    """Whether the two looks differ in something that shows even on a space, as underlining does."""
    return any(name in _SPREADING for name, _value in look ^ beside)


def code_type(look: Look, base: Look) -> str:
    """The code type a translator reads for a look that stands out from the base."""
    extra = dict(look - base)
    italic = extra.get("i") == "1" or "emphasis" in extra
    if "baseline" in extra:
        return "sub" if extra["baseline"].startswith("-") else "sup"
    if extra.get("b") == "1":
        return "bi" if italic else "b"
    if italic:
        return "i"
    if extra.get("u", "none") != "none":
        return "u"
    if extra.get("strike", "noStrike") != "noStrike":
        return "s"
    return "f"


def is_han(text: str) -> bool:
    """Whether there is a Chinese character or Chinese punctuation in the text."""
    return any(_is_wide(ord(character)) for character in text)


def _is_wide(point: int) -> bool:
    return 0x2E80 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or 0xFF00 <= point <= 0xFFEF or point >= 0x20000


def font_slots(text: str) -> frozenset[str]:
    """The fonts of a look a text needs."""
    slots = {"font east"} if is_han(text) else set()
    if any(character.isalnum() and not _is_wide(ord(character)) for character in text):
        slots.add("font latin")
    return frozenset(slots)


ORDER = {tag: at for at, tag in enumerate(RUN_PROPERTIES)}


def put(properties: etree._Element, tag: str) -> etree._Element:
    """The child of run properties of this name, put in its place by the schema's order if it is not there."""
    found = properties.find(tag)
    if found is None:
        found = etree.SubElement(properties, tag)
        order = ORDER[tag]
        at = next((at for at, each in enumerate(properties) if ORDER.get(str(each.tag), 99) > order), None)
        if at is not None:
            properties.insert(at, found)
    return found
