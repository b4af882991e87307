"""Fonts of the book's folder: put into the EPUB, and a reason to make it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.project import Done, Project
from tests.books.epub.handmade import Opened
from tests.books.tinyfonts import FAMILIES, PLAIN, font, fonts
from tests.project.translated import make

pytest.importorskip("fontTools", reason="skipped: no fonttools")
LESSON = {"1.md": "# Roads\n\nRoads wear out.\n"}
CHINESE = {"Roads": "道路", "Roads wear out.": "道路会磨损。"}
BOOK = """
title = "道路"
original_title = "Roads"
year = 2026
chapters = ["1.md"]
[assembly]
leaves = "no"
[editions.epub]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a translated book and fonts of its own, and the current folder."""
    monkeypatch.chdir(tmp_path)
    make(tmp_path, BOOK, LESSON, CHINESE)
    build()
    fonts(tmp_path / "sources" / "b" / "fonts", shown())
    (tmp_path / "sources" / "b" / "book.toml").write_text(f'{BOOK}fonts = "embedded"\n', encoding="utf-8")
    (tmp_path / "sources" / "b" / "fonts" / "OFL.txt").write_text("a licence", encoding="utf-8")
    return tmp_path


def shown() -> str:
    """The characters of the book."""
    return Opened(Path("dist", "b.epub").read_bytes()).shown()


def build() -> list[str]:
    done: list[Done] = list(project.build(Project.find()))
    return [line.partition(";")[0] for each in done for line in each.lines]


def test_fonts_of_the_folder_stand_in_the_book(folder: Path) -> None:
    assert build() == ["dist/b.epub: 1 chapter, 0 of them made anew"]
    made = Opened((folder / "dist" / "b.epub").read_bytes())
    assert sorted(name for name in made.names if "/fonts/" in name) == [
        "EPUB/fonts/hei-bold.ttf",
        "EPUB/fonts/latin.ttf",
        "EPUB/fonts/song.ttf",
    ]


def test_another_font_makes_the_edition_anew_and_no_chapter(folder: Path) -> None:
    build()
    assert build() == ["dist/b.epub: unchanged"]
    before = (folder / "dist" / "b.epub").read_bytes()
    path = folder / "sources" / "b" / "fonts" / "song-400.ttf"
    path.write_bytes(font(FAMILIES["song"], {*PLAIN, *shown()}, width=900))
    assert "    changed  fonts/song-400.ttf" in list(project.explain(Project.find(), "epub"))
    assert build() == ["dist/b.epub: 1 chapter, 0 of them made anew"]
    assert (folder / "dist" / "b.epub").read_bytes() != before
