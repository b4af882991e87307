"""The text ledger as it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pubpipe.cli.ledger import command
from pubpipe.formats import leftover
from pubpipe.model import Account, Fate, Visible
from pubpipe.project import _ledger
from pubpipe.project._ledger import Ledger

ACCOUNTS = (
    Account("text", "line 1", "# ", Fate.EXCLUDED, "markup"),
    Account("text", "line 1", "Two words", Fate.TRANSLATED, "heading", "1/h"),
    Account("text", "line 3", "SF-1", Fate.PROTECTED, "pattern: form"),
    Account("text", "line 3", "of\n it", Fate.TRANSLATED, "paragraph", "1/p1"),
)
TABLE = """\
translated                       12   70.6 %
    heading                       8   47.1 %
    paragraph                     4   23.5 %
protected                         4   23.5 %
    pattern: form                 4   23.5 %
excluded                          1    5.9 %
    markup                        1    5.9 %
characters in all, spaces aside  17  100.0 %
every visible character is accounted for
"""


def test_the_counts() -> None:
    assert Ledger(ACCOUNTS, ()).text() == TABLE
    assert Ledger((), ()).text() == "characters in all, spaces aside  0\nevery visible character is accounted for\n"


def test_every_piece() -> None:
    assert Ledger(ACCOUNTS, ()).text(every=True) == (
        "excluded\tmarkup\t-\ttext:line 1\t#\n"
        "translated\theading\t1/h\ttext:line 1\tTwo words\n"
        "protected\tpattern: form\t-\ttext:line 3\tSF-1\n"
        "translated\tparagraph\t1/p1\ttext:line 3\tof it\n"
        "\n" + TABLE
    )


def test_the_pieces_of_a_rule() -> None:
    ledger = Ledger(ACCOUNTS, ())
    assert ledger.text(rules=("Pattern*",)) == "protected\tpattern: form\t-\ttext:line 3\tSF-1\n\n" + TABLE
    assert ledger.text(rules=("hidden text",)) == "no text by this rule: hidden text\n\n" + TABLE
    accounts = json.loads(ledger.json(rules=("markup",)))["accounts"]
    assert accounts == [
        {"fate": "excluded", "rule": "markup", "unit": "", "part": "text", "place": "line 1", "text": "# "}
    ]


def test_what_is_left_over_is_named() -> None:
    told = Ledger(ACCOUNTS[1:2], (Visible("text", "line 9", "lost\nwords"),)).text()
    assert told == (
        "translated                        8   47.1 %\n"
        "    heading                       8   47.1 %\n"
        "characters in all, spaces aside  17  100.0 %\n"
        "unaccounted for: text:line 9: lost words\n"
        "the ledger does not balance\n"
    )


def test_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.\n", encoding="utf-8")
    assert CliRunner().invoke(command, [str(path)], standalone_mode=False).return_value == 0

    def forgetful(document: object, visible: object) -> list[Visible]:
        del document, visible
        return [Visible("text", "line 1", "Words.")]

    assert leftover is _ledger.leftover
    monkeypatch.setattr(_ledger, "leftover", forgetful)
    result = CliRunner().invoke(command, [str(path), "--json"], standalone_mode=False)
    assert result.return_value == 1
    assert json.loads(result.output)["leftover"] == [{"part": "text", "place": "line 1", "text": "Words."}]
