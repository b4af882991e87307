"""GB/T 19682-2005: which class of error a finding's MQM type belongs to, and what it weighs for a book's quality."""

from __future__ import annotations

_CLASSES = (
    ("source", "—"),
    ("accuracy/untranslated", "II"),
    ("accuracy/encoding", "II"),
    ("accuracy", "I"),
    ("terminology/acronym", "IV"),
    ("terminology", "III"),
    ("style/inconsistency", "III"),
    ("linguistic-conventions/grammar", "II"),
    ("linguistic-conventions/spelling", "II"),
    ("locale-conventions/script", "II"),
    ("", "IV"),
)
"""From the most particular beginning of a type to the most general; the last fits all.

I: wrong or missing in meaning, key words and figures included; II: wrong in wording or grammar; III: terms and names;
IV: units, signs, abbreviations, marks; —: a fault of the original, which no translation answers for.
"""

_WEIGHTS = (
    ("source", 0.0),
    ("accuracy/omission", 4.0),
    ("accuracy/untranslated", 1.0),
    ("accuracy/encoding", 1.0),
    ("accuracy/mistranslation/number", 1.0),
    ("accuracy", 2.0),
    ("terminology", 1.0),
    ("linguistic-conventions/grammar", 2.0),
    ("linguistic-conventions/spelling", 1.0),
    ("linguistic-conventions", 0.1),
    ("locale-conventions/script", 0.5),
    ("locale-conventions", 0.1),
    ("design-and-markup", 0.5),
    ("", 0.1),
)
"""What an error counts by the table of 图书质量管理规定 (2004): characters 1, gaps up to 4, grammar and facts 2, mixed
script 0.5, marks and the form of figures 0.1."""

MOST_OF_A_KIND = 4.0
"""The same error counts at most so much in a book."""


def of_source(type: str) -> bool:
    """Whether an error is the original's, and not the translation's."""
    return type.startswith("source")


def gbt_19682(type: str) -> str:
    """The class, I to IV, of an MQM type; — of an error of the original."""
    return next(group for beginning, group in _CLASSES if type.startswith(beginning))


def book_weight(type: str) -> float:
    """What an error of this MQM type counts towards a book's rate of errors."""
    return next(weight for beginning, weight in _WEIGHTS if type.startswith(beginning))
