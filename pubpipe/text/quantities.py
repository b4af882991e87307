"""The quantities of a text by value."""

from __future__ import annotations

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.text.quantity import Kind, Quantity
from pubpipe.text.scripts import is_chinese


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every figure of a text by value, in reading order; English (`en…`) or Chinese (`zh…`).

    Digits, number words and numerals, dates, times, decades, money, percent, measures, labels. Raises Misused for
    another language.
    """
    if is_chinese(language):
        from pubpipe.text import chinese

        return chinese.find(text)
    if language.lower().split("-")[0] == "en":
        from pubpipe.text import english

        return english.find(text)
    raise Misused(_("quantities are known for English and Chinese, not for {language}").format(language=language))


def dates(text: str, language: str) -> tuple[Quantity, ...]:
    """The dates among the quantities of a text."""
    return tuple(quantity for quantity in quantities(text, language) if quantity.kind is Kind.DATE)
