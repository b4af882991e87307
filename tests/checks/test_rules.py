"""What holds for checks whoever writes them: one file adds one, and its findings point at the right place."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import checks, registry
from pubpipe.calm import calm
from pubpipe.catalog import parse, segments
from pubpipe.model import Entry, Finding, Scope, Severity, text
from tests.checks.cases import missing

SHOUTING = '''"""Capitals."""

from pubpipe.checks import MINOR, check
from pubpipe.model import Issue, text


@check("style/register", severity=MINOR)
def shouting(segment, context):
    """Nobody is shouted at: ！！"""
    position = text(segment.target).find("！！")
    if position >= 0:
        yield Issue("loud", (position, position + 2))
'''


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One new file among the checks."""
    (tmp_path / "shouting.py").write_text(SHOUTING, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    registry.offers.cache_clear()
    yield
    registry.offers.cache_clear()
    sys.modules.pop("pubpipe.checks.shouting", None)


def found(target: str, **settings: object) -> list[Finding]:
    entry = Entry("The <b1>council</b1> decides.", target, places=("a.docx:2.1/p3",))
    return list(checks.run({"a.po": segments([entry])}, **settings))  # type: ignore[arg-type]


def test_one_file_adds_a_check(newcomer: None) -> None:
    assert found("<b1>市议会</b1>决定！！") == [
        Finding(
            check="shouting",
            type="style/register",
            severity=Severity.MINOR,
            file="a.po",
            place="a.docx:2.1/p3",
            source="The <b1>council</b1> decides.",
            target="<b1>市议会</b1>决定！！",
            message="loud",
            span=(14, 16),
        )
    ]
    assert checks.checks()["shouting"].help == "Nobody is shouted at: ！！"


def test_a_check_without_cases_is_noticed(newcomer: None) -> None:
    assert missing(checks.checks()) == ["shouting"]


def test_severity_and_absence_are_settings() -> None:
    comma = "<b1>市议会</b1>,决定。"
    assert [(each.check, each.severity) for each in found(comma)] == [("ZH001", Severity.MAJOR)]
    minor = found(comma, severities={"ZH001": Severity.MINOR})
    assert [(each.check, each.severity) for each in minor] == [("ZH001", Severity.MINOR)]
    assert found(comma, disabled=["ZH001"]) == []


def test_spans_count_in_the_text_of_the_po_file() -> None:
    target = r"\<b2>\\<b1>市议会</b1>,决定。"
    assert [(each.target, each.span) for each in found(target)] == [(target, (19, 20))]


@settings(max_examples=100, deadline=None)
@given(st.text("市a \\<b1>/", max_size=20))
def test_a_span_moves_with_its_text(target: str) -> None:
    plain = text(parse(target).content)
    for position, character in enumerate(plain):
        start, end = checks.shifted(target, (position, position + 1))
        assert target[start:end] == character


HOSTILE = [*"- . … a （ “ ` a@ 市 < \\ ， ' a. A1- www. http:// 一 1, 第 9 百分之".split(), " ", "市 "]


def seconds(target: str) -> float:
    """The processor time all checks take for a target, the second time: what is made ready once does not count.

    The collector of garbage waits, as it does when a project is checked: other tests' objects are not the target's.
    """
    chapters = {"a.po": segments([Entry("The council decides. " * 100, target, places=("1/p1",))])}
    list(checks.run(chapters))
    with calm():
        begin = time.process_time()
        list(checks.run(chapters))
        return time.process_time() - begin


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_keeps_a_check_long(hostile: str) -> None:
    """Ten times the text takes about ten times the time, never its square."""
    short, long = (seconds("市" + hostile * count + "/") for count in (2_000, 20_000))
    assert long < 30 * max(short, 0.01)


@pytest.mark.parametrize("scope", list(Scope))
def test_the_checks_of_a_scope_are_those_that_have_it(scope: Scope) -> None:
    assert checks.checks(scope) == {name: each for name, each in checks.checks().items() if each.scope is scope}


def test_a_check_that_looks_something_up_is_not_asked_without_it() -> None:
    wanting = [each.id for each in checks.checks().values() if not each.wants(checks.Context())]
    assert wanting == ["EN010", "ZH065", "glossary", "longest", "patterns"]
