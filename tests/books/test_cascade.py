"""How text is set, by a style sheet."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pubpipe.books._cascade import Cascade, Setting
from pubpipe.books._css import rules

CASES = tomllib.loads(Path(__file__).with_name("cascade.toml").read_text(encoding="utf-8"))["case"]


def told(setting: Setting, text: str) -> str:
    marks = "b" * setting.bold + "i" * setting.slanted
    return " ".join(filter(None, (text, "|".join(setting.families), marks)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_how_each_piece_is_set(case: dict[str, Any]) -> None:
    page = (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>{case["page"]}</body></html>'
    )
    found = Cascade(rules(case["sheet"])).pieces(etree.fromstring(page))
    assert [told(setting, text) for setting, text in found] == case["set"]
