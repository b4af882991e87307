"""Which script and which width a character has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

HALF_WIDTH_MARKS = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
"""Half-width punctuation and what Chinese writes for it."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\u3007\u3005"
_HAN_RUN = re.compile(f"[{_HAN}]+")


@cache
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
    return sum(map(len, _HAN_RUN.findall(text)))


def has_han(text: str) -> bool:
    """Whether there is a Chinese character."""
    return _HAN_RUN.search(text) is not None


@cache
def is_chinese(language: str) -> bool:
    """Whether a BCP 47 tag is Chinese."""
    return language.lower().split("-")[0] == "zh"
