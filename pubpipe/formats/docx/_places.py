"""Places a translator answers for: something to read and, on the very same element, something to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from pubpipe.formats._xml import writable
from pubpipe.formats.docx._inline import Line
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._write import write_line
from pubpipe.model import Content, text


@dataclass(slots=True)
class Passage:
    """One or more elements of a part that show the same words; `paragraphs` are those of one line."""

    part: str
    paragraphs: list[etree._Element]
    line: Line
    styles: Styles

    def write(self, target: Content) -> None:
        """Put the target in place of the line."""
        write_line(self.paragraphs, self.line, target, self.styles)


@dataclass(slots=True)
class Attribute:
    """An attribute (or, with no name, the text) of an element that a reader sees."""

    part: str
    element: etree._Element
    name: str

    def write(self, target: Content) -> None:
        """Put the target's characters in place."""
        words = writable(text(target))
        if self.name:
            self.element.set(self.name, words)
        else:
            self.element.text = words


class Written(Protocol):
    """Something in a part that shows a unit's words."""

    @property
    def part(self) -> str:
        """The part's name."""

    def write(self, target: Content) -> None:
        """Put the target in place."""


@dataclass(slots=True)
class Place:
    """A unit to be: what it is, what it says, and everywhere it is written (both branches of a text box).

    `host` is the picture whose parts hold the words, where they do not stand in the text.
    """

    role: str
    content: Content
    level: int = 0
    style: str = ""
    written: list[Written] = field(default_factory=list)
    host: etree._Element | None = None

    def write(self, target: Content, touch: Callable[[str], None]) -> None:
        """Write the target everywhere, telling which parts were touched."""
        for each in self.written:
            each.write(target)
            touch(each.part)


def same(one: Content, other: Content) -> bool:
    """Whether two contents say the same, white space aside."""
    return "".join(text(one).split()) == "".join(text(other).split())
