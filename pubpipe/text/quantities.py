"""The quantities of a text by value."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.text.quantity import Quantity
from pubpipe.text.scripts import is_chinese


@lru_cache(maxsize=1024)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every figure of a text by value, in reading order; English (`en…`) or Chinese (`zh…`).

    Several checks ask for those of the same text, one after another.

    Digits, number words and numerals, dates, times, decades, money, percent, measures, labels. Raises Misused for
    another language.
    """
    return _finder(language)(text)


@cache
def _finder(language: str) -> Callable[[str], tuple[Quantity, ...]]:
    if is_chinese(language):
        from pubpipe.text import chinese

        return chinese.find
    if language.lower().split("-")[0] == "en":
        from pubpipe.text import english

        return english.find
    raise Misused(_("quantities are known for English and Chinese, not for {language}").format(language=language))
