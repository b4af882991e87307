"""The words of the trade, as frozen values.

Everything that travels between rooms is one of these. Names follow XLIFF 2.1 (unit, segment, code), TMX (translation
unit), TBX / ISO 30042 (concept, term), MQM (issue) and gettext (entry). Nothing here reads a file or knows a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

SOURCE_LANGUAGE = "en"
TARGET_LANGUAGE = "zh-Hans"


# Content: text with inline codes


class CodeKind(StrEnum):
    """Where an inline code stands: XLIFF 2.1 `sc`, `ec`, `ph`."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code: bold begins, bold ends, a note mark, a picture.

    `type` is a short lower-case word that tells a translator what it is: b bold, i italic, bi both, u underline,
    s strike, sup, sub, a link, fn footnote mark, en endnote mark, cm comment anchor, img picture, br line break,
    tab, f other formatting (font, colour, size), fld field, c protected text, x anything else.
    `id` pairs OPEN with CLOSE and is unique in its unit for each (type, id).
    `display` is the text it shows to a reader where it stands, or "".
    """

    kind: CodeKind
    type: str
    id: int
    display: str = field(default="", compare=False)


Content: TypeAlias = tuple[str | Code, ...]
"""Text and codes in reading order, flat: a sentence may end inside bold. No string is empty or another's neighbour."""


def content(parts: Iterable[str | Code]) -> Content:
    """Join neighbouring strings and drop empty ones."""
    joined: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    return tuple(joined)


def text(parts: Content) -> str:
    """The characters alone, without codes."""
    return "".join(part for part in parts if isinstance(part, str))


def codes(parts: Content) -> Iterator[Code]:
    """The codes alone, in order."""
    return (part for part in parts if isinstance(part, Code))


# Documents


class State(StrEnum):
    """How far a segment is: empty, offered or outdated (gettext's fuzzy), or translated."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest piece a translator answers for: a sentence or, by setting, a whole unit.

    `before` and `after` are the white space around it, which belongs to the unit and never to the translator.
    `written` is the target as its PO file writes it, where it comes from one.
    """

    source: Content
    target: Content = ()
    before: str = ""
    after: str = ""
    role: str = "paragraph"
    place: str = ""
    state: State = State.UNTRANSLATED
    written: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One translatable place of a document: a paragraph, heading, cell, note, alternative text …

    `id` is its address in the document, numbered within its heading (`2.1/p3`), so that an insertion shifts little.
    `role` is paragraph, heading, item, cell, caption, note, comment, header, footer, box, alt, title, quote or meta.
    `level` is the depth of a heading (1 is the chapter's title), otherwise 0.
    `style` is the name the original gives its kind of paragraph ("List Bullet"), or "".
    """

    id: str
    role: str
    content: Content
    level: int = 0
    style: str = ""
    segments: tuple[Segment, ...] = ()


class Fate(StrEnum):
    """What became of a visible character."""

    TRANSLATED = "translated"
    PROTECTED = "protected"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the text ledger: this text, at this place of this part, met this fate by this named rule."""

    part: str
    place: str
    text: str
    fate: Fate
    rule: str


@dataclass(frozen=True, slots=True)
class Visible:
    """A piece of text an independent scan found: the denominator of the ledger."""

    part: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, read: its units in reading order, and what became of every visible character."""

    units: tuple[Unit, ...]
    ledger: tuple[Account, ...] = ()
    title: str = ""


# Catalog and memory


@dataclass(frozen=True, slots=True)
class Entry:
    """A PO entry as a value; `source` and `target` hold codes as text (`<b1>`)."""

    source: str
    target: str = ""
    context: str = ""
    previous: str = ""
    previous_context: str = ""
    flags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    comment: str = ""
    notes: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look at it: offered, or its source has changed."""
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A remembered pair and where it was seen (TMX `tu`)."""

    source: str
    target: str
    context: str = ""
    origin: str = ""
    place: str = ""
    before: str = ""
    after: str = ""


class MatchKind(StrEnum):
    """How near an offer is, best first (XLIFF 2.1 match module; Okapi's ranks)."""

    IN_CONTEXT = "in-context exact"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered translation offered for a segment, never applied to it."""

    unit: TranslationUnit
    kind: MatchKind
    similarity: int
    change: str = ""


# Glossary


class Status(StrEnum):
    """A term's standing (TBX-Basic administrative status, with the states before and beside it)."""

    PROPOSED = "proposed"
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class Term:
    """One designation of a concept in one language."""

    text: str
    language: str
    status: Status = Status.PREFERRED
    part_of_speech: str = ""
    type: str = ""
    authority: str = ""
    url: str = ""
    note: str = ""
    reason: str = ""
    case_sensitive: bool = False
    exact_form: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    blockers: tuple[str, ...] = ()
    pinyin: str = ""
    anywhere: bool = False
    approved_by: str = ""
    approved_on: date | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, its designations in every language, and what governs them (ISO 30042 concept entry)."""

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    required_context: tuple[str, ...] = ()
    excluded_context: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    do_not_translate: bool = False
    extra: tuple[tuple[str, str], ...] = ()

    def designations(self, language: str, *statuses: Status) -> Iterator[Term]:
        """Its terms in one language, in the order of the store; of the given statuses, or of all."""
        return (term for term in self.terms if term.language == language and (not statuses or term.status in statuses))


# Checks


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


Span: TypeAlias = tuple[int, int]
"""Code points [start, end)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check saw.

    `span` counts in the target's text without its codes; where `coded` is set, in the text as the PO file shows it.
    `segment` is the one concerned where the check saw several; `severity` only where it differs from the check's own.
    """

    message: str
    span: Span | None = None
    suggestion: str = ""
    concept: str = ""
    severity: Severity | None = None
    segment: Segment | None = None
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue with its address and its kind of error (MQM). `span` counts in `target`, which shows its codes."""

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


# Books


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on the title page. `role` is a MARC relator code: aut, trl, edt, rev, ill, pbl …"""

    name: str
    role: str
    original_name: str = ""
    sort_as: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a book: its source file's name within the book's folder.

    `matter` is front, body or back; "" lets its title decide (前言 is front matter, 参考文献 is back matter).
    """

    source: str
    matter: str = ""

    @property
    def id(self) -> str:
        """The file's name without suffix, as PO files and addresses use it."""
        return self.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Edition:
    """One published form of a book: `docx` or `epub`, with its own settings."""

    name: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What book.toml says: the titles, the people, the rights, the chapters in order and the editions."""

    id: str
    title: str
    original_title: str
    chapters: tuple[Chapter, ...]
    subtitle: str = ""
    original_subtitle: str = ""
    series: str = ""
    subject: str = ""
    description: str = ""
    people: tuple[Person, ...] = ()
    publisher: str = ""
    place: str = ""
    year: int | None = None
    isbn: str = ""
    identifier: str = ""
    rights: str = ""
    original_publisher: str = ""
    original_year: int | None = None
    original_rights: str = ""
    editions: tuple[Edition, ...] = (Edition("docx"), Edition("epub"))
