"""Tables in text files: CSV and TSV as people and spreadsheets save them, in any of three encodings.

UTF-8, UTF-16 and GB18030 are read, with or without a byte order mark; cells are separated by commas, semicolons or
tabs; a first line such as `sep=;` is Excel's own.
"""

from __future__ import annotations

import csv
import io
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, NamedTuple

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.tables.rows import EDGES, Table, guarded, known, table

_PIECE = 1 << 20
_LONGEST_CELL = 1_000_000
_SEPARATORS = "\t,;"
_ENCODINGS = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Separated(NamedTuple):
    """The rows of a text file as they are asked for: each with its number, its cells trimmed, guards as they stand."""

    separator: str
    notices: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]


def read_table(source: bytes, name: Callable[[str], str], wanted: Callable[[str], bool]) -> Table:
    """The table of a CSV or TSV file.

    `name` gives the name of a column by its heading, `wanted` tells whether we need it: the separator is the one that
    gives most of those. Raises Unreadable, and Misused for rows and headings that are none.
    """
    with opened(io.BytesIO(source), known(name, wanted)) as found:
        return table(found.rows, name, found.separator, found.notices)


def written(
    rows: Iterable[Iterable[object]], separator: str = ",", *, line_end: str = "\n", marked: bool = True
) -> str:
    """The text of a table, no cell a formula; `marked` with the byte order mark by which Excel knows UTF-8."""
    text = io.StringIO()
    text.write("\ufeff" if marked else "")
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue()


def read_text(source: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and, where it is not UTF-8, what it is. Raises Unreadable."""
    encoding = _encoding(io.BytesIO(source))
    return source.decode(encoding), _unusual(encoding)


@contextmanager
def opened(source: IO[bytes], known: Callable[[list[str]], int], *, strict: bool = True) -> Iterator[Separated]:
    """The rows of a table that may be as long as it will; `source` is read twice.

    `known` tells how many cells of the first row are headings we know: the separator is the one that gives most. Not
    `strict`: quotation marks within a cell are text. Raises Unreadable, here and while the rows are read.
    """
    encoding = _encoding(source)
    text = io.TextIOWrapper(source, encoding)
    try:
        start = _start(text)
        separator = _separator(text, start, known)
        text.seek(start)
        notices = _unusual(encoding)
        if separator != ",":
            called = _("tabs") if separator == "\t" else _("semicolons")
            notices = (*notices, _("columns are separated by {separator}").format(separator=called))
        yield Separated(separator, notices, _rows(text, separator, strict=strict))
    finally:
        text.detach()


def _start(text: io.TextIOWrapper) -> int:
    """Where the table begins: behind Excel's own line, if there is one."""
    first = text.readline(_LONGEST_CELL).strip()
    return text.tell() if len(first) == 5 and first.lower().startswith("sep=") else 0


def _separator(text: io.TextIOWrapper, start: int, known: Callable[[list[str]], int]) -> str:
    counts: dict[str, int] = {}
    for separator in _SEPARATORS:
        text.seek(start)
        try:
            _number, cells = next(_rows(text, separator, strict=False), (0, []))
        except Unreadable:
            continue
        if len(cells) > 1:
            counts[separator] = known(cells)
    return max(counts, key=counts.__getitem__, default=",")


def _rows(text: io.TextIOWrapper, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    number, edges = 0, EDGES
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=separator, strict=strict), 1):
            yield number, [cell and cell.strip(edges) for cell in cells]
    except csv.Error as error:
        raise Unreadable(_("row {row}: not a CSV row: {fault}").format(row=number + 1, fault=str(error))) from None


def _encoding(source: IO[bytes]) -> str:
    """How a text is encoded: as its mark says, else UTF-16 by its zeros, UTF-8 if it can be, GB18030.

    Raises Unreadable for what is none of them from end to end. The source stands at its beginning again.
    """
    beginning = source.read(400)
    marked = [encoding for mark, encoding in _MARKS.items() if beginning.startswith(mark)]
    if not marked and beginning.count(0) > len(beginning) // 8:
        marked = ["utf-16-be" if beginning[:1] == b"\0" else "utf-16-le"]
    place = 0
    for encoding in marked or ("utf-8", "gb18030"):
        source.seek(0)
        try:
            _decode(source, encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            source.seek(0)
            return encoding
    raise Unreadable(_("neither UTF-8 nor UTF-16 nor GB18030: byte {place}").format(place=place))


def _decode(source: IO[bytes], encoding: str) -> None:
    """Decode all of it to see whether it can be; the error counts its bytes from the beginning."""
    decoder = getincrementaldecoder(encoding)()
    read = 0
    for piece in iter(partial(source.read, _PIECE), b""):
        try:
            _sound(decoder.decode(piece))
        except UnicodeDecodeError as error:
            error.start += read + len(piece) - len(error.object)
            raise
        read += len(piece)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        error.start += read - len(error.object)
        raise


def _sound(text: str) -> None:
    if "\0" in text:
        raise Unreadable(_("not a CSV file: it holds zero bytes"))


def _unusual(encoding: str) -> tuple[str, ...]:
    if name := _ENCODINGS.get(encoding):
        return (_("the file is in {encoding}; it will be written in UTF-8").format(encoding=name),)
    return ()
