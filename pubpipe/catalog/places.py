"""Where sentences stand: addresses, contexts, neighbours.

An address is `file:unit-id` with the sentence's number where it is not the first of its unit:
`city-management/02 Budgeting.docx:2.1/p3-2`. Addresses have an order that can be told from them alone: section, kind of
unit, number, sentence; in it old and new versions of a document are compared, and neighbours are counted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import TypeAlias

from pubpipe.catalog.catalog import Catalog, Key, key
from pubpipe.catalog.codes import encode
from pubpipe.model import Document, Entry, Segment, Unit, text, value

RUNNING_TEXT = ("paragraph", "item", "quote")
"""Roles whose entries have no context."""

_ADDRESS = re.compile(r"(.*?):?([0-9.]+)/([a-z])([0-9]*)(?:-([0-9]+))?", re.DOTALL)
_SENTENCE = re.compile(r"[a-z][0-9]*-([0-9]+)")
_SECTION = frozenset("0123456789.")
"""What a section's number ends with."""

Order: TypeAlias = tuple[tuple[int, ...], str, int, int, str]


@value
class Placed:
    """A segment where it stands: sentence `number` of `count` in its unit; `source` is its text with codes as text."""

    address: str
    unit: Unit
    segment: Segment
    number: int
    count: int
    source: str
    before: str = ""
    after: str = ""

    @property
    def context(self) -> str:
        """The context of its entry unless it was split: "" in running text, else the role."""
        return "" if self.unit.role in RUNNING_TEXT else self.unit.role

    @property
    def key(self) -> Key:
        """What tells its entry apart, unless it was split."""
        return self.context, self.source

    @property
    def where(self) -> str:
        """Where it stands, for a translator: `paragraph, section 2.1, sentence 2 of 4`."""
        section = self.unit.id.partition("/")[0]
        words = [self.unit.role]
        if section.strip("0."):
            words.append(f"section {section}")
        if self.count > 1:
            words.append(f"sentence {self.number} of {self.count}")
        return ", ".join(words)


def walk(document: Document, file: str) -> list[Placed]:
    """Every segment a translator must see, in reading order, with the sources of its neighbours.

    Segments without a visible character (a picture alone) are nobody's work.
    """
    found = [
        (unit, segment, number)
        for unit in document.units
        for number, segment in enumerate(unit.segments, start=1)
        if text(segment.source).strip()
    ]
    sources = ["", *[encode(segment.source) for _unit, segment, _number in found], ""]
    around = zip(sources, sources[1:], sources[2:], strict=False)
    return [
        Placed(address(file, unit.id, number), unit, segment, number, len(unit.segments), source, before, after)
        for (unit, segment, number), (before, source, after) in zip(found, around, strict=True)
    ]


def address(file: str, unit: str, number: int = 1) -> str:
    """The address of a sentence; without a file's name where there is none."""
    sentence = f"-{number}" if number > 1 else ""
    return f"{file}:{unit}{sentence}" if file else f"{unit}{sentence}"


def order(place: str) -> Order:
    """A sorting key that puts addresses of one document in their own order."""
    found = _ADDRESS.fullmatch(place)
    if not found:
        return (), "", 0, 0, place
    section = tuple(int(part) for part in found[2].split(".") if part)
    return section, "" if found[3] == "h" else found[3], int(found[4] or 0), int(found[5] or 1), ""


def unit_of(place: str) -> tuple[str, int]:
    """The address of the unit, and the number of the sentence in it."""
    section, _slash, unit = place.rpartition("/")
    found = _SENTENCE.fullmatch(unit) if section[-1:] in _SECTION else None
    return (place[: -len(found[1]) - 1], int(found[1])) if found else (place, 1)


def beside(place: str, step: int) -> str:
    """The address of the sentence so many further in the same unit."""
    unit, number = unit_of(place)
    return address("", unit, number + step)


def finder(catalog: Catalog) -> Callable[[Placed], Entry | None]:
    """Where to find the entry of a sentence: by its address, so that split entries are met, or else by its key."""
    by_address = {place: entry for entry in catalog.live for place in entry.places}
    by_key = {key(entry): entry for entry in catalog.live}

    def find(placed: Placed) -> Entry | None:
        entry = by_address.get(placed.address)
        if entry and entry.source == placed.source and role_of(entry.context) == placed.context:
            return entry
        return by_key.get(placed.key)

    return find


def role_of(context: str) -> str:
    """The context an entry had before it was split: `heading@…` is `heading`, `text@…` is running text, ""."""
    role, at, _ = context.partition("@")
    return "" if at and role == "text" else role


def digest(before: str, after: str) -> str:
    """Eight letters that stand for a pair of neighbours."""
    return hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:8]
