"""A name that the register lacks keeps a book from being published, until somebody settles it or answers for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.catalog import read_po
from pubpipe.cli import main
from pubpipe.glossary import edit, read_csv, remove, write_csv
from pubpipe.model import Status
from pubpipe.project import Project
from pubpipe.project._register import latin_key, unregistered

GLOSSARY = Path("glossaries/government-terms.csv")
REFUSED = """city-management: 1 name is not in the name register:
    city-management/06-intergovernmental-cooperation.html:1.4/p1-2: Eisenhower is not in the name register
"""


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*words])
    return int(str(ended.value.code or 0))


def book() -> list[str]:
    project = Project.find()
    (city,) = project.books()
    latin = [
        latin_key(project.source(city, each).read_bytes(), read_po(project.po(city, each).read_bytes()))
        for each in city.chapters
    ]
    return [each.message for each in unregistered(project, city, latin)]


def test_every_name_of_the_sample_is_settled(sample: Path) -> None:
    assert book() == []


def test_a_book_with_an_unknown_name_is_not_published(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    GLOSSARY.write_bytes(write_csv(remove(read_csv(GLOSSARY.read_bytes()), "eisenhower")))
    run("extract")
    capsys.readouterr()
    assert run("build") == 1
    assert REFUSED in capsys.readouterr().err
    assert not (sample / "dist" / "city-management.epub").exists()
    assert run("build", "--draft") == 0

    place = "city-management/06-intergovernmental-cooperation.html:1.4/p1-2"
    assert run("waive", place, "--rule", "names", "--reason", "人名译名手册", "--person", "Li") == 0
    assert book() == []
    po = Path("translations/zh_CN/city-management/06-intergovernmental-cooperation.po")
    entry = next(each for each in read_po(po.read_bytes()).entries if place in each.places)
    po.write_text(po.read_text("utf-8").replace(entry.target[:8], f"据说{entry.target[:8]}"), "utf-8")
    assert book() == ["Eisenhower is not in the name register"]


def test_a_name_without_chinese_is_not_settled(sample: Path) -> None:
    read = read_csv(GLOSSARY.read_bytes())
    GLOSSARY.write_bytes(write_csv(edit(read, "eisenhower", "zh-Hans", "艾森豪威尔", status=Status.PROPOSED)))
    assert book() == ["Eisenhower has no Chinese in the name register"]


def test_settings_may_let_names_pass(sample: Path) -> None:
    GLOSSARY.write_bytes(write_csv(remove(read_csv(GLOSSARY.read_bytes()), "eisenhower")))
    settings = sample / "pyproject.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before + '\n[tool.pubpipe.check.severity]\nnames = "minor"\n', "utf-8")
    assert book() == []


def test_an_answer_is_kept_until_a_name_may_have_changed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    GLOSSARY.write_bytes(write_csv(remove(read_csv(GLOSSARY.read_bytes()), "eisenhower")))
    po = Path("translations/zh_CN/city-management/06-intergovernmental-cooperation.po")
    settled = po.read_text("utf-8")
    po.write_text(settled.replace("艾森豪威尔", "Eisenhower"), "utf-8")
    assert book() == []
    with monkeypatch.context() as patched:
        patched.setattr("pubpipe.checks.run", lambda *_all, **_more: pytest.fail("asked again"))
        po.write_text(po.read_text("utf-8").replace("合作", "协作"), "utf-8")
        assert book() == []
    po.write_text(settled, "utf-8")
    assert book() == ["Eisenhower is not in the name register"]
