"""Files of plain text, fields and cues: what reading, writing, scanning and accounting for them share."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from pubpipe.formats._encoding import Decoded, decoded, readable
from pubpipe.formats._lines import Lines, Met, accounts, owner
from pubpipe.formats._spans import SPACE, Piece, Place, Text
from pubpipe.model import Account, Content, Fate, Visible, text

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
"""A line with its end."""

_STRETCH = re.compile(rf"[{SPACE}]+|[^{SPACE}]+")


def stretches(source: str, start: int, end: int) -> Iterator[Piece]:
    """The characters of [start, end) as pieces: words, and each stretch of white space by itself."""
    for found in _STRETCH.finditer(source, start, end):
        yield Text(found.start(), found.end(), found.group())


def one_line(target: Content) -> str:
    """The target's characters on one line, without space at its ends."""
    return re.sub(rf"[{SPACE}]+", " ", text(target)).strip(SPACE)


def encoded(file: Decoded, changed: str) -> bytes:
    """The changed text in the file's encoding if it is read again as what it is; otherwise in UTF-8, and marked so."""
    data = file.encoded(changed, references=False)
    if decoded(data).text == changed:
        return data
    return codecs.BOM_UTF8 + changed.encode("utf-8", "surrogateescape")


def ledger(source: str, places: Sequence[Place], met: Iterable[Met], rule: str) -> Iterator[Account]:
    """The ledger by line; what no walk met between is protected by `rule`."""
    ordered = sorted(met, key=lambda one: (one.start, one.end))
    filled: list[Met] = []
    at = 0
    for each in ordered:
        if at < each.start:
            filled.append(Met(at, each.start, Fate.PROTECTED, rule))
        filled.append(each)
        at = max(at, each.end)
    if at < len(source):
        filled.append(Met(at, len(source), Fate.PROTECTED, rule))
    yield from accounts(Lines(source), filled, lambda shown: shown, owner(places))


def visible(source: bytes) -> Iterator[Visible]:
    """Each line of a text file that shows something, whatever it means."""
    for number, line in enumerate(decoded(source).text.split("\n"), 1):
        if line.strip():
            yield Visible("text", f"line {number}", readable(line.strip()))
