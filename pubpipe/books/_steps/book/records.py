"""Chapters made once for each record of a table: certificates from a list of names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from pubpipe.books._address import FIELD
from pubpipe.books._ast import Node, each_inlines, joined, leaves, paragraph
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps.chapter import languages
from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.model import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from pubpipe.tables import Row

_CHINESE = "_zh"
"""What the column of a field's Chinese ends with: name_zh beside name."""
_FIELD = re.compile(FIELD)


def apply(manuscript: Manuscript) -> None:
    """Repeat each chapter that has records, its fields {{name}} filled in from a row of them.

    A field nobody gave, and a table that is not there, are serious doubts.
    """
    made: list[Sheet] = []
    for sheet in manuscript.sheets:
        name = sheet.chapter.records
        if not name:
            made.append(sheet)
            continue
        table = manuscript.files.get(name)
        if table is None:
            message = _("book.toml: records of {file} not found: {name}")
            manuscript.doubt("", message.format(file=sheet.chapter.source, name=name), serious=True)
            continue
        made += [_filled(manuscript, sheet, row.cells, number) for number, row in enumerate(_rows(name, table), 1)]
    manuscript.sheets[:] = made


def _rows(name: str, source: bytes) -> Sequence[Row]:
    """The records of a table. Raises Misused or Unreadable, naming it."""
    from pubpipe.tables import demand
    from pubpipe.tables.separated import read_table

    try:
        table = read_table(source, str, bool)
        demand(table, ())
    except PubpipeError as error:
        raise type(error)(f"{name}: {error}") from error
    return table.rows


def _filled(manuscript: Manuscript, sheet: Sheet, row: Mapping[str, str], number: int) -> Sheet:
    copy = deepcopy(sheet)
    copy.copy = number
    copy.blocks[0]["c"][1][0] = copy.id
    given = {key.removesuffix(_CHINESE): said for key, said in row.items() if key.endswith(_CHINESE)}
    chinese = {key: _date(said) for key, said in row.items()} | given
    _fill(manuscript, copy, copy.blocks, chinese)
    copy.english = {address: _filled_line(manuscript, copy, inlines, row) for address, inlines in copy.english.items()}
    return copy


def _date(said: str) -> str:
    """What a field's Chinese is where nobody gave it: a date as Chinese writes it, anything else as it is."""
    from pubpipe.text.quantities import quantities
    from pubpipe.text.quantity import Kind
    from pubpipe.text.writing import in_chinese

    (found, *more) = quantities(said, SOURCE_LANGUAGE) or (None,)
    if found is None or more or found.kind is not Kind.DATE or found.text != said.strip():
        return said
    year = found.value[0] if isinstance(found.value, tuple) else None
    return in_chinese(found) if year else said


def _filled_line(manuscript: Manuscript, sheet: Sheet, inlines: list[Node], row: Mapping[str, str]) -> list[Node]:
    line = paragraph(inlines)
    _fill(manuscript, sheet, [line], row)
    filled: list[Node] = line["c"]
    return filled


def _fill(manuscript: Manuscript, sheet: Sheet, tree: list[Node], row: Mapping[str, str]) -> None:
    def value(found: re.Match[str]) -> str:
        name = found[0].strip("{}\ue4f6\ue4f7 ")
        if not row.get(name):
            message = _("{file}: record {number} has nothing for this field: {name}")
            told = message.format(file=sheet.chapter.source, number=sheet.copy, name=name)
            manuscript.doubt("", told, serious=True)
        return row.get(name) or f"{{{{{name}}}}}"

    for inlines in each_inlines(tree):
        inlines[:] = joined(inlines)
        for holder, place in list(leaves(inlines)):
            if holder[place]["t"] == "Str":
                holder[place]["c"] = _FIELD.sub(value, holder[place]["c"])
    for inlines in list(each_inlines(tree)):
        languages.mark(inlines)
