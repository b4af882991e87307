"""Tables of pairs: TSV and CSV, a row a pair.

With a first row of names (source, target, context, author … or English, Chinese, 英文, 中文) columns may stand in any
order; without one the first two columns are taken, the one with Chinese characters as the target. Cells are texts of a
memory: nothing guards them against a spreadsheet. UTF-8 with a byte order mark is written, which Excel needs.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import IO

from pubpipe.exchange._languages import is_english, is_simplified, is_traditional
from pubpipe.model import TranslationUnit
from pubpipe.tables.separated import opened
from pubpipe.text.scripts import han_count

SUFFIXES = (".tsv", ".csv", ".txt")
WRITTEN = (".tsv",)

_FIELDS = tuple(each.name for each in fields(TranslationUnit))
_NAMES = {
    "source": ("source", "english", "original", "英文", "英语", "原文"),
    "target": ("target", "chinese", "simplified", "translation", "中文", "简体中文", "汉语", "译文"),
}


def write_memory(units: Iterable[TranslationUnit]) -> Iterator[bytes]:
    """A TSV with all that is known of each pair, in pieces."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, dialect="excel-tab", lineterminator="\n")
    writer.writerow(_FIELDS)
    for unit in units:
        if buffer.tell() > 1_000_000:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
        values = {name: getattr(unit, name) for name in _FIELDS}
        writer.writerow([("yes" if unit.signed else "") if name == "signed" else values[name] for name in _FIELDS])
    yield buffer.getvalue().encode()


def read_memory(source: IO[bytes], left_out: Counter[str] | None = None) -> Iterator[TranslationUnit]:
    """The pairs of a table; `left_out` counts rows that are none: "empty". Raises Unreadable for what is no table."""
    left_out = Counter() if left_out is None else left_out
    with opened(source, lambda first: len(_columns(first)), strict=False) as found:
        columns: dict[str, int] = {}
        for number, row in found.rows:
            if number == 1 and (columns := _columns(row)):
                continue
            unit = _named(row, columns) if columns else _plain(row)
            if unit.source and unit.target:
                yield unit
            elif any(row):
                left_out["empty"] += 1


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds which field; nothing if the row names none."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(row):
        name = cell.lower()
        for field, names in _NAMES.items():
            tagged = is_english(name) if field == "source" else is_simplified(name) or is_traditional(name)
            if name in names or (len(name) < 12 and tagged):
                columns.setdefault(field, position)
        if name in _FIELDS:
            columns.setdefault(name, position)
    return columns if {"source", "target"} <= columns.keys() else {}


def _named(row: list[str], columns: dict[str, int]) -> TranslationUnit:
    cells = {name: row[position] for name, position in columns.items() if position < len(row)}
    signed = cells.pop("signed", "").lower() in ("yes", "1", "true")
    return TranslationUnit(cells.pop("source", ""), cells.pop("target", ""), signed=signed, **cells)


def _plain(row: list[str]) -> TranslationUnit:
    first, second, *_more = [*row, "", ""]
    if han_count(first) > han_count(second):
        first, second = second, first
    return TranslationUnit(first, second)
