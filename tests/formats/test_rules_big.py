"""Rules a project sets, in every format: case by case, and the laws whatever the rules are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.formats import (
    ITALICS,
    ROLES,
    RULES,
    RULES_VERSION,
    Rules,
    fault_of,
    format_of,
    leftover,
    suffixes,
    version,
)
from pubpipe.formats.xlsx._sheet_names import renamed
from pubpipe.model import Code, Content, Fate, Unit, content
from tests.formats import cases as packages
from tests.formats.docx_files import part, word, written
from tests.formats.markdown_and_html import cases as text_cases
from tests.formats.opendocument_files import opendocument
from tests.formats.pptx_files import deck
from tests.formats.test_epub import CASES as EPUBS
from tests.formats.test_epub import book
from tests.formats.test_xlsx import BOOKS
from tests.formats.xlsx_files import Sheet, workbook

FOLDER = Path(__file__).parent


def spreadsheet(rows: str, sheet: str = "Sheet", after: str = "", **others: Any) -> bytes:
    return workbook(Sheet(rows, sheet, after=after), **others)


def presentation(slides: list[str], **others: Any) -> bytes:
    return deck(*slides, **others)


def encoded(text: str) -> bytes:
    return text.encode()


MADE: Mapping[str, tuple[str, Callable[..., bytes]]] = {
    "docx": ("a.docx", word),
    "pptx": ("a.pptx", presentation),
    "opendocument": ("a.odt", opendocument),
    "xlsx": ("a.xlsx", spreadsheet),
    "html": ("a.html", encoded),
    "markdown": ("a.md", encoded),
    "csv": ("a.csv", encoded),
}
CASES = [
    pytest.param(name, case.values[0], id=f"{name}: {case.id}")
    for name in MADE
    for case in packages.cases(FOLDER / "rules" / f"{name}.toml")
]


def made(name: str, case: dict[str, Any]) -> tuple[bytes, list[str], list[str], Rules]:
    parts, units, ledger, rules = packages.split(case)
    return (
        MADE[name][1](**{key: each for key, each in parts.items() if key not in ("targets", "merged")}),
        units,
        ledger,
        rules,
    )


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name: str, case: dict[str, Any]) -> None:
    kind = format_of(MADE[name][0])
    source, units, ledger, rules = made(name, case)
    packages.check_reading(kind, source, units, ledger, rules)
    if rules.italic != "plain":
        packages.check_reading_again(kind, source, rules)
    found = {unit.id: unit for unit in kind.read(source, rules).units}
    targets = {each: written(target, found[each].content) for each, target in case.get("targets", {}).items()}
    merged = kind.merge(source, targets, rules)
    for file, expected in case.get("merged", {}).items():
        assert expected in part(merged, file)


def test_a_sheet_is_renamed_wherever_a_formula_names_it() -> None:
    new = {"data": "数据", "q1": "一季度", "north sea": "北海"}
    formulas = {
        "Data!A1+data!$B$2": "'数据'!A1+'数据'!$B$2",
        "SUM('North Sea'!A:A,MyData!A1)": "SUM('北海'!A:A,MyData!A1)",
        "SUM(Data:Q1!A1)": "SUM('数据:一季度'!A1)",
        "SUM('Data:Q1'!A1)": "SUM('数据:一季度'!A1)",
        "[1]Data!A1+'[1]Data'!A1": "[1]Data!A1+'[1]Data'!A1",
        'IF(A1="Data!A1",#REF!,Data)': 'IF(A1="Data!A1",#REF!,Data)',
        "'It''s'!A1+Q1!B2": "'It''s'!A1+'一季度'!B2",
        "Q1+Data!Q1": "Q1+'数据'!Q1",
    }
    assert {formula: renamed(formula, new) for formula in formulas} == formulas
    assert renamed("Data!A1", {"data": "Facts"}) == "Facts!A1"
    assert renamed("Data!A1", {"data": "R1"}) == "'R1'!A1"


def test_the_version_names_the_rules_that_make_units() -> None:
    assert version(RULES) == version(Rules(italic="kai")) == str(RULES_VERSION)
    others = {version(rules) for rules in (Rules(hidden=True), Rules(roles=("note",)), Rules(exclude_roles=("note",)))}
    assert len(others) == 3
    assert all(re.fullmatch(rf"{RULES_VERSION}-[0-9a-f]{{8}}", each) for each in others)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("SF-[0-9]+", ""),
        ("(", "missing ), unterminated subpattern at position 0"),
        ("x*", "it matches where there is nothing"),
    ],
)
def test_the_faults_of_patterns(pattern: str, fault: str) -> None:
    assert fault_of(pattern) == fault


# Laws

OF_PROJECT = re.compile("(role|style|id|pattern|highlight|colour|key|column|attribute): ")
EXCLUDING = ("role", "highlight", "colour")
NAMES = ["strong", "caption", "quot*", "slant", "red", "p", "h2", "em", "td", ".*", "normal", "*n*"]
PATTERNS = [("year", "[0-9]{4}"), ("name", "[A-Z][a-z]+"), ("pair", "[a-z]+ [a-z]+"), ("all", ".+"), ("end", "[.,;)]")]


def some(values: list[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple))


RULED = st.builds(
    Rules,
    comments=st.booleans(),
    headers=st.booleans(),
    alt=st.booleans(),
    meta=st.booleans(),
    hidden=st.booleans(),
    hidden_slides=st.booleans(),
    sheet_names=st.booleans(),
    code=st.booleans(),
    roles=some(ROLES, 6),
    exclude_roles=some(ROLES),
    exclude_styles=some(NAMES),
    exclude_highlights=some(["*", "yellow", "#ffff00"]),
    exclude_colours=some(["*", "red", "accent1"]),
    protect_styles=some(NAMES),
    protect_ids=some(["0/*", "1/h", "*/c1", "0/p1", "*"]),
    protect_patterns=some(PATTERNS),
    protect_columns=some(["place", "*e*"]),
    translate_columns=some(["id", "*"]),
    protect_keys=some(["title", "*"]),
    translate_keys=some(["layout", "*"]),
    protect_attributes=some(["alt", "*"]),
    translate_attributes=some(["class", "data-*"]),
    italic=st.sampled_from(ITALICS[:2]),
)


@cache
def small() -> list[tuple[str, bytes]]:
    """The files of all formats' cases, by names with their suffixes."""
    found = [(MADE[name][0], made(name, each.values[1])[0]) for each in CASES for name in [each.values[0]]]
    for name in ("docx", "pptx", "opendocument"):
        for each in packages.cases(FOLDER / name / "reading.toml"):
            parts = packages.split(each.values[0])[0]
            suffix = "a.odp" if parts.get("kind") == "presentation" else MADE[name][0]
            found.append((suffix, MADE[name][1](**parts)))
    found += [("a.xlsx", source) for source in BOOKS.values()]
    found += [("a.epub", book(case)) for case in EPUBS]
    for name in ("html", "markdown", "csv", "subtitles", "text"):
        found += [(path.name, path.read_bytes()) for path in text_cases(name) if path.suffix in suffixes()]
    return found


def pseudo(unit: Unit) -> Content:
    """Han for every text that is no mere space, so that no rule's pattern fits; a caption keeps what it goes by."""
    if unit.role == "caption":
        return unit.content
    return content(part if isinstance(part, Code) or part.isspace() else "汉字" for part in unit.content)


def kept(document: Any) -> dict[tuple[str, str], str]:
    """What each rule of the project keeps, whatever line ends and escapes it is written with; its language aside."""
    found: dict[tuple[str, str], str] = {}
    for each in document.ledger:
        if OF_PROJECT.match(each.rule):
            said = re.sub(r"\\|\s|^zh-Hans$|^en-US$", "", each.text)
            found[each.fate, each.rule] = found.get((each.fate, each.rule), "") + said
    return {key: text for key, text in found.items() if text}


@given(st.integers(0, 10**6), RULED)
@settings(max_examples=6000, deadline=None)
def test_laws(number: int, rules: Rules) -> None:
    name, source = small()[number % len(small())]
    kind = format_of(name)
    document = kind.read(source, rules)
    assert leftover(document, kind.scan(source)) == []
    assert kind.merge(source, {}, rules) == source
    ids = {unit.id for unit in document.units}
    everything = {unit.id for unit in kind.read(source, replace(rules, **UNRULED)).units}
    assert ids <= everything
    for each in document.ledger:
        if each.fate is Fate.TRANSLATED and each.text.strip():
            assert each.unit in ids
        if OF_PROJECT.match(each.rule):
            excludes = each.rule.startswith(EXCLUDING) or each.rule.removeprefix("style: ") in rules.exclude_styles
            assert each.fate is (Fate.EXCLUDED if excludes else Fate.PROTECTED)
    targets = {unit.id: pseudo(unit) for unit in document.units}
    merged = kind.merge(source, {**dict.fromkeys(everything, ("坏",)), **targets}, rules)
    assert merged == kind.merge(source, targets, rules)
    again = kind.read(merged, rules)
    assert leftover(again, kind.scan(merged)) == []
    assert kept(again) == kept(document)


UNRULED: dict[str, Any] = {
    "roles": (),
    "exclude_roles": (),
    "protect_ids": (),
    "protect_patterns": (),
}
"""What is asked of whole units after the walk, beside their styles."""
