"""Figures of a translation against those of its source: right pairs pass, wrong ones are named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.text.comparison import DifferenceKind, compare
from pubpipe.text.quantities import quantities
from pubpipe.text.writing import in_chinese

HERE = Path(__file__).parent


def cases(*names: str) -> list[list[str]]:
    return [line.split("\t") for name in names for line in (HERE / name).read_text("utf-8").splitlines()]


def said(source: str, target: str) -> list[tuple[str, str, str]]:
    return [(each.kind.value, str(each.source or ""), str(each.target or "")) for each in compare(source, target)]


@pytest.mark.parametrize(("source", "target", "verdict"), cases("number-pairs.tsv", "more-number-pairs.tsv"))
def test_pairs(source: str, target: str, verdict: str) -> None:
    assert ("bad" if compare(source, target) else "ok") == verdict


def test_differences_are_named() -> None:
    assert said("It cost $5 million in 2024.", "2023年花费500万元。") == [
        ("currency", "$5 million", "500万元"),
        ("missing", "2024", ""),
        ("extra", "", "2023"),
    ]
    assert said("It is 5 feet long.", "长5米。") == [("unit", "5 feet", "5米")]


def test_of_a_date_only_the_wrong_part_is_named() -> None:
    assert said("On June 30, 2024.", "2024年6月3日。") == [
        ("missing", "June 30, 2024", ""),
        ("extra", "", "2024年6月3日"),
    ]
    (missing, extra) = compare("On June 30, 2024.", "2024年6月3日。")
    assert missing.source and extra.target
    assert (missing.source.value, extra.target.value) == ((None, None, 30), (None, None, 3))


def test_spans() -> None:
    source, target = "See Figure 2-1 of １２ pages.", "见图2—3，共１２页。"
    for difference in compare(source, target):
        for text, quantity in ((source, difference.source), (target, difference.target)):
            if quantity and not quantity.parts:
                assert text[slice(*quantity.span)] == quantity.text


def test_repetitions() -> None:
    assert said("3 hours for one and 3 hours for the other", "两者各有3小时") == []
    assert said("Vuex 5 is Vuex 5", "Vuex 5即Vuex 1") == [("missing", "5", ""), ("extra", "", "1")]
    assert said("The year 2024", "2024年，即2024年") == []


def test_a_page_of_figures_is_compared_too() -> None:
    many = " ".join(str(number) for number in range(1000, 2000))
    assert compare(many, many) == []
    assert said(many, many.replace("1500", "2500")) == [("missing", "1500", ""), ("extra", "", "2500")]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 10**13), st.sampled_from(["{}", "${}", "{} percent", "{} acres", "{} residents"]))
def test_every_number_survives_into_chinese_and_back(number: int, form: str) -> None:
    source = form.format(f"{number:,}")
    (quantity,) = quantities(source, "en")
    target = in_chinese(quantity)
    assert compare(source, target) == []
    wrong = compare(source, target.replace(target[0], str((int(target[0]) % 9) + 1), 1))
    assert {difference.kind for difference in wrong} == {DifferenceKind.MISSING, DifferenceKind.EXTRA}


FIGURES = st.sampled_from(
    "1 two 3.04 June 30, 2024 1990s $1.5 million 7:30 p.m. 三分之二 二十 2024年6月30日 150万美元 90年代 2014-15 图2-1 "
    "半 百分之三 5feet 1/2 G20 half ½ Ⅱ １２ 第 万 年 点 - , / % 至".split(" ")
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(FIGURES, st.text(max_size=3)), max_size=12), st.sampled_from(["en", "zh-Hans"]))
def test_a_text_does_not_differ_from_itself(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    assert compare(text, text, language, language) == []
    for quantity in quantities(text, language):
        assert text[slice(*quantity.span)] == quantity.text
