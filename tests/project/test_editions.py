"""Checks of an assembled book: told line by line, refused from the threshold on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.books import Assembled, Part
from pubpipe.errors import Refused
from pubpipe.model import Book, Chapter
from pubpipe.project import Project
from pubpipe.project._editions import examined

GLOSSARY = """concept,language,term,status,type
cip,en,capital improvement program,preferred,
cip,en,CIP,admitted,acronym
cip,zh,资本改善计划,preferred,
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "terms.csv").write_text(GLOSSARY, "utf-8")
    (tmp_path / "pubpipe.toml").write_text("", "utf-8")
    return Project.find(tmp_path)


def book(*paragraphs: str) -> Assembled:
    """A book of one chapter without a heading, each paragraph at its address."""
    units = [
        {"t": "Div", "c": [["", ["unit"], [["address", f"1:1/p{number}"]]], [{"t": "Para", "c": [_string(each)]}]]}
        for number, each in enumerate(paragraphs, start=1)
    ]
    made = Book("city", "城市", "City", (Chapter("01.md"),))
    return Assembled(made, (Part("c1", "body", "第一章", "预算", tuple(units)),))


def _string(written: str) -> dict[str, str]:
    return {"t": "Str", "c": written}


WELL = book("资本改善计划（CIP）涵盖五年。", "CIP向公众公开。")
EARLY = book("CIP向公众公开。", "资本改善计划（CIP）涵盖五年。")


def test_a_finding_names_edition_and_address(project: Project) -> None:
    assert examined(project, WELL, {}, ["docx", "epub"], draft=False) == ()
    assert examined(project, EARLY, {}, ["docx", "epub"], draft=False) == (
        "city (docx, epub):1:1/p1: minor ZH060: CIP stands here before 资本改善计划（capital improvement program，CIP）"
        " introduces it ⟨CIP⟩",
    )


def test_settings_count(project: Project) -> None:
    def with_settings(**values: object) -> Project:
        return replace(project, settings=replace(project.settings, check=replace(project.settings.check, **values)))  # type: ignore[arg-type]

    assert examined(with_settings(disabled=("ZH060",)), EARLY, {}, ["docx"], draft=False) == ()
    strict = with_settings(threshold="minor")
    with pytest.raises(Refused, match="city: the edition has findings") as refused:
        examined(strict, EARLY, {}, ["docx"], draft=False)
    assert "\n    city (docx):1:1/p1: minor ZH060" in str(refused.value)
    assert len(examined(strict, EARLY, {}, ["docx"], draft=True)) == 1


def test_a_bilingual_edition_is_not_asked_again(project: Project) -> None:
    assert examined(project, replace(EARLY, bilingual="columns"), {}, ["docx"], draft=False) == ()
