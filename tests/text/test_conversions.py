"""Measures and their metric values, as Chinese writes them behind."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.text.conversions import Conversion, conversions, converted
from pubpipe.text.units import BY_NAME, MEASURES, Measure, converts

TABLE = (Path(__file__).parent / "conversions.tsv").read_text("utf-8")
CASES = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]
TO_CONVERT = [measure for measure in MEASURES if measure.metric]
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_measure_is_followed_by_its_metric_value(text: str, wanted: str) -> None:
    assert converted(text) == (text if wanted == "=" else wanted)


@pytest.mark.parametrize("text", [text for text, _wanted in CASES])
def test_what_is_converted_stays_as_it_is(text: str) -> None:
    once = converted(text)
    assert converted(once) == once
    assert without(once, conversions(text)) == text


def without(once: str, found: list[Conversion]) -> str:
    """A converted text without what conversion put there."""
    for each in found:
        if not each.given:
            assert once[each.at : each.at + len(each.said)] == each.said
            once = once[: each.at] + once[each.at + len(each.said) :]
    return once


def test_a_name_is_left_alone() -> None:
    assert converted("在五英里公园附近走5英里", ["五英里公园"]) == "在五英里公园附近走5英里（约8千米）"
    assert converted("在5英里公园走", ["5英里公园"]) == "在5英里公园走"


def test_what_is_given_is_told() -> None:
    assert [(each.text, each.metric, each.given) for each in conversions("5英里（约8千米）外，再走5英里")] == [
        ("5英里", "约8千米", True),
        ("5英里", "约8千米", False),
    ]


@given(
    measure=st.sampled_from(TO_CONVERT),
    number=st.one_of(
        st.integers(1, 9_999_999).map(str),
        st.decimals("0.1", "9999", places=1).map(str),
        st.decimals("0.01", "99", places=2).map(str),
    ),
    scale=st.sampled_from(["", "", "万", "亿"]),
    around=st.sampled_from([("", ""), ("全长约", "。"), ("（见表，", "）"), ("共", "以上"), ("有", "（见图1-1）")]),
)
@settings(max_examples=300, deadline=None)
def test_the_value_is_right_within_its_rounding(
    measure: Measure, number: str, scale: str, around: tuple[str, str]
) -> None:
    before, after = around
    text = f"{before}{number}{scale}{measure.chinese[0]}{after}"
    (found,) = conversions(text)
    once = converted(text)
    assert without(once, [found]) == text
    assert converted(once) == once
    shown = re.fullmatch(r"约?(零下)?([\d,.]+)([万亿]?)(\D+)", found.metric)
    assert shown, found.metric
    value = Fraction(shown[2].replace(",", "")) * _SCALES[shown[3]] * (-1 if shown[1] else 1)
    (unit,) = [BY_NAME[name] for name in measure.metric if shown[4] in BY_NAME[name].chinese]
    assert converts(Fraction(number) * _SCALES[scale], measure.name, value, unit.name)


TOKENS = [
    *"0123456789.,，。（）()〔〕“”《》一二三百千万亿半几多每第至、到—-×/ ½",
    *(
        "英里",
        "英尺",
        "英寸",
        "英亩",
        "磅",
        "盎司",
        "加仑",
        "华氏",
        "度",
        "华氏度",
        "℉",
        "千米",
        "公顷",
        "约",
        "即",
        "零下",
    ),
    *("升高", "小时", "分之", "公园", "最后"),
]


@given(st.lists(st.sampled_from(TOKENS), max_size=24).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_converted_once_and_loses_nothing(text: str) -> None:
    once = converted(text)
    assert without(once, conversions(text)) == text
    assert converted(once) == once
