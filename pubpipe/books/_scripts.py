"""Which characters are set as Chinese and which as Latin type."""

from __future__ import annotations

import re

from pubpipe.patterns import pattern

HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FULL_WIDTH = r"\u3000-\u3004\u3008-\u3020\u3030-\u30ff\uff00-\uffef"
EITHER = "“”‘’—…·"
"""Punctuation that Chinese and Latin share by code point: its neighbours decide."""

_HAN = pattern(f"[{HAN}]")
_CHINESE = re.compile(f"[{HAN}{FULL_WIDTH}]")
_LATIN = pattern(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")


def is_han(character: str) -> bool:
    """A Chinese character proper."""
    return bool(_HAN.match(character))


def is_chinese(character: str) -> bool:
    """A character only Chinese type has: Han or full-width."""
    return bool(_CHINESE.match(character))


def has_chinese(text: str) -> bool:
    """Whether there is any Han or full-width character."""
    return _CHINESE.search(text) is not None


def is_latin(character: str) -> bool:
    """A letter of an alphabet."""
    return bool(_LATIN.match(character))
