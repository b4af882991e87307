"""Rules of extraction in a project: what PO files say of them, and what becomes of translations as they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import Catalog, read_po, write_po
from pubpipe.errors import Misused, Outdated
from pubpipe.formats import RULES_VERSION
from pubpipe.model import Entry
from pubpipe.project import Project
from pubpipe.project._galleys import Manner, localise

SOURCE = "# Forms\n\nUse form SF-18 now.\n\nKeep `code` here.\n"
CHINESE = {"Forms": "表格", "Use form SF-18 now.": "请使用SF-18表。", "Keep <c1/> here.": "此处保留<c1/>。"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def rule(folder: Path, text: str) -> None:
    (folder / "pubpipe.toml").write_text(f"[extract]\n{text}\n", encoding="utf-8")


def extract() -> Catalog:
    project.extract_file(Path("a.md"), Path("a.po"), "sentence")
    return read_po(Path("a.po").read_bytes())


def translated(catalog: Catalog) -> Catalog:
    entries = [Entry(each.source, CHINESE[each.source], each.context, places=each.places) for each in catalog.entries]
    made = Catalog(tuple(entries), catalog.header)
    Path("a.po").write_bytes(write_po(made))
    return made


def merge() -> str:
    done = project.merge_file(Path("a.md"), Path("a.po"), Path("zh.md"))
    assert [line for line in done.lines if "complete" not in line] == []
    return Path("zh.md").read_text(encoding="utf-8")


def test_rules_change_what_is_extracted_and_no_translation_is_lost(folder: Path) -> None:
    translated(extract())
    whole = merge()
    assert whole == "# 表格\n\n请使用SF-18表。\n\n此处保留`code`。\n"
    rule(folder, "exclude_roles = ['heading']\nprotect_patterns = { form = 'SF-[0-9]+' }")
    with pytest.raises(Outdated) as caught:
        merge()
    header = read_po(Path("a.po").read_bytes()).header["X-Pubpipe-Rules"]
    assert header == str(RULES_VERSION)
    now = str(caught.value).partition("now ")[2].partition(")")[0]
    assert str(caught.value) == (
        f"a.po: made by other extraction rules ({header}, now {now}): run `pubpipe extract a.md -o a.po`"
    )
    ruled = extract()
    assert ruled.header["X-Pubpipe-Rules"] == now
    assert [(each.source, each.target, each.fuzzy, each.obsolete) for each in ruled.entries] == [
        ("Use form <c1/> now.", "请使用SF-18表。", True, False),
        ("Keep <c1/> here.", "此处保留<c1/>。", False, False),
        ("Forms", "表格", False, True),
    ]
    rule(folder, "")
    translated_again = {each.source: each for each in extract().live}
    assert {source: each.target for source, each in translated_again.items()} == CHINESE
    assert not any(each.fuzzy for each in translated_again.values())
    assert merge() == whole


def test_protected_words_are_put_back(folder: Path) -> None:
    rule(folder, "protect_patterns = ['SF-[0-9]+']")
    catalog = extract()
    targets = {"Forms": "表格", "Use form <c1/> now.": "现在用<c1/>表。", "Keep <c1/> here.": "此处保留<c1/>。"}
    Path("a.po").write_bytes(
        write_po(
            Catalog(
                tuple(Entry(e.source, targets[e.source], e.context, places=e.places) for e in catalog.entries),
                catalog.header,
            )
        )
    )
    assert merge() == "# 表格\n\n现在用SF-18表。\n\n此处保留`code`。\n"


def test_what_becomes_of_italic_is_no_matter_of_units(folder: Path) -> None:
    translated(extract())
    rule(folder, "italic = 'kai'")
    assert merge().startswith("# 表格")


def test_pseudo_and_ledger_follow_the_project_around_the_file(folder: Path) -> None:
    rule(folder, "exclude_roles = ['heading']")
    project.pseudo_file(Path("a.md"), Path("pseudo.md"))
    assert Path("pseudo.md").read_text(encoding="utf-8").startswith("# Forms\n")
    assert ("excluded", "role: heading") in {
        (each.fate, each.rule) for each in project.ledger_file(Path("a.md")).accounts
    }


def test_what_is_written_needs_its_folder(folder: Path) -> None:
    with pytest.raises(Misused, match=r"^none/a.po: no such folder: none$"):
        project.extract_file(Path("a.md"), Path("none/a.po"), "sentence")
    assert not Path("none").exists()


def test_a_book_sets_italic_its_own_way_whatever_merge_makes_of_it(sample: Path) -> None:
    """What slanted words become is asked of `merge`; an edition must still find them."""
    settings = Path("pyproject.toml")
    book = Project.find().books()[0]
    usual = localise(Project.find(), book, 1, Manner())[0].content
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[tool.pubpipe.extract]\nitalic = "kai"\n', "utf-8")
    assert Project.find().settings.extract.italic == "kai"
    assert localise(Project.find(), book, 1, Manner())[0].content == usual
