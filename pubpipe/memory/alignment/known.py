"""English words and Chinese that often stands for them, before the texts are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def common_words() -> tuple[tuple[str, str], ...]:
    """The pairs of `words.tsv`: written by hand for alignment, no dictionary to look a word up in."""
    lines = Path(__file__).with_name("words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((english, form) for english, forms in pairs for form in forms.split())
