"""A build makes anew what changed, and nothing else; it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pubpipe import messages, project
from pubpipe.books import _collation
from pubpipe.books._epub import chapters, writer
from pubpipe.project import Done, Project, _jobs
from tests.project.translated import make, revise

LESSONS = {
    "1.md": "# Budgets\n\nA budget is a plan.\n",
    "2.md": "# Roads\n\nRoads wear out. A road needs care.\n",
}
CHINESE = {
    "Budgets": "预算",
    "A budget is a plan.": "预算是一份计划。",
    "Roads": "道路",
    "Roads wear out.": "道路会磨损。",
    "A road needs care.": "道路需要养护。",
}
BOOK = """
title = "书"
original_title = "Book"
year = 2026
chapters = ["1.md", "2.md"]
[editions.epub]
[editions.both]
format = "epub"
bilingual = "alternating"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a translated book, and the current folder."""
    monkeypatch.chdir(tmp_path)
    make(tmp_path, BOOK, LESSONS, CHINESE)
    return tmp_path


def build(**options: object) -> list[str]:
    """What a build tells, seconds left out."""
    done: list[Done] = list(project.build(Project.find(), **options))  # type: ignore[arg-type]
    return [line.partition(";")[0] for each in done for line in each.lines]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


def test_what_has_not_changed_is_left_alone(folder: Path) -> None:
    assert build() == [
        "dist/b.epub: 2 chapters, 2 of them made anew",
        "dist/b-both.epub: 2 chapters, 2 of them made anew",
    ]
    before = files(folder)
    assert build() == ["dist/b.epub: unchanged", "dist/b-both.epub: unchanged"]
    assert files(folder) == before


def test_one_sentence_makes_its_chapter_anew(folder: Path) -> None:
    build(editions=["epub"])
    revise(folder, "预算是一份计划。", "预算就是计划。")
    assert build(editions=["epub"]) == ["dist/b.epub: 2 chapters, 1 of them made anew"]
    warm = files(folder)
    assert build(editions=["epub"], fresh=True) == ["dist/b.epub: 2 chapters, 2 of them made anew"]
    assert files(folder) == warm


def test_a_file_that_was_touched_or_lost_is_made_again(folder: Path) -> None:
    build(editions=["epub"])
    whole = files(folder)
    (folder / "dist/b.epub").write_bytes(b"")
    assert build(editions=["epub"]) == ["dist/b.epub: 2 chapters, 0 of them made anew"]
    assert files(folder) == whole
    (folder / "dist/b.epub").unlink()
    assert build(editions=["epub"]) == ["dist/b.epub: 2 chapters, 0 of them made anew"]
    assert files(folder) == whole


def test_what_was_kept_may_be_damaged_or_deleted(folder: Path) -> None:
    build(editions=["epub"])
    whole = files(folder)
    for damaged in (b'{"blocks": 1}', b"", b"["):
        for path in (folder / ".pubpipe/build").iterdir():
            path.write_bytes(damaged)
        assert build(editions=["epub"]) == ["dist/b.epub: 2 chapters, 2 of them made anew"]
        assert files(folder) == whole
    for kind, count in (("body", 2), ("english", 2), ("own", 0)):
        for path in (folder / ".pubpipe/build").glob(f"*-{kind}"):
            path.unlink()
        (folder / "dist/b.epub").unlink()
        assert build(editions=["epub"]) == [f"dist/b.epub: 2 chapters, {count} of them made anew"]
        assert files(folder) == whole


def test_pages_serve_again_and_never_a_stale_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever changes, the book is as if nothing had been kept; of a sentence, its page alone is written anew."""
    written: list[str] = []
    monkeypatch.setattr(chapters, "text", lambda *of: (written.append(of[0]), writer.text(*of))[1])
    build(editions=["epub"])
    for before, after, pages in (
        ("道路需要养护。", "道路需养护。", ["c2"]),
        ("道路会磨损。", "道路会磨损，见第一章。", ["c2"]),
        ("预算", "预算 1.1 总论", ["c1"]),
        ("是一份计划。", "是计划，见第二章。", ["c1"]),
    ):
        revise(folder, before, after)
        written.clear()
        told = build(editions=["epub"])
        assert written == pages, told
        warm = files(folder)
        build(editions=["epub"], fresh=True)
        assert files(folder) == warm


def test_what_nobody_used_for_a_month_goes_once_a_day(folder: Path) -> None:
    old = folder / ".pubpipe/build/old"
    for swept_before in (False, True):
        build(editions=["epub"]) if swept_before else old.parent.mkdir(parents=True)
        old.write_bytes(b"")
        os.utime(old, (0, 0))
        build(editions=["epub"])
        assert old.exists() == swept_before


def test_the_title_is_the_book_s_and_makes_no_chapter_anew(folder: Path) -> None:
    build(editions=["epub"])
    path = folder / "sources/b/book.toml"
    path.write_text(path.read_text("utf-8").replace('"书"', '"新书"'), "utf-8")
    assert build(editions=["epub"]) == ["dist/b.epub: 2 chapters, 0 of them made anew"]


@pytest.mark.parametrize("copied", [False, True])
def test_several_processes_make_the_same(folder: Path, copied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    alone = files(folder)
    monkeypatch.setattr(_jobs, "_is_copied", lambda: copied and sys.platform == "linux")
    build(fresh=True, jobs=2)
    assert files(folder) == alone


def test_explain_names_what_changed(folder: Path) -> None:
    first = list(project.explain(Project.find(), "epub"))
    assert first[0] == "dist/b.epub: epub, for everybody, Chinese alone"
    assert {line.split()[0] for line in first[1:]} == {"new"}
    build(editions=["epub"])
    revise(folder, "道路会磨损。", "道路会老化。")
    told = [line.split() for line in list(project.explain(Project.find(), "b/epub"))[1:]]
    assert {name: state for state, name in told} == {
        "b/1.md": "unchanged",
        "b/2.md": "changed",
        "book.toml": "unchanged",
        "glossaries": "unchanged",
        "pubpipe": "unchanged",
        "settings": "unchanged",
    }


def test_another_language_of_messages_changes_no_chapter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(editions=["epub"])
    monkeypatch.setattr(messages, "_language", "zh")
    told = [line.split() for line in list(project.explain(Project.find(), "b/epub"))[1:]]
    assert [name for state, name in told if state == "已更改"] == ["settings"]


def test_readings_of_terms_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = "concept,language,term\nroad,en,road\nroad,zh,道路\n"
    (folder / "glossaries").mkdir(exist_ok=True)
    (folder / "glossaries/terms.csv").write_text(terms, "utf-8")
    monkeypatch.setattr(_collation, "_KNOWN", {})
    build(editions=["epub"], fresh=False)
    whole = files(folder)
    monkeypatch.setattr(_collation, "_KNOWN", {})
    monkeypatch.setattr(_collation, "_read", lambda *_all: pytest.fail("read again"))
    (folder / "dist/b.epub").unlink()
    build(editions=["epub"])
    assert files(folder) == whole


def test_unfinished_text_keeps_the_old_file(folder: Path) -> None:
    build(editions=["epub"])
    before = files(folder)
    revise(folder, 'msgstr "道路会磨损。"', 'msgstr ""')
    command = [sys.executable, "-m", "pubpipe", "build", "--edition", "epub"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "b: 1 segment is not finished" in done.stderr
    assert files(folder) == before
    assert build(draft=True, editions=["epub"]) == ["dist/b-draft.epub: 2 chapters, 2 of them made anew"]
