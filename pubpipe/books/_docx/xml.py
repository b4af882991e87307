"""Making WordprocessingML elements by their prefixed names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


def tag(name: str) -> str:
    """lxml's name of "w:p"."""
    prefix, _colon, local = name.partition(":")
    if not local:
        return prefix
    if prefix == "xml":
        return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return f"{{{NAMESPACES[prefix]}}}{local}"


def make(name: str, attributes: dict[str, str | int] | None = None, *children: Element, text: str = "") -> Element:
    """An element: `make("w:p", {}, run)`; attribute names carry their prefix too."""
    element = etree.Element(tag(name), nsmap=NAMESPACES)
    for key, each in (attributes or {}).items():
        element.set(tag(key), str(each))
    element.extend(children)
    if text:
        element.text = text
    return element


def sole(namespace: str, name: str, **prefixes: str) -> Element:
    """The root of a part whose own namespace needs no prefix."""
    namespaces = cast("dict[str, str]", {None: namespace, **prefixes})
    return etree.Element(f"{{{namespace}}}{name}", nsmap=namespaces)


def valued(name: str, value: str | int) -> Element:
    """An element with `w:val`: most of WordprocessingML."""
    return make(name, {"w:val": value})


def root(name: str, children: Iterable[Element]) -> bytes:
    """A whole part as bytes."""
    element = make(name, {}, *children)
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    return serialise(element)


def serialise(element: Element) -> bytes:
    """A part's bytes, with the declaration Word writes."""
    return bytes(etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True))


def legal(text: str) -> str:
    """Text without the characters XML cannot hold."""
    return "".join(
        character
        for character in text
        if character in "\t\n\r"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
    )
