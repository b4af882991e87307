"""Spaces: Chinese text has none between its characters, nor beside its marks; layout adds what Latin words need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import HAN, MASK, pieces, seen
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_SPACES = " \u00a0\t\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACE = f"[{_SPACES}]"
_NEAR_MARK = re.compile(rf"{_SPACE}(?:(?=[，。、；：？！（）《》【】“‘])|(?<=[，。、；：？！（）《》【】”’]{_SPACE}))")
_BEFORE_HAN = re.compile(rf"{_SPACE}[{HAN}]")
_BESIDE_MARK = re.compile(
    rf"{_SPACE}(?:(?<=\S.){_SPACE}*(?=[，。、；：？！（）《》【】])|(?<=[，。、；：？！（）《》【】].){_SPACE}*(?=\S)"
    rf"|(?<=[{HAN}，。、；：？！].){_SPACE}*(?=[“‘])|(?<=[”’].){_SPACE}*(?=[{HAN}，。、；：？！]))"
)
_BESIDE_DASH = re.compile(rf"(?<!{_SPACE})(?={_SPACE}|(?:——|……){_SPACE}){_SPACE}*(——|……){_SPACE}*")
_BETWEEN = re.compile(rf"{_SPACE}(?<=[{HAN}].){_SPACE}*(?=[{HAN}])")
_BESIDE_LATIN = re.compile(rf"{_SPACE}(?:(?<=[{HAN}].){_SPACE}*(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%].){_SPACE}*(?=[{HAN}]))")
_LABEL = re.compile(
    rf"\s*(?:第[{HAN}\d]{{1,4}}[章节篇部编条课讲周]|(?:附录|单元|案例|练习|专栏|模块)[一二三四五六七八九十A-Z\d]{{0,3}}|[图表]?\s?[\dA-Z]{{1,3}}(?:[.—－-][\dA-Z]{{1,3}})*)"
    rf"[.．、：]?(?={_SPACE})"
)
_PADDED_NAME = re.compile(rf"[{HAN}]{_SPACE}+[{HAN}]")


@check("linguistic-conventions/whitespace", id="ZH012", severity=MINOR, signs=_SPACES)
def beside_marks(segment: Segment, context: Context) -> Iterator[Issue]:
    """No space stands before or after a full-width mark."""
    if _NEAR_MARK.search(text(segment.target)):
        yield from _spaces(segment, _BESIDE_MARK, _("a space beside a full-width mark"), "")


@check("linguistic-conventions/whitespace", id="ZH013", severity=MINOR, signs=_SPACES)
def between_characters(segment: Segment, context: Context) -> Iterator[Issue]:
    """No space stands between two Chinese characters."""
    if not _BEFORE_HAN.search(text(segment.target)):
        return
    if not (segment.role == "cell" and any(_PADDED_NAME.fullmatch(piece) for _at, piece in pieces(segment.target))):
        yield from _spaces(segment, _BETWEEN, _("a space between Chinese characters"))


@check("linguistic-conventions/whitespace", id="ZH014", severity=MINOR, signs=_SPACES)
def beside_latin(segment: Segment, context: Context) -> Iterator[Issue]:
    """No space stands between Chinese characters and Latin letters or digits; layout adds it."""
    yield from _spaces(segment, _BESIDE_LATIN, _("a space between Chinese and Latin characters"))


@check("linguistic-conventions/whitespace", id="ZH056", severity=MINOR, signs="—…")
def beside_dashes(segment: Segment, context: Context) -> Iterator[Issue]:
    """No space stands beside —— or ……."""
    yield from seen(segment.target, _BESIDE_DASH, _("a space beside a dash or an ellipsis"), r"\1", r"\1")


def _spaces(segment: Segment, pattern: re.Pattern[str], message: str, fix: str | None = None) -> Iterator[Issue]:
    """The unwanted spaces, but not the one after the label of a heading, caption or item: 第一章 总则."""
    for begin, piece in pieces(segment.target):
        label = _LABEL.match(piece) if begin == 0 else None
        masks = fix is not None and MASK in piece
        for found in pattern.finditer(piece, label.end() + 1 if label else 0):
            start, end = found.span()
            address = masks and MASK in piece[max(0, start - 1) : end + 1]
            yield Issue(message, (begin + start, begin + end), fix=None if address else fix)
