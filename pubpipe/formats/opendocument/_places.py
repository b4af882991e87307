"""Places a translator answers for: something to read and, on the very same element, something to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._xml import writable
from pubpipe.formats.opendocument._inline import Line
from pubpipe.formats.opendocument._write import write_line
from pubpipe.model import Content, text


@dataclass(slots=True)
class Passage:
    """A paragraph of a part; `emphasis` makes the style that stands for slanted Chinese."""

    part: str
    paragraph: etree._Element
    line: Line
    emphasis: Callable[[], str]

    def write(self, target: Content) -> None:
        """Put the target in place of the line."""
        write_line(self.paragraph, self.line, target, self.emphasis)


@dataclass(slots=True)
class Attribute:
    """An attribute (or, with no name, the text) of an element that a reader sees."""

    part: str
    element: etree._Element
    name: str = ""

    def write(self, target: Content) -> None:
        """Put the target's characters in place."""
        words = writable(text(target))
        if self.name:
            self.element.set(self.name, words)
        else:
            self.element.text = words


@dataclass(slots=True)
class Place:
    """A unit to be: what it is, what it says, and where it is written."""

    role: str
    content: Content
    written: Passage | Attribute
    level: int = 0
    style: str = ""

    def write(self, target: Content, touch: Callable[[str], None]) -> None:
        """Write the target, telling which part was touched."""
        self.written.write(target)
        touch(self.written.part)
