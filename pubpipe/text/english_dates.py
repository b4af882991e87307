"""Dates, decades and times of day in English text."""

from __future__ import annotations

import re
from functools import cache

from pubpipe.text.quantity import Finder
from pubpipe.text.shared import date, decade, time

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in list(MONTHS.items())} | {"sept": 9}

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
_MONTH += r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_MONTH_NAMED = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_CLOCK = re.compile("[0-9]:[0-9]")
_SLASHED = re.compile("[0-9][/-][0-9]")
_NAMED_MONTHS = (
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?-\s?(?P<last>\d{{1,2}}))?(?!\d)"
    r"(?:,?\s+(?P<year>\d{4})\b)?",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}})\b)?",
    rf"\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>\d{{4}})\b",
)
_NUMBERED_MONTHS = (
    r"(?<![\d/.-])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?![\d/])",
    r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])",
)


@cache
def _expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags | re.ASCII)


def find_dates(finder: Finder) -> None:
    """Take the dates; a Chinese text may hold some too, in a list of references."""
    text = finder.text
    patterns: tuple[str, ...] = _NAMED_MONTHS if _MONTH_NAMED.search(text) else ()
    patterns += _NUMBERED_MONTHS if _SLASHED.search(text) else ()
    for pattern in patterns:
        for match in _expression(pattern).finditer(text):
            groups = match.groupdict()
            name = groups["month"].rstrip(".").lower()
            month = MONTHS.get(name) or (int(name) if name.isdigit() else 0)
            day = int(groups["day"]) if groups.get("day") else None
            if 1 <= month <= 12 and (day is None or 1 <= day <= 31) and finder.is_free(match.span()):
                year = int(groups["year"]) if groups.get("year") else None
                date(finder, match.span(), year, month, day)
                if groups.get("last"):
                    finder.found.append(finder.number(match.span("last"), int(groups["last"])))


def find_decades(finder: Finder) -> None:
    """Take the decades: the 1990s, the '80s."""
    if "0s" not in finder.text and "0's" not in finder.text:
        return
    for match in _expression(r"\b(1\d|20)(\d0)'?s\b").finditer(finder.text):
        decade(finder, match.span(), int(match[1]) + 1, int(match[2]))
    for match in _expression(r"(?:\bthe\s+'?|')([2-9]0)'?s\b").finditer(finder.text):
        decade(finder, match.span(), None, int(match[1]))


def find_times(finder: Finder) -> None:
    """Take the times of day: 5 p.m., 17:30."""
    if _expression(r"[0-9]\s?[AaPp]\.?[Mm]").search(finder.text):
        pattern = r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b\.?"
        for match in _expression(pattern, re.IGNORECASE).finditer(finder.text):
            hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
            time(finder, match.span(), hour, int(match[2] or 0), int(match[1]))
    if not _CLOCK.search(finder.text):
        return
    for match in _expression(r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])").finditer(finder.text):
        time(finder, match.span(), int(match[1]), int(match[2]), int(match[1]))
