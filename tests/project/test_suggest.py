"""Proposals for the glossary: from chapters and loose files, for people, for machines, and as a file to import."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.cli import main
from pubpipe.glossary import read_csv
from pubpipe.model import Status

Run = Callable[..., tuple[int, str, str]]
GLOSSARY = Path("glossaries/government-terms.csv")
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.md:1/p1
msgid "The drainage utility bills <b1>each</b1> parcel."
msgstr "排水公用事业<b1>向</b1>各地块收费。"

#: a.md:1/p2
msgid "A drainage utility (DU) is run by Brookhaven County."
msgstr "排水公用事业由布鲁克黑文县经营。"

#, fuzzy
#: a.md:1/p3
msgid "The drainage utility pays."
msgstr "下水道付款。"
"""
TOLD = """names
  Brookhaven County  1 time  (place name)
      a.md:1/p2: A drainage utility (DU) is run by Brookhaven County.
acronyms
  DU  1 time  (drainage utility)
      a.md:1/p2: A drainage utility (DU) is run by Brookhaven County.
      → 排水公用事业: in 2 of 2 translations of it, in 2 at all; a.md:1/p1, a.md:1/p2
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["glossary", *arguments])
        captured = capsys.readouterr()
        return int(str(left.value.code or 0)), captured.out, captured.err

    return typed


def test_loose_files_need_no_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.po").write_text(PO, "utf-8")
    Path("a.md").write_text("# Drains\n\nThe storm drain is old. A storm drain leaks.\n", "utf-8")
    assert run("suggest", "a.po") == (0, TOLD, "")
    assert run("suggest", "a.md") == (
        0,
        "terms\n  storm drain  2 times\n"
        "      a.md:1/p1: The storm drain is old.\n      a.md:1/p1: A storm drain leaks.\n",
        "",
    )
    assert run("suggest", "a.md", "--least", "3") == (0, "nothing to propose\n", "")
    assert run("suggest", "b.md") == (2, "", "error: b.md: no such file\n")


def test_proposals_are_imported(run: Run, sample: Path) -> None:
    code, told, _err = run("suggest", "--json")
    found = json.loads(told)["suggestions"]
    assert code == 0 and [each["text"] for each in found][:2] == ["street repairs", "council-manager cities"]
    assert run("suggest", "-o", "new.csv") == (0, "", f"new.csv: {len(found)} concepts\n")
    proposals = read_csv(Path("new.csv").read_bytes())
    assert {term.status for concept in proposals.concepts for term in concept.terms} == {Status.PROPOSED}
    before = len(read_csv(GLOSSARY.read_bytes()).concepts)
    assert run("import", "new.csv")[0] == 0
    after = read_csv(GLOSSARY.read_bytes())
    assert len(after.concepts) == before + len(found)
    kept = [(term.text, str(term.status)) for term in after.concept("street-repairs").terms]
    assert kept == [("street repairs", "preferred"), ("次增加到", "proposed"), ("道路维修次数", "proposed")]
    assert run("suggest") == (0, "nothing to propose\n", "")
