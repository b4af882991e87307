"""An edition that is a folder: written file by file, left alone when nothing changed, swept of what it made before."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.project import Project
from pubpipe.project._placing import place, stands
from tests.project.test_build import build, folder
from tests.project.test_release import manifest
from tests.project.translated import revise

__all__ = ["folder"]
SITE = Path("dist/b-web")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def site(folder: Path) -> Path:
    """A project whose only edition is a site."""
    book = folder / "sources/b/book.toml"
    book.write_text(book.read_text("utf-8").partition("[editions.epub]")[0] + "[editions.web]\n", "utf-8")
    return folder


def test_a_site_is_built_once_and_left_alone(site: Path) -> None:
    assert build() == ["dist/b-web: 2 chapters, 2 of them made anew"]
    whole = files(SITE)
    assert sorted(whole) == [
        "c1.html",
        "c2.html",
        "copyright.html",
        "index.html",
        "search-texts.js",
        "search.html",
        "search.js",
        "site.css",
        "site.js",
        "style.css",
    ]
    assert build() == ["dist/b-web: unchanged"]
    (SITE / "c1.html").unlink()
    assert build() == ["dist/b-web: 2 chapters, 0 of them made anew"]
    assert files(SITE) == whole
    revise(site, "预算是一份计划。", "预算就是计划。")
    assert build() == ["dist/b-web: 2 chapters, 1 of them made anew"]
    changed = [name for name, data in files(SITE).items() if data != whole[name]]
    assert sorted(changed) == ["c1.html", "search-texts.js"]


def test_what_a_site_no_longer_has_goes_and_what_others_put_there_stays(site: Path) -> None:
    build()
    (SITE / "CNAME").write_text("example.org", "utf-8")
    (SITE / "search.js").write_text("mine", "utf-8")
    book = site / "sources/b/book.toml"
    book.write_text(book.read_text("utf-8") + 'search = "no"\n', "utf-8")
    build()
    assert sorted(files(SITE)) == [
        "CNAME",
        "c1.html",
        "c2.html",
        "copyright.html",
        "index.html",
        "search.js",
        "site.css",
        "site.js",
        "style.css",
    ]


def test_a_release_names_every_file_of_a_site(site: Path) -> None:
    list(project.release(Project.find(), "b", "王编辑", "2026-11-30"))
    (SITE / "CNAME").write_text("example.org", "utf-8")
    (told,) = manifest(site)["editions"]
    assert (told["edition"], told["folder"]) == ("web", "dist/b-web")
    assert [each["file"] for each in told["files"]] == [
        f"dist/b-web/{name}" for name in sorted(files(SITE)) if name != "CNAME"
    ]


def test_folders_left_empty_go_too(tmp_path: Path) -> None:
    before = place(tmp_path, Path("dist/site"), {"a.html": b"a", "images/deep/b.png": b"b"}, {})
    assert stands(tmp_path, before)
    after = place(tmp_path, Path("dist/site"), {"a.html": b"a"}, before)
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "dist",
        "dist/site",
        "dist/site/a.html",
    ]
    assert (stands(tmp_path, before), stands(tmp_path, after), stands(tmp_path, {})) == (False, True, False)


def test_what_stands_elsewhere_is_never_removed(tmp_path: Path) -> None:
    before = place(tmp_path, Path("dist/b.epub"), b"book", {})
    place(tmp_path, Path("dist/b-web"), {"a.html": b"a"}, before)
    assert (tmp_path / "dist/b.epub").read_bytes() == b"book"
