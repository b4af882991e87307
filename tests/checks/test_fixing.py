"""Fixing: certain, idempotent, and never in what must not be touched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import checks
from pubpipe.catalog import faults, parse, segments
from pubpipe.model import Entry
from tests.checks.cases import cases

SOURCE = "The <b1>council</b1> of John Smith met<fn1/>, in 2024 (twice), <i1>Urban Planning</i1>… and so on: 5%?"
WORDS = [
    *"市议会 城市 经理 约翰 3 45 ICMA , . ; : ? ! ( ) （ ） “ ” \" ' … ... -- ——".split(" "),
    *"。。 ，， ％ Ａ１ ・ • 二0二四年 ⼀".split(" "),
    "\u200b",
    *("<b1>", "</b1>", "<fn1/>", "<i1>", "</i1>", " "),
]


def fixed(source: str, target: str, role: str = "") -> str:
    """A target after all certain fixes, until nothing is left to fix."""
    for _round in range(10):
        found = [
            each
            for each in checks.run({"a.po": segments([Entry(source, target, role, places=("1/p1",))])})
            if each.fix is not None
        ]
        better = checks.fixed(target, found)
        if better == target:
            return target
        target = better
    raise AssertionError(f"no end of fixing: {target}")


CLEAN = [
    (entry["source"], entry["target"], entry.get("role", ""))
    for name in checks.checks()
    for case in cases(name)
    for entry in case["entries"]
    if not any(each["finds"] for each in case["entries"]) and not entry.get("fuzzy")
]


@pytest.mark.parametrize(("source", "target", "role"), CLEAN)
def test_what_must_not_be_touched_is_not(source: str, target: str, role: str) -> None:
    assert fixed(source, target, role) == target


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_fixing_twice_changes_nothing_and_harms_no_code(target: str) -> None:
    source = parse(SOURCE).content
    once = fixed(SOURCE, target)
    assert fixed(SOURCE, once) == once
    assert len(faults(source, once)) <= len(faults(source, target))
    assert [each for each in parse(once).content if not isinstance(each, str)] == [
        each for each in parse(target).content if not isinstance(each, str)
    ]


@pytest.mark.parametrize(
    ("target", "better"),
    [
        ("市议会,城市经理.", "市议会，城市经理。"),
        ("议会(立法机关)决定", "议会（立法机关）决定"),
        ("经理--官员", "经理——官员"),
        ("公园...都", "公园……都"),
        ("任命 。", "任命。"),
        ("经理 —— 官员", "经理——官员"),
        ("３５００名ＩＣＭＡ会员", "3500名ICMA会员"),
        ("增长45％", "增长45%"),
        ("任命。。", "任命。"),
        ("二0二四年", "二〇二四年"),
        ("⼀方面", "一方面"),
        ("城市\u200b经理", "城市经理"),
        ("约翰•史密斯", "约翰·史密斯"),
        ("30 ℃", "30℃"),
        ("<b1>市议会</b1>,决定", "<b1>市议会</b1>，决定"),
    ],
)
def test_what_is_certain_is_written(target: str, better: str) -> None:
    assert fixed("The <b1>council</b1> decides.", target) == better
