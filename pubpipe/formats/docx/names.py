"""Names of WordprocessingML (ECMA-376 part 1) and of what stands in it."""

from __future__ import annotations

from functools import cache

from lxml import etree

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14_NAMESPACE = "http://schemas.microsoft.com/office/word/2010/wordml"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W_NAMESPACE}}}{name}"


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a name, or None; twice as fast as `find`, which reads paths."""
    return next(element.iterchildren(tag), None)


def said_of(paragraph: etree._Element) -> dict[str, etree._Element]:
    """What a paragraph's properties say, by name."""
    properties = properties_of(paragraph)
    return {} if properties is None else {str(each.tag): each for each in properties}


def properties_of(paragraph: etree._Element) -> etree._Element | None:
    """A paragraph's properties: its first child in most."""
    if not len(paragraph):
        return None
    first = paragraph[0]
    return first if first.tag == PPR else child(paragraph, PPR)


_PREFIXES = {W_NAMESPACE: "w", M_NAMESPACE: "m", A_NAMESPACE: "a"}


@cache
def _prefixed(tag: str) -> str:
    namespace, _brace, name = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{name}"


def label(tag: str, count: int, attribute: str = "") -> str:
    """The address within its part of the count-th element of a name, or of one of its attributes: `w:t[12]`."""
    at = f"{_prefixed(tag)}[{count}]"
    return f"{at}@{attribute.rpartition('}')[2]}" if attribute else at


P, PPR, R, RPR, T, TBL, TR, TC = (w(name) for name in ("p", "pPr", "r", "rPr", "t", "tbl", "tr", "tc"))
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
SDT, SDT_PR, SDT_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
HYPERLINK, FIELD, FIELD_MARK, INSTRUCTION = w("hyperlink"), w("fldSimple"), w("fldChar"), w("instrText")
BOX_CONTENT = w("txbxContent")
TOOLTIP = w("tooltip")
CHANGE = w("pPrChange")
VAL, ID, TYPE = w("val"), w("id"), w("type")
RELATION_ID = f"{{{R_NAMESPACE}}}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

ALTERNATE, CHOICE, FALLBACK = (f"{{{MC_NAMESPACE}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH, MATH_PARAGRAPH, MATH_RUN, MATH_TEXT = (f"{{{M_NAMESPACE}}}{name}" for name in ("oMath", "oMathPara", "r", "t"))
MATH_NORMAL = f"{{{M_NAMESPACE}}}rPr/{{{M_NAMESPACE}}}nor"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"

TRANSPARENT = frozenset({INS, MOVE_TO, w("smartTag"), w("customXml"), w("dir"), w("bdo")})
"""Wrappers whose content reads as if they were not there."""

DELETED = frozenset({DEL, MOVE_FROM})
"""Wrappers of text that a tracked change takes away."""

OPENING = frozenset(
    w(name)
    for name in (
        "bookmarkStart",
        "commentRangeStart",
        "permStart",
        "moveFromRangeStart",
        "moveToRangeStart",
        "customXmlInsRangeStart",
        "customXmlDelRangeStart",
        "customXmlMoveFromRangeStart",
        "customXmlMoveToRangeStart",
    )
)
"""Invisible marks where a range begins."""

CLOSING = frozenset(name.replace("Start", "End") for name in OPENING)
"""Invisible marks where a range ends."""

RUN_PROPERTIES = tuple(
    w(name)
    for name in [
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "noProof",
        "snapToGrid",
        "vanish",
        "webHidden",
        "color",
        "spacing",
        "w",
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
        "rPrChange",
    ]
)
"""Run properties in the order their schema wants (CT_RPr)."""
