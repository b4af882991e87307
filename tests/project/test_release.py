"""A release is refused for what must not go out, and its manifest says what did."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pubpipe import project
from pubpipe.errors import Refused
from pubpipe.project import Project
from tests.project.test_build import folder
from tests.project.translated import revise

__all__ = ["folder"]


def release(*steps: str) -> list[str]:
    done = project.release(Project.find(), "b", "王编辑", "2026-11-30", steps)
    return [each.made.as_posix() for each in done if each.made]


def manifest(folder: Path) -> Any:
    return json.loads((folder / "dist/b-release.json").read_text("utf-8"))


def test_the_manifest_says_what_was_released(folder: Path) -> None:
    for chapter, step, person in (
        ("b/1", "translation", "李"),
        ("b/2", "translation", "李"),
        ("b/1", "revision", "张"),
    ):
        project.sign(Project.find(), chapter, step, person, "2026-11-29")
    assert release("translation") == ["dist/b.epub", "dist/b-both.epub", "dist/b-release.json"]
    told = manifest(folder)
    assert told["released"] == {"by": "王编辑", "on": "2026-11-30", "with": f"pubpipe {project_version()}"}
    assert [each["signed"] for each in told["translations"]] == [
        {"revision": {"张": 2}, "translation": {"李": 2}},
        {"translation": {"李": 3}},
    ]
    assert [each["file"] for each in told["sources"]] == ["sources/b/1.md", "sources/b/2.md"]
    assert [each["file"] for each in told["beside"]] == ["sources/b/book.toml"]
    assert told["doubts"] == []
    for each in (*told["sources"], *told["beside"], *told["translations"], *told["editions"]):
        assert hashlib.sha256((folder / each["file"]).read_bytes()).hexdigest() == each["sha256"]
    assert [(each["edition"], each["format"], each["bilingual"]) for each in told["editions"]] == [
        ("epub", "epub", ""),
        ("both", "epub", "alternating"),
    ]
    assert told["findings"]["open"] == {}
    assert told["omitted"] == []


def project_version() -> str:
    from pubpipe import __version__

    return __version__


def test_a_deliberate_cut_is_listed_with_its_reason(folder: Path) -> None:
    revise(
        folder, 'msgid "A road needs care."\nmsgstr "道路需要养护。"', 'msgid "A road needs care."\nmsgstr "<omitted/>"'
    )
    revise(folder, "#: b/2.md:0/p1\n#| ", "#| ")
    path = folder / "translations/zh_CN/b/2.po"
    head, found, tail = path.read_text("utf-8").rpartition("#. ")
    assert found
    path.write_text(f"{head}# 作者同意删去\n{found}{tail}", "utf-8")
    release()
    (omitted,) = manifest(folder)["omitted"]
    assert (omitted["source"], omitted["reason"]) == ("A road needs care.", "作者同意删去")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("道路会磨损。", "Roads wear out.", "b: 1 finding blocks the release"),
        ('msgstr "道路会磨损。"', 'msgstr ""', "b: 1 segment is not finished"),
    ],
)
def test_what_must_not_go_out_is_refused(folder: Path, old: str, new: str, sentence: str) -> None:
    revise(folder, old, new)
    with pytest.raises(Refused, match=sentence):
        release()
    assert not (folder / "dist").exists()


def test_every_segment_must_be_signed_where_that_is_asked(folder: Path) -> None:
    project.sign(Project.find(), "b/1", "revision", "张", "2026-11-29")
    with pytest.raises(Refused, match=r"b/2\.po: 3 of 3 segments are not signed for this step: revision"):
        release("revision")
