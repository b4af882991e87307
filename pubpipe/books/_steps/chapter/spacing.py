"""Soft breaks and spaces: none beside Han, one between Latin words; layout draws the gap between scripts (CLREQ)."""

from __future__ import annotations

import re
from itertools import pairwise

from pubpipe.books._ast import SPACE, Node, each_inlines, leaves, nodes
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._scripts import EITHER, has_chinese, is_chinese

_SPACES = re.compile("[ \u00a0\u2009\u202f]+")
_BAR = re.compile(r"[ \u00a0]+\|[ \u00a0]+")
BAR = "｜"
"""What parts a date from a place on one line: a bar between spaces, which Chinese does not have."""
_CALLED = re.compile(r"\+\d{1,3}$")
_CALLED_ON = re.compile(r"\(?\d{2,5}\)?(?!\d)")
_FIRM = "\u202f"
"""The space within a telephone number; LibreOffice ends no line before a word that holds U+00A0."""
_BLANK = ("Space", "SoftBreak")
_LINE = "\n"


def apply(manuscript: Manuscript) -> None:
    """Space every paragraph, heading, cell, caption, note and alternative text."""
    for sheet in manuscript.sheets:
        for inlines in list(each_inlines(sheet.blocks)):
            space(inlines)
        for node in list(nodes(sheet.blocks)) if sheet.may_hold("Image") else ():
            if node["t"] == "Image":
                space(node["c"][1])


def tight(text: str) -> str:
    """A plain text without the spaces that Chinese does not have: what book.toml says."""
    if not _SPACES.search(text) or not has_chinese(text):
        return text
    return _SPACES.sub(_unless_beside_chinese, _BAR.sub(BAR, text))


def _unless_beside_chinese(spaces: re.Match[str]) -> str:
    text, (start, end) = spaces.string, spaces.span()
    return "" if is_chinese(text[:start][-1:]) or is_chinese(text[end : end + 1]) else spaces[0]


def space(inlines: list[Node]) -> None:
    """Remove the spaces that Chinese does not have and make the others single Spaces, within telephone numbers firm."""
    if len(inlines) == 1 and inlines[0]["t"] == "Str":
        inlines[0]["c"] = tight(inlines[0]["c"].replace("\u200b", ""))
        return
    places = list(leaves(inlines))
    _bars(places)
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
    _keep_telephones(inlines)


def _keep_telephones(inlines: list[Node]) -> None:
    """Make the spaces of a telephone number, +1 202 555 0143, such that no line ends at them."""
    called = False
    for node, after in pairwise(inlines):
        if node["t"] == "Str":
            called = bool(_CALLED.search(node["c"])) or (called and bool(_CALLED_ON.fullmatch(node["c"])))
        elif called and node["t"] == "Space" and after["t"] == "Str" and _CALLED_ON.match(after["c"]):
            node.update(t="Str", c=_FIRM)
        else:
            called = False


def _bars(places: list[tuple[list[Node], int]]) -> None:
    """Make each bar that stands alone between spaces, in a line with Chinese, a full-width one."""
    line = [holder[place] for holder, place in places]
    if not any(node["t"] == "Str" and has_chinese(node["c"]) for node in line):
        return
    for before, node, after in zip(line, line[1:], line[2:], strict=False):
        if node["t"] == "Str" and node["c"] == "|" and before["t"] in _BLANK and after["t"] in _BLANK:
            node["c"] = BAR


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
