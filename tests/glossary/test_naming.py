"""Names are told from other words with capitals; no Chinese is guessed from pinyin."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.glossary.naming import Vocabulary, is_pinyin, names, without
from pubpipe.model import Code, CodeKind, Content, content, text

CASES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))["case"]


def coded(written: str) -> Content:
    parts: list[str | Code] = []
    for piece in re.split(r"(</?i>)", written):
        mark = {"<i>": CodeKind.OPEN, "</i>": CodeKind.CLOSE}.get(piece)
        parts.append(Code(mark, "i", 1) if mark else piece)
    return content(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_names(case: dict[str, Any]) -> None:
    source = coded(case["text"])
    vocabulary = Vocabulary([text(source), case.get("around", "")])
    found = names(source, vocabulary, case.get("role", "paragraph"))
    shown = [f"{each.text} ({each.kind})" if each.kind else each.text for each in found]
    assert shown == case["finds"]


def test_a_word_in_lower_case_is_no_name() -> None:
    sentence = "They asked the Zibble, then Zibble again."
    assert [each.text for each in names((sentence,), Vocabulary([sentence]))] == ["Zibble", "Zibble"]
    assert list(names((sentence,), Vocabulary([sentence, "a zibble, zibbles and zibble"]))) == []
    assert list(names((sentence,), Vocabulary([sentence], ["zibble"]))) == []


def test_what_is_known_is_not_unknown() -> None:
    sentence = "It stands in Harlan County near Mill Street."
    found = without(names((sentence,), Vocabulary([sentence])), [(13, 26)])
    assert [each.text for each in found] == ["Mill Street"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Wang Xiaoming", True),
        ("Xiaoming Wang", True),
        ("Ouyang Xiu", True),
        ("Li Wei", True),
        ("Li Smith", False),
        ("Wang", False),
        ("Martin Luther King", False),
        ("Song Contest", False),
    ],
)
def test_pinyin(name: str, answer: bool) -> None:
    assert is_pinyin(name) is answer


WORDS = st.sampled_from(
    "The City of Harlan County Bob O'Neill J. , . “ ” and met GitHub 3M é Zibble- \u00ad".split(" ")
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(WORDS, st.sampled_from([Code(CodeKind.OPEN, "i", 1), Code(CodeKind.ALONE, "br", 1)]))))
def test_spans_are_of_the_text(parts: list[str | Code]) -> None:
    source = content(f"{part} " if isinstance(part, str) else part for part in parts)
    plain = text(source)
    for each in names(source, Vocabulary([plain])):
        assert 0 <= each.span[0] <= each.core[0] < each.core[1] <= each.span[1] <= len(plain)
