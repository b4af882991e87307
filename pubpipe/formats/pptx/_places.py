"""Places a translator answers for: something to read and, on the very same elements, something to write."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._places import Attribute, Placed
from pubpipe.formats.pptx._line import Line
from pubpipe.formats.pptx._write import write_line
from pubpipe.model import Content, text


@dataclass(slots=True)
class Passage:
    """A paragraph of a part, with the bullet or number before it, if there is one."""

    part: str
    element: etree._Element
    line: Line
    inherited: dict[str, str]
    italic: str
    bullet: etree._Element | None = None

    def write(self, target: Content) -> None:
        """Put the target in place of the line."""
        write_line(self.element, self.line, self.inherited, target, self.italic)


@dataclass(slots=True)
class Place(Placed[Passage | Attribute]):
    """A unit to be, written everywhere it is shown (SmartArt and its drawing)."""

    @property
    def is_attribute(self) -> bool:
        """Whether it is no paragraph: attributes of runs are written before the runs are made anew."""
        return isinstance(self.written[0], Attribute)


def fold(places: list[Place], others: list[Place]) -> list[Place]:
    """The other places that say something new; those that repeat one are written together with it."""
    left = list(places)
    new = []
    for other in others:
        said = _said(other)
        twin = next((each for each in left if _said(each) == said), None)
        if twin is not None:
            left.remove(twin)
        else:
            twin = next((each for each in places if _said(each) == said), None)
        if twin is None:
            new.append(other)
        else:
            twin.written += other.written
    return new


def _said(place: Place) -> tuple[bool, str]:
    return place.is_attribute, "".join(text(place.content).split())
