"""`pubpipe segment`: each sentence with the rule that cut it; on request where a rule forbade a cut."""

import json
from pathlib import Path

import pytest

from pubpipe.cli import main

TEXT = "Mr. Diaz spoke. He left.\n\nAt 7 p.m. Mayor Ames came.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(["--language", "en", "segment", *arguments])
    assert left.value.code == 0
    return capsys.readouterr().out


def test_lines_of_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert run(capsys, str(tmp_path / "a.txt"), "--all").splitlines() == [
        "Mr. Diaz spoke.\t[English 30: the end of a sentence]",
        "He left.\t[end of the text]",
        "\tnot cut: Mr.| Diaz spoke. He left. [English 16: titles of persons and ranks]",
        "At 7 p.m. Mayor Ames came.\t[end of the text]",
        "\tnot cut: At 7 p.m.| Mayor Ames came. [English 23: an hour that opens a sentence]",
    ]


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    plain = run(capsys, str(tmp_path / "a.txt"), "--json").splitlines()
    assert list(map(json.loads, plain)) == [["Mr. Diaz spoke.", "He left."], [], ["At 7 p.m. Mayor Ames came."]]
    first = json.loads(run(capsys, str(tmp_path / "a.txt"), "--json", "--all").splitlines()[0])
    assert first == {
        "place": "",
        "sentences": [
            {"text": "Mr. Diaz spoke.", "rule": "English 30: the end of a sentence"},
            {"text": "He left.", "rule": "end of the text"},
        ],
        "kept": [
            {"before": "Mr.", "after": " Diaz spoke. He left.", "rule": "English 16: titles of persons and ranks"}
        ],
    }


def test_units_of_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# Chapter 1. Duties\n\nOne *ends. Two* ends.\n", "utf-8")
    assert run(capsys, str(tmp_path / "a.md")).splitlines() == [
        "1/h\tChapter 1. Duties\t[end of the text]",
        "1/p1\tOne ends.\t[English 30: the end of a sentence]",
        "1/p1\tTwo ends.\t[end of the text]",
    ]
