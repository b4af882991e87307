"""Numerals as Chinese books write them: 第二十一章, ⑴."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
HAN_NUMERAL = "零〇一二三四五六七八九十百千两"


def han(number: int) -> str:
    """A number from 1 to 9999 as Word's chineseCountingThousand writes it: 10 十, 21 二十一, 105 一百零五."""
    text = ""
    digits = [int(digit) for digit in str(number)]
    for place, digit in enumerate(digits):
        unit = _UNITS[len(digits) - place - 1]
        if digit:
            text += _DIGITS[digit] + unit
        elif text and not text.endswith("零") and any(digits[place:]):
            text += "零"
    return text[1:] if 10 <= number < 20 else text


def value(numeral: str) -> int:
    """The number a Chinese or Arabic numeral stands for, or 0 where it is none."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral.replace("〇", "零").replace("两", "二"):
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _UNITS[1:]:
            total += (digit or 1) * 10 ** _UNITS.index(character)
            digit = 0
        else:
            return 0
    return total + digit


def roman(number: int) -> str:
    """The page of the front matter: 1 i, 4 iv, 19 xix."""
    text = ""
    for amount, sign in _ROMAN:
        text += sign * (number // amount)
        number %= amount
    return text


def translators_mark(number: int) -> str:
    """The mark of a translator's note, in a series of its own: ⑴ to ⒇, then 〔21〕."""
    return chr(0x2474 + number - 1) if number <= 20 else f"〔{number}〕"
