"""Places a translator answers for: something to read and, on the very same element, something to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._places import Attribute, Placed
from pubpipe.formats.opendocument._inline import Line
from pubpipe.formats.opendocument._write import write_line
from pubpipe.model import Content


@dataclass(slots=True)
class Passage:
    """A paragraph of a part; `emphasis` makes the style that stands for slant, if any."""

    part: str
    element: etree._Element
    line: Line
    emphasis: Callable[[], str]

    def write(self, target: Content) -> None:
        """Put the target in place of the line."""
        write_line(self.element, self.line, target, self.emphasis)


Place = Placed[Passage | Attribute]
"""A unit to be, written in one place."""
