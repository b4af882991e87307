"""A story, whose paragraphs share fields and counts, and the flow of one of its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._fields import Field, paired
from pubpipe.formats.docx._names import FIELD_MARK, SPACE
from pubpipe.formats.docx._pieces import Piece
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._survey import Survey


@dataclass(slots=True)
class Story:
    """A run of paragraphs with fields of its own: the body, a note, a header, a text box."""

    styles: Styles
    claims: Claims
    rules: Rules
    marks: frozenset[etree._Element]
    preserve: bool = False
    fields: list[Field] = field(default_factory=list)
    stale: list[etree._Element] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, survey: Survey, styles: Styles, claims: Claims, rules: Rules) -> Story:
        """The story of a part."""
        root = survey.root
        return cls(styles, claims, rules, paired(root, survey.all(FIELD_MARK)), root.get(SPACE) == "preserve")

    def within(self) -> Story:
        """A story inside this one, with its own fields."""
        return Story(self.styles, self.claims, self.rules, self.marks, self.preserve, [], self.stale, self.counts)


@dataclass(slots=True)
class Flow:
    """What a paragraph holds, flat; `crossed` when its fields and controls cross, so that it must stay as it is."""

    pieces: list[Piece] = field(default_factory=list)
    hosts: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    links: list[etree._Element] = field(default_factory=list)
    crossed: bool = False
