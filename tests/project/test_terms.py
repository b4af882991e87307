"""What a change of the glossary does: seen before it is done, then exactly that is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pubpipe.catalog import read_po
from pubpipe.cli import main
from pubpipe.project import Project, terms

RETIRE = ["city-manager", "城市经理", "--by", "市经理", "--reason", "trial"]


def entries(project: Project) -> dict[tuple[str, str], tuple[str, bool]]:
    return {
        (path.stem, place): (entry.target, entry.fuzzy)
        for path in sorted((project.root / "translations").rglob("*.po"))
        for entry in read_po(path.read_bytes()).entries
        for place in entry.places
    }


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["glossary", *words])
    return int(str(ended.value.code))


def test_retiring_reopens_exactly_what_impact_lists(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project.find()
    before = entries(project)
    change = terms.retiring("city-manager", "城市经理", "superseded", "trial", "市经理", "")
    old, new, _path, _glossary = terms.changed(None, "city-manager", change)
    listed = terms.impact(project, old, new)
    assert len(listed.wrong) > 5 and listed.right == ()
    assert run("impact", *RETIRE) == 0
    assert entries(project) == before
    assert capsys.readouterr().out.count("城市经理 is superseded") == len(listed.wrong)
    assert run("impact", *RETIRE, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["place"] for each in told["wrong"]] == [each.place for each in listed.wrong]
    assert told["right"] == []

    assert run("retire", *RETIRE, "--reopen") == 0
    after = entries(Project.find())
    reopened = {key for key in before if before[key] != after[key]}
    places = {(Path(each.file).stem, each.place) for each in listed.wrong}
    same = {text for key, (text, _fuzzy) in before.items() if key in places}
    assert places <= reopened and {before[key][0] for key in reopened} == same
    assert all(after[key] == (before[key][0], True) for key in reopened)
    assert terms.impact(Project.find(), Project.find().glossary, Project.find().glossary) == terms.Impact((), ())


def test_a_place_tells_every_decision(sample: Path) -> None:
    place = "city-management/05-ethics-and-citizen-engagement.md:1.5/p3"
    told = "\n".join(terms.why(Project.find(), place))
    assert "city manager: city-manager (city manager): taken for the term" in told
    assert "→ city-manager: rendered as the glossary says" in told
