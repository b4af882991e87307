"""What may not be parted by a page's end: a heading from more than one line, a question from its choices.

A table is kept in one piece, by its styles, unless it is so tall that it finds no room; nor are rows of two languages
side by side parted, unless they are long.
"""

from __future__ import annotations

from pubpipe.books._docx.page import SIZE, Page
from pubpipe.books._docx.xml import Element, make, tag, valued
from pubpipe.text.scripts import width

_LINE = 36
"""The characters of a line of running text, less its indent."""
_MOST = 6
"""The choices of a question; a longer list may be parted."""
_TALL = 0.7
"""The share of the type area's height from which on a table may be parted."""
_LONG = 6
"""The lines of a row of two languages from which on it may be parted."""
_CELL_SIZE, _CELL_LINE, _CELL_SPACE, _CELL_MARGINS = 180, 250, 80, 216
"""The text of tables: its size, its lines, the space round a paragraph and beside it, in twentieths of a point."""


def keep_together(elements: list[Element]) -> None:
    """Let paragraphs keep the next with them where they must; tables and headings see to themselves."""
    for heading, first, second in zip(elements, elements[1:], elements[2:], strict=False):
        below = "Heading" in _style(heading) and "Heading" not in _style(first)
        length = len("".join(each.text or "" for each in first.iter(tag("w:t"))))
        if below and first.tag == second.tag == tag("w:p") and 0 < length <= _LINE:
            _keep(first)
    place = 1
    while place < len(elements):
        end = place
        while end < len(elements) and _level(elements[end]) > 0:
            end += 1
        if 0 < end - place <= _MOST and _level(elements[place - 1]) == 0:
            for element in elements[place - 1 : end - 1]:
                _keep(element)
        place = end + 1


def part_tall(table: Element, page: Page) -> None:
    """Let a tall table be parted between its rows, but for the first and the last two."""
    rows = list(table.iter(tag("w:tr")))
    if sum(map(_height, rows)) < page.text_height * _TALL:
        return
    heads = sum(row.find(f"{tag('w:trPr')}/{tag('w:tblHeader')}") is not None for row in rows)
    for row in rows[heads + 1 : -2]:
        for paragraph in row.iter(tag("w:p")):
            for kept in paragraph[0].findall(tag("w:keepNext")):
                paragraph[0].remove(kept)
            paragraph[0].insert(1, valued("w:keepNext", 0))


def is_long(row: Element) -> bool:
    """Whether a row of two languages is long."""
    return any(_lines(cell, SIZE) > _LONG for cell in row.iter(tag("w:tc")))


def _height(row: Element) -> int:
    """About how high a row is, in twentieths of a point."""
    cells = list(row.iter(tag("w:tc")))
    paragraphs = max((len(list(cell.iter(tag("w:p")))) for cell in cells), default=1)
    lines = max((_lines(cell, _CELL_SIZE) for cell in cells), default=1)
    return lines * _CELL_LINE + paragraphs * _CELL_SPACE


def _lines(cell: Element, size: int) -> int:
    """About how many lines of this size a cell holds."""
    room = int(next(cell.iter(tag("w:tcW"))).get(tag("w:w"), "0")) - _CELL_MARGINS
    texts = ("".join(each.text or "" for each in paragraph.iter(tag("w:t"))) for paragraph in cell.iter(tag("w:p")))
    return sum(max(1, -(-width(text) * size // 2 // max(room, size))) for text in texts)


def _keep(paragraph: Element) -> None:
    properties = paragraph[0]
    if properties.find(tag("w:keepNext")) is None:
        properties.insert(1, make("w:keepNext"))


def _style(element: Element) -> str:
    style = element.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    return "" if style is None else style.get(tag("w:val"), "")


def _level(element: Element) -> int:
    """The level of a list's paragraph; -1 for what is none."""
    level = element.find(f"{tag('w:pPr')}/{tag('w:numPr')}/{tag('w:ilvl')}")
    return -1 if level is None else int(level.get(tag("w:val"), "0"))
