"""Pieces of a paragraph, flat and in reading order: `_flow` and `_runs` cut it so, `_inline` makes content of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats._edges import is_silent
from pubpipe.formats.docx._looks import Dress, Look

LINES = str.maketrans("\t\n\r", "   ", "\xad")
"""Characters in a `w:t` that Word shows as a space, or only where a line ends."""

Member = tuple[etree._Element | None, etree._Element]
"""An element and the run it stood in, or None where it stood beside runs."""


@dataclass(slots=True, eq=False, init=False)
class Text:
    """Text of one or more runs that wear the same; `look` is what a reader sees of it beside the text around it.

    `text` is what its `parts` say together to a reader, set once all are there.
    """

    parts: list[str]
    dress: Dress
    look: Look
    text: str

    def __init__(self, parts: list[str], dress: Dress) -> None:
        self.parts, self.dress, self.look = parts, dress, dress.look


@dataclass(slots=True, eq=False)
class Alone:
    """Something that stands for itself in the line: a note mark, a picture, a field with its result."""

    type: str
    display: str
    members: list[Member]
    excluded: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing is lost to a translator if it stays at the paragraph's edge unseen."""
        return self.excluded or is_silent(self.type, self.display)


@dataclass(slots=True, eq=False)
class Pair:
    """Something with an inside, a link or a content control: an element, or a field's marks before and after."""

    type: str
    shell: etree._Element | None = None
    before: list[Member] = field(default_factory=list)
    after: list[Member] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Edge:
    """Where a pair opens or closes."""

    pair: Pair
    opens: bool


@dataclass(slots=True, eq=False)
class Anchor:
    """Something invisible that marks a place: a bookmark's end, a hidden index entry."""

    members: list[Member]
    opens: bool


Piece = Text | Alone | Edge | Anchor
