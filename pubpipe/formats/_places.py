"""Places a translator answers for: something to read and, on the very same elements, something to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from lxml import etree

from pubpipe.formats import Ids
from pubpipe.model import Account, Accounts, Content, Document, Unit, text
from pubpipe.packages.xml import writable


class Walked(Protocol):
    """What a walk comes upon: all that a unit is but its id."""

    @property
    def role(self) -> str:
        """The unit's role."""

    @property
    def content(self) -> Content:
        """What it says."""

    @property
    def level(self) -> int:
        """The depth of a heading, or 0."""

    @property
    def style(self) -> str:
        """The name of its style, or ""."""


class Written(Protocol):
    """Something in a part that shows a unit's words."""

    @property
    def part(self) -> str:
        """The part's name."""

    def write(self, target: Content) -> None:
        """Put the target in place."""


@dataclass(slots=True)
class Attribute:
    """An attribute (or, with no name, the text) of an element that a reader sees."""

    part: str
    element: etree._Element
    name: str = ""

    def write(self, target: Content) -> None:
        """Put the target's characters in place."""
        words = writable(text(target))
        if self.name:
            self.element.set(self.name, words)
        else:
            self.element.text = words


_Written = TypeVar("_Written", bound=Written)
_Walked = TypeVar("_Walked", bound=Walked)


@dataclass(slots=True)
class Placed(Generic[_Written]):
    """A unit to be: what it is, what it says, and everywhere it is written (a drawing may be there twice)."""

    role: str
    content: Content
    level: int = 0
    style: str = ""
    written: list[_Written] = field(default_factory=list)

    def write(self, target: Content, touch: Callable[[str], None]) -> None:
        """Write the target everywhere, telling which parts were touched."""
        for each in self.written:
            each.write(target)
            touch(each.part)


def numbered(places: Iterable[_Walked]) -> list[tuple[str, _Walked]]:
    """Each place with its unit's id, in reading order."""
    return list(as_they_come(places))


def as_they_come(places: Iterable[_Walked]) -> Iterator[tuple[str, _Walked]]:
    """The same, each as soon as the walk gives it."""
    ids = Ids()
    for place in places:
        yield ids.next(place.role, place.level), place


def units(places: Iterable[tuple[str, Walked]]) -> tuple[Unit, ...]:
    """The units of numbered places."""
    return tuple(Unit(name, place.role, place.content, place.level, place.style) for name, place in places)


def told(places: Iterable[tuple[str, Walked]], accounts: Callable[[], Iterable[Account]] | Accounts) -> Document:
    """The document of numbered places, called what its first great heading says, or its properties.

    The accounts are asked for when the walk is done.
    """
    read = units(places)
    titles = [unit for unit in read if unit.level == 1] or [unit for unit in read if unit.role == "meta"]
    ledger = accounts if isinstance(accounts, Accounts) else tuple(accounts())
    return Document(read, ledger, text(titles[0].content).strip() if titles else "")


Owner = Callable[[etree._Element, str], str]
"""Tells which unit the text ("") or an attribute of an element belongs to: its id, or ""."""


def owner(places: Iterable[tuple[str, Placed[Any]]]) -> Owner:
    """Who owns what in the parts these places are written in: text the innermost unit around, an attribute its own.

    An attribute that says what another of its element is written for has that one's unit.
    """
    attributes: dict[etree._Element, str] = {}
    ids: dict[tuple[etree._Element, str], str] = {}
    for identity, place in places:
        for each in place.written:
            for element in getattr(each, "paragraphs", None) or (each.element,):
                ids.setdefault((element, getattr(each, "name", "")), identity)
                attributes.setdefault(element, identity)

    def owned(element: etree._Element, attribute: str) -> str:
        if attribute:
            return ids.get((element, attribute)) or attributes.get(element, "")
        around: etree._Element | None = element
        while around is not None and (around, "") not in ids:
            around = around.getparent()
        return "" if around is None else ids[around, ""]

    return owned
