"""What a build refuses is told with its file and place, and an edition's settings with its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.errors import Misused, Refused
from pubpipe.project import Project

from .translated import make

BOOK = (
    'title = "书"\noriginal_title = "Book"\nchapters = ["one.md"]\n[editions.trainee]\nformat = "docx"\nlayout = "no"\n'
)
CASES = {
    'pag = "a4"': "unknown key: pag"
    " (nearest: page; known: page, design, recto, links, emphasis, layout, draft, review)",
    'page = "b5"': 'page must be one of "16k", "a32", "a4", "a4-wide": b5',
}


@pytest.mark.parametrize("line", CASES)
def test_settings_that_cannot_be_meant(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, f"{BOOK}{line}\n", {"one.md": "# One\n"}, {"One": "一"})
    with pytest.raises(Misused) as told:
        list(project.build(Project.find()))
    assert str(told.value) == f"sources/b/book.toml: editions.trainee: {CASES[line]}"


def test_what_cannot_be_settled_is_told_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, chinese = "See <a1>there</a1>.", "见<a1>那里</a1>。"
    make(tmp_path, BOOK, {"one.md": "# One\n\nSee [there](#gone).\n"}, {"One": "一", text: chinese})
    with pytest.raises(Refused) as told:
        list(project.build(Project.find()))
    assert str(told.value) == "b: cannot be assembled:\n    b/one.md:1/p1: link leads nowhere: #gone"


def test_a_table_of_editions_without_any_means_those_of_the_kind(tmp_path: Path) -> None:
    source = tmp_path / "sources" / "b"
    source.mkdir(parents=True)
    (tmp_path / "pubpipe.toml").write_text("", "utf-8")
    (source / "book.toml").write_text(BOOK.partition("[editions")[0] + "[editions]\n", "utf-8")
    (book,) = Project.find(tmp_path).books()
    assert [edition.name for edition in book.editions] == ["docx", "epub"]
