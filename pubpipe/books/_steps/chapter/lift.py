"""Lift addresses out of the text into attributes, and make translator's notes of their marks."""

from __future__ import annotations

import re

from pubpipe.books._address import CLOSING, NOTE, NOTED, OPENING
from pubpipe.books._ast import (
    Node,
    are_leaves,
    attribute,
    div,
    each_inlines,
    inlines_of,
    joined,
    nodes,
    paragraph,
    put,
    rewrite_blocks,
    rewrite_inlines,
    string,
)
from pubpipe.books._manuscript import Manuscript

_ADDRESS = re.compile(f"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}")
_MARKS = re.compile(f"([{NOTE}{NOTED}])")


def apply(manuscript: Manuscript) -> None:
    """Lift addresses and notes in every chapter and in its metadata."""
    for sheet in manuscript.sheets:
        for value in sheet.meta.values():
            _lift_meta(value)
        noted = sheet.may_hold(NOTE, NOTED)
        rewrite_inlines(sheet.blocks, (lambda inlines: _notes(joined(inlines))) if noted else joined)
        for node in list(nodes(sheet.blocks)) if sheet.may_hold("Image", "Link") else ():
            if node["t"] in ("Image", "Link"):
                node["c"][2][1] = _ADDRESS.sub("", node["c"][2][1])
            if node["t"] == "Image":
                found = _take(node["c"][1])
                if found:
                    put(node, "address", found[0])
                    sheet.spent.update(found[1:])
        rewrite_blocks(sheet.blocks, _lift_block)
        for inlines in each_inlines(sheet.blocks):
            if len(inlines) != 1 or inlines[0]["t"] != "Str" or OPENING in inlines[0]["c"]:
                _lift_within(inlines)


def _take(inlines: list[Node]) -> list[str]:
    """Remove every address from inlines and give them in order."""
    found: list[str] = []
    for node in inlines:
        if node["t"] == "Str":
            found += _ADDRESS.findall(node["c"])
            node["c"] = _ADDRESS.sub("", node["c"])
        elif node["t"] != "Image":
            found += _take(inlines_of(node) or [])
    inlines[:] = [node for node in inlines if node.get("c") != ""]
    return found


def _leading(inlines: list[Node]) -> str:
    """Remove the address at the very beginning and give it, or ""; what is empty (an anchor) does not count."""
    while inlines and inlines[0]["t"] in ("Space", "SoftBreak"):
        del inlines[0]
    for node in inlines:
        if node["t"] == "Code" and (found := _ADDRESS.match(node["c"][1])):
            node["c"][1] = node["c"][1][found.end() :]
            return found[1]
        if node["t"] == "Str":
            if found := _ADDRESS.match(node["c"]):
                node["c"] = node["c"][found.end() :]
                if not node["c"]:
                    inlines.remove(node)
                return found[1]
            return ""
        if node["t"] == "Image":
            return ""
        if inner := inlines_of(node):
            return _leading(inner)
        if inner is None:
            return ""
    return ""


def _lift_block(node: Node) -> list[Node] | None:
    if node["t"] == "CodeBlock" and (found := _ADDRESS.match(node["c"][1])):
        node["c"][1] = _ADDRESS.sub("", node["c"][1])
        return [div([node], "unit", address=found[1])]
    if node["t"] not in ("Para", "Plain", "Header"):
        return None
    inlines = inlines_of(node) or []
    address = _leading(inlines)
    if not address:
        return None
    if node["t"] == "Header":
        put(node, "address", address)
        return None
    return [div([node], "unit", address=address)]


def _lift_within(inlines: list[Node]) -> None:
    """Wrap what follows a further address, up to the next one, in a span of its own."""
    if are_leaves(inlines) and not any(OPENING in node["c"] for node in inlines if node["t"] == "Str"):
        return
    lifted: list[Node] = []
    into = lifted
    for node in inlines:
        if node["t"] != "Str":
            if node["t"] != "Image":
                _lift_within(inlines_of(node) or [])
            into.append(node)
            continue
        pieces = _ADDRESS.split(node["c"])
        if pieces[0]:
            into.append(string(pieces[0]))
        for address, text in zip(pieces[1::2], pieces[2::2], strict=True):
            into = [string(text)] if text else []
            lifted.append({"t": "Span", "c": [attribute("", "unit", address=address), into]})
    inlines[:] = lifted


def _notes(inlines: list[Node]) -> list[Node]:
    """Turn what stands between the marks of a note into a Note that ends with ——译者注."""
    noted: list[Node] = []
    into: list[Node] | None = None
    for node in inlines:
        pieces = _MARKS.split(node["c"]) if node["t"] == "Str" else [None]
        for piece in pieces:
            if piece == NOTE:
                into = []
                block = div([paragraph(into)], "translator")
                noted.append({"t": "Note", "c": [block]})
            elif piece == NOTED:
                if into is not None:
                    into.append(string("——译者注"))
                into = None
            elif piece != "":
                (noted if into is None else into).append(node if piece is None else string(piece))
    return noted


def _lift_meta(value: Node) -> None:
    """Remove the addresses from a metadata value."""
    if value["t"] == "MetaInlines":
        _take(value["c"])
    elif value["t"] == "MetaBlocks":
        for inlines in each_inlines(value["c"]):
            _take(inlines)
    elif value["t"] == "MetaString":
        value["c"] = _ADDRESS.sub("", value["c"])
    elif value["t"] == "MetaList":
        for each in value["c"]:
            _lift_meta(each)
    elif value["t"] == "MetaMap":
        for each in value["c"].values():
            _lift_meta(each)
