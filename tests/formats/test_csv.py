"""Tables as text: cases, laws on any table, columns, encodings, what other readers see."""

from __future__ import annotations

import csv as standard
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.formats import Rules, csv
from pubpipe.model import text as characters
from tests.formats.markdown_and_html import cases
from tests.formats.plain_files import HARD, fates, judge, lawful, targets

VALUES = [
    "",
    "One",
    " two words ",
    "1,5",
    'a "b"',
    "x;y|z",
    "line\nbreak",
    "=A1",
    "-x",
    "id",
    "https://x.y",
    "TRUE",
    "-",
]
TABLES = st.lists(st.lists(st.sampled_from(VALUES), min_size=2, max_size=4), min_size=1, max_size=5)


@pytest.mark.parametrize("path", cases("csv"), ids=lambda path: path.name)
def test_case(path: Path) -> None:
    judge(csv, path)


def test_fates() -> None:
    source = (Path(__file__).parent / "csv" / "tabs.tsv").read_bytes()
    keys = [f"line {line} protected key column: {key}" for line, key in ((1, "no."), (2, "1"), (3, "2"))]
    assert fates(csv, source) == keys


def write(rows: list[list[str]], delimiter: str, quoting: int) -> bytes:
    made = io.StringIO(newline="")
    standard.writer(made, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return made.getvalue().encode()


@given(
    TABLES,
    st.sampled_from(",;\t"),
    st.sampled_from([standard.QUOTE_MINIMAL, standard.QUOTE_ALL]),
    st.dictionaries(st.sampled_from("12345"), targets("字")),
)
@settings(max_examples=150, deadline=None)
def test_laws(rows: list[list[str]], delimiter: str, quoting: int, translate: dict[str, str]) -> None:
    rows[0] = ["First", "Second", "Third", "Fourth"]
    lawful(csv, write(rows, delimiter, quoting), translate)


@given(st.text(HARD + "xyz,,\n\n", min_size=1))
@settings(max_examples=100, deadline=None)
def test_laws_of_any_text(source: str) -> None:
    lawful(csv, b"a,b,c\n" + source.encode(), {})


@given(TABLES, st.sampled_from(",;\t"), targets("="), targets("-"))
@settings(max_examples=100, deadline=None)
def test_other_readers_see_the_same_table(rows: list[list[str]], delimiter: str, one: str, other: str) -> None:
    """Python's own reader finds every cell where it was, and no new formula."""
    rows = [["First", "Second", "Third", "Fourth"], *rows]
    source = write(rows, delimiter, standard.QUOTE_MINIMAL)
    units = csv.read(source).units
    made = {unit.id: (one if number % 2 else other + "汉",) for number, unit in enumerate(units)}
    again = list(standard.reader(io.StringIO(csv.merge(source, made).decode(), newline=""), delimiter=delimiter))
    assert [len(row) for row in again] == [len(row) for row in rows]
    before = sum(cell.startswith("=") for row in rows for cell in row)
    assert sum(cell.startswith("=") for row in again for cell in row) == before


@pytest.mark.parametrize(
    ("heading", "values", "kept"),
    [
        ("ID", "Q1 Q2", True),
        ("item_no", "1 2", True),
        ("questionCode", "a-1 b-2", True),
        ("Item", "I1 I2", True),
        ("Item", "What?|Two words", False),
        ("Type", "single choice|multiple choice", True),
        ("Type", "A long text with words|x", False),
        ("Identity", "x y", False),
        ("Remarks", "x y", False),
    ],
)
def test_columns_of_keys(heading: str, values: str, kept: bool) -> None:
    cells = values.split("|") if "|" in values else values.split()
    source = "\n".join([f"{heading},Text", *(f"{cell},Words" for cell in cells)]).encode()
    shown = [characters(unit.content) for unit in csv.read(source).units]
    assert (heading not in shown, cells[0] not in shown) == (kept, kept)


def test_columns_a_project_protects() -> None:
    source = b"Place,Remark\nA long name of a place,Words\n"
    document = csv.read(source, Rules(protect_columns=("place",)))
    assert [characters(unit.content) for unit in document.units] == ["Remark", "Words"]
    assert fates(csv, source) == ["line 1 protected delimiters: ,", "line 2 protected delimiters: ,"]


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("gb18030", b"")]
)
def test_encodings(encoding: str, mark: bytes) -> None:
    source = mark + "编号,名称,说明\r\n1,The city,城市规划\r\n".encode(encoding)
    unit = next(unit for unit in csv.read(source).units if characters(unit.content) == "The city")
    merged = mark + "编号,名称,说明\r\n1,城市,城市规划\r\n".encode(encoding)
    assert csv.merge(source, {unit.id: ("城市",)}) == merged


def test_prepared() -> None:
    page, _reader = csv.prepare(b'Name,Note\nA,"x\ny"\nB\n')
    table = "<thead><tr><th>Name</th><th>Note</th></tr></thead><tr><td>A</td><td>x<br/>y</td></tr>"
    assert f"<table>{table}<tr><td>B</td><td></td></tr></table>".encode() in page
