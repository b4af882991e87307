"""Text files of tables: every encoding, separator and line end gives the same rows; faults are told by their place."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Misused, Unreadable
from pubpipe.tables import Row, Table, separated
from pubpipe.tables.rows import EDGES, trimmed
from pubpipe.tables.separated import opened, read_table, read_text, written

WANTED = ("word", "instead")


def rows(source: bytes, *, strict: bool = True) -> list[tuple[int, list[str]]]:
    with opened(io.BytesIO(source), len, strict=strict) as found:
        return list(found.rows)


def test_a_table_by_its_columns() -> None:
    source = "sep=;\r\n Word ;Instead;;\r\n\r\n市府;\"市政府，\r\n全称 \";;\r\n'=A1;\u200b'quoted'\u3000\r\n".encode()
    assert read_table(source, str.lower, WANTED.__contains__) == Table(
        ("word", "instead"),
        (Row(3, {"word": "市府", "instead": "市政府，\n全称"}), Row(4, {"word": "=A1", "instead": "'quoted'"})),
        ";",
        ("columns are separated by semicolons",),
        {"word": "Word", "instead": "Instead"},
    )


@pytest.mark.parametrize(
    ("first", "separator"),
    [
        ("word,instead", ","),
        ("word;instead", ";"),
        ("word\tinstead", "\t"),
        ("word;instead,reason,more", ";"),
        ("nobody,knows;these", ","),
        ("one, two\tthree", "\t"),
        ("word", ","),
    ],
)
def test_the_separator_is_the_one_that_gives_most_columns_we_need(first: str, separator: str) -> None:
    assert read_table(first.encode(), str, WANTED.__contains__).separator == separator


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_an_encoding_is_known_however_the_file_falls_into_pieces(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separated, "_PIECE", 7)
    assert rows("word,词\n市政府,city hall 市\n".encode(encoding)) == [
        (1, ["word", "词"]),
        (2, ["市政府", "city hall 市"]),
    ]


@pytest.mark.parametrize("piece", [2, 3, 1000])
def test_bytes_of_no_encoding_are_told_by_their_place(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separated, "_PIECE", piece)
    with pytest.raises(Unreadable, match=r"^neither UTF-8 nor UTF-16 nor GB18030: byte 4$"):
        rows(b"abc,\xff\xff")
    with pytest.raises(Unreadable, match=r"^neither UTF-8 nor UTF-16 nor GB18030: byte 4$"):
        rows(b"abc,\x81")


def test_zero_bytes_are_refused() -> None:
    with pytest.raises(Unreadable, match=r"^not a CSV file: it holds zero bytes$"):
        read_text(b"word,instead\n" * 40 + b"\0")


def test_a_torn_row_is_told_by_its_number() -> None:
    with pytest.raises(Unreadable, match=r"^row 2: not a CSV row: unexpected end of data$"):
        rows(b'a,b\n"c,d\n')
    with pytest.raises(Unreadable, match=r"^row 1: not a CSV row: ',' expected after '\"'$"):
        rows(b'"a" is,b\n')
    assert rows(b'"a" is,b\n', strict=False) == [(1, ["a is", "b"])]
    with pytest.raises(Unreadable, match=r"^row 2: not a CSV row: field larger than field limit \(1000000\)$"):
        rows(b"a,b\n" + b"c" * 1_000_001)


def test_more_cells_than_headings() -> None:
    with pytest.raises(Misused, match=r"^row 2: more cells than headings$"):
        read_table(b"word,instead\na,b,c\n", str, WANTED.__contains__)


def test_the_file_stays_open_and_is_read_to_its_end() -> None:
    source = io.BytesIO(b"a,b\n")
    with opened(source, len):
        pass
    assert not source.closed


CELLS = st.one_of(
    st.text(st.sampled_from("a市,;\t\"'=+-@\n \u3000"), max_size=6),
    st.text(st.characters(exclude_categories=("Cs", "Cc"))),
).filter(lambda cell: cell == cell.strip(EDGES) == trimmed(cell))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_reads_back(cells: Sequence[tuple[str, str]], separator: str, line_end: str) -> None:
    text = written([("word", "instead"), *cells], separator, line_end=line_end)
    table = read_table(text.encode(), str, WANTED.__contains__)
    assert [tuple(row.cells.values()) for row in table.rows] == [row for row in cells if any(row)]
    raw = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in raw for cell in row)
