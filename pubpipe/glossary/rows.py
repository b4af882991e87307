"""Tables as people save them: encodings, separators, headings, and rows numbered as the spreadsheet shows them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pubpipe.errors import Misused, Unreadable
from pubpipe.glossary import cells
from pubpipe.messages import _

_SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the spreadsheet numbers it (the heading is row 1), by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that hold anything, the names of their columns, and what was unusual about the file.

    `shown` is what the file calls a column, where that is not its name; faults are told by it. `number` is the row of
    the headings.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str = ","
    notices: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)
    number: int = 1


class Faults(list[str]):
    """Every fault of a file with its row and column, told together."""

    def __init__(self, shown: Mapping[str, str] | None = None) -> None:
        self._shown = shown or {}

    def at(self, number: int, column: str, message: str) -> None:
        """Note one; `column` by its name."""
        shown = self._shown.get(column, column)
        self.append(_("row {row}, column {column}: {fault}").format(row=number, column=shown, fault=message))

    def raise_any(self) -> None:
        """Raise Misused with all of them, if there are any."""
        if self:
            more = len(self) - _SHOWN_FAULTS
            tail = [_("… and {count} more").format(count=more)] if more > 0 else []
            raise Misused("\n".join([*self[:_SHOWN_FAULTS], *tail]))


def read_table(source: bytes, name: Callable[[str], str], wanted: Callable[[str], bool]) -> Table:
    """The table of a CSV file in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or tabs.

    `name` gives the name of a column by its heading, `wanted` tells whether we need it: the separator is the one that
    gives most of those. Raises Unreadable, and Misused for rows and headings that are none.
    """
    decoded, notices = read_text(source)
    first, _newline, rest = decoded.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        decoded = rest
    best: tuple[list[str], str] = ([], ",")
    for separator in (",", ";", "\t"):
        headings = next(_records(decoded, separator, just_one=True), (0, []))[1]
        named = [name(heading) for heading in map(trimmed, headings)]
        if len(set(filter(wanted, named))) > len(set(filter(wanted, best[0]))) or not best[0]:
            best = named, separator
    separator = best[1]
    if separator != ",":
        called = _("tabs") if separator == "\t" else _("semicolons")
        notices.append(_("columns are separated by {separator}").format(separator=called))
    return table(_records(decoded, separator), name, separator, notices)


def table(
    records: Iterable[tuple[int, Sequence[str]]],
    name: Callable[[str], str],
    separator: str = ",",
    notices: Sequence[str] = (),
) -> Table:
    """The table of numbered records, the first of them its headings. Raises Misused for rows that are none."""
    numbered = iter(records)
    heading, first = next(numbered, (1, []))
    written = [trimmed(cell) for cell in first]
    while written and not written[-1]:
        written.pop()
    headings = [name(each) for each in written]
    rows = []
    faults = Faults()
    for number, record in numbered:
        if not any(cell.strip() for cell in record):
            continue
        if any(cell.strip() for cell in record[len(headings) :]):
            faults.append(_("row {row}: more cells than headings").format(row=number))
            continue
        rows.append(Row(number, dict(zip(headings, map(trimmed, record), strict=False))))
    if not _doubled(headings):
        faults.raise_any()
    shown = {name: heading for name, heading in zip(headings, written, strict=True) if name != heading}
    return Table(tuple(headings), tuple(rows), separator, tuple(notices), shown, heading)


def demand(table: Table, required: Iterable[str]) -> None:
    """Raise Misused where a required column is lacking, or a heading doubled or empty."""
    headings = table.headings
    lacking = [column for column in required if column not in headings]
    if lacking:
        found = ", ".join(heading for heading in headings if heading) or "–"
        message = _("row {row}: no such column: {columns} (there are: {found})")
        raise Misused(message.format(row=table.number, columns=", ".join(lacking), found=found))
    if doubled := _doubled(headings):
        columns = ", ".join(filter(None, doubled)) or "–"
        raise Misused(_("row {row}: doubled or empty headings: {columns}").format(row=table.number, columns=columns))


def _doubled(headings: Sequence[str]) -> list[str]:
    return sorted({heading for heading in headings if headings.count(heading) > 1 or not heading})


def trimmed(cell: str) -> str:
    """A cell's content: no space around it, one kind of line end, no guard against formulas."""
    if not cell:
        return ""
    stripped = cell.strip(" \u00a0\u3000\r\n\ufeff\u200b")
    return cells.unguarded(stripped.replace("\r\n", "\n").replace("\r", "\n"))


def read_text(source: bytes) -> tuple[str, list[str]]:
    """The text of a file and, where it is not UTF-8, what it is. Raises Unreadable."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if source.startswith(mark):
            name = "" if encoding == "utf-8" else "UTF-16"
            return _strict(source[len(mark) :], encoding), _said(name)
    zeros = source[:400].count(0)
    if zeros > len(source[:400]) // 8:
        return _strict(source, "utf-16-be" if source[:1] == b"\0" else "utf-16-le"), _said("UTF-16")
    try:
        return _strict(source, "utf-8"), []
    except Unreadable:
        return _strict(source, "gb18030"), _said("GB18030")


def _said(name: str) -> list[str]:
    return [_("the file is in {encoding}; it will be written in UTF-8").format(encoding=name)] if name else []


def _strict(source: bytes, encoding: str) -> str:
    try:
        decoded = source.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_("neither UTF-8 nor UTF-16 nor GB18030: byte {place}").format(place=error.start)) from error
    if "\0" in decoded:
        raise Unreadable(_("not a CSV file: it holds zero bytes"))
    return decoded


def _records(decoded: str, separator: str, *, just_one: bool = False) -> Iterator[tuple[int, list[str]]]:
    number = 0
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=separator, strict=not just_one)
    try:
        for number, record in enumerate(reader, 1):
            yield number, record
            if just_one:
                return
    except csv.Error as error:
        if not just_one:
            raise Unreadable(_("row {row}: not a CSV row: {fault}").format(row=number + 1, fault=str(error))) from error
