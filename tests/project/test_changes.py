"""An edited source: what changed is told in its PO file, cosmetic changes carry the translation over."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.catalog import Catalog, read_po, write_po
from pubpipe.errors import Misused
from pubpipe.model import Entry
from pubpipe.project import Project, extract, fill, why

BEFORE = """# Duties

The clerk shall publish the notice in 2024.

The “general fund” pays for the library.

The city manager appoints at least three members.
"""
AFTER = (
    BEFORE.replace("shall publish", "may publish")
    .replace("2024", "2025")
    .replace("“general fund”", '"general fund"')
    .replace("at least three", "no more than three")
)
GLOSSARY = "concept,language,term\nmanager,en,city manager\nmanager,zh,城市经理\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    book = tmp_path / "sources" / "city"
    book.mkdir(parents=True)
    (book / "book.toml").write_text('title = "城市"\noriginal_title = "City"\nchapters = ["01.md"]\n', "utf-8")
    (book / "01.md").write_text(BEFORE, "utf-8")
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries" / "terms.csv").write_text(GLOSSARY, "utf-8")
    (tmp_path / "pubpipe.toml").write_text("", "utf-8")
    return Project.find(tmp_path)


def catalog_of(project: Project) -> Catalog:
    return read_po((project.root / "translations" / "zh_CN" / "city" / "01.po").read_bytes())


def translate(project: Project) -> None:
    """Every entry gets a translation of its own."""
    assert [done.error for done in extract(project)] == [None]
    catalog = catalog_of(project)
    entries = tuple(replace(each, target=f"译文{number}。") for number, each in enumerate(catalog.entries))
    path = project.root / "translations" / "zh_CN" / "city" / "01.po"
    path.write_bytes(write_po(replace(catalog, entries=entries)))


def edited(project: Project) -> list[Entry]:
    (project.root / "sources" / "city" / "01.md").write_text(AFTER, "utf-8")
    assert [done.error for done in extract(project)] == [None]
    return list(catalog_of(project).live)


def told(entry: Entry) -> str:
    return next((note.partition(": ")[2] for note in entry.notes if note.startswith("offer ")), "")


def test_an_edited_source_is_explained(project: Project) -> None:
    translate(project)
    assert [(told(entry), entry.fuzzy) for entry in edited(project)] == [
        ("", False),
        ("earlier text; changed: modality shall → may (应当 → 可以); number 2024 → 2025", True),
        ("carried over; changed: cosmetic (quotation marks or dashes)", False),
        ("earlier text; changed: quantifier at least → no more than (至少 → 不超过)", True),
    ]


def test_carrying_over_can_be_switched_off(project: Project) -> None:
    (project.root / "pubpipe.toml").write_text("carry_cosmetic = false\n", "utf-8")
    project = Project.find(project.root)
    translate(project)
    entry = edited(project)[2]
    assert (told(entry), entry.fuzzy) == ("earlier text; changed: cosmetic (quotation marks or dashes)", True)


def test_offers_of_the_memory_are_explained(project: Project) -> None:
    translate(project)
    other = project.root / "sources" / "city" / "02.md"
    other.write_text("# Tasks\n\nThe mayor appoints at least four members.\n", "utf-8")
    book = project.root / "sources" / "city" / "book.toml"
    book.write_text(book.read_text("utf-8").replace('["01.md"]', '["01.md", "02.md"]'), "utf-8")
    project = Project.find(project.root)
    assert [done.error for done in extract(project)] == [None, None]
    assert [done.error for done in fill(project, threshold=50)] == [None]
    entries = read_po((project.root / "translations" / "zh_CN" / "city" / "02.po").read_bytes()).live
    [entry] = [entry for entry in entries if entry.target]
    assert (
        told(entry).partition("; ")[2]
        == "changed: term city manager → mayor (城市经理 → ∅); number three → four (3 → 4)"
    )


def reasons(project: Project, place: str) -> list[str]:
    return list(why.lines(why.why(project, place)))


def test_why_a_changed_entry_is_fuzzy(project: Project) -> None:
    translate(project)
    edited(project)
    assert reasons(project, "city/01.md:1/p1")[:10] == [
        "city/01.md:1/p1 (paragraph, section 1)",
        "    The clerk may publish the notice in 2025.",
        "    译文1。",
        "fuzzy: it was translated for another source:",
        "    The clerk shall publish the notice in 2024.",
        "  modality: shall → may (应当 → 可以). What is ordered, permitted or advised has changed; "
        "the Chinese modal changes with it.",
        "  number: 2024 → 2025. The figure has another value; the Chinese must say the new one.",
        "merging keeps the English here until it is translated and no longer fuzzy",
        "offered: earlier text; changed: modality shall → may (应当 → 可以); number 2024 → 2025",
        "memory:",
    ]


def test_why_there_is_no_offer(project: Project) -> None:
    assert [done.error for done in extract(project)] == [None]
    said = reasons(project, "01:1/p1")
    assert said[2] == "untranslated"
    assert "  no offer: nothing remembered is like it by 50% or more" in said
    assert said[-2].startswith("  minor untranslated: ")


def test_why_an_offer_is_not_perfect(project: Project) -> None:
    translate(project)
    longer = f"{BEFORE}\nThe manager appoints three members.\n"
    (project.root / "sources" / "city" / "01.md").write_text(longer, "utf-8")
    assert [done.error for done in extract(project)] == [None]
    said = reasons(project, "translations/zh_CN/city/01.po:1/p4")
    assert [line for line in said if "no offer" in line] == ["  no offer: the best is 64%, the threshold 75%"]
    assert "      quantifier: - at least (至少 → ∅). How many, how much or how often has changed." in said


def test_why_a_check_finds_something(project: Project) -> None:
    translate(project)
    said = reasons(project, "city/01:1/p1")
    assert any(line.startswith("  major numbers: ") for line in said)
    facts = json.loads(why.as_json(why.why(project, "city/01:1/p1")))
    assert [(facts["place"], facts["fuzzy"], facts["changes"])] == [("city/01.md:1/p1", False, [])]
    assert "numbers" in {finding["check"] for finding in facts["findings"]}


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("town/01.md:1/p1", "no chapter of this name: town/01.md:1/p1 .nearest: city/01.md."),
        ("city/01.md:1/p9", "nothing stands at city/01.md:1/p9 .nearest: city/01.md:1/p"),
    ],
)
def test_why_of_nothing(project: Project, place: str, message: str) -> None:
    translate(project)
    with pytest.raises(Misused, match=message):
        why.why(project, place)
