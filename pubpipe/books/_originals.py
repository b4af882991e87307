"""On which page of the original a term stands, by the marks the book has of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pubpipe.books._ast import Node, attributes, identity, inlines_of, nodes, plain
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._steps.chapter.pages import NUMBER, is_page


class Mark(NamedTuple):
    """A page of the original: where it begins in its unit's text, its number, the id of its mark."""

    offset: int
    number: str
    identity: str


class Unit(NamedTuple):
    """The text of a unit, the page it begins on, and those that begin within it."""

    text: str
    page: Mark | None
    marks: Sequence[Mark]

    def page_of(self, term: str) -> Mark | None:
        """The page on which the term first stands in the unit; None before the first mark of the book."""
        place = max(self.text.find(term), 0)
        return next((mark for mark in reversed(self.marks) if mark.offset <= place), self.page)


def units(manuscript: Manuscript) -> Mapping[str, Unit]:
    """The units of the book by address."""
    found: dict[str, Unit] = {}
    current: Mark | None = None
    for sheet in manuscript.sheets:
        for node in nodes(sheet.blocks):
            address = attributes(node).get("address", "")
            if address and node["t"] in ("Header", "Div", "Span"):
                text, marks = "", list[Mark]()
                for each in nodes([node]):
                    if is_page(each):
                        marks.append(_mark(each, len(text)))
                    elif inlines_of(each) is None:
                        text += plain([each])
                found.setdefault(address, Unit(text, current, marks))
            if is_page(node):
                current = _mark(node, 0)
    return found


def _mark(node: Node, offset: int) -> Mark:
    return Mark(offset, attributes(node)[NUMBER], identity(node))
