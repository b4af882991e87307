"""The last step: nothing of the machinery is left in the text, and every unit has reached the book."""

from __future__ import annotations

from pubpipe.books._address import unmarked
from pubpipe.books._ast import attributes, each_inlines, inlines_of, leaves, nodes, plain_blocks
from pubpipe.books._manuscript import Manuscript
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Doubt what was lost on the way, and pictures without caption."""
    for sheet in manuscript.sheets:
        file = sheet.chapter.source
        for inlines in each_inlines(sheet.blocks):
            for holder, place in leaves(inlines):
                node = holder[place]
                if node["t"] == "Str":
                    node["c"] = unmarked(node["c"])
        found = set()
        for node in nodes(sheet.blocks):
            pairs = attributes(node)
            found.add(pairs.get("address", ""))
            if node["t"] == "Figure" and not plain_blocks(node["c"][1][1]).strip():
                image = next((each for each in nodes(node["c"][2]) if each["t"] == "Image"), None)
                name = image["c"][2][0] if image else ""
                manuscript.doubt(
                    pairs.get("address", ""), _("{file}: picture without caption: {name}").format(file=file, name=name)
                )
            inner = inlines_of(node)
            if inner is not None:
                inner[:] = [each for each in inner if each.get("c") != ""]
        for address in sheet.expected:
            if address not in found and address not in manuscript.withheld:
                message = _("{file}: text did not reach the book: {address}").format(file=file, address=address)
                manuscript.doubt(address, message, serious=True)
