"""The English beside the Chinese: each unit's, paired by its address."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from pubpipe.books._ast import (
    Node,
    attribute_list,
    attributes,
    block_lists,
    classes,
    div,
    inlines_of,
    nodes,
    paragraph,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.messages import _

_PAIRED = ("columns", "facing", "switch")
"""The layouts in which a paragraph stands beside its original, not above it."""
_FLOW = ("Para", "Plain", "BulletList", "OrderedList", "BlockQuote", "DefinitionList", "LineBlock")


def apply(manuscript: Manuscript) -> None:
    """Put each unit's English beside its Chinese; a unit whose English was not found is a serious doubt."""
    layout = manuscript.edition.bilingual
    if not layout:
        return
    for sheet in manuscript.sheets:
        missing: list[str] = []
        _settle(sheet.blocks, sheet.english, layout in _PAIRED, missing)
        for address in missing:
            message = _("{file}: no English beside the Chinese: {address}")
            manuscript.doubt(address, message.format(file=sheet.chapter.source, address=address), serious=True)


def _settle(blocks: list[Node], english: Mapping[str, list[Node]], paired: bool, missing: list[str]) -> None:
    """Give every block of a list its English, beside it or below it."""
    place = 0
    while place < len(blocks):
        node = blocks[place]
        inner = _bare(node)
        if paired and inner["t"] in _FLOW:
            blocks[place] = _pair(node, english, missing)
        elif node["t"] == "Header" or "unit" in classes(node):
            below = _below(node, english, missing)
            blocks[place + 1 : place + 1] = below
            place += len(below)
        else:
            for held in block_lists(node):
                _settle(held, english, paired and node["t"] == "Div", missing)
        place += 1


def _bare(node: Node) -> Node:
    while node["t"] == "Div" and "unit" in classes(node) and len(node["c"][1]) == 1:
        node = node["c"][1][0]
    return node


def _below(node: Node, english: Mapping[str, list[Node]], missing: list[str]) -> list[Node]:
    """The English of a heading or of a paragraph's units, each as a Div of its own, to stand below it."""
    below = []
    for each in [node, *(inner for inner in nodes([node]) if inner is not node and inner["t"] == "Span")]:
        address = attributes(each).get("address", "")
        if address and address not in english:
            missing.append(address)
        elif address and english[address]:
            below.append(div([paragraph(deepcopy(english[address]))], "original", lang="en", address=address))
    return below


def _pair(node: Node, english: Mapping[str, list[Node]], missing: list[str]) -> Node:
    """The block and its likeness in English, side by side."""
    likeness = deepcopy(node)
    _translate([likeness], english, missing)
    return div([div([likeness], "original", lang="en"), div([node], "translation")], "pair")


def _translate(blocks: list[Node], english: Mapping[str, list[Node]], missing: list[str]) -> None:
    """Put the English into a copy of Chinese blocks; ids and addresses stay with the Chinese."""
    for node in nodes(blocks):
        address = attributes(node).get("address", "")
        if address and address not in english:
            missing.append(address)
        if address and node["t"] in ("Div", "Span"):
            holder = node["c"][1][0] if node["t"] == "Div" else node
            held = inlines_of(holder)
            if held is not None:
                held[:] = deepcopy(english.get(address, []))
    for node in nodes(blocks):
        own = attribute_list(node)
        if own is not None:
            own[0] = ""
            own[2] = [pair for pair in own[2] if pair[0] != "address"]
