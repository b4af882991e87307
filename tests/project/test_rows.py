"""Sign-offs and waivers as people's spreadsheets save them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.errors import Misused
from pubpipe.project._living import Waiver
from pubpipe.project._rows import read_rows, write_rows

ROWS = (
    Waiver("01", "book/01.docx:1/p1", "0a1b", "ZH001", "=原文如此", "李华", "2026-01-05"),
    Waiver("01", "book/01.docx:1/p2", "1e10", "ZH002", "题名,\n照录", "李华", "2026-01-05"),
)


def test_rows_come_back_sorted_and_once(tmp_path: Path) -> None:
    path = tmp_path / "waivers.csv"
    assert read_rows(path, Waiver) == ()
    write_rows(path, Waiver, [*reversed(ROWS), ROWS[0]])
    assert read_rows(path, Waiver) == ROWS
    assert "'=原文如此" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(("separator", "encoding"), [(";", "gb18030"), ("\t", "utf-16"), (",", "utf-8")])
def test_a_spreadsheet_may_save_them(separator: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "waivers.csv"
    heading = "chapter,place,digest,rule,reason,person,date,remark"
    row = "01,book/01.docx:1/p1,0a1b,ZH001,=原文如此,李华,2026-01-05,"
    path.write_bytes(f"{heading}\r\n{row}\r\n,,,,,,,\r\n".replace(",", separator).encode(encoding))
    assert read_rows(path, Waiver) == ROWS[:1]


def test_a_column_that_is_lacking_is_named(tmp_path: Path) -> None:
    path = tmp_path / "waivers.csv"
    path.write_text("chapter,place,rule,reason,person,date\n", "utf-8")
    with pytest.raises(Misused) as refused:
        read_rows(path, Waiver)
    assert str(refused.value) == (
        f"{path}: row 1: no such column: digest (there are: chapter, place, rule, reason, person, date)"
    )
