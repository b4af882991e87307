"""A publisher's own list of words: a CSV of `word`, `instead`, `reason`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.project import _files

COLUMNS = ("word", "instead", "reason")


def read_words(path: Path) -> Mapping[str, tuple[str, str]]:
    """What may stand instead of each word, and why. Raises Unreadable, naming file and row.

    A row whose `instead` is the word itself lists it as right: it shields the shorter words in it.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(_files.read(path).decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(_("{file}: not a table: {reason}").format(file=path, reason=error)) from None
    found: dict[str, tuple[str, str]] = {}
    for number, row in enumerate(rows, start=2):
        word = (row.get("word") or "").strip()
        if not word:
            text = _("{file}: row {row}: no word; the columns are {columns}")
            raise Unreadable(text.format(file=path, row=number, columns=", ".join(COLUMNS)))
        found[word] = ((row.get("instead") or "").strip(), (row.get("reason") or "").strip())
    return found
