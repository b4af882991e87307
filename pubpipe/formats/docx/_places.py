"""Places a translator answers for: something to read and, on the very same element, something to write."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._places import Placed, Written
from pubpipe.formats.docx._inline import Line
from pubpipe.formats.docx._stretches import Stretches
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._write import accept, write_line
from pubpipe.model import Content, text


@dataclass(slots=True)
class Passage:
    """One or more elements of a part that show the same words; `paragraphs` are those of one line.

    `revised` where a tracked change may say something of the last one, or of its mark.
    """

    part: str
    paragraphs: list[etree._Element]
    line: Line
    styles: Styles
    stretches: Stretches
    revised: bool

    def write(self, target: Content) -> None:
        """Put the target in place of the line."""
        write_line(self.paragraphs, self.line, target, self.styles, self.stretches)
        if self.revised:
            accept(self.paragraphs[-1])


@dataclass(slots=True)
class Place(Placed[Written]):
    """A unit to be, written in both branches of a text box.

    `host` is the picture whose parts hold the words, where they do not stand in the text.
    """

    host: etree._Element | None = None


def same(one: Content, other: Content) -> bool:
    """Whether two contents say the same, white space aside."""
    return "".join(text(one).split()) == "".join(text(other).split())
