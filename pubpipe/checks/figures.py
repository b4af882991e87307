"""How figures are written: GB/T 15835, with the signs of ranges, percentages, products and differences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import HAN, pieces, plain, seen
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_MEASURED = "人名位个户家岁年月日天周时分秒页次项条件辆间层元美万亿千百米公英吨克升度票席所座区种倍"
_PERCENT = re.compile(r"(?<=\d)(?:％| +(?=%(?! ?\d)))")
_RANGE = re.compile(
    rf"(?<![A-Za-z0-9_.\-–~/])(?P<from>\d+(?:\.\d+)?)(?P<sign>\s?[-–~−]\s?)(?P<to>\d+(?:\.\d+)?)(?=[{_MEASURED}])"
)
_ONE_PERCENT = re.compile(r"(?<![\d.%％])(\d+(?:\.\d+)?)([—～–~-])(\d+(?:\.\d+)?)%")
_AFTER_COMMA = re.compile(r"，\d{3}")
_WIDE_COMMA = re.compile(r"(?<![\d，])\d{1,3}(?:，\d{3})+(?![\d，])(?![、，]\d)")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:\.\d+)?(?![\d,])")
_LARGE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{5,})(?:\.\d+)?\s?万")
_BROKEN = re.compile(rf"(?<![\d.])\d+(?:\.\d+)?[万亿]\d+(?:\.\d+)?[千百十](?![{HAN}]?米)")
_SECOND = re.compile("、[1-9]")
_ABOUT = re.compile(r"(?<![第图表\d、.])([1-9])、([1-9])(?=[个名位人年天月周次家户项种条倍岁件])(?![个月年]和)")
_MINUS = re.compile(rf"[-–](?<=[{HAN}（].)(?=\d+(?:\.\d+)?(?:%|℃|个百分点|[。，；、）]))")
_TIMES = re.compile(r"(?<=\d)\s?[xX*]\s?(?=\d)")
_PRODUCT = re.compile(r"[xX*](?=\s?\d)")
_NO_PRODUCT = re.compile(r"0[xX][0-9a-fA-F]+")


@check("locale-conventions/number-format", id="ZH016", severity=MINOR, signs="%％")
def percent_sign(segment: Segment, context: Context) -> Iterator[Issue]:
    """A percentage is written 45%, with the half-width sign and without a space."""
    for begin, piece in pieces(segment.target):
        for found in _PERCENT.finditer(piece):
            fix = "%" if found[0] == "％" else ""
            yield Issue(_("a percentage is written 45%"), (begin + found.start(), begin + found.end()), fix=fix)


@check("locale-conventions/number-format", id="ZH017", severity=MINOR, signs="-–~−")
def range_sign(segment: Segment, context: Context) -> Iterator[Issue]:
    """A range of figures has — or ～ between them, not a hyphen: 12—15页, 10～15人."""
    for begin, piece in pieces(segment.target):
        for found in _RANGE.finditer(piece):
            if _value(found["from"]) < _value(found["to"]):
                span = (begin + found.start("sign"), begin + found.end("sign"))
                yield Issue(
                    _("a range of figures is written with — or ～"), span, "～" if found["sign"] == "~" else "—"
                )


@check("locale-conventions/number-format", id="ZH018", severity=MINOR, signs="%")
def range_of_percentages(segment: Segment, context: Context) -> Iterator[Issue]:
    """Both figures of a range carry their percent sign: 10%～15%."""
    for begin, piece in pieces(segment.target):
        for found in _ONE_PERCENT.finditer(piece):
            if _value(found[1]) < _value(found[3]):
                span = (begin + found.start(), begin + found.end())
                yield Issue(_("both figures of the range need %"), span, f"{found[1]}%～{found[3]}%")


@check("locale-conventions/number-format", id="ZH019", severity=MINOR, signs="，")
def full_width_comma(segment: Segment, context: Context) -> Iterator[Issue]:
    """No full-width comma stands inside a figure: 1200, not 1，200."""
    for begin, piece in pieces(segment.target):
        for found in _WIDE_COMMA.finditer(piece) if _AFTER_COMMA.search(piece) else ():
            better = found[0].replace("，", "")
            if found[0].replace("，", ",") in plain(segment.source):
                yield Issue(_("a full-width comma in a figure"), (begin + found.start(), begin + found.end()), better)


@check("locale-conventions/number-format", id="ZH020", severity=MINOR, signs="万亿,")
def thousands(segment: Segment, context: Context) -> Iterator[Issue]:
    """Large figures are grouped one way and carry 万 and 亿 rightly: 1亿元, not 10,000万元; 1.2万, not 1万2千."""
    target = plain(segment.target)
    for begin, piece in pieces(segment.target):
        if "万" in piece or "亿" in piece:
            for pattern, message in ((_LARGE, _("so many 万 are 亿")), (_BROKEN, _("one unit for one figure: 1.2万"))):
                for found in pattern.finditer(piece):
                    yield Issue(message, (begin + found.start(), begin + found.end()))
    with_spaces = _SPACED.search(target) if "," in target and _THOUSANDS.search(target) else None
    if with_spaces:
        yield Issue(_("figures are grouped in two ways"), with_spaces.span())


@check("locale-conventions/number-format", id="ZH021", severity=MINOR, signs="、")
def approximate(segment: Segment, context: Context) -> Iterator[Issue]:
    """Two figures side by side for an estimate are written in Chinese and without 、: 三四个."""
    digits = "零一二三四五六七八九"
    for begin, piece in pieces(segment.target):
        for found in _ABOUT.finditer(piece) if _SECOND.search(piece) else ():
            if int(found[2]) - int(found[1]) == 1:
                better = digits[int(found[1])] + digits[int(found[2])]
                yield Issue(_("an estimate is written 三四个"), (begin + found.start(), begin + found.end()), better)


@check("locale-conventions/number-format", id="ZH050", severity=NEUTRAL, signs="-–xX*")
def signs(segment: Segment, context: Context) -> Iterator[Issue]:
    """Minus is − and multiplication ×, not a hyphen or a letter: −3.5%, 185×260."""
    yield from seen(segment.target, _MINUS, _("the sign of minus is −"), "−")
    for begin, piece in pieces(segment.target) if _PRODUCT.search(text(segment.target)) else ():
        codes = [found.span() for found in _NO_PRODUCT.finditer(piece)]
        for found in _TIMES.finditer(piece):
            if not any(start <= found.start() < end for start, end in codes):
                yield Issue(_("the sign of multiplication is ×"), (begin + found.start(), begin + found.end()), "×")


def _value(figure: str) -> float:
    return float(figure)
