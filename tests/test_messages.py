"""Every sentence the program says has its Chinese, with the same fields in braces."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

import pubpipe
from pubpipe import checks, messages
from pubpipe.books._checklist import KINDS, Outcome, assertions
from pubpipe.catalog.filling import FIGURES
from pubpipe.cli._commands import command
from pubpipe.memory.alignment.beads import Doubt
from pubpipe.model import Fate, MatchKind, Severity, State, Status
from pubpipe.project import glossary, suggestions
from pubpipe.reports.csv import COLUMNS
from pubpipe.reports.quality import HEADINGS
from pubpipe.reports.rates import Band
from tests.test_readme import EVERY

PACKAGE = Path(pubpipe.__file__).parent
CATALOGUE = {entry.msgid: entry for entry in polib.pofile(str(PACKAGE / "locale" / "zh_CN.po"))}


def literals() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value


def shown() -> Iterator[str]:
    """What is translated when it is shown: help texts, names of values."""
    for each in (command, *EVERY.values()):
        yield from (" ".join(paragraph.split()) for paragraph in (each.help or "").split("\n\n"))
        options = [parameter for parameter in each.params if isinstance(parameter, click.Option)]
        yield from (option.help for option in options if option.help)
    yield from (" ".join((each.ask.__doc__ or "").split()) for each in checks.checks().values())
    yield from ("Show the version and exit.", "Show this message and exit.", FIGURES)
    yield from (each.words[0] for kind in KINDS for each in assertions(kind).values())
    for kind in (Outcome, Severity, State, Status, Fate, MatchKind, Doubt, Band):
        yield from kind
    yield from (*COLUMNS, *HEADINGS, "codes differ")
    yield from (*glossary.FIELDS, *glossary.KINDS.values(), *suggestions.SORTS.values())
    yield from ("translation", "revision", "review", "proofreading", "final verification")


EVERYTHING = sorted({*literals(), *shown()})


def fields(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("message", EVERYTHING)
def test_every_message_has_its_chinese(message: str) -> None:
    entry = CATALOGUE[message]
    translations = [entry.msgstr, *entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
    assert any(translations)
    for translation in filter(None, translations):
        assert fields(translation) == fields(message) | (fields(entry.msgid_plural) if entry.msgid_plural else set())
        assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", translation)


def test_no_message_is_left_over() -> None:
    assert sorted(set(CATALOGUE) - set(EVERYTHING)) == []


def test_messages_follow_the_language_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_language", "zh")
    assert messages._("nothing found") == CATALOGUE["nothing found"].msgstr
    monkeypatch.setattr(messages, "_language", "en")
    assert messages._("nothing found") == "nothing found"
