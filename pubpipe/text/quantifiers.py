"""How many, how much, how often, and for whom: all, at least, no more than, before, monthly, only, except, unless.

Each expression comes with what Chinese says for it; two expressions with the same Chinese say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pubpipe.model import Span


class Sort(StrEnum):
    """What the expression does."""

    QUANTIFIER = "quantifier"
    COMPARATOR = "comparator"
    FREQUENCY = "frequency"
    SCOPE = "scope"
    JOINING = "joining"


@dataclass(frozen=True, slots=True)
class Quantifier:
    """An expression where it stands, its sort and its meaning in Chinese."""

    span: Span
    text: str
    sort: Sort
    chinese: str


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_MORE = r"(?:more|greater|higher|larger|longer|older)"
_LESS = r"(?:less|fewer|lower|smaller|shorter|younger)"
_ENGLISH: tuple[tuple[Sort, str, str], ...] = (
    (Sort.COMPARATOR, "不超过", rf"(?:no|not)\s+{_MORE}\s+than|not\s+(?:to\s+)?exceed(?:ing)?|at\s+(?:the\s+)?most"),
    (Sort.COMPARATOR, "不超过", rf"up\s+to|(?:a\s+)?maximum\s+of|or\s+{_LESS}|or\s+under"),
    (Sort.COMPARATOR, "至少", rf"(?:no|not)\s+{_LESS}\s+than|at\s+least|(?:a\s+)?minimum\s+of|or\s+{_MORE}|or\s+over"),
    (
        Sort.COMPARATOR,
        "不晚于",
        rf"(?:no|not)\s+later\s+than|on\s+or\s+before|by(?=\s+(?:{_MONTH}\b|\d|noon|midnight))",
    ),
    (Sort.COMPARATOR, "不早于", r"(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before|on\s+or\s+after"),
    (Sort.COMPARATOR, "超过", rf"{_MORE}\s+than|in\s+excess\s+of|exceed(?:s|ed|ing)?|over|above"),
    (Sort.COMPARATOR, "少于", rf"{_LESS}\s+than|under|below"),
    (Sort.COMPARATOR, "晚于", r"later\s+than"),
    (Sort.COMPARATOR, "早于", r"(?:earlier|sooner)\s+than"),
    (Sort.COMPARATOR, "……之前", r"before|prior\s+to"),
    (Sort.COMPARATOR, "……之后", r"after|subsequent\s+to"),
    (Sort.COMPARATOR, "……之内", r"within"),
    (Sort.COMPARATOR, "直到", r"until|till"),
    (Sort.COMPARATOR, "自……以来", r"since"),
    (Sort.COMPARATOR, "大约", r"approximately|about(?=\s+[\d$])|roughly|nearly|almost"),
    (Sort.COMPARATOR, "恰好", r"exactly|precisely"),
    (Sort.COMPARATOR, "最高", r"maximum"),
    (Sort.COMPARATOR, "最低", r"minimum"),
    (Sort.COMPARATOR, "更多", r"more"),
    (Sort.COMPARATOR, "更少", r"less|fewer"),
    (Sort.QUANTIFIER, "一个或多个", r"one\s+or\s+more"),
    (Sort.QUANTIFIER, "全部", r"all"),
    (Sort.QUANTIFIER, "任何", r"any"),
    (Sort.QUANTIFIER, "每个", r"each|every"),
    (Sort.QUANTIFIER, "两者都", r"both"),
    (Sort.QUANTIFIER, "二者之一", r"either"),
    (Sort.QUANTIFIER, "过半数", r"(?:an?\s+|the\s+)?(?:simple\s+)?majority\s+of"),
    (Sort.QUANTIFIER, "大多数", r"most"),
    (Sort.QUANTIFIER, "许多", r"many|numerous"),
    (Sort.QUANTIFIER, "几个", r"a\s+few|several|a\s+number\s+of"),
    (Sort.QUANTIFIER, "很少", r"few|little"),
    (Sort.QUANTIFIER, "一些", r"some"),
    (Sort.QUANTIFIER, "整个", r"entire|whole"),
    (Sort.FREQUENCY, "每小时", r"hourly"),
    (Sort.FREQUENCY, "每日", r"daily"),
    (Sort.FREQUENCY, "每周", r"weekly"),
    (Sort.FREQUENCY, "每两周", r"bi-?weekly|fortnightly"),
    (Sort.FREQUENCY, "每月", r"monthly"),
    (Sort.FREQUENCY, "每两月", r"bi-?monthly"),
    (Sort.FREQUENCY, "每季度", r"quarterly"),
    (Sort.FREQUENCY, "每半年", r"semi-?annual(?:ly)?"),
    (Sort.FREQUENCY, "每年", r"annual(?:ly)?|yearly"),
    (Sort.FREQUENCY, "每两年", r"biennial(?:ly)?"),
    (Sort.FREQUENCY, "一次", r"once"),
    (Sort.FREQUENCY, "两次", r"twice"),
    (Sort.FREQUENCY, "三次", r"thrice"),
    (Sort.FREQUENCY, "总是", r"always"),
    (Sort.FREQUENCY, "通常", r"usually|generally|normally|ordinarily"),
    (Sort.FREQUENCY, "经常", r"often|frequently"),
    (Sort.FREQUENCY, "有时", r"sometimes|occasionally"),
    (Sort.FREQUENCY, "罕有", r"rarely|seldom"),
    (Sort.SCOPE, "仅当", r"only\s+(?:if|when)"),
    (Sort.SCOPE, "仅", r"only|solely|exclusively|alone"),
    (Sort.SCOPE, "包括但不限于", r"including,?\s+but\s+not\s+limited\s+to,?|including,?\s+without\s+limitation,?"),
    (Sort.SCOPE, "除……之外", r"except(?:\s+(?:for|that|as))?|excluding|other\s+than|apart\s+from"),
    (Sort.SCOPE, "包括", r"including"),
    (Sort.SCOPE, "除非", r"unless"),
    (Sort.SCOPE, "条件是", r"provided(?:,?\s+however,?)?\s+that|on\s+condition\s+that"),
    (Sort.SCOPE, "如果", r"if"),
    (Sort.SCOPE, "在……的约束下", r"subject\s+to"),
    (Sort.SCOPE, "尽管", r"notwithstanding|in\s+spite\s+of|despite"),
    (Sort.SCOPE, "不论", r"regardless\s+of|whether\s+or\s+not|irrespective\s+of"),
    (Sort.JOINING, "包括", r"includes?"),
    (Sort.JOINING, "不包括", r"excludes?"),
    (Sort.JOINING, "和或", r"and/or"),
    (Sort.JOINING, "和", r"as\s+well\s+as"),
    (Sort.JOINING, "和", r"and|&"),
    (Sort.JOINING, "或", r"or"),
)


def quantifiers(text: str) -> tuple[Quantifier, ...]:
    """The quantifiers, comparators, frequencies and words of scope of an English text, in reading order.

    And, or, include and exclude are among them (joining: they say something only against each other); no and not alone
    are not, for they are negation.
    """
    return tuple(
        Quantifier(match.span(), match[0], *_ENGLISH[int((match.lastgroup or "_0")[1:])][:2])
        for match in _pattern().finditer(text)
    )


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(enumerate(_ENGLISH), key=lambda each: (-each[1][2].count(r"\s"), each[0]))
    choices = "|".join(f"(?P<_{number}>{pattern})" for number, (_sort, _chinese, pattern) in longest_first)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)
