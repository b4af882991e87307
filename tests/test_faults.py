"""Faults a translator makes in a Word, a Markdown and an HTML chapter: each is found, no correct twin is flagged."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import read_po, write_po
from pubpipe.glossary import Glossary, add, write_csv
from pubpipe.model import Finding, Status
from tests.chapters import WRITERS, renamed
from tests.conftest import ROOT

TABLE = tomllib.loads((ROOT / "tests/checks/injected_faults.toml").read_text(encoding="utf-8"))
FAULTS = TABLE["fault"]


def glossary() -> bytes:
    made = Glossary()
    for concept, languages in TABLE["glossary"].items():
        for language, terms in languages.items():
            for status, term in terms.items():
                made = add(made, concept, language, term, status=Status(status))
    return write_csv(made)


class Chapter:
    """A chapter with one paragraph a fault, extracted once; its translation is written anew for each fault."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.suffix, self.po, self.glossary = suffix, folder / "chapter.po", folder / "terms.csv"
        source = folder / f"chapter{suffix}"
        source.write_bytes(WRITERS[suffix]([(fault.get("role", ""), fault["source"]) for fault in FAULTS]))
        self.glossary.write_bytes(glossary())
        assert project.extract_file(source, self.po, "paragraph").code == 0
        self.catalog = read_po(self.po.read_bytes())

    def findings(self, faulty: int | None) -> list[Finding]:
        """What is found where this fault is injected and all else is correct."""
        targets: dict[tuple[str, str], str] = {}
        for number, fault in enumerate(FAULTS):
            chosen = fault["faulty" if number == faulty else "correct"]
            key = (fault.get("role", ""), renamed(fault["source"], self.suffix))
            targets[key] = renamed(chosen, self.suffix)
        entries = []
        for entry in self.catalog.entries:
            entries.append(replace(entry, target=targets.pop((entry.context, entry.source), "一条注释。")))
        assert targets == {}, "sentences that are no entries of the PO file"
        self.po.write_bytes(write_po(replace(self.catalog, entries=tuple(entries))))
        checked = project.check([self.po], self.glossary)
        return [finding for finding in checked.findings if finding.severity != "neutral"]


@pytest.fixture(scope="module", params=list(WRITERS))
def chapter(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Chapter:
    return Chapter(tmp_path_factory.mktemp("faults"), request.param)


def test_there_are_twenty_faults_and_more() -> None:
    assert len({fault["name"] for fault in FAULTS}) >= 20


def test_no_twin_is_flagged(chapter: Chapter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert chapter.findings(None) == []


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[fault["name"] for fault in FAULTS])
def test_each_fault_is_found(chapter: Chapter, number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    found = chapter.findings(number)
    source = renamed(FAULTS[number]["source"], chapter.suffix)
    assert (source, FAULTS[number]["check"]) in [(each.source, each.check) for each in found]
    assert {each.source for each in found} == {source}
