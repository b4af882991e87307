"""Units of measure, of temperature and of money, as a Chinese book writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, NEUTRAL, Context, check
from pubpipe.checks._prose import pieces, seen
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.conversions import conversions
from pubpipe.text.units import MEASURES

_WORDS = {
    "kilometers": "千米",
    "kilometres": "千米",
    "kilometer": "千米",
    "meters": "米",
    "metres": "米",
    "meter": "米",
    "miles": "英里",
    "mile": "英里",
    "feet": "英尺",
    "foot": "英尺",
    "inches": "英寸",
    "inch": "英寸",
    "acres": "英亩",
    "acre": "英亩",
    "hectares": "公顷",
    "gallons": "加仑",
    "gallon": "加仑",
    "pounds": "磅",
    "pound": "磅",
    "tons": "吨",
    "tonnes": "吨",
    "hours": "小时",
    "hour": "小时",
    "minutes": "分钟",
    "seconds": "秒",
    "days": "天",
    "years": "年",
    "people": "人",
}
_MEASURED = re.compile(r"\d\s?[a-z]")
_WORD = re.compile(rf"(?<=\d)\s?(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\s?[A-Za-z])")
_POWER = re.compile(r"(?<=\d)\s?(?P<unit>km|m|cm|mm)(?P<power>[23])(?![A-Za-z0-9_.])")
_SQUARE = {"m2": "平方米", "km2": "平方千米", "cm2": "平方厘米", "mm2": "平方毫米"}
_CUBIC = {"m3": "立方米", "km3": "立方千米", "cm3": "立方厘米", "mm3": "立方毫米"}
_NOT_LEGAL = [*(name[:2] for each in MEASURES if each.metric for name in each.chinese), "华氏"]
_MONEY = re.compile(
    r"(?<![A-Za-z\d])(?:US|HK|A|C)?[$€£]\s?\d[\d,]*(?:\.\d+)?\s?(?:[百千]?[万亿]|million|billion)?(?!元)"
)
_DEGREE = re.compile(r"(?<=\d)(?:\s+(?:℃|°\s?C\b)|°\s?C\b|°\s+C\b)")


@check("locale-conventions/measurement-format", id="ZH025", severity=MINOR, signs="0123456789０１２３４５６７８９")
def latin_units(segment: Segment, context: Context) -> Iterator[Issue]:
    """A unit is written in Chinese or by its sign, with a raised figure: 5千米, 30平方米, not 5 kilometers, 30m2."""
    if not _MEASURED.search(text(segment.target)):
        return
    for begin, piece in pieces(segment.target):
        for found in _WORD.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("the unit is still English"), span, _WORDS[found["word"]])
    for begin, piece in pieces(segment.target):
        for found in _POWER.finditer(piece):
            better = {**_SQUARE, **_CUBIC}[found["unit"] + found["power"]]
            yield Issue(_("the power of a unit is raised"), (begin + found.start(), begin + found.end()), better)


@check("locale-conventions/measurement-format", id="ZH026", severity=NEUTRAL, signs=_NOT_LEGAL)
def converted(segment: Segment, context: Context) -> Iterator[Issue]:
    """A measure in miles, feet, acres, gallons or pounds is followed by its metric value: 5英里（约8千米）."""
    for begin, piece in pieces(segment.target):
        for found in conversions(piece):
            if not found.given:
                span = (begin + found.span[0], begin + found.span[1])
                yield Issue(_("the metric value is not given"), span, f"{found.text}（{found.metric}）")


@check("locale-conventions/currency-format", id="ZH051", severity=NEUTRAL, signs="$€£")
def money(segment: Segment, context: Context) -> Iterator[Issue]:
    """In running text an amount is followed by its currency: 1200美元, not $1,200; in cells the sign may stand."""
    if segment.role not in ("cell", "alt", "box"):
        yield from seen(segment.target, _MONEY, _("an amount is written 1200美元"))


@check("locale-conventions/measurement-format", id="ZH052", severity=MINOR, signs="℃°")
def degrees(segment: Segment, context: Context) -> Iterator[Issue]:
    """A temperature is written 30℃, in one sign and without a space."""
    for begin, piece in pieces(segment.target):
        for found in _DEGREE.finditer(piece):
            yield Issue(_("a temperature is written 30℃"), (begin + found.start(), begin + found.end()), "℃", fix="℃")
