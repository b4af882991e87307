"""Which script and which width a character has, and where Han and Latin meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

FULL_WIDTH_MARKS = frozenset("，。、；：？！（）《》〈〉「」『』【】〔〕〖〗～・")
"""Punctuation of Chinese that always fills its cell."""

SHARED_MARKS = frozenset("“”‘’—…·")
"""Punctuation written with one code point in Chinese and in Latin text."""

HALF_WIDTH_MARKS = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
"""Half-width punctuation and what Chinese writes for it."""

OPENING_MARKS = frozenset("（《〈「『【〔〖“‘([{")
CLOSING_MARKS = frozenset("）》〉」』】〕〗”’)]}")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\u3007\u3005"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_LATIN_RUN = re.compile(r"[^\W\d_\u0250-\U0010ffff][^\W_\u0250-\U0010ffff]*(?:[-'’.&/+][^\W_\u0250-\U0010ffff]+)*")
_BOUNDARY = re.compile(rf"(?<=[{_HAN}])\s*(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])\s*(?=[{_HAN}])")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character (々 and 〇 count)."""
    return _HAN_RUN.fullmatch(character) is not None and len(character) == 1


def is_full_width(character: str) -> bool:
    """Whether it fills a whole cell of Chinese text: Han, kana, full-width marks and forms."""
    return unicodedata.east_asian_width(character) in "WF"


def width(text: str) -> int:
    """Cells of a terminal or a ruled page: two for a full-width character, none for a combining one."""
    return sum(2 if is_full_width(each) else 0 if unicodedata.combining(each) else 1 for each in text)


def han_count(text: str) -> int:
    """How many Chinese characters."""
    return sum(len(run) for run in _HAN_RUN.findall(text))


def han_ratio(text: str) -> float:
    """Chinese characters among the letters of all scripts, 0 to 1; 0 for a text without letters."""
    han = han_count(text)
    letters = sum(unicodedata.category(character)[0] == "L" for character in text)
    return min(1.0, han / letters) if letters else 0.0


def latin_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Each Latin word with start and end; hyphens, apostrophes and full stops inside a word belong to it."""
    return ((match.start(), match.end(), match[0]) for match in _LATIN_RUN.finditer(text))


def han_latin_boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Where Han and a Latin letter or digit meet: the span of the white space between them, often empty."""
    return (match.span() for match in _BOUNDARY.finditer(text))


def is_chinese(language: str) -> bool:
    """Whether a BCP 47 tag is Chinese."""
    return language.lower().split("-")[0] == "zh"
