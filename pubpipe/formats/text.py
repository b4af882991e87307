"""Plain text: paragraphs between blank lines, list items, and rules drawn with signs.

A hard-wrapped paragraph is one unit; its translation stands on one line. In a file without blank lines every line is a
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats._encoding import decoded
from pubpipe.formats._lines import Met
from pubpipe.formats._page import READER, page, paragraph
from pubpipe.formats._plain import LINE, encoded, ledger, one_line, stretches, visible
from pubpipe.formats._spans import Place, Raw, document, gather, splice
from pubpipe.model import Content, Document, Fate, Visible

SUFFIXES = (".txt", ".text")

_BULLET = re.compile(r"[ \t]*[-*+•·–—][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)][ \t]+(?=\S)")
_FIRST = re.compile(r"\s*\(?[1ai][.)]")

_Part = tuple[int, int, int]
"""A paragraph's start, the start of its text behind a list marker, and its end."""


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The paragraphs of a text file as units, and the fate of every character."""
    text = decoded(source).text
    places, met = _walk(text)
    return document(places, ledger(text, places, met, "no letters"))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their paragraphs' places; a file that cannot hold Chinese becomes UTF-8."""
    file = decoded(source)
    text = splice(file.text, _walk(file.text)[0], targets, _written)
    return source if text == file.text else encoded(file, text)


def scan(source: bytes) -> Iterator[Visible]:
    """Each line that shows something."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file as HTML, each unit a paragraph, and pandoc's reader for it."""
    return page(paragraph(unit.content) for unit in read(source).units), READER


def _walk(text: str) -> tuple[list[Place], list[Met]]:
    places: list[Place] = []
    met: list[Met] = []
    for start, inside, end in _parts(text):
        place = gather(stretches(text, inside, end), "item" if inside > start else "paragraph")
        if place is not None:
            places.append(place)
            met.append(Met(place.start, place.end, Fate.TRANSLATED, "text"))
            if inside > start:
                met.append(Met(start, inside, Fate.PROTECTED, "list marker"))
    return places, met


def _parts(text: str) -> Iterator[_Part]:
    lines = [(found.start(), found.end()) for found in LINE.finditer(text)]
    shown = [bool(text[start:end].strip()) for start, end in lines]
    last = max((at for at, each in enumerate(shown) if each), default=0)
    apart = all(shown[shown.index(True) : last]) if True in shown else True
    open_part: _Part | None = None
    listed = False
    for at, (start, end) in enumerate(lines):
        line = text[start:end]
        if not any(map(str.isalnum, line)):
            if open_part:
                yield open_part
            open_part = None
            listed = listed and shown[at]
            continue
        marker = _BULLET.match(line) or _NUMBER.match(line)
        if marker and _NUMBER.match(line) and open_part and not listed and not _FIRST.match(line):
            marker = None
        if marker or apart or open_part is None:
            if open_part:
                yield open_part
            listed = bool(marker)
            open_part = (start, start + (marker.end() if marker else 0), end)
        else:
            open_part = (*open_part[:2], end)
    if open_part:
        yield open_part


def _written(place: Place, target: Content, raw: Raw) -> str:
    """The target on one line; what would read as a list's marker there gets a space that does not break."""
    line = one_line(target)
    marker = (_BULLET.match(line) or _NUMBER.match(line)) if place.role == "paragraph" else None
    return line if marker is None else line.replace(" ", "\u00a0", 1)
