"""Tables as text (.csv, .tsv): the cells of columns in a language; keys, numbers and formulas protected.

Delimiter, quotes, line ends and encoding stay as they are; a cell is quoted anew only where its target needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pubpipe.formats import RULES, Rules
from pubpipe.formats._columns import fixed, key_rule
from pubpipe.formats._encoding import decoded, readable
from pubpipe.formats._lines import Met
from pubpipe.formats._page import READER, line, page, table
from pubpipe.formats._plain import encoded, ledger, stretches, visible
from pubpipe.formats._spans import SPACE, Mark, Piece, Place, Raw, Text, document, gather, splice
from pubpipe.model import Code, CodeKind, Content, Document, Fate, Visible, content

SUFFIXES = (".csv", ".tsv", ".tab")
HEADED = True
"""The style of a unit is the heading of its column: rules of styles do not mean it."""

_DELIMITERS = "\t,;|"
_SAID = re.compile(r"sep=([^\r\n])(?:\r\n|\r|\n)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*+)("?)')
_INSIDE = re.compile(rf'\r\n|\r|\n|""|[ \t\f]+|[^"{SPACE}]+')
_FORMULA = {ord(sign): wide for sign, wide in zip("=+-@", "＝＋－＠", strict=True)}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field [start, end) with its value's characters [first, last), quotes left out; `sound` if they are in order."""

    start: int
    end: int
    first: int
    last: int
    quoted: bool
    sound: bool = True

    def value(self, text: str) -> str:
        """What the field says."""
        inside = text[self.first : self.last]
        return inside.replace('""', '"') if self.quoted else inside


@dataclass(frozen=True, slots=True)
class _Table:
    """The records of a file that are not blank, and its delimiter; `headed` when the first one names the columns."""

    records: list[list[_Field]]
    delimiter: str
    headed: bool


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The cells of a table as units, row by row, and the fate of every character."""
    text = decoded(source).text
    places, met = _walk(text, _table(text), rules)
    return document(places, ledger(text, places, met, "delimiters"))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their cells; a file that cannot hold Chinese becomes UTF-8."""
    file = decoded(source)
    places, _met = _walk(file.text, _table(file.text), rules)

    def written(place: Place, target: Content, raw: Raw) -> str:
        return _written(file.text, place, target, raw)

    text = splice(file.text, places, targets, written)
    return source if text == file.text else encoded(file, text)


def scan(source: bytes) -> Iterator[Visible]:
    """Each line that shows something."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file as an HTML table, and pandoc's reader for it."""
    text = decoded(source).text
    found = _table(text)
    rows = [[line(_content(readable(field.value(text)))) for field in record] for record in found.records]
    return page([table(rows, found.headed)] if rows else []), READER


def _content(value: str) -> Content:
    """A value as content for a page, its line breaks as codes."""
    parts: list[str | Code] = []
    for number, each in enumerate(re.split(r"\r\n|\r|\n", value)):
        parts += [Code(CodeKind.ALONE, "br", number), each] if number else [each]
    return content(parts)


# Records


def _table(text: str) -> _Table:
    start, delimiter = 0, ""
    if said := _SAID.match(text):
        start, delimiter = said.end(), said[1]
    records = list(_records(text, start, delimiter or _delimiter(text, start)))
    heading = [field.value(text) for field in records[0]] if records else []
    headed = len(records) > 1 and any(map(str.strip, heading)) and not any(map(_is_figure, heading))
    return _Table(records, delimiter, headed)


def _is_figure(value: str) -> bool:
    return fixed(value) in ("number", "boolean", "address", "formula")


def _delimiter(text: str, start: int) -> str:
    """The sign that parts the first record most often, quoted values aside."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    at = len(text) - len(text[start:].lstrip())
    while at < len(text) and text[at] not in "\r\n":
        opened = _QUOTED.match(text, at) if at == start or text[at - 1] in _DELIMITERS + "\r\n" else None
        if opened is None and text[at] in counts:
            counts[text[at]] += 1
        at = opened.end() if opened else at + 1
    return max(_DELIMITERS, key=lambda sign: counts[sign]) if any(counts.values()) else ","


def _records(text: str, at: int, delimiter: str) -> Iterator[list[_Field]]:
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    fields: list[_Field] = []
    while at < len(text):
        if opened := (_QUOTED.match(text, at) if text[at] == '"' else None):
            rest = bare.match(text, opened.end())
            assert rest is not None
            sound = bool(opened[2]) and not rest.group().strip(SPACE)
            fields.append(_Field(at, rest.end(), opened.start(1), opened.end(1), True, sound))
        else:
            rest = bare.match(text, at)
            assert rest is not None
            fields.append(_Field(at, rest.end(), at, rest.end(), False))
        at = rest.end()
        if at < len(text) and text[at] == delimiter:
            at += 1
            if at < len(text):
                continue
            fields.append(_Field(at, at, at, at, False))
        at += 2 if text.startswith("\r\n", at) else 1
        if any(field.end > field.start for field in fields):
            yield fields
        fields = []


# Cells


def _walk(text: str, found: _Table, rules: Rules) -> tuple[list[Place], list[Met]]:
    places: list[Place] = []
    met: list[Met] = []
    if said := _SAID.match(text):
        met.append(Met(0, said.end(), Fate.PROTECTED, "delimiter line"))
    names = [field.value(text) for field in found.records[0]] if found.headed else []
    keys = {
        column: key_rule(name, (row[column].value(text) for row in found.records[1:] if column < len(row)), rules)
        for column, name in enumerate(names)
    }
    for number, record in enumerate(found.records):
        for column, field in enumerate(record):
            value = field.value(text)
            rule = keys.get(column) or fixed(value)
            if not field.sound:
                rule = "unsound quotes"
            style = names[column].strip() if number and column < len(names) else ""
            place = None if rule else _gathered(text, field, style)
            if place is None:
                met.append(Met(field.start, field.end, Fate.PROTECTED, rule or "no letters"))
            else:
                places.append(place)
                met.append(Met(field.first, field.last, Fate.TRANSLATED, "text"))
    return places, met


def _gathered(text: str, field: _Field, style: str) -> Place | None:
    pieces = _quoted(text, field) if field.quoted else stretches(text, field.first, field.last)
    place = gather(pieces, "cell", style=readable(style), form="quoted" if field.quoted else "bare")
    if place is None or field.quoted:
        return place
    before, after = text[field.first : place.start], text[place.end : field.last]
    opening = Mark(field.first, place.start, CodeKind.OPEN, "x", note=before)
    closing = Mark(place.end, field.last, CodeKind.CLOSE, "x", note=after)
    return replace(place, start=field.start, end=field.end, around=((opening, closing),))


def _quoted(text: str, field: _Field) -> Iterator[Piece]:
    for found in _INSIDE.finditer(text, field.first, field.last):
        shown = found.group()
        if shown[0] in "\r\n":
            yield Mark(found.start(), found.end(), CodeKind.ALONE, "br")
        else:
            yield Text(found.start(), found.end(), '"' if shown == '""' else shown)


def _written(text: str, place: Place, target: Content, raw: Raw) -> str:
    """The target as the field says it, quoted where it must be; no target begins a formula its source did not."""
    parts: list[str] = []
    for part in target:
        parts.append(re.sub(rf"[{SPACE}]+", " ", part).replace('"', '""') if isinstance(part, str) else raw(part))
    said = "".join(parts).strip(" ")
    first = place.content[0] if place.content and isinstance(place.content[0], str) else ""
    if said[:1] in ("=", "+", "-", "@") and said[:1] != first[:1]:
        said = said[:1].translate(_FORMULA) + said[1:]
    if place.form == "quoted":
        return said
    before, after = place.around[0][0].note, place.around[0][1].note
    if '"' in said or any(sign in said for sign in (*_DELIMITERS, *_said_delimiter(text))):
        return f'"{before}{said}{after}"'
    return f"{before}{said}{after}"


def _said_delimiter(text: str) -> str:
    said = _SAID.match(text)
    return said[1] if said else ""
