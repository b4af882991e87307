"""How exact an amount is as it is written, and how a value worked out of it is written.

The rule: as many significant figures as the original shows, two at least and three at most (GB/T 8170 rounds what lies
half-way up; GB 3101 asks for no more than the original warrants); a whole number below 10,000 loses none of its places.
So 5英里 are 8千米, 120英亩 48.6公顷, 300加仑 1136升, 5万英亩 2万公顷. A temperature keeps the decimals it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from pubpipe.text.chinese import value_of
from pubpipe.text.numerals import CHINESE_SCALES, chinese_value
from pubpipe.text.shared import VULGAR

_FEWEST, _MOST = 2, 3
_WHOLE = 10**4
"""From this on a number is written with 万 where the original is, else rounded to its figures."""
_SCALE = re.compile("(?:万亿|亿|万)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is written: its value, its significant figures and decimals, and its manner.

    `scale` is 万 or 亿 where it ends in one, `shared` whether that stands only behind the amount that follows;
    `grouped` whether commas stand between its thousands.
    """

    value: Fraction
    figures: int
    decimals: int = 0
    scale: str = ""
    grouped: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Rounded:
    """A rounded value as it is written, its scale (万) apart, and whether nothing was lost."""

    figures: str
    scale: str
    exact: bool


def amount(written: str) -> Amount:
    """What a written number says: 1,250, 3.5万, 二十, ½, 1/8, 四分之一, 半. Raises ValueError for anything else."""
    if written == "半":
        return Amount(Fraction(1, 2), _FEWEST)
    if written[-1] in VULGAR:
        return Amount(int(written[:-1] or 0) + VULGAR[written[-1]], _FEWEST)
    if "/" in written:
        over, under = written.split("/")
        return Amount(Fraction(int(over), int(under)), _FEWEST)
    if "分之" in written:
        whole, _again, rest = written.rpartition("又")
        under, over = rest.split("分之")
        return Amount((chinese_value(whole) if whole else 0) + chinese_value(over) / chinese_value(under), _FEWEST)
    value = value_of(written)
    scale = found[0] if (found := _SCALE.search(written)) else ""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", written)
    if digits and written.removesuffix(scale).strip() != digits[0]:
        return Amount(value, _MOST, scale="亿" if "亿" in written else scale)
    figures = digits[0] if digits else str(float(value / CHINESE_SCALES.get(scale, 1))).removesuffix(".0")
    shown = len(re.sub(r"[,.]", "", figures).lstrip("0"))
    return Amount(value, shown or 1, len(digits[1] or "") if digits else 0, scale, "," in written)


def halved(given: Amount) -> Amount:
    """An amount and a half: 两英里半."""
    return replace(given, value=given.value + Fraction(1, 2), figures=max(given.figures + 1, _FEWEST))


def scaled(given: Amount, scale: str) -> Amount:
    """An amount that shares the scale of the one behind it: 5 in 5至10万."""
    return replace(given, value=given.value * CHINESE_SCALES[scale], scale=scale, shared=True)


def rounded(value: Fraction, like: Amount) -> Rounded:
    """A value as exact as `like`, and written in its manner."""
    figures = min(max(like.figures, _FEWEST), _MOST)
    scale, unit = "", Fraction(1)
    if abs(value) >= _WHOLE and like.scale:
        scale = "亿" if abs(value) >= CHINESE_SCALES["亿"] else "万"
        unit = Fraction(CHINESE_SCALES[scale])
    places = figures - 1 - _exponent(value / unit)
    if abs(value / unit) < _WHOLE or like.scale:
        places = max(places, 0)
    near = half_up(value / unit, places)
    return Rounded(decimal(near, like.grouped), scale, near * unit == value)


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded to decimals, or with negative places to tens and hundreds; what lies half-way goes away from zero."""
    unit = Fraction(10) ** -places
    whole, rest = divmod(abs(value), unit)
    size = (whole + (rest * 2 >= unit)) * unit
    return -size if value < 0 else size


def _exponent(value: Fraction) -> int:
    """The power of ten of a value's first figure."""
    size = abs(value)
    exponent = 0
    while size >= 10:
        size, exponent = size / 10, exponent + 1
    while 0 < size < 1:
        size, exponent = size * 10, exponent - 1
    return exponent


def decimal(value: Fraction, grouped: bool = False) -> str:
    """A decimal fraction in figures, without its sign and without zeros at its end."""
    whole, rest = divmod(abs(value), 1)
    digits = ""
    while rest:
        place, rest = divmod(rest * 10, 1)
        digits += str(place)
    shown = f"{whole:,}" if grouped else str(whole)
    return f"{shown}.{digits}" if digits else shown
