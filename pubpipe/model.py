"""The words of the trade, as frozen values.

Everything that travels between rooms is one of these. Names follow XLIFF 2.1 (unit, segment, code), TMX (translation
unit), TBX / ISO 30042 (concept, term), MQM (issue) and gettext (entry). Nothing here reads a file or knows a format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias, overload

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
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            joined.append(words)
            words = ""
        joined.append(part)
    if words:
        joined.append(words)
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
    """A line of the text ledger: this text, at this place of this part, met this fate by this named rule.

    `unit` is the id of the unit it is part of, where it is translated.
    """

    part: str
    place: str
    text: str
    fate: Fate
    rule: str
    unit: str = ""


class Accounts(Sequence[Account]):
    """A ledger that is made when it is first asked for; equal to the tuple of its lines."""

    def __init__(self, make: Callable[[], Iterable[Account]]) -> None:
        self._make: Callable[[], Iterable[Account]] | None = make
        self._made: tuple[Account, ...] = ()

    def lines(self) -> tuple[Account, ...]:
        """All lines."""
        if self._make is not None:
            self._made, self._make = tuple(self._make()), None
        return self._made

    @overload
    def __getitem__(self, index: int) -> Account: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Account, ...]: ...
    def __getitem__(self, index: int | slice) -> Account | tuple[Account, ...]:
        return self.lines()[index]

    def __len__(self) -> int:
        return len(self.lines())

    def __iter__(self) -> Iterator[Account]:
        return iter(self.lines())

    def __eq__(self, other: object) -> bool:
        return self.lines() == (other.lines() if isinstance(other, Accounts) else other)

    def __hash__(self) -> int:
        return hash(self.lines())


@dataclass(frozen=True, slots=True)
class Visible:
    """A piece of text an independent scan found: the denominator of the ledger."""

    part: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, read: its units in reading order, and what became of every visible character.

    `ledger` is a tuple, or Accounts where it costs too much to make before anybody asks.
    """

    units: tuple[Unit, ...]
    ledger: Sequence[Account] = ()
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
    """A remembered pair and where it was seen (TMX `tu`); `source` and `target` hold codes as text (`<b1>`).

    `context` is the role, `before` and `after` the neighbours' sources. `origin` names the file it is from, `project`
    whose it is ("" is ours). `changed` is the ISO 8601 date of the pair, `author` who made it, `signed` whether a
    person signed it, `engine` the machine that wrote it, or "".
    """

    source: str
    target: str
    context: str = ""
    origin: str = ""
    place: str = ""
    before: str = ""
    after: str = ""
    changed: str = ""
    author: str = ""
    signed: bool = False
    engine: str = ""
    project: str = ""


class MatchKind(StrEnum):
    """How near an offer is, best first (XLIFF 2.1 match module; Okapi's ranks)."""

    IN_CONTEXT = "in-context exact"
    EXACT = "exact"
    REPAIRED = "repaired"
    FUZZY = "fuzzy"
    TERM = "glossary term"


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered translation offered for a segment, never applied to it.

    `similarity` is in percent, what the `penalties` (name, percent) took off already gone. A REPAIRED offer has the
    repaired translation in its `unit.target`; `change` tells what was repaired or how the sources differ.
    """

    unit: TranslationUnit
    kind: MatchKind
    similarity: int
    change: str = ""
    penalties: tuple[tuple[str, int], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Finding:
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
