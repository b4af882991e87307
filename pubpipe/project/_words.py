"""A publisher's own list: a CSV of `word`, `instead`, `reason`, and where it has them `language`, `kind`, `source`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.messages import _
from pubpipe.project import _files
from pubpipe.tables import demand
from pubpipe.tables.separated import read_table

if TYPE_CHECKING:
    from pubpipe.checks import House

COLUMNS = ("word", "instead", "reason", "language", "kind", "source")
_KINDS = ("", "word", "pattern", "required", "longest")


def read_words(path: Path) -> House:
    """What the publisher has listed. Raises Unreadable, naming file and row.

    A row lists a word of the Chinese, or of the English with `language` en, and what may stand instead; a row whose
    `instead` is the word itself lists it as right: it shields the shorter words in it. With `kind` pattern the word is
    a regular expression that may find nothing in the Chinese, with `kind` required one that must find something; both
    count only where the regular expression `source`, if there is one, finds something in the English. With `kind`
    longest the word is a role and `instead` how many characters a text of that role may have.
    """
    from pubpipe.checks import House, HousePattern

    try:
        table = read_table(_files.read(path), str.lower, COLUMNS.__contains__)
        demand(table, ("word",))
    except PubpipeError as error:
        raise Unreadable(f"{path}: {error}") from error
    words: dict[str, tuple[str, str]] = {}
    english: dict[str, tuple[str, str]] = {}
    patterns: list[HousePattern] = []
    longest: dict[str, int] = {}
    for row in table.rows:
        number = row.number
        word, instead, reason, language, kind, source = (row.cells.get(column, "") for column in COLUMNS)
        if not word:
            text = _("{file}: row {row}: no word; the columns are {columns}")
            raise Unreadable(text.format(file=path, row=number, columns=", ".join(COLUMNS)))
        if kind not in _KINDS:
            text = _("{file}: row {row}: no such kind: {kind}; known are {kinds}")
            raise Unreadable(text.format(file=path, row=number, kind=kind, kinds=", ".join(_KINDS[1:])))
        if kind in ("pattern", "required"):
            asked = _compiled(source, path, number) if source else None
            patterns.append(HousePattern(_compiled(word, path, number), asked, kind == "required", instead, reason))
        elif kind == "longest":
            if not instead.isdecimal():
                text = _("{file}: row {row}: no number of characters: {value}")
                raise Unreadable(text.format(file=path, row=number, value=instead))
            longest[word] = int(instead)
        elif language.lower().startswith("en"):
            english[word.lower()] = instead, reason
        else:
            words[word] = instead, reason
    return House(words, english, tuple(patterns), longest)


def _compiled(pattern: str, path: Path, row: int) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        text = _("{file}: row {row}: no regular expression: {pattern}: {reason}")
        raise Unreadable(text.format(file=path, row=row, pattern=pattern, reason=error)) from None
