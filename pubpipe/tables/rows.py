"""What every table has, whatever file it comes from: headings, and rows numbered as the spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import value
from pubpipe.patterns import pattern

EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
"""What stands around a cell's content without belonging to it."""

_FORMULA = pattern(r"'*[=+\-@＝＋－＠\t\r]")
_SHOWN_FAULTS = 20


class Row(NamedTuple):
    """A row as the spreadsheet numbers it (the heading is row 1), by column name."""

    number: int
    cells: Mapping[str, str]


@value
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


def table(
    records: Iterable[tuple[int, Sequence[str]]],
    name: Callable[[str], str],
    separator: str = ",",
    notices: Sequence[str] = (),
) -> Table:
    """The table of numbered records of trimmed cells, the first of them its headings, which `name` turns into names.

    Blank rows are left out, and guards against formulas taken off. Raises Misused for rows with more cells than there
    are headings.
    """
    numbered = iter(records)
    heading, first = next(numbered, (1, ()))
    written = list(map(unguarded, first))
    while written and not written[-1]:
        written.pop()
    headings = list(map(name, written))
    width = len(headings)
    rows = []
    faults = Faults()
    for number, cells in numbered:
        joined = "\n".join(cells)
        if not joined.strip("\n"):
            continue
        if "'" in joined:
            cells = [unguarded(cell) for cell in cells]
        if len(cells) > width and any(cells[width:]):
            faults.append(_("row {row}: more cells than headings").format(row=number))
            continue
        rows.append(Row(number, dict(zip(headings, cells, strict=False))))
    if not _doubled(headings):
        faults.raise_any()
    shown = {name: heading for name, heading in zip(headings, written, strict=True) if name != heading}
    return Table(tuple(headings), tuple(rows), separator, tuple(notices), shown, heading)


def known(name: Callable[[str], str], wanted: Callable[[str], bool]) -> Callable[[Iterable[str]], int]:
    """How many columns that we need are named in a row, which may be the headings."""
    return lambda cells: len(set(filter(wanted, map(name, map(unguarded, cells)))))


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
    """A cell's content: nothing around it, one kind of line end."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip(EDGES)


def guarded(value: str) -> str:
    """A cell that a spreadsheet will not take for a formula: an apostrophe goes before =, +, -, @."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """The cell again, without the apostrophe that guarded it."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value
