"""A difference between two versions of a sentence, as a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pubpipe.model import Span


class Kind(StrEnum):
    """The class of a difference, the gravest first."""

    NEGATION = "negation"
    MODALITY = "modality"
    NUMBER = "number"
    DATE = "date"
    QUANTIFIER = "quantifier"
    SCOPE = "scope"
    TERM = "term"
    NAME = "name"
    ADDED = "added clause"
    REMOVED = "removed clause"
    WORDING = "wording"
    PUNCTUATION = "punctuation"
    NOTATION = "notation"
    COSMETIC = "cosmetic"


CARRIED = frozenset({Kind.COSMETIC})
"""The classes that leave a translation as it is. Not even a figure written otherwise (notation) is among them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what the earlier text said, what the later one says, each with its place there.

    `was` or `now` is "" where something was added or removed; the span is then empty and tells the place. Spans count
    code points of the texts as given. `chinese_was` and `chinese_now` are how a Chinese text says the two, where that
    is known. `detail` tells a cosmetic difference (spaces, quotation marks …) or what an added clause holds.
    """

    kind: Kind
    was: str
    now: str
    was_span: Span
    now_span: Span
    chinese_was: str = ""
    chinese_now: str = ""
    detail: str = ""

    @property
    def carried(self) -> bool:
        """Whether the translation may stay as it is."""
        return self.kind in CARRIED


def carried(changes: Iterable[Change]) -> bool:
    """Whether a translation may be kept: every difference leaves it as it is."""
    return all(change.carried for change in changes)
