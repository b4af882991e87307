"""The values of English number words, Chinese numerals and Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pubpipe.patterns import pattern

if TYPE_CHECKING:
    from fractions import Fraction

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
CARDINALS = {word: value for value, word in enumerate([*_ONES, "seventeen", "eighteen", "nineteen"])}
CARDINALS |= {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_ORDINAL_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES, start=1)}
ORDINALS |= {f"{word}th": value for word, value in CARDINALS.items() if 14 <= value <= 19}
ORDINALS |= {f"{word[:-1]}ieth": value for word, value in CARDINALS.items() if value >= 20}
ORDINALS |= {"hundredth": 100, "thousandth": 1000}

DENOMINATORS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
DENOMINATORS |= {"eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}
DENOMINATORS |= {f"{word}s": value for word, value in DENOMINATORS.items() if not word.startswith("hal")}

CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
CHINESE_DIGITS |= {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
CHINESE_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}

_WORD = pattern("[A-Za-z]+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = pattern(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@lru_cache(maxsize=4096)
def decimal_value(digits: str) -> Fraction:
    """`1,234.5` as a value; thin and no-break spaces between thousands are read too."""
    from fractions import Fraction

    return Fraction(re.sub(r"[,\s]", "", digits))


def cardinals(words: str) -> list[tuple[int, int, int]]:
    """The numbers in a run of English cardinals, each with its start and end; what cannot be one number is several.

    "two hundred and five" is 205; "five six" is 5 and 6; "a thousand" is 1000.
    """
    found: list[tuple[int, int, int]] = []
    total = section = last = 0
    start = end = -1
    for match in _WORD.finditer(words):
        word = match[0].lower()
        value = CARDINALS.get(word)
        if value is not None:
            fits = last >= 100 or (last >= 20 and 0 < value < 10)
            if start >= 0 and not fits:
                found.append((total + section, start, end))
                total = section = 0
                start = -1
            section += value
            last = value
        elif word in SCALES:
            last = SCALES[word]
            section = (section or 1) * last
            if last > 100:
                total, section = total + section, 0
        else:
            continue
        start = match.start() if start < 0 else start
        end = match.end()
    return [*found, (total + section, start, end)] if start >= 0 else found


def chinese_value(numerals: str) -> Fraction:
    """The value of Chinese numerals: 三百二十 is 320, 二〇一四 is 2014, 三点五 is 3.5.

    Raises ValueError for other characters.
    """
    from fractions import Fraction

    whole, point, decimals = numerals.partition("点")
    if point:
        places = "".join(str(_digit(character)) for character in decimals)
        return chinese_value(whole) + Fraction(int(places or "0"), 10 ** len(places))
    if all(character in CHINESE_DIGITS for character in whole):
        return Fraction(int("".join(str(_digit(character)) for character in whole) or "0"))
    total = section = current = 0
    unit = 1
    for character in whole:
        if character in CHINESE_DIGITS:
            current = CHINESE_DIGITS[character]
            unit = 1 if current == 0 else unit
        elif character in _SMALL_UNITS:
            unit = _SMALL_UNITS[character]
            section += (current or 1) * unit
            current = 0
        elif character == "万":
            unit = 10**4
            total += (section + current) * 10**4
            section = current = 0
        elif character == "亿":
            unit = 10**8
            total = (total + section + current) * 10**8
            section = current = 0
        else:
            raise ValueError(numerals)
    if current and unit >= 100 and whole[-2:-1] in {"百", "千", "万", "亿"}:
        current *= unit // 10  # 三万五 is 35,000, 一百二 is 120
    return Fraction(total + section + current)


def _digit(character: str) -> int:
    if character not in CHINESE_DIGITS:
        raise ValueError(character)
    return CHINESE_DIGITS[character]


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral up to CCC in its regular form; raises ValueError for anything else."""
    if not _ROMAN_FORM.fullmatch(numeral):
        raise ValueError(numeral)
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
