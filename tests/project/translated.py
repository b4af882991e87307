"""A small project with a translated book, made where a test stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pubpipe import project
from pubpipe.project import Project


def make(folder: Path, book: str, chapters: Mapping[str, str], chinese: Mapping[str, str]) -> None:
    """Write the project into `folder`, the current one: book.toml, its chapters, and their PO files translated."""
    Path("pubpipe.toml").write_text('language = "en"\n', "utf-8")
    sources = folder / "sources" / "b"
    sources.mkdir(parents=True)
    (sources / "book.toml").write_text(book, "utf-8")
    for name, text in chapters.items():
        (sources / name).write_text(text, "utf-8")
    assert [done.error for done in project.extract(Project.find())] == [None] * len(chapters)
    for english, told in chinese.items():
        revise(folder, f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{told}"')


def revise(folder: Path, old: str, new: str) -> None:
    """Put something else for what stands in the book's PO files."""
    for path in sorted(folder.glob("translations/zh_CN/b/*.po")):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
