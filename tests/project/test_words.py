"""A publisher's own list: a table of words, English words, patterns and lengths."""

from pathlib import Path

import pytest

from pubpipe.checks import House, HousePattern
from pubpipe.errors import Unreadable
from pubpipe.project._words import read_words

HEAD = "word,instead,reason,language,kind,source\n"


def read(folder: Path, rows: str, head: str = HEAD) -> House:
    path = folder / "words.csv"
    path.write_text(head + rows, "utf-8")
    return read_words(path)


def test_rows_are_words_of_either_language_patterns_and_lengths(tmp_path: Path) -> None:
    house = read(
        tmp_path,
        "市府,市政府,全称,,,\n"
        "Chairman,chair,,en,,\n"
        "德克萨斯,得克萨斯,,,pattern,\n"
        "美元,,state the currency,,required,\\$\n"
        "heading,30,,,longest,\n",
    )
    first, second = house.patterns
    assert house == House({"市府": ("市政府", "全称")}, {"chairman": ("chair", "")}, (first, second), {"heading": 30})
    assert first == HousePattern(first.pattern, None, False, "得克萨斯", "")
    assert second == HousePattern(second.pattern, second.source, True, "", "state the currency")
    assert (first.pattern.pattern, second.pattern.pattern) == ("德克萨斯", "美元")
    assert second.source and second.source.pattern == "\\$"


def test_three_columns_are_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "市府,市政府,\n", "word,instead,reason\n") == House({"市府": ("市政府", "")})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",市政府,,,,\n", "row 2: no word"),
        ("市府,,,,wording,\n", "row 2: no such kind: wording"),
        ("[市,,,,pattern,\n", r"row 2: no regular expression: \[市"),
        ("美元,,,,required,(\n", r"row 2: no regular expression: \("),
        ("heading,thirty,,,longest,\n", "row 2: no number of characters: thirty"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=rf"words\.csv: {sentence}"):
        read(tmp_path, row)


def test_the_list_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("Word;Instead;Reason\n市府;市政府;\n".encode("gb18030"))
    assert read_words(path) == House({"市府": ("市政府", "")})


def test_a_table_without_words_is_none(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"words\.csv: row 1: no such column: word \(there are: a, b\)"):
        read(tmp_path, "1,2\n", "a,b\n")
