"""Tables: three lines, a head that repeats, rows that do not break, merged cells kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pubpipe.books import Block
from pubpipe.books._ast import attributes, classes, identity, inlines_of, plain_blocks, rows_of
from pubpipe.books._docx.page import TEXT_WIDTH
from pubpipe.books._docx.runs import runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, legal, make, valued
from pubpipe.books._scripts import is_chinese

_SHORT = 9
"""The characters of a short cell."""
_FIGURES = re.compile(r"[\d\s.,%－–—−\-～〜~+±$¥€/万亿千百元美人个名年月日天周小时分约至]*")
_UNBROKEN = 14
"""The characters of a line that is not broken for the sake of the original's widths; fewer where there is no room."""
_NARROWEST, _WIDEST = 4, 24
"""The characters that count when columns share the width."""
_CHARACTER, _MARGINS = 180, 300
"""A character of 小五 and the white space in a cell, in twentieths of a point."""


@dataclass
class _Place:
    """A cell on the grid; a `covered` one only continues the cell above it."""

    cell: Any
    column: int
    span: int
    head: bool
    covered: bool = False


def table(writing: Writing, node: Block) -> Element:
    """A table as wide as the text."""
    columns = len(node["c"][2])
    grid, heads = _grid(node, columns)
    widths = _given(node, grid) or _widths(grid, columns)
    centred = _centred(grid, columns)
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
            line.append(_cell(writing, node, place, widths, centred, index, heads))
        made.append(line)
    return made


def _grid(node: Block, columns: int) -> tuple[list[list[_Place]], int]:
    """The rows with every place filled, and how many of them are the head."""
    rows = list(rows_of(node))
    heads = sum(part == "head" for part, _row in rows)
    grid: list[list[_Place]] = []
    open_spans: dict[int, tuple[int, _Place]] = {}
    for part, row in rows:
        line: list[_Place] = []
        cells = iter(row[1])
        column = 0
        while column < columns:
            if column in open_spans:
                left, above = open_spans.pop(column)
                line.append(_Place(above.cell, column, above.span, part == "head", covered=True))
                if left > 1:
                    open_spans[column] = (left - 1, above)
                column += above.span
                continue
            cell = next(cells, None) or [["", [], []], {"t": "AlignDefault"}, 1, 1, []]
            free = next((step for step in range(1, columns - column) if column + step in open_spans), columns - column)
            place = _Place(cell, column, max(1, min(cell[3], free)), part == "head")
            line.append(place)
            if cell[2] > 1:
                open_spans[column] = (cell[2] - 1, place)
            column += place.span
        grid.append(line)
    return grid, heads


def _cell(
    writing: Writing, node: Block, place: _Place, widths: list[int], centred: list[bool], row: int, heads: int
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
    style = "TableHead" if place.head else _style(node, place, centred)
    return make("w:tc", {}, properties, *(_paragraphs(writing, place.cell[4], style) or [styled(style)]))


def _rule(last: bool, row: int, place: _Place) -> Element:
    """The lines of a head of several rows, which the table's style does not know: a thin one below a spanning cell."""
    side = {"w:val": "single", "w:sz": 6 if last else 4, "w:space": 0, "w:color": "auto"}
    if not last and place.span == 1:
        side = {"w:val": "nil"}
    return make("w:tcBorders", {}, make("w:bottom", dict(side)))


def _style(node: Block, place: _Place, centred: list[bool]) -> str:
    alignment = place.cell[1]["t"]
    if alignment == "AlignDefault":
        alignment = node["c"][2][place.column][0]["t"]
    if alignment == "AlignRight":
        return "TableTextRight"
    if alignment == "AlignCenter" or (alignment == "AlignDefault" and (centred[place.column] or place.span > 1)):
        return "TableTextCentred"
    return "TableText"


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


def _centred(grid: list[list[_Place]], columns: int) -> list[bool]:
    """Which columns are centred: those of figures, and all where every cell of the table is short."""
    texts: list[list[str]] = [[] for _column in range(columns)]
    for row in grid:
        for place in row:
            if not place.head and place.span == 1:
                texts[place.column].append(plain_blocks(place.cell[4]))
    if all(_length(text) <= _SHORT for column in texts for text in column):
        return [True] * columns
    return [all(_FIGURES.fullmatch(text) for text in column) for column in texts]


def _length(text: str) -> int:
    """In Chinese characters; two Latin letters are one."""
    return (sum(2 if is_chinese(character) else 1 for character in text) + 1) // 2


def _given(node: Block, grid: list[list[_Place]]) -> list[int]:
    """The original's own widths in the width of the text, none so narrow that it breaks a word or a short line."""
    shares = [column[1].get("c") for column in node["c"][2]]
    if not shares or not all(shares):
        return []
    columns = [_texts(grid, column) for column in range(len(shares))]
    given = [TEXT_WIDTH * share / sum(shares) for share in shares]
    for short in range(_UNBROKEN, 1, -1):
        least = [max(_word(texts), min(_longest(texts), short)) * _CHARACTER + _MARGINS for texts in columns]
        if sum(least) < TEXT_WIDTH:
            break
    else:
        return []
    lacking = sum(max(want - width, 0) for want, width in zip(least, given, strict=True))
    spare = sum(max(width - want, 0) for want, width in zip(least, given, strict=True))
    widths = [
        int(want if width < want else width - (width - want) * lacking / spare)
        for want, width in zip(least, given, strict=True)
    ]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _widths(grid: list[list[_Place]], columns: int) -> list[int]:
    """Columns share the width by what their longest cells need."""
    shares = _shares([_needed(grid, column) for column in range(columns)])
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _shares(needs: list[float]) -> list[float]:
    """Narrow columns get what they need; the wide ones share what is left."""
    left, settled = float(TEXT_WIDTH), dict[int, float]()
    if sum(needs) <= left:
        return needs
    for column, need in sorted(enumerate(needs), key=lambda each: each[1]):
        fair = left / (len(needs) - len(settled))
        settled[column] = min(need, fair)
        left -= settled[column]
    return [settled[column] for column in range(len(needs))]


def _needed(grid: list[list[_Place]], column: int) -> float:
    """The width a column's cells want: their longest line up to a bound, at least their longest word."""
    texts = _texts(grid, column)
    return max(min(_longest(texts), _WIDEST), _word(texts), _NARROWEST) * _CHARACTER + _MARGINS


def _texts(grid: list[list[_Place]], column: int) -> list[str]:
    """The lines of a column's own cells."""
    return [
        line
        for row in grid
        for place in row
        if place.column == column and place.span == 1 and not place.covered
        for line in plain_blocks(place.cell[4]).split("\n")
    ]


def _longest(texts: list[str]) -> int:
    """The longest line, in Chinese characters."""
    return max(map(_length, texts), default=0)


def _word(texts: list[str]) -> float:
    """The longest word that may not be broken, in Chinese characters."""
    return max((len(word) / 2 for text in texts for word in re.findall(r"[!-~]+", text)), default=0.0)
