"""Changes of paragraphs, tables and rows: which of the earlier file are which of the new one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from difflib import SequenceMatcher

from pubpipe.books._address import address_of
from pubpipe.books._docx.review import inline
from pubpipe.books._docx.review.inline import likeness, shown
from pubpipe.books._docx.review.marks import Marks
from pubpipe.books._docx.xml import Element, tag

_PARAGRAPH, _TABLE, _ROW, _CELL = tag("w:p"), tag("w:tbl"), tag("w:tr"), tag("w:tc")
_ALIKE = 0.4
"""How much two paragraphs have in common at least that are one, changed."""
_SAME_ADDRESS = 0.15
"""What having the same address counts for."""
_MOST = 40_000
"""Pairs of paragraphs that are weighed against each other in one place at most."""


class Blocks:
    """Merges the blocks of two files."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def merge(self, old: list[Element], holder: Element) -> None:
        """Put into a body, a note or a cell what was changed against these blocks of the earlier one."""
        kinds = (_PARAGRAPH, _TABLE)
        before = [each for each in old if each.tag in kinds]
        after = [each for each in holder if each.tag in kinds]
        place = 0
        for one, other in _paired(before, after, _may_pair):
            if other is not None:
                place = holder.index(other) + 1
                if one is None:
                    self._inserted(other)
                else:
                    self._changed(one, other)
            elif one is not None:
                gone = deepcopy(one)
                self._deleted(gone)
                holder.insert(place or _first(holder), gone)
                place = holder.index(gone) + 1

    def _changed(self, old: Element, new: Element) -> None:
        if new.tag == _PARAGRAPH:
            inline.merge(self._marks, old, new)
            return
        place = 0
        for one, other in _paired(old.findall(_ROW), new.findall(_ROW), _same_cells):
            if other is not None:
                place = new.index(other) + 1
                if one is None:
                    self._row("w:ins", other)
                else:
                    for cell, changed in zip(one.findall(_CELL), other.findall(_CELL), strict=True):
                        self.merge(list(cell), changed)
            elif one is not None:
                gone = deepcopy(one)
                self._row("w:del", gone)
                new.insert(place or _first(new), gone)
                place = new.index(gone) + 1

    def _inserted(self, block: Element) -> None:
        if block.tag == _PARAGRAPH:
            inline.whole(self._marks, "w:ins", block)
        for row in block.findall(_ROW):
            self._row("w:ins", row)

    def _deleted(self, block: Element) -> None:
        if block.tag == _PARAGRAPH:
            for section in list(block.iter(tag("w:sectPr"), tag("w:numPr"))):
                parent = section.getparent()
                assert parent is not None
                parent.remove(section)
            inline.whole(self._marks, "w:del", block)
        for row in block.findall(_ROW):
            self._row("w:del", row)

    def _row(self, kind: str, row: Element) -> None:
        for paragraph in row.iter(_PARAGRAPH):
            inline.whole(self._marks, kind, paragraph)
        self._marks.row(kind, row)


def _first(holder: Element) -> int:
    """The place before the first block or row of an element."""
    named = (_PARAGRAPH, _TABLE, _ROW)
    return next((place for place, each in enumerate(holder) if each.tag in named), len(holder))


def _paired(
    before: list[Element], after: list[Element], may_pair: Callable[[Element, Element], bool]
) -> list[tuple[Element | None, Element | None]]:
    """The blocks of both, in order, each with what it was; None where it was not, or is no more."""
    made: list[tuple[Element | None, Element | None]] = []
    matcher = SequenceMatcher(None, [_key(each) for each in before], [_key(each) for each in after], autojunk=False)
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind == "equal":
            made += zip(before[begin:end], after[start:stop], strict=True)
        else:
            made += _aligned(before[begin:end], after[start:stop], may_pair)
    return made


def _key(block: Element) -> tuple[str, ...]:
    style = block.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    cells = [str(len(row.findall(_CELL))) for row in block.iter(_ROW)]
    return (str(block.tag), "" if style is None else style.get(tag("w:val"), ""), shown(block), *cells)


def _aligned(
    before: list[Element], after: list[Element], may_pair: Callable[[Element, Element], bool]
) -> list[tuple[Element | None, Element | None]]:
    """Pair what is most alike, in order."""
    if len(before) == len(after) == 1 and may_pair(before[0], after[0]):
        return [(before[0], after[0])]
    if not before or not after or len(before) * len(after) > _MOST:
        return [*((each, None) for each in before), *((None, each) for each in after)]
    words, other_words = [shown(each) for each in before], [shown(each) for each in after]
    places, other_places = [_addresses(each) for each in before], [_addresses(each) for each in after]
    worth = [[0.0] * (len(after) + 1) for _each in range(len(before) + 1)]
    pairs = [[0.0] * len(after) for _each in before]
    for row in range(len(before) - 1, -1, -1):
        for column in range(len(after) - 1, -1, -1):
            alike = 0.0
            if may_pair(before[row], after[column]):
                alike = likeness(words[row], other_words[column])
                alike += _SAME_ADDRESS if places[row] and places[row] == other_places[column] else 0.0
            pairs[row][column] = alike if alike >= _ALIKE else 0.0
            worth[row][column] = max(
                worth[row + 1][column],
                worth[row][column + 1],
                worth[row + 1][column + 1] + pairs[row][column] if pairs[row][column] else 0.0,
            )
    made: list[tuple[Element | None, Element | None]] = []
    row = column = 0
    while row < len(before) and column < len(after):
        alike = pairs[row][column]
        if alike and worth[row][column] == worth[row + 1][column + 1] + alike:
            made.append((before[row], after[column]))
            row, column = row + 1, column + 1
        elif worth[row][column] == worth[row + 1][column]:
            made.append((before[row], None))
            row += 1
        else:
            made.append((None, after[column]))
            column += 1
    made += [(each, None) for each in before[row:]]
    return [*made, *((None, each) for each in after[column:])]


def _addresses(block: Element) -> list[str]:
    names = (each.get(tag("w:name"), "") for each in block.iter(tag("w:bookmarkStart")))
    return [address for name in names if (address := address_of(name))]


def _may_pair(one: Element, other: Element) -> bool:
    return one.tag == other.tag


def _same_cells(one: Element, other: Element) -> bool:
    return len(one.findall(_CELL)) == len(other.findall(_CELL))
