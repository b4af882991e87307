"""Tables of pairs: TSV and CSV, a row a pair.

With a first row of names (source, target, context, author … or English, Chinese, 英文, 中文) columns may stand in any
order; without one the first two columns are taken, the one with Chinese characters as the target. UTF-8, UTF-16 and
GB18030 are read; UTF-8 with a byte order mark is written, which Excel needs.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import IO

from pubpipe.errors import Unreadable
from pubpipe.exchange._languages import is_english, is_simplified, is_traditional
from pubpipe.messages import _
from pubpipe.model import TranslationUnit
from pubpipe.text.scripts import han_count

SUFFIXES = (".tsv", ".csv", ".txt")
WRITTEN = (".tsv",)

_FIELDS = tuple(each.name for each in fields(TranslationUnit))
_NAMES = {
    "source": ("source", "english", "original", "英文", "英语", "原文"),
    "target": ("target", "chinese", "translation", "中文", "简体中文", "汉语", "译文"),
}
_LARGEST_CELL = 1_000_000


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
    text = io.TextIOWrapper(source, encoding=_encoding(source), newline="")
    try:
        csv.field_size_limit(_LARGEST_CELL)
        rows = csv.reader(text, dialect="excel-tab" if "\t" in _first_line(text) else "excel")
        columns: dict[str, int] = {}
        for row in rows:
            if rows.line_num == 1:
                columns = _columns(row)
                if columns:
                    continue
            unit = _named(row, columns) if columns else _plain(row)
            if unit.source and unit.target:
                yield unit
            elif any(row):
                left_out["empty"] += 1
    except csv.Error as error:
        raise Unreadable(_("not a table: line {line}: {reason}").format(line=rows.line_num, reason=error)) from None
    except UnicodeDecodeError as error:
        raise Unreadable(_("not a table: {reason}").format(reason=error.reason)) from None
    finally:
        text.detach()


def _encoding(source: IO[bytes]) -> str:
    """UTF-8 or what the byte order mark says, else GB18030."""
    beginning = source.read(4)
    source.seek(0)
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        for _text in codecs.iterdecode(iter(lambda: source.read(65_536), b""), "utf-8"):
            pass
    except UnicodeDecodeError:
        return "gb18030"
    finally:
        source.seek(0)
    return "utf-8-sig"


def _first_line(text: io.TextIOWrapper) -> str:
    line = text.readline(_LARGEST_CELL)
    text.seek(0)
    return line


def _columns(row: list[str]) -> dict[str, int]:
    """Which column holds which field; nothing if the row names none."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(row):
        name = cell.strip().lower()
        for field, names in _NAMES.items():
            tagged = is_english(name) if field == "source" else is_simplified(name) or is_traditional(name)
            if name in names or (len(name) < 12 and tagged):
                columns.setdefault(field, position)
        if name in _FIELDS:
            columns.setdefault(name, position)
    return columns if {"source", "target"} <= columns.keys() else {}


def _named(row: list[str], columns: dict[str, int]) -> TranslationUnit:
    cells = {name: row[position].strip() for name, position in columns.items() if position < len(row)}
    signed = cells.pop("signed", "").lower() in ("yes", "1", "true")
    return TranslationUnit(cells.pop("source", ""), cells.pop("target", ""), signed=signed, **cells)


def _plain(row: list[str]) -> TranslationUnit:
    first, second, *_more = [*(cell.strip() for cell in row), "", ""]
    if han_count(first) > han_count(second):
        first, second = second, first
    return TranslationUnit(first, second)
