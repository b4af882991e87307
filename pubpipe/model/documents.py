"""Documents: what is in a file for a translator, and what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import overload

from pubpipe.model.inline import Content
from pubpipe.model.values import value


class State(StrEnum):
    """How far a segment is: empty, offered or outdated (gettext's fuzzy), or translated."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"


@value
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


@value
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

    def cut(self, segments: tuple[Segment, ...]) -> Unit:
        """The same unit with these segments."""
        return Unit(self.id, self.role, self.content, self.level, self.style, segments)


class Fate(StrEnum):
    """What became of a visible character."""

    TRANSLATED = "translated"
    PROTECTED = "protected"
    EXCLUDED = "excluded"


@value
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


@value
class Visible:
    """A piece of text an independent scan found: the denominator of the ledger."""

    part: str
    place: str
    text: str


@value
class Document:
    """One source file, read: its units in reading order, and what became of every visible character.

    `ledger` is a tuple, or Accounts where it costs too much to make before anybody asks.
    """

    units: tuple[Unit, ...]
    ledger: Sequence[Account] = ()
    title: str = ""
