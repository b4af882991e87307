"""Workbooks of tables: the sheet with most of what is needed, from its headings on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from pubpipe.errors import Unreadable
from pubpipe.tables import Row, Table
from pubpipe.tables.workbooks import read_table, saved, sheet, workbook

WANTED = ("word", "instead")


def made(*tables: Sequence[Sequence[object]]) -> bytes:
    book = workbook()
    for number, (headings, *rows) in enumerate(tables):
        sheet(book, f"{number}", [str(each) for each in headings], rows, ())
    return saved(book)


def test_the_sheet_with_most_of_the_columns_below_its_title() -> None:
    data = made(
        [["a cover", "word"]],
        [
            ["The words", ""],
            ["", ""],
            [" word", "instead", "since"],
            ["'-1", 2.0, date(2024, 2, 29)],
            [" ", None, None],
        ],
        [["word", "more"], ["x", "y"]],
    )
    assert read_table(data, str, WANTED.__contains__) == Table(
        ("word", "instead", "since"), (Row(4, {"word": "-1", "instead": "2", "since": "2024-02-29"}),), number=3
    )


def test_cells_are_texts_as_a_person_reads_them() -> None:
    data = made([["word"], [True], [1.5], [datetime(2024, 2, 29)], ["a\r\nb "]])
    assert [row.cells["word"] for row in read_table(data, str, WANTED.__contains__).rows] == [
        "TRUE",
        "1.5",
        "2024-02-29",
        "a\nb",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"word,instead\n", "not a workbook: File is not a zip file"),
        (made([[""]]), "not a workbook: it has no sheet with anything on it"),
    ],
)
def test_what_is_no_workbook(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_table(data, str, WANTED.__contains__)
    assert str(refused.value) == sentence
