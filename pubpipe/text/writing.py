"""How Chinese writes a quantity: for suggestions."""

from __future__ import annotations

import re
from fractions import Fraction

from pubpipe.text.numerals import CHINESE_DIGITS
from pubpipe.text.quantity import Kind, Quantity, placed
from pubpipe.text.units import BY_NAME, CURRENCIES

_DIGITS = {value: digit for digit, value in reversed(CHINESE_DIGITS.items()) if digit in "零一二三四五六七八九"}
_FIGURES = re.compile(r"\d+|[零〇○一二两三四五六七八九十]+", re.ASCII)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\s?(?:万亿|[亿万千百十](?![分瓦克米])))*(?:\d+[亿万千百])*", re.ASCII)
_WRITTEN = re.compile("(?<![分])[零〇○一二两三四五六七八九十百千万亿]+(?!分之)(?:点[零一二三四五六七八九]+)?")


def in_chinese(quantity: Quantity) -> str:
    """A quantity as a Chinese text may write it: 150万美元, 2024年6月30日, 33%, 20世纪90年代; "" if in doubt."""
    value = quantity.value
    if isinstance(value, tuple):
        return _in_time(quantity.kind, value)
    if isinstance(value, str):
        return value.upper() if value[:1].isalpha() else value
    match quantity.kind:
        case Kind.PERCENT:
            return f"{_decimal(value * 100)}%" if _is_short(value * 100) else ""
        case Kind.MONEY:
            figure = _figure(value)
            return figure and figure + CURRENCIES[quantity.unit][2].split("|")[0].replace("元人民币", "元")
        case Kind.MEASURE:
            figure = _figure(value)
            return figure and figure + BY_NAME[quantity.unit].chinese[0]
        case _ if value.denominator != 1 and not _is_short(value):
            return f"{value.numerator}/{value.denominator}" if quantity.words else ""
        case _:
            return _figure(value)


def in_place_of(given: Quantity, wanted: Quantity, before: str = "") -> str:
    """What may stand exactly where `given` stands to say `wanted`, in the same numerals; "" if in doubt.

    A part without a place of its own, such as the month of a date, is written as its whole: 2014年6月 gives 2014年5月.
    `before` is the text to the left, for after 第 two is 二 and not 两.
    """
    here, there = placed(given), placed(wanted)
    if here.kind in (Kind.DATE, Kind.TIME, Kind.DECADE):
        return _time_in_place_of(given, here, wanted, there)
    if isinstance(here.value, str) or isinstance(there.value, str):
        return _figures_in_place_of(here.text, re.findall(r"\d+", there.text))
    if not isinstance(there.value, Fraction) and isinstance(wanted.value, tuple):
        there = _plain(wanted)
    if not isinstance(there.value, Fraction) or not isinstance(here.value, Fraction):
        return ""
    if here.value.denominator != 1 and "分之" in here.text and "百" not in here.text and "千" not in here.text:
        return f"{_numeral(there.value.denominator)}分之{_numeral(there.value.numerator)}"
    if here.kind is there.kind and here.unit != there.unit:
        return in_chinese(there)
    if Kind.PERCENT in (here.kind, there.kind) and here.kind is not there.kind:
        return in_chinese(there) if here.kind is not Kind.NUMBER else ""
    value = there.value * 100 if here.kind is Kind.PERCENT else there.value
    return _value_in_place_of(here.text, value, ordinal=before.endswith("第"))


def _plain(part: Quantity) -> Quantity:
    """The month or the day of a date as a plain number."""
    assert isinstance(part.value, tuple)
    said = [each for each in part.value if each is not None]
    return Quantity(part.span, part.text, Kind.NUMBER, Fraction(said[0])) if len(said) == 1 else part


def _time_in_place_of(given: Quantity, here: Quantity, wanted: Quantity, there: Quantity) -> str:
    """A date, time or decade with what is wrong in it made right."""
    value = here.value
    assert isinstance(value, tuple)
    if here.kind is there.kind and isinstance(there.value, tuple):
        if here.kind is not Kind.DATE:
            return in_chinese(there)
        value = tuple(old if old is None or new is None else new for old, new in zip(value, there.value, strict=True))
    elif here.kind is Kind.DATE and isinstance(wanted.value, Fraction) and given is not here:
        place = given.value.index(_plain(given).value) if isinstance(given.value, tuple) else 0
        value = tuple(int(wanted.value) if index == place else old for index, old in enumerate(value))
    else:
        return ""
    return _figures_in_place_of(here.text, [str(each) for each in value if each is not None])


def _figures_in_place_of(text: str, figures: list[str]) -> str:
    """The text with its figures replaced one by one, each as long and in the same numerals as before."""
    old = list(_FIGURES.finditer(text))
    if len(old) != len(figures):
        return ""
    for found, figure in reversed(list(zip(old, figures, strict=True))):
        new = figure.zfill(len(found[0])) if found[0][0] == "0" else figure
        if not found[0].isascii():
            year = "".join(_DIGITS[int(each)] for each in figure).replace("零", "〇")
            new = year if len(figure) == 4 else _numeral(int(figure))
        text = text[: found.start()] + new + text[found.end() :]
    return text


def _value_in_place_of(text: str, value: Fraction, *, ordinal: bool) -> str:
    """The text with its only number replaced, whatever stands before or after it kept: 人民币15万元."""
    if found := _NUMBER.search(text):
        new = _figure(value)
        return new and text[: found.start()] + new + text[found.end() :]
    if (found := _WRITTEN.search(text)) and value.denominator == 1 and 0 < value < 10000:
        counted = value == 2 and not ordinal and not text.startswith(("百分", "千分"))
        return text[: found.start()] + ("两" if counted else _numeral(int(value))) + text[found.end() :]
    return ""


def _numeral(number: int) -> str:
    """A number below 10,000 in Chinese numerals."""
    if not 0 < number < 10000:
        return str(number)
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += _DIGITS[digit] + name
        elif written and not written.endswith("零") and number % place:
            written += "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def _in_time(kind: Kind, value: tuple[int | None, ...]) -> str:
    if kind is Kind.DATE:
        return "".join(f"{each}{name}" for each, name in zip(value, "年月日", strict=True) if each is not None)
    if kind is Kind.TIME:
        return f"{value[0]}:{value[1]:02}"
    century, tens = value
    return (f"{century}世纪" if century else "") + f"{tens}年代"


def _figure(value: Fraction) -> str:
    """Digits, with 万 or 亿 where the number is round enough for them."""
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= scale and _is_short(value / scale):
            return _decimal(value / scale) + name
    return _decimal(value) if _is_short(value, 6) else ""


def _is_short(value: Fraction, places: int = 2) -> bool:
    return bool((value * 10**places).denominator == 1)


def _decimal(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    digits = ""
    while rest:
        place, rest = divmod(rest * 10, 1)
        digits += str(int(place))
    return f"{int(whole)}.{digits}" if digits else str(int(whole))
