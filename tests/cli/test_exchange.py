"""Exchange, memories and machines as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pubpipe.cli import main
from tests.conftest import BOOK

CHAPTER = f"sources/{BOOK}/05-ethics-and-citizen-engagement.md"


@pytest.fixture
def run(sample: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    typed("extract")
    return typed


def test_a_chapter_out_and_back(run) -> None:  # type: ignore[no-untyped-def]
    assert run("exchange", "export", CHAPTER, "-o", "a.xlf", "--by-sentence") == (
        0,
        "",
        "a.xlf: 140 sentences, 0 to translate or to confirm\n",
    )
    assert run("exchange", "import", "a.xlf") == (0, "", "a.xlf: 140 unchanged\n")
    path = Path("a.xlf")
    path.write_text(
        path.read_text(encoding="utf-8").replace(':1/h"', ':9/h"').replace(">Ethics", ">Morals"), encoding="utf-8"
    )
    code, _out, err = run("exchange", "import", "a.xlf", "none.xlf")
    assert code == 2
    assert "error: none.xlf: no such file\n" in err


def test_a_memory_out_and_back(run) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("memory", "export", "all.tsv")
    assert (code, out, err.split(" ")[-1]) == (0, "", "pairs\n")
    assert run("memory", "import", "all.tsv", "--name", "older")[0] == 0
    assert Path("translations/zh_CN/imported/older.po").is_file()
    assert run("memory", "export", "all.csv") == (2, "", "error: all.csv: this format is only read\n")
    assert run("memory", "import", "a.tsv", "b.tsv", "--name", "x") == (2, "", "error: --name needs exactly one file\n")
    assert run("memory", "import", "none.tmx") == (2, "", "error: none.tmx: no such file\n")


def test_a_dry_run_prints_what_would_be_sent(run) -> None:  # type: ignore[no-untyped-def]
    assert run("fill", "--dry-run") == (2, "", "error: --dry-run needs --engine\n")
    assert run("fill", "--engine", "deep", "--dry-run") == (2, "", "error: no such engine: deep; known are openai\n")
    (path,) = Path("translations/zh_CN").rglob("05-*.po")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr "职业道德与公民参与"', 'msgstr ""', 1), encoding="utf-8")
    code, out, err = run("fill", "--engine", "openai", "--dry-run")
    request = json.loads(out)
    assert code == 0
    assert request["messages"][1]["content"].startswith('[{"id": 1, "source": "Ethics and Citizen Engagement"')
    assert err == f"sentences: 1, requests: 1, bytes: {len(out.encode()) - 1}; nothing was sent\n"
