"""Soft breaks and spaces: none beside Han, one between Latin words; layout draws the gap between scripts (CLREQ)."""

from __future__ import annotations

import re

from pubpipe.books._ast import SPACE, Node, each_inlines, leaves, nodes
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._scripts import EITHER, FULL_WIDTH, HAN, is_chinese

_THIN = re.compile(rf"(?<=[{HAN}{FULL_WIDTH}])[ \u00a0\u2009\u202f]+|[ \u00a0\u2009\u202f]+(?=[{HAN}{FULL_WIDTH}])")
_BLANK = ("Space", "SoftBreak")
_LINE = "\n"


def apply(manuscript: Manuscript) -> None:
    """Space every paragraph, heading, cell, caption, note and alternative text."""
    for sheet in manuscript.sheets:
        for inlines in list(each_inlines(sheet.blocks)):
            space(inlines)
        for node in list(nodes(sheet.blocks)):
            if node["t"] == "Image":
                space(node["c"][1])


def tight(text: str) -> str:
    """A plain text without the spaces that Chinese does not have: what book.toml says."""
    return _THIN.sub("", text)


def space(inlines: list[Node]) -> None:
    """Remove the spaces that Chinese does not have and make the others single Spaces."""
    places = list(leaves(inlines))
    shown = [_shown(holder[place]) for holder, place in places]
    kept = -2
    for index, (holder, place) in enumerate(places):
        node = holder[place]
        if node["t"] == "Str":
            node["c"] = tight(node["c"].replace("\u200b", ""))
        elif node["t"] in _BLANK:
            before = next((text[-1] for text in reversed(shown[:index]) if text), "")
            after = next((text[0] for text in shown[index + 1 :] if text), "")
            single = kept != index - 1
            if single and wanted(before, after):
                holder[place], kept = dict(SPACE), index
            else:
                holder[place] = {"t": "Dropped"}
    for holder in {id(each): each for each, _ in places}.values():
        holder[:] = [node for node in holder if node["t"] != "Dropped"]


def wanted(before: str, after: str) -> bool:
    """Whether a space may stand between two characters; "" and a line's end want none."""
    if before in ("", _LINE) or after in ("", _LINE) or is_chinese(before) or is_chinese(after):
        return False
    if before in "“‘" or after in "”’":
        return False
    return not (before in EITHER and after in EITHER)


def _shown(node: Node) -> str:
    """What of a leaf decides about spaces: nothing of a note or a space."""
    kind = node["t"]
    if kind == "Str":
        return str(node["c"]).strip(" \u00a0\u2009\u202f")
    if kind in ("Code", "Math"):
        return str(node["c"][1]) or "x"
    if kind == "LineBreak":
        return _LINE
    return "x" if kind == "Image" else ""
