"""What the writer keeps while it writes one book: ids given out, chapters begun, equations turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pubpipe.books import Assembled
from pubpipe.books._paper import Paper
from pubpipe.books._typst.code import anchor, call, literal


@dataclass
class Writing:
    """One book being written as Typst code.

    `equations` leads from TeX to Typst's mathematics; `placed` holds the ids whose place has been written; `depth` is
    the level of the last heading, `floated` the id of the last figure or table that stands in the flow of its chapter.
    """

    assembled: Assembled
    paper: Paper
    equations: Mapping[str, str] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    depth: int = 0
    floated: str = ""

    def placing(self, identity: str) -> str:
        """The place of an id, or "" where there is none or it has been written."""
        return anchor(identity) if self.first(identity) else ""

    def first(self, identity: str) -> bool:
        """Whether this is the first time that an id is met."""
        if not identity or identity in self.placed:
            return False
        self.placed.add(identity)
        return True

    def level(self, wanted: int) -> int:
        """The level of a heading, never more than one below the heading before it."""
        self.depth = min(wanted, self.depth + 1)
        return self.depth


def addressed(address: str) -> str:
    """The mark of a unit in the laid-out book; it shows nothing."""
    return call("unit", literal(address)) if address else ""
