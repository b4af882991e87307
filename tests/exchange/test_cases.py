"""Every format reads what others wrote as its cases say, and writes what they show."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from pubpipe import exchange, registry
from pubpipe.errors import Misused, Unreadable
from pubpipe.exchange import Options, Sheet
from tests.exchange.cases import Case, cases, missing


def module(case: Case) -> ModuleType:
    return registry.offers("exchange")[case.format]


@pytest.mark.parametrize("case", cases("units"), ids=lambda case: case.name)
def test_memories_are_read(case: Case) -> None:
    left_out: Counter[str] = Counter()
    assert list(module(case).read_memory(BytesIO(case.data), left_out)) == case.units
    assert dict(left_out) == case.values.get("left_out", {})


@pytest.mark.parametrize("case", cases("returned"), ids=lambda case: case.name)
def test_work_is_read(case: Case) -> None:
    assert list(module(case).read(case.data)) == case.returned


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: case.name)
def test_what_is_none_is_refused_with_a_sentence(case: Case) -> None:
    kind = module(case)
    with pytest.raises(Unreadable) as refused:
        list(kind.read(case.data) if hasattr(kind, "read") else kind.read_memory(BytesIO(case.data)))
    sentence = case.values["refused"]
    assert str(refused.value)[: len(sentence)] == sentence


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case.name)
def test_work_is_written(case: Case) -> None:
    sheets = [Sheet("book/a.docx", tuple(case.sentences))]
    options = Options(**case.values.get("options", {}))
    kind = module(case)
    if hasattr(kind, "write"):
        written = kind.write(sheets, options).decode()
    else:
        written = dict(kind.write_folder(sheets, options))[case.values["path"]].decode()
    assert "\n".join(written.splitlines()[case.values.get("skip", 0) :]) == case.values["text"].strip("\n")


NEWCOMER = '''"""Shouting."""

SUFFIXES = (".loud",)


def write(sheets, options):
    """Capitals."""
    return "".join(each.source.upper() for sheet in sheets for each in sheet.sentences).encode()


def read(data):
    """Nothing."""
    return iter(())
'''


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One new file among the formats."""
    (tmp_path / "shouting.py").write_text(NEWCOMER, encoding="utf-8")
    monkeypatch.setattr(exchange, "__path__", [*exchange.__path__, str(tmp_path)])
    registry.offers.cache_clear()
    yield
    registry.offers.cache_clear()
    sys.modules.pop("pubpipe.exchange.shouting", None)


def test_every_format_has_cases() -> None:
    assert missing(registry.offers("exchange")) == []


def test_one_file_adds_a_format_and_is_missed_without_cases(newcomer: None) -> None:
    sentence = replace(cases("sentences")[0].sentences[0], source="The council meets.")
    assert exchange.work("shouting").write([Sheet("a", (sentence,))], Options()) == b"THE COUNCIL MEETS."
    assert exchange.work_of("A.LOUD") is exchange.work("shouting")
    assert missing(registry.offers("exchange")) == ["shouting"]


def test_unknown_names_are_refused_with_those_there_are() -> None:
    with pytest.raises(Misused, match=r"^no such exchange format: word; known are jobs, omegat, xliff$"):
        exchange.work("word")
    with pytest.raises(Misused, match=r"^a\.docx: unknown suffix; known are \.jsonl, \.ndjson, \.xlf"):
        exchange.work_of("a.docx")
    with pytest.raises(Misused, match=r"^a\.docx: unknown suffix; known are \.po, "):
        exchange.memories_of("a.docx")
