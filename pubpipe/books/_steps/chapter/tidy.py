"""Remove what belongs to the original's layout: page breaks, empty paragraphs, its contents, empty wrappers."""

from __future__ import annotations

import re

from pubpipe.books._ast import Node, attribute, attributes, identity, inlines_of, plain, rewrite_blocks, said
from pubpipe.books._manuscript import Manuscript

_DROPPED_STYLES = ("toc ", "toc heading", "table of figures")
_NOTES = re.compile(r"注释|注|脚注|尾注|(foot|end)?notes", re.IGNORECASE)
"""A heading of the notes that became real ones; the formats leave it out, so it has no address."""
_SHOWN = ("Image", "Note", "Math", "RawInline")


def apply(manuscript: Manuscript) -> None:
    """Tidy every chapter."""
    for sheet in manuscript.sheets:
        rewrite_blocks(sheet.blocks, _tidy)


def _tidy(node: Node) -> list[Node] | None:
    kind = node["t"]
    if kind in ("RawBlock", "HorizontalRule"):
        return []
    if kind in ("Para", "Plain"):
        if _is_sound(node["c"]):
            return None
        _trim(node["c"])
        return None if _shows(node["c"]) else _anchors(node["c"])
    if kind == "Header":
        _trim(node["c"][2])
        node["c"][2] = [inline for inline in node["c"][2] if inline["t"] != "LineBreak"]
        left_out = "address" not in attributes(node) and _NOTES.fullmatch(plain(node["c"][2]).strip())
        return None if _shows(node["c"][2]) and not left_out else []
    if kind == "LineBlock":
        return [{"t": "Para", "c": _joined(node["c"])}]
    if kind == "Div":
        style = said(node, "custom-style").lower()
        if style.startswith(_DROPPED_STYLES) or identity(node) in ("toc", "TOC"):
            return []
        return None if node["c"][1] else []
    if kind == "BlockQuote":
        return None if node["c"] else []
    if kind in ("BulletList", "OrderedList"):
        items = node["c"] if kind == "BulletList" else node["c"][1]
        items[:] = [item for item in items if item]
        return None if items else []
    return None


def _shows(inlines: list[Node]) -> bool:
    """Whether a reader would see anything."""
    return any(
        node["t"] in _SHOWN
        or (node["t"] in ("Str", "Code") and str(plain([node])).strip())
        or _shows(inlines_of(node) or [])
        for node in inlines
    )


def _anchors(inlines: list[Node]) -> list[Node]:
    """An empty paragraph's ids, however deep, which links may lead to, or nothing."""
    anchors: list[Node] = []
    for node in inlines:
        if identity(node):
            anchors.append({"t": "Div", "c": [attribute(identity(node)), []]})
        anchors += _anchors(inlines_of(node) or [])
    return anchors


def _is_sound(inlines: list[Node]) -> bool:
    """Whether a paragraph begins and ends with text that shows."""
    if not inlines or inlines[0]["t"] != "Str" or not inlines[0]["c"].strip():
        return False
    return len(inlines) == 1 or (inlines[-1]["t"] == "Str" and bool(inlines[-1]["c"].strip()))


def _trim(inlines: list[Node]) -> None:
    """Remove breaks and spaces at both ends of a paragraph."""
    blank = ("Space", "SoftBreak", "LineBreak")
    while inlines and (inlines[0]["t"] in blank or _is_page_break(inlines[0])):
        del inlines[0]
    while inlines and (inlines[-1]["t"] in blank or _is_page_break(inlines[-1])):
        del inlines[-1]


def _is_page_break(node: Node) -> bool:
    return node["t"] == "RawInline" or (node["t"] == "Str" and not node["c"].strip())


def _joined(lines: list[list[Node]]) -> list[Node]:
    inlines: list[Node] = []
    for line in lines:
        if inlines:
            inlines.append({"t": "LineBreak"})
        inlines += line
    return inlines
