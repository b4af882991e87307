"""The page of the Word edition, mirrored, ruled for lines of 五号. Lengths in twentieths of a point."""

from __future__ import annotations

from dataclasses import dataclass

from pubpipe.books._paper import PAPERS

POINT = 20
"""The length of a point."""
SIZE, LINE = 210, 312
"""五号, and the pitch of the document grid."""
GUTTER, HEADER, FOOTER, COLUMN_SPACE = 283, 850, 794, 420
EMU = 635
"""English metric units in a twentieth of a point."""


@dataclass(frozen=True, slots=True)
class Page:
    """A leaf and its type area: so many characters a line, so many lines a page."""

    width: int
    height: int
    top: int
    inner: int
    columns: int
    lines: int
    form: str

    @staticmethod
    def of(name: str) -> Page:
        """The page book.toml calls 16k, a32 or a4."""
        paper = PAPERS[name]
        width, height = round(paper.width * POINT / 2) * 2, round(paper.height * POINT / 2) * 2
        columns, lines = int(paper.measure * POINT // SIZE), int(paper.depth * POINT // LINE)
        inner = round(paper.inside * POINT) - GUTTER
        return Page(width, height, round(paper.top * POINT), inner, columns, lines, paper.form)

    @property
    def text_width(self) -> int:
        """The length of a line."""
        return self.columns * SIZE

    @property
    def text_height(self) -> int:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def outer(self) -> int:
        """The margin away from the spine."""
        return self.width - self.text_width - self.inner - GUTTER

    @property
    def bottom(self) -> int:
        """The margin below the text."""
        return self.height - self.top - self.lines * LINE

    @property
    def column(self) -> int:
        """The width of one of two columns."""
        return (self.text_width - COLUMN_SPACE) // 2
