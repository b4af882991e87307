"""A quantity as a value: what a figure says, whatever language writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from pubpipe.model import Span


class Kind(StrEnum):
    """What a figure counts or names."""

    NUMBER = "number"
    LABEL = "label"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    DATE = "date"
    TIME = "time"
    DECADE = "decade"
    CHAIN = "chain"


Value: TypeAlias = Fraction | tuple[int | None, ...] | str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure where it stands.

    `value` is a Fraction for NUMBER, PERCENT (33 % is 33/100), MONEY and MEASURE; (year, month, day) for DATE, (hour,
    minute) for TIME and (century, tens) for DECADE, None for what is not said; the written form for LABEL ("3.04") and
    CHAIN ("2014-15"), with plain hyphens. `unit` is a currency code or a unit's English name. `also` are other values
    the same words may mean. `parts` are what a compound is made of, mostly plain numbers. Not `required`: words that a
    good translation often says without a number (one, first, half). `words`: written without digits. `whole` is the
    compound a part was taken from; a part that has no place of its own (the month of a date) has the whole's span.
    """

    span: Span
    text: str
    kind: Kind
    value: Value
    unit: str = ""
    required: bool = True
    also: tuple[Fraction, ...] = ()
    parts: tuple[Quantity, ...] = ()
    words: bool = False
    whole: Quantity | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text


_DIGIT = re.compile("[0-9]")


class Finder:
    """Collects the quantities of one text; what stands first in the order of asking keeps its characters.

    `text` is the text with plain signs, `original` as it was, `small` in small letters, for English words.
    """

    def __init__(self, text: str, original: str, small: str = "") -> None:
        self.text = text
        self.small = small
        self._original = original
        self._taken = bytearray(len(text))
        self.found: list[Quantity] = []

    def is_free(self, span: Span) -> bool:
        """Whether no quantity stands on these characters."""
        return 1 not in self._taken[span[0] : span[1]]

    def number(self, span: Span, value: Fraction | int, *, words: bool = False) -> Quantity:
        """A plain number, as a part of a compound."""
        return Quantity(span, self._original[span[0] : span[1]], Kind.NUMBER, Fraction(value), words=words)

    def take(
        self,
        span: Span,
        kind: Kind,
        value: Value,
        unit: str = "",
        *,
        required: bool = True,
        also: tuple[Fraction, ...] = (),
        parts: tuple[Quantity, ...] = (),
    ) -> None:
        """Note a quantity, unless another stands there."""
        if not self.is_free(span):
            return
        self._taken[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        written = self._original[span[0] : span[1]]
        words = written.isalpha() or not (
            _DIGIT.search(written)
            or any(character.isdigit() and character not in "①②③④⑤⑥⑦⑧⑨⑩" for character in written)
        )
        self.found.append(Quantity(span, written, kind, value, unit, required, also, parts, words))

    def result(self) -> tuple[Quantity, ...]:
        """What was found, in reading order."""
        return tuple(sorted(self.found, key=lambda quantity: quantity.span))


def values(quantity: Quantity) -> Iterator[Fraction]:
    """The plain values a quantity may be read as."""
    if isinstance(quantity.value, Fraction):
        yield quantity.value
    yield from quantity.also


def placed(quantity: Quantity) -> Quantity:
    """The compound a part without a place of its own belongs to, otherwise the quantity itself."""
    whole = quantity.whole
    return whole if whole and whole.span == quantity.span else quantity


def moved(quantity: Quantity, offset: int) -> Quantity:
    """The same quantity, further on in a longer text."""
    start, end = quantity.span
    parts = tuple(moved(part, offset) for part in quantity.parts)
    return replace(quantity, span=(start + offset, end + offset), parts=parts)
