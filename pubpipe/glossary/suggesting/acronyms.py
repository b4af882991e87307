"""Acronyms a text explains: the full form, whose initials they are, and the acronym in brackets beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL = frozenset("a an and at by for from in of on or the to with".split())
_BRACKETED = re.compile(r"[(（]\s*[“\"‘']?([A-Z][A-Za-z&/-]{0,8}[A-Z])s?[”\"’']?\s*[)）]")
_BEHIND = re.compile(r"\b([A-Z][A-Za-z&/-]{0,8}[A-Z])s?\s[(（]((?:[A-Za-z][\w’'-]*[ -]){1,9}[A-Za-z][\w’'-]*)[)）]")
_WORD = re.compile(r"[A-Za-z][\w’']*")
_SHOUT = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield each acronym with its full form: tax increment financing (TIF), or TIF (tax increment financing)."""
    for found in _BRACKETED.finditer(text):
        if full := _before(text[: found.start()].rstrip(), found[1]):
            yield found[1], full
    for found in _BEHIND.finditer(text):
        if full := _before(found[2], found[1], whole=True):
            yield found[1], full


def _before(text: str, acronym: str, *, whole: bool = False) -> str:
    """The words at the end of a text whose initials are an acronym's letters, small words left out or not; or ""."""
    letters = re.sub(r"[^A-Za-z]", "", acronym).upper()
    words = list(_WORD.finditer(text))
    for count in range(len(letters), min(len(words), 2 * len(letters) + 1) + 1):
        part = words[-count:]
        between = text[part[0].start() :]
        if part[0].group().lower() in _SMALL or re.search(r"[.;:!?()]", between):
            continue
        every = "".join(word.group()[0] for word in part).upper()
        large = "".join(word.group()[0] for word in part if word.group().lower() not in _SMALL).upper()
        if letters in (every, large) and (not whole or count == len(words)):
            return between.strip()
    return ""


def bare(text: str) -> Iterator[str]:
    """The words in capitals of a text that is not all capitals."""
    if text.upper() != text:
        yield from _SHOUT.findall(text)
