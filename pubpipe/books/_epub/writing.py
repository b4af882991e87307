"""A page while it is written: what the writers of its blocks and inlines share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from pubpipe.books import Block, Inline, bookmark
from pubpipe.books._epub.markup import escaped, safe_id
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.text import Text

JOINER = "\u2060"
"""Joins a note's mark to the text before it: no line begins with one."""


class Mark(NamedTuple):
    """A note whose mark has been written: the ids of its text and of its mark, what the mark shows, its blocks."""

    note: str
    back: str
    shown: str
    translator: bool
    blocks: list[Block]


class Writing:
    """A page while it is written; `writers` know what a node of each kind becomes.

    `text` is what has been found so far, `marks` are the notes whose texts are still to be written, `counted` how many
    of them there are of the original and of the translator; `boxes` counts what stands aside.
    """

    def __init__(self, identity: str, pictures: Mapping[str, Picture], writers: Mapping[str, Writer]) -> None:
        self.stem = safe_id(identity)
        self.pictures = pictures
        self.text = Text()
        self.marks: list[Mark] = []
        self.counted = {False: 0, True: 0}
        self.boxes = 0
        self._writers = writers
        self._taken: set[str] = set()

    def blocks(self, nodes: list[Block]) -> str:
        """The markup of blocks, each in lines of its own."""
        writers = self._writers
        return "".join([writers[node["t"]](self, node) for node in nodes])

    def inlines(self, nodes: list[Inline]) -> str:
        """The markup of inlines."""
        writers = self._writers
        pieces: list[str] = []
        for node in nodes:
            kind = node["t"]
            if kind == "Str":
                pieces.append(escaped(node["c"]))
            elif kind == "Note" and pieces:
                pieces += (JOINER, writers[kind](self, node))
            else:
                pieces.append(writers[kind](self, node))
        return "".join(pieces)

    def named(self, identity: str) -> str:
        """The id in the file for an id of the book; "" where that is none, or the file has it already."""
        safe = safe_id(identity) if identity else ""
        if not safe or safe in self._taken:
            return ""
        self._taken.add(safe)
        self.text.ids[identity] = safe
        return safe

    def place(self, identity: str) -> str:
        """The same as an attribute."""
        safe = self.named(identity)
        return f' id="{safe}"' if safe else ""

    def address(self, address: str) -> str:
        """The attribute id for the place of a unit; "" where it has no address."""
        return self.place(name_of(address)) if address else ""


Writer: TypeAlias = Callable[[Writing, Block], str]
"""What writes a node of one kind as XHTML."""


def name_of(address: str) -> str:
    """The id of the place a unit has: its bookmark's name, or a digest where that would be too long."""
    return bookmark(address) or f"_u_{hashlib.sha256(address.encode()).hexdigest()[:16]}"
