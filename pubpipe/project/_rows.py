"""Tables kept by people beside the PO files, sign-offs and waivers: a frozen dataclass a row, sorted, for Excel too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.project import _files
from pubpipe.tables import demand
from pubpipe.tables.separated import read_table, written

Row = TypeVar("Row")


def read_rows(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of a table with the fields of `kind` as columns; none if there is no such file.

    Raises Unreadable and Misused, naming the file and its rows.
    """
    if not path.is_file():
        return ()
    names, data = _names(kind), _files.read(path)
    with _files.named(path):
        table = read_table(data, str, names.__contains__)
        demand(table, names)
    return tuple(kind(*(row.cells.get(name, "") for name in names)) for row in table.rows)


def write_rows(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    """Write them sorted, each once (UTF-8 with BOM)."""
    names = _names(kind)
    cells = {tuple(getattr(row, name) for name in names) for row in rows}
    _files.write(path, written([names, *sorted(cells)]).encode())


def _names(kind: type[Row]) -> list[str]:
    return [each.name for each in fields(cast(Any, kind))]


def who(person: str) -> str:
    """The name of a person who answers for something. Raises Misused if it is none."""
    if not person.strip():
        raise Misused(_("--person must name somebody"))
    return person.strip()


def day_of(day: str | None) -> str:
    """A date as ISO 8601, today's if None. Raises Misused for what is none."""
    try:
        return (date.fromisoformat(day) if day else date.today()).isoformat()
    except ValueError:
        raise Misused(_("not a date: {date}").format(date=day)) from None
