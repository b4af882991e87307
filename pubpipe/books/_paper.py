"""The leaves a book may be printed on: 16开, 大32开, A4; lines and characters a page first, margins from them."""

from __future__ import annotations

from dataclasses import dataclass

_POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A leaf and its type area, in points; `form` is what the copyright page says of it.

    `columns` characters of `size` stand in a line, `lines` of `pitch` on a page.
    """

    form: str
    wide: float
    high: float
    size: float
    pitch: float
    columns: int
    lines: int
    inside: float
    top: float

    @property
    def width(self) -> float:
        """Of the leaf."""
        return self.wide * _POINTS

    @property
    def height(self) -> float:
        """Of the leaf."""
        return self.high * _POINTS

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self.columns * self.size

    @property
    def depth(self) -> float:
        """The height of the type area."""
        return self.lines * self.pitch

    @property
    def outside(self) -> float:
        """The margin away from the spine."""
        return self.width - self.measure - self.inside

    @property
    def bottom(self) -> float:
        """The margin below the text."""
        return self.height - self.depth - self.top


PAPERS = {
    "16k": Paper("185毫米×260毫米　1/16", 185, 260, 10.5, 15.6, 38, 38, 70.85, 76.55),
    "a32": Paper("140毫米×203毫米　1/32", 140, 203, 10.5, 15.6, 27, 28, 61, 74),
    "a4": Paper("210毫米×297毫米　A4", 210, 297, 12, 18, 38, 38, 74, 84),
    "a4-wide": Paper("297毫米×210毫米　A4", 297, 210, 12, 18, 54, 23, 98, 90),
}
"""Each by the name `page` has in book.toml."""
