"""Chinese prose with what is not prose out of the way: codes, addresses, quoted program text.

Rules of punctuation look at pieces of a target, never across a picture, a line break or a translator's note. What must
not be touched is masked, character by character, so that positions stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.model import Code, CodeKind, Content, Issue, text
from pubpipe.text.scripts import han_count

HAN = "〇々㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
"""The Chinese characters, as they stand in a character class of a regular expression."""

MASK = "\ufffc"
"""Stands for a character that is no prose."""

_TRANSPARENT = ("fn", "en", "cm")
_NO_PROSE = re.compile(
    r"(?<=\])\([^()\s]*+\)|(?:(?:https?|ftp|file)://|mailto:|www\.)[!#-'*-;=?-~]*[\w/=#&-]"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"
    r"|(?<!`)(`++)[^`]++\1"
)


def pieces(target: Content) -> Iterator[tuple[int, str]]:
    """The prose of a target between what interrupts it, masked, each with its position in the text without codes."""
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


def masked(prose: str) -> str:
    """The same text, as long, with addresses and quoted program text masked."""
    return _NO_PROSE.sub(lambda found: MASK * len(found[0]), prose)


def has_han(prose: str) -> bool:
    """Whether there is a Chinese character."""
    return han_count(prose) > 0


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
    return code.type == "tn" or (code.kind is CodeKind.ALONE and code.type not in _TRANSPARENT)


def plain(target: Content) -> str:
    """The text of a target, masked as a whole: for questions that look across its codes."""
    return masked(text(target))


def standing(target: Content) -> tuple[str, list[int]]:
    """The text, masked, with MASK for each code that stands for something, and where each character stands without.

    One place more than characters: the end. For questions that look at whole sentences.
    """
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
