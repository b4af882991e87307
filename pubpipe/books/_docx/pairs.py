"""Two languages side by side: a table without lines, a row a paragraph, so that each stands beside its original.

Short rows are not parted by a page's end.
"""

from __future__ import annotations

from collections.abc import Callable

from pubpipe.books import Block
from pubpipe.books._ast import classes
from pubpipe.books._docx.page import SIZE
from pubpipe.books._docx.pagination import is_long
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make, tag, valued

TABLE = "PairTable"
"""The style of such a table."""
_NARROW = 20
"""The characters of a column below which it is not set to both sides: gaps would stand in its lines."""


_JUSTIFIED = frozenset(
    "BodyText ListBullet ListNumber ListContinue Quote Box Case Objectives Exercise Answer Trainer Summary KeyTerm "
    "Source".split()
)


def is_narrow(whole: int) -> bool:
    """Whether the columns of a line this long, in twentieths of a point, are narrow."""
    return whole // 2 < _NARROW * SIZE


def narrow(writing: Writing, table: Element) -> None:
    """Set to the left what the columns of a table set to both sides."""
    for style in table.iter(tag("w:pStyle")):
        name = style.get(tag("w:val"), "")
        if name in _JUSTIFIED:
            style.set(tag("w:val"), writing.narrowed(name))


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
            valued("w:tblStyle", TABLE),
            make("w:tblW", {"w:w": whole, "w:type": "dxa"}),
            make("w:tblLayout", {"w:type": "fixed"}),
            make("w:tblLook", {"w:val": "0000", "w:firstRow": 0}),
            valued("w:tblDescription", "英文原文与中文译文逐段对照：左栏英文，右栏中文"),
        ),
        make("w:tblGrid", {}, *(make("w:gridCol", {"w:w": width}) for width in widths)),
    )
    for pair in pairs:
        row = make("w:tr")
        for side, width in zip(pair["c"][1], widths, strict=True):
            properties = make("w:tcPr", {}, make("w:tcW", {"w:w": width, "w:type": "dxa"}))
            paragraphs = set_blocks([side])
            row.append(make("w:tc", {}, properties, *(paragraphs or [styled("Original")])))
        if not is_long(row):
            row.insert(0, make("w:trPr", {}, make("w:cantSplit")))
        made.append(row)
    return made
