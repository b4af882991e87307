"""A story, whose paragraphs share fields and counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._fields import Field, paired
from pubpipe.formats.docx._stretches import Stretches
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._survey import Survey
from pubpipe.formats.docx.names import FIELD_MARK, SPACE


@dataclass(slots=True)
class Story:
    """A run of paragraphs with fields of its own: the body, a note, a header, a text box."""

    styles: Styles
    claims: Claims
    rules: Rules
    stretches: Stretches
    marks: frozenset[etree._Element]
    preserve: bool = False
    fields: list[Field] = field(default_factory=list)
    stale: list[etree._Element] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, survey: Survey, styles: Styles, claims: Claims, rules: Rules, stretches: Stretches) -> Story:
        """The story of a part."""
        root = survey.root
        marks = paired(root, survey.all(FIELD_MARK))
        return cls(styles, claims, rules, stretches, marks, root.get(SPACE) == "preserve")

    def within(self) -> Story:
        """A story inside this one, with its own fields."""
        return replace(self, fields=[])
