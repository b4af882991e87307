"""Pieces of a paragraph, flat and in reading order: `_flow` cuts it so, `_inline` makes content of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._edges import is_silent
from pubpipe.formats.opendocument._claims import Claims
from pubpipe.formats.opendocument._looks import Look
from pubpipe.formats.opendocument._styles import Styles

Spans = tuple[etree._Element, ...]
"""The spans around something, outermost first."""


@dataclass(slots=True, eq=False)
class Text:
    """Text with one look."""

    text: str
    spans: Spans
    look: Look


@dataclass(slots=True, eq=False)
class Alone:
    """Something that stands for itself in the line: a note mark, a picture, a field with its result."""

    type: str
    display: str
    spans: Spans
    element: etree._Element
    excluded: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing is lost to a translator if it stays at the paragraph's edge unseen."""
        return self.excluded or is_silent(self.type, self.display)


@dataclass(slots=True, eq=False)
class Pair:
    """Something with an inside: a link, or text with metadata."""

    type: str
    element: etree._Element


@dataclass(slots=True, eq=False)
class Edge:
    """Where a pair opens or closes."""

    pair: Pair
    opens: bool


@dataclass(slots=True, eq=False)
class Anchor:
    """Something invisible that marks a place: a bookmark, a tracked change, hidden text."""

    spans: Spans
    element: etree._Element
    opens: bool


Piece = Text | Alone | Edge | Anchor


@dataclass(slots=True)
class Story:
    """What the paragraphs of one part share; `insertions` are its tracked changes, `revised` those standing open.

    `rule` is the name by which the ledger calls text that is translated here.
    """

    part: str
    styles: Styles
    claims: Claims
    rules: Rules
    insertions: frozenset[str] = frozenset()
    revised: set[str] = field(default_factory=set)
    rule: str = "text"


@dataclass(slots=True)
class Flow:
    """What a paragraph holds, flat, and the frames, notes, comments and titled links that hang on it, in order."""

    pieces: list[Piece] = field(default_factory=list)
    hanging: list[etree._Element] = field(default_factory=list)
