"""Tables: three lines, a head that repeats, merged cells kept, rows whole unless they are very long."""

from __future__ import annotations

from pubpipe.books import Block
from pubpipe.books._ast import attributes, classes, identity, inlines_of, plain_blocks
from pubpipe.books._grid import Place, Room, alignment, centred, places, widths
from pubpipe.books._typst.code import array, call, joined, truth
from pubpipe.books._typst.inlines import pieces
from pubpipe.books._typst.writing import Writing, addressed

_SMALLER = 6 / 7
"""小五 where the text is 五号."""
_INSET = 4.0
_SIDES = {"left": "left", "centre": "center", "right": "right"}
_WHOLE = 600
"""The characters of a cell up to which its row is not broken."""


def table(writing: Writing, node: Block) -> str:
    """A table as wide as a line. Typst has no place for its description."""
    columns = len(node["c"][2])
    grid, heads = places(node, columns)
    paper = writing.paper
    room = Room(int(paper.measure * 20), int(paper.size * _SMALLER * 20), int(2 * _INSET * 20))
    middle = centred(grid, columns)
    rows = [[_cell(writing, node, place, middle) for place in row if not place.covered] for row in grid]
    lines = [
        _line(place, row) for row in range(heads - 1) for place in grid[row] if place.span > 1 and not place.covered
    ]
    return call(
        "three-line-table",
        array(f"{width / 20:.2f}pt" for width in widths(node, grid, room)),
        array(cell for row in rows[:heads] for cell in row),
        array(cell for row in rows[heads:] for cell in row),
        array(lines),
    )


def _line(place: Place, row: int) -> str:
    """The thin line below a cell of the head that spans the columns of those below it."""
    return array([str(row + max(1, place.cell[2])), str(place.column), str(place.column + place.span)])


def _cell(writing: Writing, node: Block, place: Place, middle: list[bool]) -> str:
    down = max(1, place.cell[2])
    return call(
        "head-cell" if place.head else "body-cell",
        _content(writing, place.cell[4]),
        across=str(place.span),
        down=str(down),
        side="center" if place.head else _SIDES[alignment(node, place, middle)],
        whole=truth(len(plain_blocks(place.cell[4])) <= _WHOLE),
    )


def _content(writing: Writing, blocks: list[Block]) -> str:
    """A cell's content: a single paragraph is its text, without the indents of running text."""
    from pubpipe.books._typst.blocks import blocks as written

    marks, held = _alone(writing, blocks)
    if held is not None:
        return joined([*marks, *pieces(writing, inlines_of(held) or [], display=True)])
    return written(writing, blocks)


def _alone(writing: Writing, blocks: list[Block]) -> tuple[list[str], Block | None]:
    """The only paragraph of a cell with the marks of the divisions round it."""
    inner, chain = blocks, list[Block]()
    while len(inner) == 1 and inner[0]["t"] == "Div" and set(classes(inner[0])) <= {"unit"}:
        chain.append(inner[0])
        inner = inner[0]["c"][1]
    if len(inner) != 1 or inner[0]["t"] not in ("Para", "Plain"):
        return [], None
    marks = [
        mark
        for each in chain
        for mark in (writing.placing(identity(each)), addressed(attributes(each).get("address", "")))
    ]
    return marks, inner[0]
