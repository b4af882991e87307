"""Tables kept by people beside the PO files, sign-offs and waivers: a frozen dataclass a row, sorted, for Excel too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _
from pubpipe.project import _files

Row = TypeVar("Row")


def read_rows(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of a table with the fields of `kind` as columns; none if there is no such file."""
    if not path.is_file():
        return ()
    try:
        rows = list(csv.DictReader(io.StringIO(_files.read(path).decode("utf-8-sig"))))
        return tuple(kind(**{name: row[name] for name in _names(kind)}) for row in rows)
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        text = _("{file}: not a table of {columns}: {reason}")
        columns = ", ".join(_names(kind))
        raise Unreadable(text.format(file=path, columns=columns, reason=error)) from None


def write_rows(path: Path, kind: type[Row], rows: Iterable[Row]) -> None:
    """Write them sorted, each once (UTF-8 with BOM)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_names(kind))
    writer.writerows(sorted({tuple(getattr(row, name) for name in _names(kind)) for row in rows}))
    _files.write(path, b"\xef\xbb\xbf" + buffer.getvalue().encode())


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
