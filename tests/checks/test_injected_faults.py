"""Faults injected one at a time: each of a chapter's is found, none of the correct sentences beside it is.

Into real translations, where outside data is present, most are.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from pubpipe.model import Severity
from tests.checks.cases import findings
from tests.checks.injected import FAULTS as KINDS
from tests.checks.injected import NEEDED, measure
from tests.checks.parallel import PARALLEL, pairs

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


@pytest.fixture(scope="module")
def data() -> Path:
    """The folder of outside data that holds parallel text."""
    folder = os.environ.get("PUBPIPE_TEST_DATA")
    if not folder or not (Path(folder) / PARALLEL).exists():
        pytest.skip("PUBPIPE_TEST_DATA does not name a folder that holds parallel/visible.tar.xz")
    return Path(folder)


def test_most_faults_in_real_translations_are_found(data: Path) -> None:
    rows, untouched, of = measure(pairs(data), 250, seed=7)
    assert {row.fault for row in rows} == set(KINDS)
    short = {row.fault: row.recall for row in rows if row.recall < NEEDED.get(row.fault, 0) - _CHANCE}
    assert short == {}
    assert untouched["negation"] + untouched["modality"] <= of * 0.0015


_CHANCE = 0.02
"""How far a share measured in 250 pairs may lie below the one in all of them."""
