"""Two languages: the English below, beside, or on the page that faces the Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books import Block
from pubpipe.books._ast import classes, nodes, plain_blocks
from pubpipe.books._typst.blocks import FLOW, Setting, blocks, division, is_title
from pubpipe.books._typst.code import array, call, dictionary, joined, truth
from pubpipe.books._typst.writing import Writing

_ENGLISH, _CHINESE = "original", "translation"
_LINE = 40
"""The characters of a line of notes."""
_WHOLE = 900
"""The characters of both sides of a paragraph that is not broken."""


def facing(writing: Writing, opening: list[Block], held: list[Block]) -> str:
    """A chapter on facing pages: what stands on a left-hand page says the same as what stands right of it."""
    items = [_item(writing, group) for group in _groups([*opening, *held])]
    return call("facing-pages", array(items))


def _groups(held: list[Block]) -> Iterator[list[Block]]:
    """What may not be parted: a block with the English below it, a heading with what it heads."""
    group: list[Block] = []
    for node in held:
        if group and not _is(node, _ENGLISH) and group[-1]["t"] != "Header" and not _heads(group):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


def _heads(group: list[Block]) -> bool:
    """Whether a group ends in a heading and its English."""
    return _is(group[-1], _ENGLISH) and len(group) > 1 and group[-2]["t"] == "Header"


def _item(writing: Writing, group: list[Block]) -> str:
    setting = FLOW.within
    english = [each for node in group for each in _side(node, _ENGLISH)]
    chinese = [each for node in group for each in _side(node, _CHINESE)]
    notes = [each for each in nodes(chinese) if each["t"] == "Note"]
    lines = sum(1 + len(plain_blocks(each["c"])) // _LINE for each in notes)
    return dictionary(
        english=blocks(writing, english, setting), chinese=blocks(writing, chinese, setting), notes=str(lines)
    )


def _side(node: Block, side: str) -> list[Block]:
    """What of a block belongs to one language; all that has no English is Chinese."""
    if _is(node, _ENGLISH):
        return _alone(node, side) if side == _ENGLISH else []
    if _is(node, "pair"):
        return [found for each in node["c"][1] if _is(each, side) for found in _alone(each, side)]
    if node["t"] == "Div" and any("pair" in classes(each) or _is(each, _ENGLISH) for each in node["c"][1]):
        kept = [each for inner in node["c"][1] for each in _side(inner, side)]
        return [{"t": "Div", "c": [node["c"][0] if side == _CHINESE else ["", node["c"][0][1], []], kept]}]
    return [node] if side == _CHINESE else []


def _alone(node: Block, side: str) -> list[Block]:
    """A side that has a page to itself: the English says so, for it is set as large as the Chinese."""
    own, names, pairs = node["c"][0]
    return [{"t": "Div", "c": [[own, [*names, "facing"], pairs], node["c"][1]]}] if side == _ENGLISH else [node]


def _is(node: Block, name: str) -> bool:
    return node["t"] == "Div" and name in classes(node)


def pair(writing: Writing, node: Block, setting: Setting) -> list[str]:
    """A paragraph and its original side by side, the English on the left."""
    sides = [joined(division(writing, each, setting.within)) for each in node["c"][1]]
    bold = [each for each in nodes(node["c"][1][-1:]) if each["t"] in ("Para", "Plain")]
    title = setting.frame and bool(bold) and is_title(bold[0])
    whole = len(plain_blocks(node["c"][1])) <= _WHOLE
    return [call("side-by-side", *sides, whole=truth(whole), title=truth(title))]
