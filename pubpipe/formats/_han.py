"""Chinese characters, radicals among them, in what is written into an original."""

from __future__ import annotations

import re

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return not text.isascii() and _HAN.search(text) is not None
