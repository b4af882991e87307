"""Figures and tables: captions of any origin are recognised, freed of their numbers and counted by chapter."""

from __future__ import annotations

import re

from pubpipe.books._ast import (
    Node,
    attribute,
    attributes,
    block_lists,
    classes,
    drop_prefix,
    each_block,
    identity,
    inlines_of,
    nodes,
    plain,
    plain_blocks,
    rewrite_inlines,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps.book.numbers import COUNTED
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.messages import _
from pubpipe.patterns import pattern

WORDS = {"figure": "图", "table": "表"}
_CAPTION = pattern(
    r"(?:[:：]\s*)?(?:(图|figure|fig\.|chart|exhibit)|(表格?|table))\s*(\d+)(?:\s*[-–—.．‑]\s*(\d+))?(?!\d)[\s:：.．、\u3000—–-]*",
    re.IGNORECASE,
)
_SENTENCE = pattern(
    r"(显示|所示|是|中|列出|表明|说明|给出|为|和|与|、|及|反映|展示|概括|shows|lists|gives|and\b|is\b)", re.IGNORECASE
)
_LONGEST = 120


def apply(manuscript: Manuscript) -> None:
    """Make every picture paragraph a Figure, give figures and tables their captions and number those that have one."""
    through = {"figure": 0, "table": 0}
    for sheet in manuscript.sheets:
        if not sheet.may_hold("Image", "Figure", "Table", "caption"):
            continue
        if sheet.may_hold("Image", "Figure"):
            _figures(sheet.blocks)
        _attach(sheet.blocks)
        counts = {"figure": 0, "table": 0} if sheet.called_as or sheet.matter != "body" else through
        for node in each_block(sheet.blocks):
            if node["t"] in ("Figure", "Table"):
                _number(manuscript, sheet, node, counts)
            elif "caption" in classes(node) and node["t"] == "Div":
                message = _("{file}: caption without figure or table: {text}")
                text = plain_blocks([node]).strip()
                manuscript.doubt("", message.format(file=sheet.chapter.source, text=text))
                node["c"][0] = attribute()


def may_be_caption(text: str) -> bool:
    """Whether a paragraph may be the caption of a figure or table by what it says."""
    return _CAPTION.match(text.strip()) is not None


def _alone(node: Node) -> Node:
    """The block itself, without a caption's or a unit's wrapper."""
    while node["t"] == "Div" and len(node["c"][1]) == 1 and {"unit", "caption"} & set(classes(node)):
        node = node["c"][1][0]
    return node


def _figures(blocks: list[Node]) -> None:
    """Make a Figure of each paragraph that holds nothing but pictures, outside tables."""
    for place, node in enumerate(blocks):
        inner = _alone(node)
        inlines = inlines_of(inner) if inner["t"] in ("Para", "Plain") else None
        if inlines and any(each["t"] == "Image" for each in inlines) and not plain(inlines).strip():
            images = [each for each in nodes(inlines) if each["t"] == "Image"]
            anchors = [each for each in nodes(inlines) if each["t"] == "Span" and identity(each)]
            title: list[Node] = []
            alternative = images[0]["c"][1]
            if len(images) == 1 and _CAPTION.match(plain(alternative)):
                title = [{"t": "Plain", "c": [dict(each) for each in alternative]}]
            for anchor in anchors:
                anchor["c"][1] = []
            shown = {"t": "Plain", "c": [*anchors, *images]}
            blocks[place] = {"t": "Figure", "c": [attribute(), [None, title], [shown]]}
        elif node["t"] == "Figure" and not any(each["t"] == "Image" for each in nodes(node["c"][2])):
            blocks[place] = {"t": "Div", "c": [attribute(), [*node["c"][2], *node["c"][1][1]]]}
        elif node["t"] not in ("Table", "Figure"):
            for inner_blocks in block_lists(node):
                _figures(inner_blocks)


def _attach(blocks: list[Node]) -> None:
    """Move a caption that stands beside its figure or table into it: below a figure first, above a table first."""
    place = 0
    while place < len(blocks):
        node = blocks[place]
        target = _alone(node)
        if target["t"] in ("Figure", "Table"):
            blocks[place] = node = target
            kind = "figure" if target["t"] == "Figure" else "table"
            sides = (place + 1, place - 1) if kind == "figure" else (place - 1, place + 1)
            for side in sides:
                if 0 <= side < len(blocks) and not _captioned(node) and _is_caption(blocks[side], kind):
                    node["c"][1][1][:] = [_unwrapped(blocks[side])]
                    del blocks[side]
                    place -= side < place
                    break
        else:
            for inner in block_lists(node):
                _attach(inner)
        place += 1


def _captioned(node: Node) -> bool:
    caption = plain_blocks(node["c"][1][1])
    return bool(caption.strip()) and (node["t"] != "Figure" or not _from_alternative(node))


def _from_alternative(figure: Node) -> bool:
    caption = plain_blocks(figure["c"][1][1]).strip()
    return any(caption == plain(each["c"][1]).strip() for each in nodes(figure["c"][2]) if each["t"] == "Image")


def _is_caption(node: Node, kind: str) -> bool:
    """Whether a block is a caption of this kind: by its style, or because it reads "图2-1 …" and is no sentence."""
    text = plain_blocks([node]).strip()
    found = _CAPTION.match(text)
    if found and (kind == "figure") != bool(found[1]):
        return False
    if node["t"] == "Div" and "caption" in classes(node):
        return True
    inner = _alone(node)
    if not found or inner["t"] not in ("Para", "Plain") or len(text) > _LONGEST:
        return False
    return not text.endswith("。") and not _SENTENCE.match(text[found.end() :])


def _unwrapped(node: Node) -> Node:
    while node["t"] == "Div" and "caption" in classes(node) and len(node["c"][1]) == 1:
        node = node["c"][1][0]
    return node


def _flat(node: Node) -> list[Node]:
    """The paragraphs of a caption, each with its unit's wrapper and no other."""
    if node["t"] == "Div" and "unit" not in classes(node):
        return [block for each in node["c"][1] for block in _flat(each)]
    return [node]


def _number(manuscript: Manuscript, sheet: Sheet, node: Node, counts: dict[str, int]) -> None:
    """Give a captioned figure or table its id and label, and note what its file called it."""
    kind = "figure" if node["t"] == "Figure" else "table"
    caption = node["c"][1][1]
    caption[:] = [block for each in caption for block in _flat(each)]
    text = plain_blocks(caption).strip()
    own = identity(node)
    if not text:
        node["c"][0] = attribute(f"{sheet.id}-{own}" if own else "", **_kept(node))
        if own:
            sheet.anchors[own] = f"{sheet.id}-{own}"
        return
    counts[kind] += 1
    identifier = f"{kind}-{sheet.number or sheet.id}-{counts[kind]}"
    label = f"{WORDS[kind]}{sheet.number}-{counts[kind]}" if sheet.called_as else f"{WORDS[kind]}{counts[kind]}"
    found = _CAPTION.match(text)
    if found:
        for inlines in _first_inlines(caption):
            drop_prefix(inlines, found.end())
        called = f"{found[3]}-{found[4]}" if found[4] else found[3]
        sheet.labels[kind, called] = identifier
    else:
        for called in (f"{sheet.called or sheet.number}-{counts[kind]}", str(counts[kind])):
            sheet.labels[f"{COUNTED} {kind}", called] = identifier
    for anchor in [own, *(identity(each) for each in nodes([node]) if each["t"] == "Span" and not is_page(each))]:
        if anchor:
            sheet.anchors[anchor] = identifier
    rewrite_inlines(caption, _without_anchors)
    node["c"][0] = attribute(identifier, label=label, **_kept(node))
    manuscript.shown[identifier] = (kind, label)


def _kept(node: Node) -> dict[str, str]:
    """What a table has of its own: the address and text of its description."""
    return {key: text for key, text in attributes(node).items() if key in ("address", "description")}


def _first_inlines(blocks: list[Node]) -> list[list[Node]]:
    for node in nodes(blocks):
        inlines = inlines_of(node)
        if node["t"] in ("Para", "Plain") and inlines is not None:
            return [inlines]
    return []


def _without_anchors(inlines: list[Node]) -> list[Node]:
    """Inlines whose anchors are gone, what they held kept; the figure's own id stands for them."""
    kept: list[Node] = []
    for node in inlines:
        if node["t"] == "Span" and identity(node) and not set(classes(node)) - {"anchor"}:
            kept += node["c"][1]
        else:
            kept.append(node)
    return kept
