"""Whole numbers that stand for texts, so that the same text is found again without an index of texts.

Two texts with one number are next to impossible; where the text itself is at hand it is compared all the same.
"""

from __future__ import annotations

from zlib import crc32

from pubpipe.memory.points import NUMBER, points_of, tokens


def key(text: str) -> int:
    """64 bits for a text as it is; 0 for no text."""
    return _bits(text) if text else 0


def masked(text: str) -> str:
    """The words of a text without case, with a `0` for each number, without punctuation and codes.

    "" where there is no word: figures alone are nobody's translation.
    """
    words = [point[0] for point in map(points_of, tokens(text)) if len(point) == 2]
    return " ".join(words) if any(word != NUMBER for word in words) else ""


def mask(text: str) -> int | None:
    """64 bits for a masked text, None where there is no word."""
    words = masked(text)
    return _bits(words) if words else None


def _bits(text: str) -> int:
    """The sums of the text read forwards and backwards: nobody cheats here, and `hashlib` is slow to import."""
    data = text.encode("utf-8", "surrogatepass")
    return (crc32(data) - (1 << 31) << 32) | crc32(data[::-1])
