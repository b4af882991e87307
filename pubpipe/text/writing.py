"""How Chinese writes a quantity: for suggestions."""

from __future__ import annotations

from fractions import Fraction

from pubpipe.text.quantity import Kind, Quantity
from pubpipe.text.units import BY_NAME, CURRENCIES


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
