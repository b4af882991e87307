"""The last step of a chapter: nothing of the machinery is left in its text."""

from __future__ import annotations

from pubpipe.books._address import unmarked
from pubpipe.books._ast import Node, nodes, rewrite_inlines
from pubpipe.books._manuscript import Manuscript


def apply(manuscript: Manuscript) -> None:
    """Take away the marks no step has read."""
    for sheet in manuscript.sheets:
        empty = False
        for node in nodes(sheet.blocks):
            if node["t"] == "Str":
                node["c"] = unmarked(node["c"])
                empty |= not node["c"]
        if empty:
            rewrite_inlines(sheet.blocks, _filled)


def _filled(inlines: list[Node]) -> list[Node]:
    return [each for each in inlines if each.get("c") != ""]
