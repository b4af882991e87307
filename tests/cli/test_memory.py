"""`pubpipe memory lookup` and `stats` as a user types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe.cli import main

Run = Callable[..., tuple[int, str, str]]

KNOWN = "The reform movement is usually dated from the 1890s to about 1920."
CHAPTER = "translations/zh_CN/city-management/01-council-manager-form.po"


@pytest.fixture
def run(sample: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return typed


def test_a_look_up_shows_what_is_known_and_how_near_it_is(run: Run) -> None:
    code, out, err = run("memory", "lookup", KNOWN.replace("1890s", "1880s"), "--role", "note")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"96% repaired: {KNOWN}",
        "    一般认为，这场改革运动始于19世纪80年代，止于1920年前后。",
        f"    {CHAPTER}; city-management/01-council-manager-form.docx:1.1.1/n1; number 1890 → 1880",
    ]


def test_the_same_for_machines_with_the_parts_of_a_paragraph(run: Run) -> None:
    text = f"Nobody knows. {KNOWN}"
    code, out, _err = run("memory", "lookup", text, "--json", "--threshold", "95", "--parts")
    told = json.loads(out)
    assert (code, told["text"], told["matches"]) == (0, text, [])
    (piece,) = told["pieces"]
    assert (piece["text"], piece["span"]) == (KNOWN, [14, len(text)])
    (match,) = piece["matches"]
    assert (match["kind"], match["similarity"], match["penalties"]) == ("exact", 99, {"other role": 1})


def test_nothing_known_is_said(run: Run) -> None:
    assert run("memory", "lookup", "Quite another matter altogether") == (0, "nothing like it is remembered\n", "")


def test_how_much_there_is(run: Run) -> None:
    code, out, err = run("memory", "stats")
    assert (code, err) == (0, "")
    assert [line.rsplit("  ", 1)[0].strip() for line in out.splitlines()] == [
        "pairs",
        "different sources",
        "files",
        "segments of the index",
        "bytes of the index",
    ]


def test_a_broken_chapter_is_named_and_the_rest_is_asked(run: Run, sample: Path) -> None:
    (sample / CHAPTER).write_bytes(b"no PO file")
    code, out, err = run("memory", "lookup", "City Manager", "--threshold", "50")
    assert code == 0
    assert out
    assert err.startswith(f"{CHAPTER}: not a PO file")


def test_a_percentage_that_cannot_be_is_refused(run: Run, sample: Path) -> None:
    (sample / "pubpipe.toml").write_text("[memory]\nthreshold = 30\n", "utf-8")
    code, _out, err = run("memory", "stats")
    assert code == 2
    assert err.endswith("pubpipe.toml: memory.threshold must be between 50 and 100: 30\n")
