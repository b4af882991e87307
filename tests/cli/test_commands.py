"""Commands as a user types them: exit codes, what goes to stdout, errors that are sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pubpipe.catalog import read_po
from pubpipe.cli import main
from tests.chapters import docx
from tests.conftest import BOOK

CHAPTER = f"translations/zh_CN/{BOOK}/01-council-manager-form.po"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return typed


def test_single_files_need_no_project(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    Path("memo.docx").write_bytes(docx([("heading", "Notice"), ("", "The <b1>mayor</b1> presides.")]))
    assert run("extract", "memo.docx", "-o", "memo.po") == (0, "", "memo.po: 2 new\n")
    code, _out, err = run("merge", "memo.docx", "memo.po", "-o", "zh.docx")
    assert code == 1
    assert err.splitlines()[:2] == [
        "memo.docx:1/h: not translated: Notice",
        "memo.docx:1/p1: not translated: The <b1>mayor</b1> presides.",
    ]
    translated = (
        Path("memo.po")
        .read_text(encoding="utf-8")
        .replace('msgid "Notice"\nmsgstr ""', 'msgid "Notice"\nmsgstr "通知"')
    )
    translated = translated.replace('presides."\nmsgstr ""', 'presides."\nmsgstr "<b1>市长</b1>主持。"')
    Path("memo.po").write_text(translated, encoding="utf-8")
    assert run("merge", "memo.docx", "memo.po", "-o", "zh.docx") == (0, "", "zh.docx: complete\n")
    assert run("check", "memo.po")[0] == 0
    assert run("pseudo", "memo.docx", "-o", "pseudo.docx")[0] == 0
    code, out, _err = run("ledger", "memo.docx", "--json")
    assert code == 0
    assert json.loads(out)["leftover"] == []


def test_a_po_of_another_file_is_refused(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    source = f"sources/{BOOK}/03-planning-and-brownfields.docx"
    code, _out, err = run("merge", source, CHAPTER, "-o", "out.docx")
    assert code == 2
    assert err == f"error: {CHAPTER}: made from another file: {BOOK}/01-council-manager-form.docx\n"
    assert not Path("out.docx").exists()


def test_check_speaks_json(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    path = sample / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace("8.4万居民", "8.5万居民"), encoding="utf-8")
    code, out, _err = run("check", CHAPTER, "--format", "json")
    report = json.loads(out)
    (finding,) = [each for each in report["findings"] if each["severity"] == "major"]
    assert code == 1
    assert list(finding) == [
        "check",
        "type",
        "severity",
        "file",
        "place",
        "source",
        "target",
        "message",
        "span",
        "suggestion",
        "concept",
        "fix",
    ]
    assert (finding["check"], finding["file"]) == ("numbers", CHAPTER)
    assert finding["target"][slice(*finding["span"])].startswith("8.5万")
    assert report["summary"]["severities"]["major"] == 1
    assert run("check", CHAPTER, "--threshold", "critical")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["extract", "none.docx"], "none.docx: no such file"),
        (["merge", "none.docx", "none.po", "-o", "out.docx"], "none.docx: no such file"),
        (["ledger", "pyproject.toml"], "pyproject.toml: no format for this kind of file; known are"),
        (["build", "other"], f"no such book: other; known are {BOOK}"),
        (["build", "--edition", "pdf"], f"{BOOK}: no such edition: pdf"),
        (["split", f"{BOOK}/99.docx:1/p1"], f"no chapter of this name: {BOOK}/99.docx:1/p1"),
        (["split", f"{BOOK}/01-council-manager-form.docx:9/p1"], "no sentence stands at this place"),
        (["sign", f"{BOOK}/99", "--step", "revision", "--person", "A"], f"no such chapter: {BOOK}/99"),
        (["glossary", "show", "city-manger"], "no such concept: city-manger (nearest: city-manager)"),
        (["glossary", "edit", "city-manager"], "nothing to change: name a field, such as --note"),
        (["segment", "none.txt"], "none.txt: no such file"),
    ],
)
def test_wrong_use_gets_a_sentence_and_2(run, sample: Path, arguments: list[str], sentence: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_outside_a_project_the_sentence_says_so(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    code, _out, err = run("status")
    assert code == 2
    assert err.startswith("error: no project here: ")


def test_the_reviser_is_not_the_translator(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    chapter = f"{BOOK}/01-council-manager-form"
    count = len(read_po((sample / CHAPTER).read_bytes()).live)
    signed = run("sign", chapter, "--step", "translation", "--person", "Wang Fang", "--date", "2026-11-20")
    assert signed == (0, "", f"{chapter}: {count} segments signed\n")
    code, _out, err = run("sign", chapter, "--step", "revision", "--person", "Wang Fang")
    assert code == 1
    assert err == f"error: {chapter}: Wang Fang signed the translation; the revision needs another person\n"
    assert run("sign", chapter, "--step", "revision", "--person", "Li Na")[0] == 0
    assert json.loads(run("status", "--json")[1])["chapters"][0]["signed"] == {"translation": count, "revision": count}
    path = sample / CHAPTER
    path.write_text(path.read_text(encoding="utf-8").replace("8.4万居民", "84000居民"), encoding="utf-8")
    assert json.loads(run("status", "--json")[1])["chapters"][0]["signed"] == {
        "translation": count - 1,
        "revision": count - 1,
    }


def test_a_glossary_is_changed_and_verified(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("glossary", "add", "sister-agency", "sister agency", "--language", "en", "--status", "preferred")[0] == 0
    assert run("glossary", "add", "sister-agency", "兄弟机构", "--domain", "政府间关系")[0] == 0
    assert run("glossary", "list", "sister-agency")[1] == "sister-agency\tsister agency\t兄弟机构 (proposed)\n"
    approve = ("glossary", "approve", "sister-agency", "--by", "Zhao Min", "--date", "2026-11-20")
    assert run(*approve)[0] == 0
    assert "approved by: Zhao Min" in run("glossary", "show", "sister-agency")[1]
    assert run("glossary", "list", "sister-agency")[1] == "sister-agency\tsister agency\t兄弟机构\n"
    assert run("glossary", "verify")[0] == 0


def test_a_glossary_understands_what_is_not_said(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    """The language of a term, a concept named by its term, and which of two proposals is approved."""
    for term in ("sister agency", "SA", "兄弟机构", "姊妹机构"):
        assert run("glossary", "add", "sister-agency", term)[0] == 0
    listed = "sister-agency\tSA (proposed); sister agency (proposed)\t兄弟机构 (proposed); 姊妹机构 (proposed)\n"
    assert run("glossary", "list", "sister-agency")[1] == listed
    approve = ("glossary", "approve", "sister-agency", "--by", "Zhao Min")
    said = "sister-agency has several terms to approve, which one? 兄弟机构, 姊妹机构"
    code, _out, err = run(*approve)
    assert code == 2 and err.endswith(f"{said}\n")
    assert run(*approve[:3], "兄弟机构", *approve[3:])[0] == 0
    assert run("glossary", "show", "Sister Agency")[1].startswith("sister-agency\n  en  proposed  SA\n")
    found = "error: no such concept: sister (see pubpipe glossary list sister)\n"
    assert run("glossary", "show", "sister") == (2, "", found)


def test_a_project_is_made_from_a_folder(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "Spring Course"
    folder.mkdir()
    for name in ("chapter 10.docx", "chapter 2.docx"):
        (folder / name).write_bytes(docx([("heading", name), ("", "The mayor presides.")]))
    (folder / "notes.pdf").write_bytes(b"?")
    (folder / "broken.docx").write_bytes(b"?")
    code, _out, err = run("init", "course", "--from", "Spring Course")
    assert code == 0
    assert "notes.pdf: left out" in err
    assert "left out: broken.docx: " in err
    monkeypatch.chdir(tmp_path / "course")
    assert run("extract")[0] == 0
    assert [path.name for path in sorted(Path("translations").rglob("*.po"))] == ["chapter 10.po", "chapter 2.po"]
    book = Path("sources/spring-course/book.toml").read_text(encoding="utf-8")
    assert book.index("chapter 2.docx") < book.index("chapter 10.docx")
    assert run("build")[0] == 1
    assert run("init", ".", "--from", str(folder))[0] == 2


def test_help_is_chinese_where_it_is_wanted(run, sample: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _err = run("--language", "zh", "check", "--help")
    assert code == 0
    assert "检查" in out
    assert "Check translations" not in out


def test_output_survives_a_terminal_without_chinese(sample: Path) -> None:
    import os
    import subprocess
    import sys

    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "pubpipe", "--language", "zh", "status"]
    done = subprocess.run(command, cwd=sample, env=environment, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_nothing_is_written_over_what_it_is_made_from(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    made = docx([("heading", "Notice")])
    Path("memo.docx").write_bytes(made)
    assert run("extract", "memo.docx", "-o", "memo.po")[0] == 0
    for arguments in (
        ("pseudo", "memo.docx", "-o", "memo.docx"),
        ("merge", "memo.docx", "memo.po", "-o", "./memo.docx"),
        ("extract", "memo.docx", "-o", "memo.docx"),
    ):
        code, _out, err = run(*arguments)
        assert code == 2
        assert "would be written over what it is made from" in err
    assert Path("memo.docx").read_bytes() == made


def test_without_a_glossary_checking_says_so(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    Path("memo.docx").write_bytes(docx([("heading", "Notice")]))
    run("extract", "memo.docx", "-o", "memo.po")
    assert run("check", "memo.po")[2] == "no glossary: terms were not checked\n"


def test_the_checks_are_listed_for_machines(run) -> None:  # type: ignore[no-untyped-def]
    code, listed = run("check", "--list", "--json")[:2]
    rules = {each["id"]: each for each in json.loads(listed)}
    assert code == 0 and rules["ZH060"] | {"help": ""} == {
        "id": "ZH060",
        "scope": "edition",
        "severity": "minor",
        "type": "terminology/acronym",
        "gbt_19682": "IV",
        "help": "",
    }
    assert {each["gbt_19682"] for each in rules.values() if each["type"].startswith("source")} == {"—"}
