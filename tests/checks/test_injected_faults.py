"""Faults injected into a chapter one at a time: each is found, and none of the correct sentences beside it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pubpipe.model import Severity
from tests.checks.cases import findings

TABLE = tomllib.loads(Path(__file__).with_name("injected_faults.toml").read_text(encoding="utf-8"))
FAULTS = TABLE["fault"]


def found(faulty: int | None) -> list[tuple[str, str]]:
    """What the checks find, as place and check, where the fault of this number is injected and all else is correct."""
    entries = [
        {
            "source": fault["source"],
            "target": fault["faulty" if number == faulty else "correct"],
            "role": fault.get("role", ""),
            "place": f"1/p{number}",
        }
        for number, fault in enumerate(FAULTS)
    ]
    seen = findings({"entries": entries, "glossary": TABLE["glossary"]})
    return [(each.place, each.check) for each in seen if each.severity is not Severity.NEUTRAL]


def test_nothing_is_found_in_the_correct_chapter() -> None:
    assert found(None) == []


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[fault["name"] for fault in FAULTS])
def test_each_fault_is_found_where_it_stands(number: int) -> None:
    seen = found(number)
    assert (f"1/p{number}", FAULTS[number]["check"]) in seen
    assert {place for place, _check in seen} == {f"1/p{number}"}
