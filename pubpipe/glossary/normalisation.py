"""Chinese text made comparable, with the way back to the original.

For matching only: width of letters and digits, zero-width characters, kinds of quotes and interpuncts, white space
beside Han, the dash between two Han (议会—经理制 is 议会经理制), case of Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pubpipe.model import TRANSPARENT, CodeKind, Content
from pubpipe.text.scripts import is_han

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f")
_DASHES = frozenset("-‐‑‒–—―─−－﹣~～〜")
_SAME = {
    **dict.fromkeys("“”„‟＂「」『』〝〞", '"'),
    **dict.fromkeys("‘’‚‛＇`´", "'"),
    **dict.fromkeys("•‧・∙●⋅･᛫‣", "·"),
    **dict.fromkeys("，、", "，"),
    "ﬁ": "fi",
    "ﬂ": "fl",
    "\u3000": " ",
}
_PARTING_NOTHING = TRANSPARENT | {"br", "tab"}
BREAK = "\ue000"
"""Stands for a picture, a field or protected text: no form runs across it."""

_PLAIN = re.compile("[㐀-鿿，。；：？！、]*")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; `offsets` gives each of its characters the place of the original one."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of a span in this one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(content: Content) -> Normal:
    """A content for matching: codes gone, a picture or protected text a break that no form crosses."""
    if len(content) == 1 and isinstance(content[0], str):
        return normalised(content[0])
    joined: list[str] = []
    offsets: list[int] = []
    place = 0
    protected = 0
    for part in content:
        if isinstance(part, str):
            joined += part if not protected else BREAK * len(part)
            offsets += range(place, place + len(part))
            place += len(part)
        elif part.type == "c" or (part.kind is CodeKind.ALONE and part.type not in _PARTING_NOTHING):
            protected += {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}.get(part.kind, 0)
            joined.append(BREAK)
            offsets.append(place)
    normal = normalised("".join(joined))
    if normal.offsets is None:
        return Normal(normal.text, tuple(offsets))
    return Normal(normal.text, tuple(offsets[place] for place in normal.offsets))


def normalised(text: str) -> Normal:
    """A text for matching."""
    if (plain := _PLAIN.match(text)) and plain.end() == len(text) and "、" not in text:
        return Normal(text)
    offsets: Sequence[int] = range(len(text))
    if _ODD.search(text):
        same = [(each, place) for place, character in enumerate(text) for each in _TABLE[ord(character)]]
        characters, offsets = "".join(each for each, _place in same), [place for _each, place in same]
    else:
        characters = text.translate(_TABLE)
    dropped = [found.start() for found in _SPACE_OR_DASH.finditer(characters) if not _counts(characters, found.start())]
    kept: list[str] = []
    places: list[int] = []
    for begin, end in pairwise([-1, *dropped, len(characters)]):
        kept.append(characters[begin + 1 : end])
        places += offsets[begin + 1 : end]
    return Normal("".join(kept), tuple(places))


class _Table(dict[int, str]):
    """What each character counts as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        same = self[code] = _same(chr(code))
        return same


_TABLE = _Table()
_ODD = re.compile(f"[{''.join(sorted(_INVISIBLE))}ﬁﬂİ]")
"""What does not count as one character."""

_SPACE_OR_DASH = re.compile("[ -]")


def _same(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if "！" <= character <= "～" and character not in "，；：？！（）":
        character = chr(ord(character) - 0xFEE0)
    if character in _SAME:
        return _SAME[character]
    if character in _DASHES:
        return "-"
    if character.isspace():
        return " "
    return character if is_han(character) else character.lower()


def _counts(characters: str, place: int) -> bool:
    """Whether a character stays: a space only between two that are not Han, a dash unless alone between two Han."""
    character = characters[place]
    if character not in " -":
        return True
    before = characters[place - 1] if place else ""
    after = characters[place + 1] if place + 1 < len(characters) else ""
    if character == " ":
        return bool(before and after and after != " " and before.isalnum() and after.isalnum()) and not (
            is_han(before) or is_han(after)
        )
    return not (before and after and is_han(before) and is_han(after))
