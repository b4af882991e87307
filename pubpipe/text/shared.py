"""What English and Chinese figures have in common."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from pubpipe.model import Span
from pubpipe.text.quantity import Finder, Kind, Quantity

VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|[\d,.]{41,}|</?[a-z]+\d+/?>",
    re.ASCII,
)
_IDENTIFIER = re.compile(r"[A-Za-z](?<![A-Za-z0-9_.].)[A-Za-z_]*+\d\w*(?:\.\d+)*", re.ASCII)
_FIGURES = re.compile(r"\d+(?:\.\d+)*")
_SHORTENED = re.compile(r"[A-Za-z]\d+[A-Za-z]")
_LETTER_DIGIT = re.compile("[0-9](?<=[A-Za-z_].)")
_LONG = re.compile(r"[\d,.]{41,}", re.ASCII)
_OF_LONG = frozenset("0123456789,.")


def addresses_masked(text: str) -> str:
    """The same text, addresses, codes and runs of over 40 digits blanked, for their digits are no figures."""
    if "@" in text or "<" in text or "://" in text or "www." in text or _has_long(text):
        return _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return text


def _has_long(text: str) -> bool:
    """Whether over 40 digits stand together; one of them then stands at a multiple of 41, which is looked at first."""
    return not _OF_LONG.isdisjoint(text[40::41]) and _LONG.search(text) is not None


def date(finder: Finder, span: Span, year: int | None, month: int, day: int | None) -> None:
    """Take a date; its parts are the year, the month and the day."""
    parts = []
    if year is not None:
        parts.append(finder.number(span, year))
    parts.append(replace(finder.number(span, month), kind=Kind.DATE, value=(None, month, None)))
    if day is not None:
        parts.append(replace(finder.number(span, day), kind=Kind.DATE, value=(None, None, day)))
    finder.take(span, Kind.DATE, (year, month, day), parts=tuple(parts) if len(parts) > 1 else ())


def time(finder: Finder, span: Span, hour: int, minute: int, written_hour: int) -> None:
    """Take a time of day; its parts are the hour as written (or of 24) and the minutes."""
    hours = replace(finder.number(span, written_hour), also=(Fraction(hour),))
    minutes = (finder.number(span, minute),) if minute else ()
    finder.take(span, Kind.TIME, (hour, minute), parts=(hours, *minutes))


def decade(finder: Finder, span: Span, century: int | None, tens: int) -> None:
    """Take a decade: the 20th century's 90s."""
    finder.take(span, Kind.DECADE, (century, tens))


def money(finder: Finder, span: Span, value: Fraction, currency: str) -> None:
    """Take an amount of money."""
    finder.take(span, Kind.MONEY, value, currency)


def chain(finder: Finder, span: Span, kind: Kind) -> None:
    """Take figures joined by hyphens or full stops, as written; those joined by hyphens have parts.

    The second of two years may be short: 2014-15 is 2014 and 15 or 2015.
    """
    written = re.sub(r"[^\w.]+", "-", finder.text[span[0] : span[1]])
    parts: list[Quantity] = []
    if "." not in written:
        for match in re.finditer(r"\d+", finder.text[span[0] : span[1]]):
            at = (span[0] + match.start(), span[0] + match.end())
            part = finder.number(at, int(match[0]))
            if parts and 1000 <= (first := int(parts[0].text)) < 2200:
                century = first // 100 * 100
                if len(match[0]) == 2:
                    part = replace(part, also=(Fraction(century + int(match[0])),))
                elif 0 < int(match[0]) - century < 100:
                    part = replace(part, also=(Fraction(int(match[0]) - century),))
            parts.append(part)
    finder.take(span, kind, written, parts=tuple(parts))


def identifiers(finder: Finder) -> None:
    """Take words of letters and digits: G20, OAuth2, v1.30; their only figure is their part. K8s need not stand."""
    for match in _IDENTIFIER.finditer(finder.text) if _LETTER_DIGIT.search(finder.text) else ():
        figures = _FIGURES.findall(match[0])
        single = len(figures) == 1 and figures[0].count(".") < 2
        parts = (finder.number(match.span(), Fraction(figures[0])),) if single else ()
        shortened = _SHORTENED.fullmatch(match[0]) is not None
        finder.take(match.span(), Kind.LABEL, match[0].lower(), required=not shortened, parts=parts)


def widen_ranges(finder: Finder, connector: str) -> tuple[Quantity, ...]:
    """In "3 to 5 million" and "10-15%" the first number may share what follows the second; the result in order."""
    found = list(finder.result())
    pattern = re.compile(connector)
    for index, (first, second) in enumerate(pairwise(found)):
        if not (isinstance(first.value, Fraction) and isinstance(second.value, Fraction)):
            continue
        if first.kind not in (Kind.NUMBER, Kind.MONEY) or first.words != second.words or first.parts:
            continue
        between = finder.text[first.span[1] : second.span[0]]
        if len(between) > 12 or not pattern.fullmatch(between):
            continue
        factor = _factor(second)
        if factor != 1:
            found[index] = replace(first, also=(*first.also, first.value * factor))
    return tuple(found)


def _factor(quantity: Quantity) -> Fraction:
    """How much the words after a figure multiply it: 1.5 million is 1.5 times 1,000,000."""
    assert isinstance(quantity.value, Fraction)
    figure = re.search(r"\d[\d,]*(?:\.\d+)?", quantity.text)
    if not figure:
        return Fraction(1)
    plain = Fraction(figure[0].replace(",", ""))
    return quantity.value / plain if plain else Fraction(1)
