"""What single steps decide, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from pubpipe.books import Headword, _collation
from pubpipe.books._ast import plain, words
from pubpipe.books._numerals import han, value
from pubpipe.books._steps.book import captions, numbers, references
from pubpipe.books._steps.chapter import languages, roles, spacing

SPACED = [
    ("城市 经理", "城市经理"),
    ("截至 2024 年", "截至2024年"),
    ("见 ICMA 守则", "见ICMA守则"),
    ("city manager", "city manager"),
    ("经理， 议会", "经理，议会"),
    ("he said “ yes ” then", "he said “yes” then"),
    ("10 %", "10 %"),
    ("一 、二", "一、二"),
    ("2014年11月19日 | 文章", "2014年11月19日｜文章"),
    ("a | b", "a | b"),
    ("电话 +1 202 555 0143 转 12", "电话+1\u202f202\u202f555\u202f0143转12"),
    ("(+86 10) 5890 8888", "(+86\u202f10)\u202f5890\u202f8888"),
    ("+5 5 years in 2010 2011", "+5 5 years in 2010 2011"),
]


@pytest.mark.parametrize(("text", "expected"), SPACED)
def test_spacing(text: str, expected: str) -> None:
    inlines = words(text)
    spacing.space(inlines)
    assert plain(inlines) == expected


def test_spacing_sees_through_bold_and_notes() -> None:
    note: dict[str, Any] = {"t": "Note", "c": []}
    inlines = [
        *words("见"),
        {"t": "SoftBreak"},
        {"t": "Strong", "c": words("预算 案")},
        note,
        {"t": "Space"},
        *words("图"),
    ]
    spacing.space(inlines)
    assert plain(inlines) == "见预算案图"
    assert [node["t"] for node in inlines] == ["Str", "Strong", "Note", "Str"]


HAN = [
    (1, "一"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (21, "二十一"),
    (100, "一百"),
    (105, "一百零五"),
    (110, "一百一十"),
]


@pytest.mark.parametrize(("number", "numeral"), HAN)
def test_numerals(number: int, numeral: str) -> None:
    assert han(number) == numeral
    assert value(numeral) == number


CHAPTERS = [
    ("第二章 预算", "2", "预算"),
    ("第2章：预算", "2", "预算"),
    ("Chapter 2. Budget", "2", "Budget"),
    ("Chapter Two: Budget", "2", "Budget"),
    ("2 预算", "2", "预算"),
    ("2024年预算", "", "2024年预算"),
    ("第二章", "", "第二章"),
    ("预算", "", "预算"),
]


@pytest.mark.parametrize(("heading", "called", "rest"), CHAPTERS)
def test_chapter_numbers(heading: str, called: str, rest: str) -> None:
    node = {"t": "Header", "c": [1, ["", [], []], words(heading)]}
    assert (numbers._strip_chapter(node), plain(node["c"][2])) == (called, rest)  # type: ignore[arg-type]


COLUMNS = [
    ("学习目标", True),
    ("案例：扬州来访", True),
    ("案例研究", True),
    ("参考答案", True),
    ("Learning Objectives", True),
    ("【未定稿】Exercises", True),
    ("预算的目标", False),
    ("案例教学法的由来", False),
]


@pytest.mark.parametrize(("heading", "expected"), COLUMNS)
def test_uncounted_headings(heading: str, expected: bool) -> None:
    assert (numbers.COLUMN.match(numbers.bare(words(heading))) is not None) is expected


ROLES = [
    ("Learning Objectives", "objectives"),
    ("Case Study", "case"),
    ("Text Box", "box"),
    ("textbox-inner", "box"),
    ("案例正文", "case"),
    ("Body Text", ""),
    ("Showcase", ""),
]


@pytest.mark.parametrize(("style", "expected"), ROLES)
def test_roles(style: str, expected: str) -> None:
    assert roles.role_of([style]) == expected


CAPTIONS = [
    ("图 2-1. 结构", "figure", True),
    ("图2-1　结构", "figure", True),
    ("Figure 2-1. Structure", "figure", True),
    ("表 2-1 预算", "figure", False),
    ("表 2-1 预算", "table", True),
    ("Table 2-1: Budget", "table", True),
    (": 表 2-1 预算", "table", True),
    ("图2-1显示了结构", "figure", False),
    ("图2-1是结构。", "figure", False),
    ("结构", "figure", False),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CAPTIONS)
def test_captions(text: str, kind: str, expected: bool) -> None:
    assert captions._is_caption({"t": "Para", "c": words(text)}, kind) is expected


NAMED = [
    ("见图2-1。", ["图2-1"]),
    ("见图2-1和表3—2", ["图2-1", "表3—2"]),
    ("第三章与第12章", ["第三章", "第12章"]),
    ("《破产法》第九章", []),
    ("联邦破产法第九章", []),
    ("见2.1节", ["2.1节"]),
    ("代表3人", []),
    ("地图2-1", []),
    ("图10年", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_references(text: str, expected: list[str]) -> None:
    assert [found[0] for found in references._NUMBERED.finditer(text)] == expected


LATIN = [
    ("城市经理（city manager）制", ["city manager"]),
    ("由ICMA推广", ["ICMA"]),
    ("选项A和B", []),
    ("2024年", []),
    ("Chapter 9 bankruptcy", ["Chapter 9 bankruptcy"]),
]


@pytest.mark.parametrize(("text", "expected"), LATIN)
def test_languages(text: str, expected: list[str]) -> None:
    inlines = words(text)
    languages.mark(inlines)
    assert [plain(node["c"][1]) for node in inlines if node["t"] == "Span"] == expected
    assert plain(inlines) == text


def test_pinyin_order() -> None:
    shuffled = ["绿化", "路", "女", "28号令", "重庆", "长春", "银行", "行政", "ABC法", "《小法》"]
    ordered = sorted(shuffled, key=lambda chinese: _collation.chinese_key(Headword("", chinese)))
    assert ordered == ["28号令", "ABC法", "长春", "重庆", "路", "绿化", "女", "《小法》", "行政", "银行"]


OVERRIDES = [("曾子", "zeng1 zi3"), ("曾子", "zēng zǐ")]


@pytest.mark.parametrize(("chinese", "pinyin"), OVERRIDES)
def test_pinyin_overrides(chinese: str, pinyin: str) -> None:
    assert _collation.readings(chinese, pinyin) == ("zeng1", "zi3")


def test_english_order() -> None:
    terms = ["zoning", "Élan", "council-manager form", "council member", "311 call center"]
    assert sorted(terms, key=_collation.english_key) == [
        "311 call center",
        "council member",
        "council-manager form",
        "Élan",
        "zoning",
    ]
