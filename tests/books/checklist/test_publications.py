"""Every sample publication passes the checklist."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.books._checklist import EVIDENCE, Outcome, Place, examine
from pubpipe.books._docx.layout import Layout
from pubpipe.errors import Unreadable
from pubpipe.project import Project
from tests.conftest import BOOK, ROOT

PUBLICATIONS = [ROOT, *sorted(path.parent for path in (ROOT / "tests" / "projects").glob("*/sources"))]
EXAMINED = (".docx", ".epub")
MEANT = {"proceedings": {"docx/captions/tables-have-captions", "docx/headings/chapters-numbered"}}
"""What publications fail by intention: papers of a conference are not counted, nor is its programme captioned."""
OTHERS = (".*", "tests", "pubpipe", "build", "__pycache__")
"""What of our own folder is no part of the project in it."""


@pytest.fixture
def unpaged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files are not laid out: their page numbers are left to Word."""
    monkeypatch.setattr("pubpipe.books.docx.laid_out", lambda *_told: Layout())


@pytest.mark.parametrize("folder", PUBLICATIONS, ids=lambda folder: folder.name)
def test_publications_pass(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpaged: None) -> None:
    shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("dist", *OTHERS))
    (tmp_path / "copy" / "dist").mkdir()
    monkeypatch.chdir(tmp_path / "copy")
    found = failed(built())
    meant = MEANT.get(folder.name, set())
    assert {each: places for each, places in found.items() if each[1] not in meant} == {}
    assert meant - {identity for _name, identity in found} == set()


BILINGUAL = """
[editions.%(form)s-%(layout)s]
format = "%(form)s"
bilingual = "%(layout)s"
"""


LAYOUTS = [
    ("docx", "alternating"),
    ("docx", "columns"),
    ("epub", "alternating"),
    ("epub", "columns"),
    ("epub", "switch"),
]


def bilingual(told: Path) -> list[Path]:
    """The Word files and EPUBs in two languages of the book that this book.toml tells of."""
    editions = [BILINGUAL % {"form": form, "layout": layout} for form, layout in LAYOUTS]
    told.write_text(told.read_text(encoding="utf-8") + "".join(editions), encoding="utf-8")
    files = built(editions=[f"{form}-{layout}" for form, layout in LAYOUTS])
    assert len(files) == len(LAYOUTS)
    return files


def test_bilingual_editions_pass(sample: Path, unpaged: None) -> None:
    """English captions, originals and tables that only set two languages side by side are no faults."""
    assert failed(bilingual(sample / "sources" / BOOK / "book.toml")) == {}


@pytest.mark.parametrize(
    ("kind", "assembly"),
    [
        ("proceedings", ""),
        ("report", ""),
        ("report", '[assembly]\ncitations = "author-date"\n'),
        ("report", '[assembly]\nreferences_in = "chapter"\n'),
    ],
)
def test_bilingual_editions_with_references_pass(
    kind: str, assembly: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unpaged: None
) -> None:
    """Neither a Chinese author named in the English nor an entry in English on both sides is a fault.

    References at a chapter's end have no English beside them.
    """
    shutil.copytree(ROOT / "tests/projects" / kind, tmp_path / kind)
    monkeypatch.chdir(tmp_path / kind)
    told = Path("sources", kind, "book.toml")
    told.write_text(told.read_text(encoding="utf-8") + assembly, encoding="utf-8")
    found = failed(bilingual(told))
    assert {identity for _name, identity in found} == MEANT.get(kind, set())


def built(editions: Sequence[str] = ()) -> list[Path]:
    """The Word files and EPUBs of the project round the current folder."""
    made = [each.made for each in project.build(Project.find(), editions=editions) if each.made]
    assert made
    return [path for path in made if path.suffix in EXAMINED]


def failed(files: list[Path]) -> dict[tuple[str, str], tuple[Place, ...]]:
    """What failed, by file and assertion."""
    return {
        (path.name, verdict.assertion.id): verdict.evidence
        for path in files
        for verdict in examine(path.read_bytes(), path.name)
        if verdict.outcome is Outcome.FAILED
    }


def test_real_files_are_examined_or_refused(outside) -> None:  # type: ignore[no-untyped-def]
    """Whatever a file holds, it gets a verdict of every assertion, or one sentence."""
    examined = 0
    for path in sorted(each for each in outside("documents").rglob("*") if each.suffix in EXAMINED):
        try:
            verdicts = examine(path.read_bytes(), path.name)
        except Unreadable as error:
            assert "\n" not in str(error)
            continue
        examined += 1
        for each in verdicts:
            assert len(each.evidence) == min(each.failed, EVIDENCE)
            assert 0 <= each.failed <= each.looked
    assert examined > 400
