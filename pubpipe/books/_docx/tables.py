"""Tables: three lines, a head that repeats, rows that do not break, merged cells kept; in one piece if it fits."""

from __future__ import annotations

from pubpipe.books import Block
from pubpipe.books._ast import attributes, classes, identity, inlines_of
from pubpipe.books._docx.pagination import part_tall
from pubpipe.books._docx.runs import runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, legal, make, valued
from pubpipe.books._grid import Place, Room, alignment, centred, places
from pubpipe.books._grid import widths as column_widths

_CHARACTER, _MARGINS = 180, 300
"""A character of 小五 and the white space in a cell, in twentieths of a point."""
_STYLES = {"left": "TableText", "centre": "TableTextCentred", "right": "TableTextRight"}


def table(writing: Writing, node: Block) -> Element:
    """A table as wide as the text."""
    columns = len(node["c"][2])
    grid, heads = places(node, columns)
    widths = column_widths(node, grid, Room(writing.page.text_width, character=_CHARACTER, margins=_MARGINS))
    middle = centred(grid, columns)
    description = attributes(node).get("description", "")
    made = make(
        "w:tbl",
        {},
        make(
            "w:tblPr",
            {},
            valued("w:tblStyle", "ThreeLineTable"),
            make("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            make("w:tblLayout", {"w:type": "fixed"}),
            make("w:tblLook", {"w:val": "0020" if heads else "0000", "w:firstRow": int(heads > 0)}),
            *([valued("w:tblDescription", legal(description))] if description else []),
        ),
        make("w:tblGrid", {}, *(make("w:gridCol", {"w:w": width}) for width in widths)),
    )
    for index, row in enumerate(grid):
        properties = make("w:trPr", {}, make("w:cantSplit"))
        if index < heads:
            properties.append(make("w:tblHeader"))
        line = make("w:tr", {}, properties)
        for place in row:
            line.append(_cell(writing, node, place, widths, middle, index, heads))
        made.append(line)
    part_tall(made, writing.page)
    return made


def _cell(
    writing: Writing, node: Block, place: Place, widths: list[int], middle: list[bool], row: int, heads: int
) -> Element:
    width = sum(widths[place.column : place.column + place.span])
    properties = make("w:tcPr", {}, make("w:tcW", {"w:w": width, "w:type": "dxa"}))
    if place.span > 1:
        properties.append(valued("w:gridSpan", place.span))
    if place.covered:
        properties.append(make("w:vMerge"))
    elif place.cell[2] > 1:
        properties.append(valued("w:vMerge", "restart"))
    if heads > 1 and row < heads:
        properties.append(_rule(row == heads - 1 or (row == 0 and place.cell[2] >= heads), row, place))
    properties.append(valued("w:vAlign", "center"))
    if place.covered:
        return make("w:tc", {}, properties, styled("TableText"))
    style = "TableHead" if place.head else _STYLES[alignment(node, place, middle)]
    return make("w:tc", {}, properties, *(_paragraphs(writing, place.cell[4], style) or [styled(style)]))


def _rule(last: bool, row: int, place: Place) -> Element:
    """The lines of a head of several rows, which the table's style does not know: a thin one below a spanning cell."""
    side = {"w:val": "single", "w:sz": 6 if last else 4, "w:space": 0, "w:color": "auto"}
    if not last and place.span == 1:
        side = {"w:val": "nil"}
    return make("w:tcBorders", {}, make("w:bottom", dict(side)))


def _paragraphs(writing: Writing, blocks: list[Block], style: str, address: str = "") -> list[Element]:
    """A cell's paragraphs, without the indents of running text; lists keep their numbering."""
    from pubpipe.books._docx.blocks import paragraphs

    made: list[Element] = []
    for node in blocks:
        if node["t"] in ("Para", "Plain"):
            content = writing.addressed(address, runs(writing, inlines_of(node) or []))
            for waiting in writing.waiting:
                content = writing.identified(waiting, content)
            writing.waiting.clear()
            made.append(styled(style, *content))
        elif node["t"] == "Div":
            inner = attributes(node).get("address", "") if "unit" in classes(node) else address
            own = identity(node)
            writing.waiting += [own] if own and not own.startswith("_u") else []
            made += _paragraphs(writing, node["c"][1], style, inner)
        else:
            made += paragraphs(writing, [node], style)
    if made and not made[-1].tag.endswith("}p"):
        made.append(styled(style))
    return made
