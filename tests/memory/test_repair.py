"""What is the same but for codes, numbers, case or punctuation is mended, where that is sure."""

import tomllib
from pathlib import Path

import pytest

from pubpipe.memory.keys import masked
from pubpipe.memory.repair import repaired
from pubpipe.model import TranslationUnit

CASES = tomllib.loads(Path(__file__).with_name("repairs.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["asked"])
def test_repairs(case: dict[str, str]) -> None:
    assert masked(case["source"]) == masked(case["asked"])
    expected = (case["repaired"], case["change"]) if "repaired" in case else None
    assert repaired(TranslationUnit(case["source"], case["target"]), case["asked"]) == expected
