"""`pubpipe check --edition`: exit codes, text and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.books import epub
from pubpipe.books._checklist import assertions
from pubpipe.cli import main
from tests.books.checklist.test_checklist import damaged
from tests.books.epub.handmade import ASSEMBLED, MODIFIED

Run = Callable[..., tuple[int, str, str]]
DRAFT = ["EPUB/c3.xhtml", "【未定稿】", ""]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return typed


@pytest.fixture
def book() -> bytes:
    return damaged(epub.write(ASSEMBLED, {}, MODIFIED), DRAFT)


def test_a_sound_file(run: Run, book: bytes) -> None:
    Path("book.epub").write_bytes(book)
    code, out, err = run("check", "--edition", "book.epub")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith(f"{len(assertions('epub'))} assertions: ")
    assert " passed, 0 failed, " in out


def test_a_major_assertion_that_fails(run: Run, book: bytes) -> None:
    Path("book.epub").write_bytes(damaged(book, ["EPUB/package.opf", ">trl<", ">aut<"]))
    code, out, _err = run("check", "--edition", "book.epub")
    assert code == 1
    assert out.splitlines()[:2] == [
        "book.epub: major epub/metadata/translator-given: The translator of a translation is named as one (trl), "
        "and not as its author. (1/1)",
        "    EPUB/package.opf: trl",
    ]


def test_a_minor_one_does_not_count_unless_asked(run: Run, book: bytes) -> None:
    Path("book.epub").write_bytes(damaged(book, ["EPUB/package.opf", "<dc:rights.*?</dc:rights>", ""]))
    assert run("check", "--edition", "book.epub")[0] == 0
    assert run("check", "--edition", "book.epub", "--threshold", "minor")[0] == 1


def test_json_holds_every_assertion(run: Run, book: bytes) -> None:
    Path("book.epub").write_bytes(damaged(book, ["EPUB/package.opf", ">trl<", ">aut<"]))
    code, out, _err = run("check", "--edition", "book.epub", "--format", "json")
    report = json.loads(out)
    assert code == 1
    assert list(report) == ["file", "assertions", "summary"]
    assert report["summary"]["severities"] == {"major": 1, "minor": 0}
    (failed,) = [each for each in report["assertions"] if each["outcome"] == "failed"]
    assert failed == {
        "id": "epub/metadata/translator-given",
        "severity": "major",
        "statement": "The translator of a translation is named as one (trl), and not as its author.",
        "outcome": "failed",
        "looked": 1,
        "failed": 1,
        "evidence": [{"where": "EPUB/package.opf", "what": "trl"}],
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("gone.docx",), "gone.docx: no such file"),
        (("book.md",), "book.md: neither a Word file nor an EPUB: only .docx and .epub can be examined"),
        (("book.epub",), "book.epub: of another kind than its name says"),
        (("book.epub", "x.po"), "--edition examines one file: name no PO files with it"),
    ],
)
def test_what_cannot_be_examined(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    Path("book.md").write_text("# x", encoding="utf-8")
    Path("book.epub").write_text("x", encoding="utf-8")
    edition, *others = arguments
    assert run("check", *others, "--edition", edition) == (2, "", f"error: {sentence}\n")


def test_other_forms_are_refused(run: Run, book: bytes) -> None:
    Path("book.epub").write_bytes(book)
    code, _out, err = run("check", "--edition", "book.epub", "--format", "sarif")
    assert (code, err) == (2, "error: a checklist is reported as text/json: sarif\n")
