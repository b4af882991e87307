"""Every check, over the cases that stand beside this file in `<its id>.toml`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pubpipe import checks
from pubpipe.model import Severity
from tests.checks.cases import CASES, cases, findings, missing


def test_every_check_has_cases_and_help() -> None:
    offered = checks.checks()
    assert missing(offered) == []
    assert [name for name, check in offered.items() if not check.help.endswith((".", "。"))] == []
    files = {file.stem for file in CASES.glob("*.toml")} - {"injected_faults"}
    assert files == set(offered)
    for name in offered:
        entries = [entry for case in cases(name) for entry in case["entries"]]
        assert len(entries) >= 8 and sum(not entry["finds"] for entry in entries) >= 4, name


@pytest.mark.parametrize("id", sorted(checks.checks()))
def test_finds_what_it_should_and_nothing_else(id: str) -> None:
    for case in cases(id):
        expected = [
            (entry.get("place", f"1/p{number}"), seen)
            for number, entry in enumerate(case["entries"], start=1)
            for seen in entry["finds"]
        ]
        found = findings(case, id)
        shown = [(each.place, each.target[slice(*each.span)] if each.span else "") for each in found]
        assert sorted(shown) == sorted(expected), case
        if "suggests" in case:
            assert [each.suggestion for each in found] == case["suggests"]
        if "severity" in case:
            assert {str(each.severity) for each in found} == {case["severity"]}, case


NUMBERED = {
    "ZH061": ("glossary", "drift", "conflation", "consistency"),
    "ZH062": ("numbers", "limits", "literals"),
    "ZH063": ("untranslated", "unchanged", "omission", "leftovers"),
    "ZH064": ("codes", "marks", "markup"),
    "ZH066": ("negation", "modality"),
}
"""The rules of the numbered list that are asked by checks with names of their own."""


def test_every_rule_of_the_numbered_list_is_asked() -> None:
    offered = set(checks.checks())
    rules = [f"ZH{number:03}" for number in range(1, 67)]
    assert [rule for rule in rules if rule not in offered and not set(NUMBERED.get(rule, ("?",))) <= offered] == []


def test_the_docs_name_checks_that_there_are() -> None:
    docs = Path(checks.__file__).parents[2] / ".github" / "checks.md"
    table = [line for line in docs.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    named = {name for line in table for name in re.findall(r"`([A-Za-z][A-Za-z0-9-]*)`", line)}
    assert sorted(named - set(checks.checks())) == []
    assert sorted(set(checks.checks()) - named - set(_counted(table))) == []


def _counted(table: list[str]) -> list[str]:
    """The rules that have a line in the table of linters."""
    return [line.split("|")[1].strip() for line in table]


def test_no_check_stops_a_good_case() -> None:
    every = [case for name in checks.checks() for case in cases(name)]
    good = [case for case in every if not any(entry["finds"] for entry in case["entries"])]
    stopped = [
        (each.check, each.source, each.target)
        for case in good
        for each in findings(case)
        if each.severity.weight >= Severity.MAJOR.weight
    ]
    assert stopped == []
