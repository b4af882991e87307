"""The last step: nothing of the machinery is left in the text, and every unit has reached the book."""

from __future__ import annotations

from pubpipe.books._address import unmarked
from pubpipe.books._ast import Node, nodes, plain_blocks, rewrite_inlines, said
from pubpipe.books._manuscript import Manuscript
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Doubt what was lost on the way, and pictures without caption."""
    for sheet in manuscript.sheets:
        file = sheet.chapter.source
        found, empty = set(), False
        for node in nodes(sheet.blocks):
            kind = node["t"]
            if kind == "Str":
                node["c"] = unmarked(node["c"])
                empty |= not node["c"]
                continue
            found.add(said(node, "address"))
            if kind == "Figure" and not plain_blocks(node["c"][1][1]).strip():
                image = next((each for each in nodes(node["c"][2]) if each["t"] == "Image"), None)
                name = image["c"][2][0] if image else ""
                message = _("{file}: picture without caption: {name}").format(file=file, name=name)
                manuscript.doubt(said(node, "address"), message)
        if empty:
            rewrite_inlines(sheet.blocks, _filled)
        for address in sheet.expected:
            if address not in found and address not in manuscript.withheld:
                message = _("{file}: text did not reach the book: {address}").format(file=file, address=address)
                manuscript.doubt(address, message, serious=True)


def _filled(inlines: list[Node]) -> list[Node]:
    return [each for each in inlines if each.get("c") != ""]
