"""A review edition: the Word file of a book with its changes against one released before."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pubpipe import project
from pubpipe.errors import Misused, Unreadable
from pubpipe.project import Done, Project
from tests.project.translated import make, revise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BOOK = """
title = "书"
original_title = "Book"
year = 2026
chapters = ["1.md"]
[editions.docx]
layout = "no"
[editions.changes]
format = "docx"
layout = "no"
review = "released/b.docx"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a translated book, its Word edition released, then revised."""
    monkeypatch.chdir(tmp_path)
    make(tmp_path, BOOK, {"1.md": "# Roads\n\nRoads wear out.\n"}, {"Roads": "道路", "Roads wear out.": "道路会磨损。"})
    build("docx")
    (tmp_path / "released").mkdir()
    shutil.copy(tmp_path / "dist" / "b.docx", tmp_path / "released")
    revise(tmp_path, "道路会磨损。", "道路会老化。")
    return tmp_path


def build(*editions: str) -> list[str]:
    done: list[Done] = list(project.build(Project.find(), editions=editions))
    return [line.partition(";")[0] for each in done for line in each.lines if line.startswith("dist")]


def test_what_was_revised_is_tracked(folder: Path) -> None:
    assert build("changes") == ["dist/b-changes.docx: 1 chapter, 1 of them made anew"]
    with zipfile.ZipFile(io.BytesIO((folder / "dist" / "b-changes.docx").read_bytes())) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    marks = [
        (etree.QName(each).localname, "".join(t.text for t in each.iter(f"{W}t", f"{W}delText")))
        for each in body.iter(f"{W}ins", f"{W}del")
    ]
    assert marks == [("del", "磨损"), ("ins", "老化")]


def test_a_changed_source_is_remarked(folder: Path) -> None:
    (folder / "sources" / "b" / "1.md").write_text("# Roads\n\nRoads wear out soon.\n", "utf-8")
    assert [done.error for done in project.extract(Project.find())] == [None]
    assert list(project.build(Project.find(), draft=True, editions=["changes"]))
    with zipfile.ZipFile(io.BytesIO((folder / "dist" / "b-changes-draft.docx").read_bytes())) as package:
        (comment,) = etree.fromstring(package.read("word/comments.xml"))
    said = "".join(each.text or "" for each in comment.iter(f"{W}t"))
    assert "“Roads wear out.”" in said and "“Roads wear out soon.”" in said


def test_it_is_made_anew_when_the_released_file_changes(folder: Path) -> None:
    build("changes")
    assert build("changes") == ["dist/b-changes.docx: unchanged"]
    build("docx")
    shutil.copy(folder / "dist" / "b.docx", folder / "released")
    assert build("changes") == ["dist/b-changes.docx: 1 chapter, 0 of them made anew"]


def test_a_file_that_is_missing_or_none_of_ours_or_the_edition_itself_is_refused(folder: Path) -> None:
    (folder / "released" / "b.docx").write_bytes(b"no zip")
    with pytest.raises(Unreadable, match=r"^released/b\.docx: not a Word edition made by pubpipe$"):
        build("changes")
    (folder / "released" / "b.docx").unlink()
    with pytest.raises(Unreadable, match=r"b\.docx: no such file$"):
        build("changes")
    book = folder / "sources" / "b" / "book.toml"
    book.write_text(BOOK.replace("released/b.docx", "dist/b-changes.docx"), "utf-8")
    with pytest.raises(Misused, match=r"^dist/b-changes\.docx: would be written over what it is made from$"):
        build("changes")
