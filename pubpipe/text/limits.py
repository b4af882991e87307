"""Limits: whether a figure is the least or the most there may be: at least, no more than; 至少, 不超过, 以上."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from pubpipe.model import Span
from pubpipe.text.quantities import quantities
from pubpipe.text.quantity import Quantity
from pubpipe.text.scripts import is_chinese


class Bound(StrEnum):
    """On which side of a figure what is allowed or said lies; later is more."""

    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure with the words that make it a limit; `span` covers those words."""

    quantity: Quantity
    bound: Bound
    span: Span


_LESS = r"(?:less|fewer|lower|smaller|earlier|sooner)\s+than|below|under"
_MORE = r"(?:more|greater|higher|larger|longer|later)\s+than|above|exceed(?:s|ed|ing)?|in\s+excess\s+of"
_NOT = r"(?:\b(?:no|not|never|cannot|nor)|n't)\s+(?:(?:be|to|exceed)\s+)?"
_LINK = r"\s+(?:(?:a|an|the|its|total|maximum|minimum|of|about|than)\s+){0,3}(?:[A-Z]{0,3}[$€£¥]\s?)?\Z"
_ENGLISH = (
    (rf"{_NOT}(?:{_LESS})", Bound.LEAST),
    (rf"{_NOT}(?:{_MORE})|\bnot\s+to\s+exceed", Bound.MOST),
    (r"\b(?:at\s+least|a\s+minimum\s+of)", Bound.LEAST),
    (r"\b(?:at\s+most|up\s+to|a\s+maximum\s+of)", Bound.MOST),
    (rf"\b(?:{_MORE})", Bound.LEAST),
    (rf"\b(?:{_LESS})", Bound.MOST),
)
_TURNED = re.compile(
    r"(?:\b(?:no|not|never|cannot|neither|nor|nobody|none|without|unless|except|exclud\w+)\b|n't\b)[^.;:]*\Z", re.I
)
"""What may turn a limit behind it into its opposite, from further away."""

_ENGLISH_BEHIND = (
    (r"(?:\s+[a-z]+){0,2}\s+(?:or|and)\s+(?:more|older|over|above|longer|later|greater|higher)\b", Bound.LEAST),
    (r"(?:\s+[a-z]+){0,2}\s+(?:or|and)\s+(?:less|fewer|younger|under|below|earlier|lower)\b", Bound.MOST),
)
_FEWER = "少于|低于|小于|早于|短于"
_FURTHER = "超过|超出|多于|高于|大于|晚于|迟于|长于"
_DENIED = "(?:不|没有|未)[得能可应会要宜许当以该有再]{0,4}"
_CHINESE = (
    (rf"{_DENIED}(?:{_FEWER})|不下于?|至少|最少|最低|最早|起码", Bound.LEAST),
    (rf"{_DENIED}(?:{_FURTHER})|不到|不足|至多|最多|最高|最迟|最晚", Bound.MOST),
    (_FURTHER, Bound.LEAST),
    (_FEWER, Bound.MOST),
)
_CHINESE_LINK = r"(?:了|为|达|有|是|约|于|在|每年|人民币)?[$€£¥]?\Z"
_COUNTED = r"[^，。、；：（）\d]{0,3}(?:及|或|或者)?"
_CHINESE_BEHIND = ((rf"{_COUNTED}(?:以上|之上)", Bound.LEAST), (rf"{_COUNTED}(?:以下|以内|之内)", Bound.MOST))
_AROUND = 40
_CLAUSE = 80


_Bounds: TypeAlias = list[tuple[re.Pattern[str], Bound]]

_ANY_ENGLISH = (
    r"than|below|under|above|exceed|excess|least|most|minimum|maximum|up\s+to|more|over|old|long|late|great|high|less"
    r"|few|young|earl|low"
)
_ANY_SMALL, _ANY_CASE = re.compile(_ANY_ENGLISH), re.compile(_ANY_ENGLISH, re.IGNORECASE)
CHINESE = frozenset(
    "少于 低于 小于 早于 短于 多于 高于 大于 晚于 迟于 长于 超过 超出 不下 不到 不足 至少 至低 至早 至多 至高 至迟 至晚"
    " 最少 最低 最早 最多 最高 最迟 最晚 起码 以上 以下 以内 之上 之下 之内".split()
)
"""One of them stands in every Chinese limit."""

_ANY_CHINESE = re.compile("|".join(sorted(CHINESE)))


@cache
def _patterns(chinese: bool) -> tuple[_Bounds, _Bounds]:
    """What makes a limit before a figure, and behind it."""
    before, behind = (_CHINESE, _CHINESE_BEHIND) if chinese else (_ENGLISH, _ENGLISH_BEHIND)
    link = _CHINESE_LINK if chinese else _LINK
    return (
        [(re.compile(rf"({pattern}){link}", re.IGNORECASE), bound) for pattern, bound in before],
        [(re.compile(pattern, re.IGNORECASE), bound) for pattern, bound in behind],
    )


def may_limit(text: str, language: str) -> bool:
    """Whether a word stands there that may make a limit."""
    if is_chinese(language):
        return _ANY_CHINESE.search(text) is not None
    return (_ANY_SMALL.search(text.lower()) if text.isascii() else _ANY_CASE.search(text)) is not None


def limits(text: str, language: str) -> tuple[Limit, ...]:
    """The figures of a text that are limits, in reading order; none whose words disagree or may be denied earlier."""
    chinese = is_chinese(language)
    if not may_limit(text, language):
        return ()
    before, behind = _patterns(chinese)
    found = []
    for quantity in quantities(text, language):
        start, end = quantity.span
        spans: dict[Bound, Span] = {}
        first = max(0, start - _AROUND)
        for pattern, bound in before:
            match = pattern.search(text[first:start])
            if match and (match[1].lower(), text[start:end].lower()) != ("under", "one"):
                spans[bound] = (first + match.start(1), first + match.end(1))
                break
        for pattern, bound in behind:
            match = pattern.match(text[end : end + _AROUND])
            if match:
                spans.setdefault(bound, (end, end + match.end()))
        if len(spans) == 1:
            ((bound, span),) = spans.items()
            if not chinese and _TURNED.search(text[max(0, span[0] - _CLAUSE) : span[0]]):
                continue
            found.append(Limit(quantity, bound, span))
    return tuple(found)
