"""What a page says, as the walk over its blocks leaves it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from pubpipe.books._epub.pictures import Picture


class Heading(NamedTuple):
    """A heading: its level, its id in the file ("" where it has none), its words as markup for a link."""

    level: int
    identity: str
    label: str


class Formula(NamedTuple):
    """A formula in TeX; `kind` is pandoc's: InlineMath or DisplayMath."""

    kind: str
    tex: str


class Break(NamedTuple):
    """Where a page of the original begins: its number there, the id in the file."""

    number: str
    identity: str


@dataclass
class Text:
    """The markup of a page's section, and what the book must know of it: nobody need read the markup again.

    Until `settle` has been, links within the book and formulas stand in the markup as pending. `ids` leads from ids of
    the book to those of the file; `shown` holds the pictures by their file's name. Of the pictures that mean something,
    `described` have words; of the tables, `headed` have headers.
    """

    markup: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    shown: dict[str, Picture] = field(default_factory=dict)
    formulas: list[Formula] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    pictures: int = 0
    described: int = 0
    tables: int = 0
    headed: int = 0
    notes: int = 0
    rubies: int = 0

    def kept(self) -> bytes:
        """The text as bytes, before `settle`: a line of facts, then its markup; pictures by their files' names."""
        told = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "markup"}
        facts = json.dumps(told | {"shown": list(self.shown)}, ensure_ascii=False, check_circular=False)
        return f"{facts}\n{self.markup}".encode()


def unkept(data: bytes, pictures: Mapping[str, Picture]) -> Text:
    """The text whose `kept` these bytes are. Raises ValueError, KeyError or TypeError for bytes that are not."""
    facts, _line, markup = data.decode().partition("\n")
    told = json.loads(facts)
    files = {each.name: each for each in pictures.values()}
    told["shown"] = {name: files[name] for name in told["shown"]}
    for name, kind in (("headings", Heading), ("formulas", Formula), ("breaks", Break)):
        told[name] = [kind(*each) for each in told[name]]
    return Text(markup, **told)
