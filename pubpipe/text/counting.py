"""How long a text is: words of English, characters of Chinese as offices in China count them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]")
_LATIN_RUN = re.compile(r"[!-~\u00a1-\u02af\u0370-\u04ff’]+")
_SPACE = re.compile(r"\s+")


def words(text: str) -> int:
    """Words of an English text: what stands between spaces and holds a letter or digit; city-wide is one."""
    return sum(1 for piece in _SPACE.split(text.replace("—", " ").replace("…", " ")) if _WORD.search(piece))


def characters(text: str) -> int:
    """Characters of a Chinese text as Word's 字数: each Chinese character or mark, and each Latin run, is one."""
    runs = len(_LATIN_RUN.findall(text))
    rest = _SPACE.sub("", _LATIN_RUN.sub("", text))
    return runs + len(rest)
