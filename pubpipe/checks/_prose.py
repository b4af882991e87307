"""Chinese prose with what is not prose out of the way: codes, addresses, quoted program text.

Rules of punctuation look at pieces of a target, never across a picture, a line break or a translator's note. What must
not be touched is masked, character by character, so that positions stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from pubpipe.checks._once import LATELY, lately
from pubpipe.model import TRANSPARENT, Code, CodeKind, Content, Issue, text
from pubpipe.text.scripts import has_han

__all__ = ["HAN", "MASK", "has_han", "masked", "pieces", "plain", "seen", "standing"]

HAN = "〇々㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
"""The Chinese characters, as they stand in a character class of a regular expression."""

MASK = "\ufffc"
"""Stands for a character that is no prose."""

_NO_PROSE = (
    r"\((?<=\]\()[^()\s]*+\)",
    r"(?:(?:https?|ftp|file)://|mailto:|www\.)[!#-'*-;=?-~]*[\w/=#&-]",
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+",
    r"(`(?<!``)`*+)[^`]++\1",
)
"""What is no prose: where a link leads, web and e-mail addresses, quoted program text."""


@lately
def pieces(target: Content) -> list[tuple[int, str]]:
    """The prose of a target between what interrupts it, masked, each with its position in the text without codes."""
    if len(target) == 1 and isinstance(target[0], str):
        return [(0, plain(target))]
    return list(_pieces(target))


def _pieces(target: Content) -> Iterator[tuple[int, str]]:
    position, begin, piece = 0, 0, ""
    for part in target:
        if isinstance(part, str):
            piece += part
            position += len(part)
        elif _interrupts(part):
            if piece:
                yield begin, masked(piece)
            begin, piece = position, ""
    if piece:
        yield begin, masked(piece)


@lru_cache(maxsize=LATELY)
def masked(prose: str) -> str:
    """The same text, as long, with addresses and quoted program text masked."""
    links, mail, quoted = "](" in prose, "@" in prose, "`" in prose
    addresses = "://" in prose or "www." in prose or "mailto:" in prose
    if not (links or addresses or mail or quoted):
        return prose
    return _no_prose(links, addresses, mail, quoted).sub(_mask, prose)


@cache
def _no_prose(*standing: bool) -> re.Pattern[str]:
    """The pattern of what may stand there of `_NO_PROSE`; what cannot is not looked for."""
    return re.compile("|".join(pattern for pattern, there in zip(_NO_PROSE, standing, strict=True) if there))


def _mask(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def seen(
    target: Content, pattern: re.Pattern[str], message: str, suggestion: str = r"", fix: str | None = None
) -> Iterator[Issue]:
    """An issue for each place of a target that fits a pattern.

    The suggestion may use the pattern's groups, and so may the fix, which is given only for what is certain.
    """
    for begin, piece in pieces(target):
        for found in pattern.finditer(piece):
            whole = MASK not in found[0]
            better = found.expand(suggestion) if suggestion and whole else ""
            sure = found.expand(fix) if fix is not None and whole else None
            yield Issue(message, (begin + found.start(), begin + found.end()), better, fix=sure)


def _interrupts(code: Code) -> bool:
    return code.type == "tn" or (code.kind is CodeKind.ALONE and code.type not in TRANSPARENT)


def plain(parts: Content) -> str:
    """The text of a source or target, masked as a whole: for questions that look across its codes."""
    return masked(text(parts))


def standing(target: Content) -> tuple[str, Sequence[int]]:
    """The text, masked, with MASK for each code that stands for something, and where each character stands without.

    One place more than characters: the end. For questions that look at whole sentences.
    """
    if len(target) == 1 and isinstance(target[0], str):
        return plain(target), range(len(target[0]) + 1)
    shown: list[str] = []
    places: list[int] = []
    position = 0
    for part in target:
        if isinstance(part, str):
            shown.append(part)
            places += range(position, position + len(part))
            position += len(part)
        elif _interrupts(part):
            shown.append(MASK)
            places.append(position)
    return masked("".join(shown)), [*places, position]


def holds(prose: str, words: Iterable[str]) -> bool:
    """Whether any of these words stands in a text: the cheap question before a pattern."""
    for word in words:  # noqa: SIM110  (half the time of `any`)
        if word in prose:
            return True
    return False
