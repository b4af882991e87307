"""The fifty tricky cases, end to end: recognition in the English, verification in the Chinese."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pubpipe.glossary import Glossary, verify
from pubpipe.model import Code, CodeKind, Concept, Content, Status, Term, content

CASES = tomllib.loads(Path(__file__).with_name("tricky-cases.toml").read_text(encoding="utf-8"))["case"]
STATUSES = {
    "P": Status.PREFERRED,
    "A": Status.ADMITTED,
    "F": Status.FORBIDDEN,
    "D": Status.DEPRECATED,
    "S": Status.SUPERSEDED,
}


def coded(text: str) -> Content:
    """A content of a text with <b> and </b> in it."""
    parts: list[str | Code] = []
    for piece in re.split(r"(</?[a-z]+>)", text):
        if mark := re.fullmatch(r"<(/?)([a-z]+)>", piece):
            parts.append(Code(CodeKind.CLOSE if mark[1] else CodeKind.OPEN, mark[2], 1))
        else:
            parts.append(piece)
    return content(parts)


def concept(english: str, chinese: str) -> Concept:
    """A concept of one English term and its Chinese ones as the case file writes them."""
    excluded = tuple(re.findall(r"-@(\w+)", chinese))
    required = tuple(re.findall(r"(?<!-)@(\w+)", chinese))
    terms = [Term(english.partition("!")[0], "en")]
    for each in re.sub(r"-?@\w+", "", chinese).split(";"):
        letter, text, *validity = each.split()
        ends = date.fromisoformat(validity[0].removeprefix("..")) if validity else None
        terms.append(Term(text, "zh-Hans", STATUSES[letter], valid_to=ends))
    name = re.sub(r"\W+", "-", english.lower())
    return Concept(name, tuple(terms), required_context=required, excluded_context=excluded)


def parameter(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["later"])] if "later" in case else []
    return pytest.param(case, id=f"{case['number']}-{case['chinese'][:8]}", marks=marks)


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_verdicts(case: dict[str, Any]) -> None:
    glossary = Glossary(tuple(concept(english, chinese) for english, chinese in case["terms"].items()))
    verdicts = verify(coded(case["english"]), coded(case["chinese"]), glossary, on=case.get("on"))
    assert {verdict.concept.id: verdict.kind.value for verdict in verdicts} == case["verdicts"]


def test_all_fifty_are_here() -> None:
    assert {case["number"] for case in CASES} == set(range(1, 51))
