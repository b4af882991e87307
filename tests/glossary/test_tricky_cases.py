"""The fifty tricky cases, end to end: recognition in the English, verification in the Chinese."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pubpipe import checks
from pubpipe.catalog import segments
from pubpipe.glossary import Glossary, verify
from pubpipe.model import Code, CodeKind, Concept, Content, Entry, Passage, Status, Term, content

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
    first, *others = english.partition("!")[0].split("/")
    terms = [Term(first, "en"), *(Term(each, "en", Status.ADMITTED, type="acronym") for each in others)]
    for each in re.sub(r"-?@\w+", "", chinese).split(";"):
        letter, text, *validity = each.split()
        ends = date.fromisoformat(validity[0].removeprefix("..")) if validity else None
        terms.append(Term(text, "zh-Hans", STATUSES[letter], valid_to=ends))
    name = re.sub(r"\W+", "-", english.lower())
    return Concept(name, tuple(terms), required_context=required, excluded_context=excluded)


def parameter(case: dict[str, Any]) -> Any:
    return pytest.param(case, id=f"{case['number']}-{case.get('chinese', 'chapters')[:8]}")


def glossary_of(case: dict[str, Any]) -> Glossary:
    return Glossary(tuple(concept(english, chinese) for english, chinese in case["terms"].items()))


@pytest.mark.parametrize("case", [parameter(case) for case in CASES if "verdicts" in case])
def test_verdicts(case: dict[str, Any]) -> None:
    source, target = coded(case["english"]), coded(case["chinese"])
    before = tuple(case.get("before", ()))
    verdicts = verify(source, target, glossary_of(case), on=case.get("on"), before=lambda: before)
    assert {verdict.concept.id: verdict.kind.value for verdict in verdicts} == case["verdicts"]


@pytest.mark.parametrize("case", [parameter(case) for case in CASES if "findings" in case])
def test_findings(case: dict[str, Any]) -> None:
    chapters = {
        f"{number}.po": segments(
            Entry(source, target, places=(f"{number}.md:0/p{place}",))
            for place, (source, target) in enumerate(pairs, start=1)
        )
        for number, pairs in enumerate(case["chapters"], start=1)
    }
    passages = [
        Passage(f"{number}:0/p{place}", "paragraph", target, f"第{number}章", source)
        for number, pairs in enumerate(case["chapters"], start=1)
        for place, (source, target) in enumerate(pairs, start=1)
    ]
    glossary = glossary_of(case)
    found = [*checks.run(chapters, glossary=glossary), *checks.run_edition("book", passages, glossary=glossary)]
    assert [f"{each.check} {each.severity}: {each.message}" for each in found] == case["findings"]


def test_all_fifty_are_here() -> None:
    assert {case["number"] for case in CASES} == set(range(1, 51))
