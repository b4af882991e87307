"""What each figure means, case by case."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Misused
from pubpipe.text.numerals import cardinals, chinese_value, roman_value
from pubpipe.text.quantities import quantities
from pubpipe.text.quantity import Quantity, Value
from pubpipe.text.units import converts
from pubpipe.text.writing import in_chinese

HERE = Path(__file__).parent


def cases() -> list[list[str]]:
    lines = (HERE / "quantities.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def shown(quantity: Quantity) -> str:
    written = f"{quantity.kind}={value(quantity.value)} {quantity.unit}".strip()
    return written if quantity.required else f"[{written}]"


def value(value: Value) -> str:
    if isinstance(value, tuple):
        return "-".join("?" if each is None else str(each) for each in value)
    return str(value)


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_quantities(language: str, text: str, expected: str) -> None:
    found = quantities(text, language)
    assert "; ".join(map(shown, found)) == expected
    assert [text[slice(*quantity.span)] for quantity in found] == [quantity.text for quantity in found]


@given(st.integers(0, 90), st.integers(30, 90), st.sampled_from("en zh-Hans".split()))
@settings(max_examples=100, deadline=None)
def test_over_forty_digits_are_no_figure(before: int, digits: int, language: str) -> None:
    found = quantities("x" * before + " " + "7" * digits + " and more", language)
    assert [each.text for each in found] == (["7" * digits] if digits <= 40 else [])


def test_other_languages_are_refused() -> None:
    with pytest.raises(Misused, match="not for fr"):
        quantities("deux", "fr")


@pytest.mark.parametrize(
    ("numerals", "expected"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("三万五", 35000),
        ("三千零二十", 3020),
        ("一亿二千万", 120_000_000),
        ("三万亿", 3 * 10**12),
        ("二〇一四", 2014),
        ("两千", 2000),
        ("三点一四", Fraction(314, 100)),
        ("百万", 1_000_000),
    ],
)
def test_chinese_numerals(numerals: str, expected: int | Fraction) -> None:
    assert chinese_value(numerals) == expected


@pytest.mark.parametrize("numerals", ["猫", "三点猫"])
def test_no_chinese_numerals(numerals: str) -> None:
    with pytest.raises(ValueError, match="猫"):
        chinese_value(numerals)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("twenty-five", [25]),
        ("one hundred and five", [105]),
        ("three million two hundred thousand", [3_200_000]),
        ("a thousand", [1000]),
        ("five six", [5, 6]),
        ("twenty thirty", [20, 30]),
        ("nineteen ninety", [19, 90]),
        ("and", []),
    ],
)
def test_cardinals(words: str, expected: list[int]) -> None:
    assert [each for each, _start, _end in cardinals(words)] == expected


def test_roman_numerals() -> None:
    assert [roman_value(each) for each in ("I", "IV", "IX", "XIV", "XL", "C")] == [1, 4, 9, 14, 40, 100]
    for wrong in ("IIII", "VX", "A"):
        with pytest.raises(ValueError, match=wrong):
            roman_value(wrong)


def test_conversion() -> None:
    assert converts(Fraction(40), "acre", Fraction(16), "hectare")
    assert not converts(Fraction(40), "acre", Fraction(20), "hectare")
    assert converts(Fraction(95), "degree Fahrenheit", Fraction(35), "degree Celsius")
    assert converts(Fraction(2), "week", Fraction(14), "day")
    assert not converts(Fraction(2), "week", Fraction(15), "day")
    assert not converts(Fraction(1), "metre", Fraction(1), "hour")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$1.5 million", "150万美元"),
        ("June 30, 2024", "2024年6月30日"),
        ("the 1990s", "20世纪90年代"),
        ("33 percent", "33%"),
        ("7:30 p.m.", "19:30"),
        ("40 acres", "40英亩"),
        ("two-thirds", "2/3"),
        ("12,345", "12345"),
        ("120 million", "1.2亿"),
        ("Figure 2-1", "2-1"),
    ],
)
def test_as_chinese_writes_it(source: str, expected: str) -> None:
    assert [in_chinese(quantity) for quantity in quantities(source, "en")] == [expected]
