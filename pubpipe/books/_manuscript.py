"""The book while it is being assembled: what the steps read and change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pubpipe.books import Doubt, Headword, Illustration, Part
from pubpipe.books._ast import ATTRIBUTED, Node, classes, nodes, said
from pubpipe.books._figures import Facts
from pubpipe.books._settings import assembly
from pubpipe.model import Book, Chapter, Edition

QUIET, RUN = "quiet", "run"
"""The class of what stands for a run of quiet blocks in an outline, and the key of its number."""
_OURS = re.compile("[\ue000-\uf8ff]")
"""Characters nobody else may use: our marks in text."""


@dataclass
class Sheet:
    """A chapter under way.

    `index` counts from 1 in the book's order, `number` among the body's chapters (or 0), `copy` the records it is
    made for (or 0). `called` is the number its file gives it, in Arabic figures, `called_as` the one the book does:
    第二章; both may be "". `meta` is what pandoc read of it beside its blocks, `content` its file and `cells` the
    English of the cells of a file of tables by address, while it is set by itself; `spent` are the addresses of
    what the book says in its own words. `expected`, `headings`, `english` and `works` are its galley's; `cites`
    where its text may cite any. `anchors` leads from the ids of its file, and from the ids its English headings
    would have, to ids of the book; `labels` from what the file calls its figures, tables and sections (("figure",
    "2-1")) to ids of the book. Where its outline stands for it, `places` are, run by run, the addresses left out,
    each with that it is found at; `quiet` are all of them that this edition's readers see, and to those `named`
    something leads.
    """

    index: int
    chapter: Chapter
    blocks: list[Node]
    meta: dict[str, Any] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    picture_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    content: bytes = b""
    expected: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, list[Node]] = field(default_factory=dict)
    works: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    cites: bool = True
    places: Sequence[Mapping[str, str]] = ()
    quiet: dict[str, str] = field(init=False)
    named: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)
    matter: str = "body"
    copy: int = 0
    number: int = 0
    called: str = ""
    called_as: str = ""
    anchors: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    _held: set[str] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.quiet = {own: address for run in self.places for own, address in run.items()}

    def withhold(self, node: Node) -> list[str]:
        """Let readers not see what a node stands for, if it stands for a run of quiet blocks; the addresses in it."""
        run = run_of(node)
        found = [] if run is None else list(self.places[run])
        for address in found:
            self.quiet.pop(address, None)
        return found

    def may_hold(self, *marks: str) -> bool:
        """Whether the chapter may hold nodes of one of these kinds or classes, or one of our characters in its text.

        It is looked through once: what a step makes anew is not known to those that ask after it.
        """
        if self._held is None:
            self._held = _marks(self.blocks)
        return not self._held.isdisjoint(marks)

    def look_again(self) -> None:
        """Look the chapter through again before the next answer: it holds what nobody has seen."""
        self._held = None

    @property
    def id(self) -> str:
        """The chapter's id in the book: c2; of one made for each record, c2r1."""
        return f"c{self.index}r{self.copy}" if self.copy else f"c{self.index}"


@dataclass
class Manuscript:
    """The whole book under way. `shown` tells what each numbered id of the book is called: figure-2-1 is 图2-1.

    `withheld` are the addresses and ids of what this edition's readers may not see, or see elsewhere. `facts` are the
    rows of the book's table of pictures, None where it has none; `credited` are those of the pictures among `media`.
    """

    book: Book
    sheets: list[Sheet]
    files: Mapping[str, bytes]
    terms: Sequence[Headword]
    edition: Edition
    media: dict[str, bytes] = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    pictures: list[Illustration] = field(default_factory=list)
    facts: Sequence[Facts] | None = None
    credited: dict[str, Facts] = field(default_factory=dict)
    appendices: list[Part] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)

    def setting(self, key: str) -> str:
        """A setting of assembling: the book's, or its default."""
        return assembly(self.book, key)

    def doubt(self, address: str, message: str, serious: bool = False) -> None:
        """Note what could not be settled, once."""
        found = Doubt(address, message, serious)
        if found not in self.doubts:
            self.doubts.append(found)


def run_of(node: Node) -> int | None:
    """Which run of quiet blocks a node stands for, if it stands for one."""
    return int(said(node, RUN)) if node["t"] == "Div" and QUIET in classes(node) else None


def _marks(blocks: list[Node]) -> set[str]:
    """The kinds and classes of all nodes, and the characters of ours in their text."""
    found: set[str] = set()
    texts = []
    for node in nodes(blocks):
        kind = node["t"]
        if kind == "Str":
            texts.append(node["c"])
        elif kind in ("Code", "CodeBlock"):
            texts.append(node["c"][1])
        found.add(kind)
        if kind in ATTRIBUTED:
            found.update(classes(node))
    return found | set(_OURS.findall("".join(texts)))
