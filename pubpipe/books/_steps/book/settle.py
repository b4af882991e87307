"""The last step of the book: every unit has reached it."""

from __future__ import annotations

from pubpipe.books._ast import classes, nodes, plain_blocks, said
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._steps.chapter.roles import SEAL
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Doubt what was lost on the way, and pictures without caption that are no seals."""
    for sheet in manuscript.sheets:
        file = sheet.chapter.source
        found = set(sheet.quiet)
        for node in nodes(sheet.blocks):
            kind = node["t"]
            if kind == "Str":
                continue
            found.add(said(node, "address"))
            if kind == "Figure" and not plain_blocks(node["c"][1][1]).strip():
                image = next((each for each in nodes(node["c"][2]) if each["t"] == "Image"), None)
                if image and SEAL in classes(image):
                    continue
                name = image["c"][2][0] if image else ""
                message = _("{file}: picture without caption: {name}").format(file=file, name=name)
                manuscript.doubt(said(node, "address"), message)
        for address in sheet.expected:
            if address not in found and address not in manuscript.withheld:
                message = _("{file}: text did not reach the book: {address}").format(file=file, address=address)
                manuscript.doubt(address, message, serious=True)
