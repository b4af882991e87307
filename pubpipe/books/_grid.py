"""Tables on a grid, as print lays them out: which cell stands where, how wide columns are, what is centred."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from pubpipe.books import Block
from pubpipe.books._ast import plain_blocks, rows_of
from pubpipe.books._scripts import is_chinese
from pubpipe.patterns import pattern

_SHORT = 9
"""The characters of a short cell."""
_FIGURES = pattern(r"[\d\s.,%－–—−\-～〜~+±$¥€/万亿千百元美人个名年月日天周小时分约至]*")
_UNBROKEN = 14
"""The characters of a line that is not broken for the sake of the original's widths; fewer where there is no room."""
_NARROWEST, _WIDEST = 4, 24
"""The characters that count when columns share the width."""


@dataclass
class Place:
    """A cell on the grid; a `covered` one only continues the cell above it."""

    cell: Any
    column: int
    span: int
    head: bool
    covered: bool = False


class Room(NamedTuple):
    """What columns share, in one unit of length: the table's width, a character's, the white space in a cell."""

    width: int
    character: int
    margins: int


def places(node: Block, columns: int) -> tuple[list[list[Place]], int]:
    """The rows with every place filled, and how many of them are the head."""
    rows = list(rows_of(node))
    heads = sum(part == "head" for part, _row in rows)
    grid: list[list[Place]] = []
    open_spans: dict[int, tuple[int, Place]] = {}
    for part, row in rows:
        line: list[Place] = []
        cells = iter(row[1])
        column = 0
        while column < columns:
            if column in open_spans:
                left, above = open_spans.pop(column)
                line.append(Place(above.cell, column, above.span, part == "head", covered=True))
                if left > 1:
                    open_spans[column] = (left - 1, above)
                column += above.span
                continue
            cell = next(cells, None) or [["", [], []], {"t": "AlignDefault"}, 1, 1, []]
            free = next((step for step in range(1, columns - column) if column + step in open_spans), columns - column)
            place = Place(cell, column, max(1, min(cell[3], free)), part == "head")
            line.append(place)
            if cell[2] > 1:
                open_spans[column] = (cell[2] - 1, place)
            column += place.span
        grid.append(line)
    return grid, heads


def alignment(node: Block, place: Place, centred: list[bool]) -> str:
    """How a cell of the body is aligned: "left", "centre" or "right"."""
    wanted = place.cell[1]["t"]
    if wanted == "AlignDefault":
        wanted = node["c"][2][place.column][0]["t"]
    if wanted == "AlignRight":
        return "right"
    if wanted == "AlignCenter" or (wanted == "AlignDefault" and (centred[place.column] or place.span > 1)):
        return "centre"
    return "left"


def centred(grid: list[list[Place]], columns: int) -> list[bool]:
    """Which columns are centred: those of figures, and all where every cell of the table is short."""
    texts: list[list[str]] = [[] for _column in range(columns)]
    for row in grid:
        for place in row:
            if not place.head and place.span == 1:
                texts[place.column].append(plain_blocks(place.cell[4]))
    if all(_length(text) <= _SHORT for column in texts for text in column):
        return [True] * columns
    return [all(_FIGURES.fullmatch(text) for text in column) for column in texts]


def widths(node: Block, grid: list[list[Place]], room: Room) -> list[int]:
    """The columns' widths, together the table's: the original's own, else by what their longest cells need."""
    return _given(node, grid, room) or _needed_widths(grid, len(node["c"][2]), room)


def _length(text: str) -> int:
    """In Chinese characters; two Latin letters are one."""
    return (sum(2 if is_chinese(character) else 1 for character in text) + 1) // 2


def _given(node: Block, grid: list[list[Place]], room: Room) -> list[int]:
    """The original's own widths in the width of the text, none so narrow that it breaks a word or a short line."""
    shares = [column[1].get("c") for column in node["c"][2]]
    if not shares or not all(shares):
        return []
    columns = [_texts(grid, column) for column in range(len(shares))]
    given = [room.width * share / sum(shares) for share in shares]
    for short in range(_UNBROKEN, 1, -1):
        least = [max(_word(texts), min(_longest(texts), short)) * room.character + room.margins for texts in columns]
        if sum(least) < room.width:
            break
    else:
        return []
    lacking = sum(max(want - width, 0) for want, width in zip(least, given, strict=True))
    spare = sum(max(width - want, 0) for want, width in zip(least, given, strict=True))
    found = [
        int(want if width < want else width - (width - want) * lacking / spare)
        for want, width in zip(least, given, strict=True)
    ]
    found[-1] += room.width - sum(found)
    return found


def _needed_widths(grid: list[list[Place]], columns: int, room: Room) -> list[int]:
    """Columns share the width by what their longest cells need."""
    shares = _shares([_needed(grid, column, room) for column in range(columns)], room.width)
    found = [int(room.width * share / sum(shares)) for share in shares]
    found[-1] += room.width - sum(found)
    return found


def _shares(needs: list[float], width: float) -> list[float]:
    """Narrow columns get what they need; the wide ones share what is left."""
    left, settled = float(width), dict[int, float]()
    if sum(needs) <= left:
        return needs
    for column, need in sorted(enumerate(needs), key=lambda each: each[1]):
        fair = left / (len(needs) - len(settled))
        settled[column] = min(need, fair)
        left -= settled[column]
    return [settled[column] for column in range(len(needs))]


def _needed(grid: list[list[Place]], column: int, room: Room) -> float:
    """The width a column's cells want: their longest line up to a bound, at least their longest word."""
    texts = _texts(grid, column)
    return max(min(_longest(texts), _WIDEST), _word(texts), _NARROWEST) * room.character + room.margins


def _texts(grid: list[list[Place]], column: int) -> list[str]:
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
