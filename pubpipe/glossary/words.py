"""English words and what stands between them, as recognition sees them.

A term's words may be parted by spaces, hyphens, a slash or a line end, all equal; any other mark between two words
(a comma, an ampersand) must stand in the term too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pubpipe.model import TRANSPARENT, CodeKind, Content, Span, text
from pubpipe.patterns import pattern

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*['’]?")
_NEXT = re.compile(rf"\s+({WORD.pattern})")
_JOINERS = re.compile(r"[\s\-‐‑‒–/]+")
_ABBREVIATED = frozenset("st mr ms mrs dr jr sr v vs no inc co mt ft gen gov".split())
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufb00-\ufb06]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACING = frozenset(("br", "tab"))
BREAK = "\ue000"
"""Stands where a picture, a field or protected text parts two words: no term runs across it."""

_LINK = pattern(r"(?:https?://|www\.)[^\s，。；（）]+|[\w.+-]+@[\w-]+\.[\w.-]+")


class Reading(NamedTuple):
    """A text as recognition reads it; `offsets` gives each character's place in the original, None if the same."""

    text: str
    offsets: tuple[int, ...] | None
    closed: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of a span in this one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def open(self, start: int, end: int) -> bool:
        """Whether nothing of it lies in a zone that is not translated."""
        return not any(start < last and first < end for first, last in self.closed)


def reading(content: Content) -> Reading:
    """What recognition reads of a content: letters as they look, codes as what they do to words.

    Formatting and note marks are transparent, a line break is a space, a picture, a field or protected text parts
    words; what stands between an opening and a closing protection code, a web or mail address is not translated.
    """
    plain = text(content)
    coded = any(not isinstance(part, str) and (part.kind is CodeKind.ALONE or part.type == "c") for part in content)
    if not coded and (plain.isascii() or not _UNSEEN.search(plain)):
        return Reading(plain, None, _links(plain))
    shown: list[str] = []
    offsets: list[int] = []
    closed: list[tuple[int, int]] = []
    place = 0
    opened = -1
    for part in content:
        if isinstance(part, str):
            for character in part:
                seen = _LIGATURES.get(character, "" if _UNSEEN.match(character) else character)
                shown.append(seen)
                offsets += [place] * len(seen)
                place += 1
            continue
        mark = ""
        if part.type == "c":
            if part.kind is CodeKind.OPEN:
                opened = len(offsets)
            elif part.kind is CodeKind.CLOSE and opened >= 0:
                closed.append((opened, len(offsets)))
                opened = -1
            mark = BREAK
        elif part.kind is CodeKind.ALONE and part.type not in TRANSPARENT:
            mark = " " if part.type in _SPACING else BREAK
        if mark:
            shown.append(mark)
            offsets.append(place)
    joined = "".join(shown)
    return Reading(joined, tuple(offsets), _links(joined) + tuple(closed))


def _links(plain: str) -> tuple[tuple[int, int], ...]:
    if "@" not in plain and "://" not in plain and "www." not in plain:
        return ()
    return tuple(match.span() for match in _LINK.finditer(plain))


@lru_cache(maxsize=200_000)
def word(surface: str) -> str:
    """A word for comparison: lower case, straight apostrophe, no stops (U.S. is US)."""
    return surface.lower().replace("’", "'").replace(".", "")


def word_before(plain: str, place: int) -> Span | None:
    """The last word that ends before or at a place where a word may begin; None where there is none."""
    end = place
    while end:
        begin = plain.rfind(" ", 0, end - 1) + 1
        if found := _last_word(plain[begin:end]):
            return begin + found[0], begin + found[1]
        end = begin
    return None


@lru_cache(maxsize=50_000)
def _last_word(piece: str) -> Span | None:
    found = [*WORD.finditer(piece)]
    return found[-1].span() if found else None


def neighbour(plain: str, end: int) -> str:
    """The word behind another that ends there, for comparison, if only white space parts them; else ""."""
    found = _NEXT.match(plain, end)
    return word(found[1]) if found else ""


def gap(between: str, before: str) -> str:
    """What of the text between two words counts: "" where they are as good as joined, else its marks.

    `before` is the word on the left: the stop after an initial or a title (John F. Dillon, St. Louis) is no mark.
    """
    if between == " ":
        return ""
    marks = _JOINERS.sub("", between)
    if marks == "." and (len(before) == 1 or before in _ABBREVIATED):
        return ""
    return marks


def words(term: str) -> tuple[tuple[str, str], ...]:
    """A term's words, each with its surface and with the marks before it as part of its key: ("&d", "D")."""
    found: list[tuple[str, str]] = []
    end = 0
    previous = ""
    for match in WORD.finditer(term):
        surface = match.group()
        key = word(surface)
        marks = gap(term[end : match.start()], previous) if found else ""
        found.append((marks + key, surface))
        end, previous = match.end(), key
    return tuple(found)
