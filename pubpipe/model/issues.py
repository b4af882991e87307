"""What checks see."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pubpipe.model.documents import Segment
from pubpipe.model.inline import Span


class Severity(StrEnum):
    """MQM severity, mildest first."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """0 for neutral, 3 for critical."""
        return list(Severity).index(self)


class Scope(StrEnum):
    """How much a check must see to answer."""

    SEGMENT = "segment"
    CHAPTER = "chapter"
    BOOK = "book"
    EDITION = "edition"


class Passage(NamedTuple):
    """A paragraph of an assembled book, as its reader sees it.

    `address` is the chapter's number in the book and the unit's id (`2:2.1/p3`), or "" where it comes from no unit;
    `part` is what its chapter is called; `role` is heading, paragraph, item, quote, cell, caption, note or what the
    book calls its kind of text (glossary, answer …); `text` has the numbers and labels the book gave; `source` is the
    English of its unit.
    """

    address: str
    role: str
    text: str
    part: str = ""
    source: str = ""


class Issue(NamedTuple):
    """What a check saw.

    `span` counts in the target's text without its codes; where `coded` is set, in the text as the PO file shows it.
    `segment` is the one concerned where the check saw several, `passage` where it saw an edition; there `span` counts
    in the passage's text. `severity` stands only where it differs from the check's own.
    `fix` is what may stand in the span's place without a doubt; None where a person must decide.
    """

    message: str
    span: Span | None = None
    suggestion: str = ""
    concept: str = ""
    severity: Severity | None = None
    segment: Segment | None = None
    coded: bool = False
    fix: str | None = None
    passage: Passage | None = None


class Finding(NamedTuple):
    """An issue with its address and its kind of error (MQM).

    `span` counts in `target`, which shows its codes; `fix` may stand in its place without a doubt, unless it is None.
    """

    check: str
    type: str
    severity: Severity
    file: str
    place: str
    source: str
    target: str
    message: str
    span: Span | None = None
    suggestion: str = ""
    concept: str = ""
    fix: str | None = None
