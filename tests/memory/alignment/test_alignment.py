from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.memory.alignment import Doubt, align, arrange
from tests.memory.alignment.texts import units

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]

english = st.sampled_from(
    [
        "The council meets.",
        "Dayton had 12 managers.",
        "Taxes rose by 4%.",
        "Who pays?",
        "See page 9.",
        "Roads",
        "Water is free, he said.",
    ]
)
chinese = st.sampled_from(
    ["议会开会。", "代顿有12名经理。", "税收增长4%。", "谁付费？", "见第9页。", "道路", "他说水是免费的。", "译者注"]
)
paragraphs = st.lists(st.lists(english, min_size=1, max_size=4), max_size=8)
translated = st.lists(st.lists(chinese, min_size=1, max_size=4), max_size=8)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    found = align(units(case["english"]), units(case["chinese"]))
    assert [bead.kind for bead in found.beads] == case["beads"]


@given(paragraphs, translated, st.booleans())
@settings(max_examples=60)
def test_every_sentence_stands_in_exactly_one_bead_in_order(
    left: list[list[str]], right: list[list[str]], structured: bool
) -> None:
    found = align(units(left), units(right), structured=structured)
    assert [at for bead in found.beads for at in bead.source] == list(range(sum(map(len, left))))
    assert [at for bead in found.beads for at in bead.target] == list(range(sum(map(len, right))))
    assert all(0 <= bead.confidence <= 1 for bead in found.beads)


@given(paragraphs, st.booleans())
@settings(max_examples=40)
def test_identical_texts_align_one_to_one_in_full_confidence(text: list[list[str]], structured: bool) -> None:
    found = align(units(text), units(text), structured=structured)
    assert [(bead.source, bead.target, bead.confidence) for bead in found.beads] == [
        (range(at, at + 1), range(at, at + 1), 1.0) for at in range(sum(map(len, text)))
    ]


@given(paragraphs, translated)
@settings(max_examples=20)
def test_the_same_texts_give_the_same_beads(left: list[list[str]], right: list[list[str]]) -> None:
    assert align(units(left), units(right)) == align(units(left), units(right))


def test_a_bead_says_what_speaks_for_it() -> None:
    left = [["The city manager of Dayton spent 45 million dollars in 1913."], ["Parks are free."]]
    right = [["1913年，Dayton的城市经理花费了4500万美元。"], ["公园免费。"]]
    bead = align(units(left), units(right), [("city manager", "城市经理")]).beads[0]
    assert (bead.evidence.names, bead.evidence.terms) == (("dayton",), (("city manager", "城市经理"),))
    assert (bead.evidence.missing, bead.evidence.extra, bead.doubts) == ((), (), ())
    assert bead.confidence > 0.9


def test_another_figure_is_a_doubt() -> None:
    left = [["The council has 7 members and meets weekly."], ["Parks are free."]]
    right = [["议会有9名成员，每周开会。"], ["公园免费。"]]
    bead = align(units(left), units(right)).beads[0]
    assert (bead.kind, bead.evidence.missing, bead.evidence.extra) == ("1:1", ("7",), ("9",))
    assert Doubt.FIGURES in bead.doubts
    assert bead.confidence < 0.75


def test_traditional_characters_are_a_doubt() -> None:
    left = [["The council approves the budget."], ["Vision"]]
    right = [["議會批准預算。"], ["願景"]]
    found = align(units(left), units(right)).beads
    assert [bead.kind for bead in found] == ["1:1", "1:1"]
    assert all(Doubt.TRADITIONAL in bead.doubts and bead.confidence <= 0.5 for bead in found)


def test_what_is_still_english_is_named() -> None:
    text = [["Members serve for four years."], ["2024"]]
    assert [bead.doubts for bead in align(units(text), units(text)).beads] == [(Doubt.ENGLISH,), ()]


def test_a_known_dictionary_helps() -> None:
    left = [["Zyzzyvas abound."], ["Quokkas smile."], ["Axolotls swim."]]
    right = [["六须鲶遍布各处。"], ["墨西哥钝口螈会游泳。"]]
    words = [("axolotl", "墨西哥钝口螈"), ("zyzzyva", "六须鲶")]
    assert [bead.kind for bead in align(units(left), units(right), (), words).beads] == ["1:1", "1:0", "1:1"]


def test_chapters_in_another_order_are_put_in_that_of_the_original() -> None:
    numbers = range(120, 135), range(7020, 7035)
    left = [units([[f"The city spent {number} dollars."] for number in each]) for each in numbers]
    right = [units([[f"该市花费了{number}美元。"] for number in each]) for each in numbers]
    assert arrange(left, right[::-1]) == [1, 0]
    assert arrange(left, right) == [0, 1]
    assert arrange(left, [right[1], units([["附录"]]), right[0]]) == [2, 0, 1]
