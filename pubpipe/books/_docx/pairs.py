"""Two languages side by side: a table without lines, a row a paragraph, so that each stands beside its original."""

from __future__ import annotations

from collections.abc import Callable

from pubpipe.books import Block
from pubpipe.books._ast import classes
from pubpipe.books._docx.writing import styled
from pubpipe.books._docx.xml import Element, make, valued


def is_pair(node: Block) -> bool:
    """Whether a block is a paragraph with its original beside it."""
    return node["t"] == "Div" and "pair" in classes(node)


def table(pairs: list[Block], whole: int, set_blocks: Callable[[list[Block]], list[Element]]) -> Element:
    """The table of neighbouring pairs, `whole` wide; `set_blocks` makes the paragraphs of a cell."""
    widths = (whole // 2, whole - whole // 2)
    made = make(
        "w:tbl",
        {},
        make(
            "w:tblPr",
            {},
            valued("w:tblStyle", "PairTable"),
            make("w:tblW", {"w:w": whole, "w:type": "dxa"}),
            make("w:tblLayout", {"w:type": "fixed"}),
            make("w:tblLook", {"w:val": "0000", "w:firstRow": 0}),
            valued("w:tblDescription", "英文原文与中文译文逐段对照：左栏英文，右栏中文"),
        ),
        make("w:tblGrid", {}, *(make("w:gridCol", {"w:w": width}) for width in widths)),
    )
    for pair in pairs:
        row = make("w:tr", {}, make("w:trPr", {}, make("w:cantSplit")))
        for side, width in zip(pair["c"][1], widths, strict=True):
            properties = make("w:tcPr", {}, make("w:tcW", {"w:w": width, "w:type": "dxa"}))
            paragraphs = set_blocks([side])
            row.append(make("w:tc", {}, properties, *(paragraphs or [styled("Original")])))
        made.append(row)
    return made
