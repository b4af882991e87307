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
    rewrite_inlines,
    span,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.messages import _

_PAIRED = ("columns", "facing", "switch")
"""The layouts in which a paragraph stands beside its original, not above it."""
_ABREAST = ("columns", "facing")
"""Those in which an item of a list stands beside its original, item by item."""
_FLOW = ("Para", "Plain", "BulletList", "OrderedList", "BlockQuote", "DefinitionList", "LineBlock")


def wanted(manuscript: Manuscript) -> bool:
    """Whether the edition has its English."""
    return bool(manuscript.edition.bilingual)


def apply(manuscript: Manuscript) -> None:
    """Put each unit's English beside its Chinese; a unit whose English was not found is a serious doubt."""
    layout = manuscript.edition.bilingual
    for sheet in manuscript.sheets:
        missing: list[str] = []
        _settle(sheet.blocks, sheet.english, layout, missing)
        for address in missing:
            message = _("{file}: no English beside the Chinese: {address}")
            manuscript.doubt(address, message.format(file=sheet.chapter.source, address=address), serious=True)


def _settle(blocks: list[Node], english: Mapping[str, list[Node]], layout: str, missing: list[str]) -> None:
    """Give every block of a list its English: beside it in a layout of pairs, else below it."""
    place = 0
    while place < len(blocks):
        node = blocks[place]
        inner = _bare(node)
        if layout in _PAIRED and inner["t"] in _FLOW and _addressed(node):
            pairs = [_pair(each, english, layout, missing) for each in (_apart(node) if layout in _ABREAST else [node])]
            blocks[place : place + 1] = pairs
            place += len(pairs) - 1
        elif node["t"] == "Header" or "unit" in classes(node):
            below = _below(node, english, missing)
            blocks[place + 1 : place + 1] = below
            place += len(below)
        else:
            for held in block_lists(node):
                _settle(held, english, layout if node["t"] == "Div" else "alternating", missing)
        place += 1


def _addressed(node: Node) -> bool:
    """Whether a block holds a unit: what the book itself says, its references for instance, has no English."""
    return any("address" in attributes(each) for each in nodes([node]))


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
            kind = ("heading", f"level{node['c'][0]}") if node["t"] == "Header" else ()
            shown = paragraph([span(deepcopy(english[address]), lang="en")])
            below.append(div([shown], "original", *kind, lang="en", address=address))
    return below


def _apart(node: Node) -> list[Node]:
    """A list as lists of one item each, so that each stands beside its original; other blocks as they are."""
    if node["t"] == "BulletList":
        return [{"t": "BulletList", "c": [item]} for item in node["c"]]
    if node["t"] == "OrderedList":
        (start, style, delimiter), items = node["c"]
        return [
            {"t": "OrderedList", "c": [[number, style, delimiter], [item]]} for number, item in enumerate(items, start)
        ]
    return [node]


def _pair(node: Node, english: Mapping[str, list[Node]], layout: str, missing: list[str]) -> Node:
    """The block and its likeness in English, side by side."""
    likeness = deepcopy(node)
    _translate([likeness], english, missing)
    return div([div([likeness], "original", lang="en"), div([node], "translation")], "pair", layout)


def _translate(blocks: list[Node], english: Mapping[str, list[Node]], missing: list[str]) -> None:
    """Put the English into a copy of Chinese blocks; ids, addresses and pictures stay with the Chinese."""
    rewrite_inlines(blocks, lambda inlines: [each for each in inlines if each["t"] != "Image"])
    for node in nodes(blocks):
        address = attributes(node).get("address", "")
        if address and address not in english:
            missing.append(address)
        if address and node["t"] in ("Div", "Span"):
            holder = node["c"][1][0] if node["t"] == "Div" else node
            held = inlines_of(holder)
            if held is not None:
                held[:] = [span(deepcopy(english.get(address, [])), lang="en")]
    for node in nodes(blocks):
        own = attribute_list(node)
        if own is not None:
            own[0] = ""
            own[2] = [pair for pair in own[2] if pair[0] != "address"]
