"""Markdown: CommonMark with GitHub's tables, strikethrough, footnotes and front matter.

The file is parsed, but never written anew: places are spans of its characters, and everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from pubpipe.formats import RULES, Rules
from pubpipe.formats._encoding import Decoded, decoded, readable
from pubpipe.formats._spans import document, splice
from pubpipe.formats.markdown.scan import scan
from pubpipe.formats.markdown.walk import Found, painted, walk
from pubpipe.formats.markdown.writing import written
from pubpipe.model import Account, Accounts, Content, Document, Fate

__all__ = ["SUFFIXES", "merge", "prepare", "read", "scan"]

SUFFIXES = (".md", ".markdown", ".mkd")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The places of a Markdown file as units, and the fate of every character."""
    walked = _walked(source, rules)
    _SLOT[:] = [walked]
    found = walked.found
    return document(found.places, Accounts(lambda: _ledger(walked.file.text, found)))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their places; a file that cannot hold Chinese becomes UTF-8."""
    file, found = _taken(source, rules)
    text = splice(
        file.text, found.places, targets, partial(written, file.text, found.environment, rules), found.languages
    )
    return source if text == file.text else file.encoded(text, references=False)


class _Walked(NamedTuple):
    """A file walked to its end, so that what was read of it may be written without walking again."""

    source: bytes
    rules: Rules
    file: Decoded
    found: Found


_SLOT: list[_Walked] = []
"""The file read last, or none: most are merged right after they were read."""


def _walked(source: bytes, rules: Rules) -> _Walked:
    file = decoded(source)
    return _Walked(source, rules, file, walk(file.text, rules))


def _taken(source: bytes, rules: Rules) -> tuple[Decoded, Found]:
    """The walk over these very bytes by these rules: the one `read` kept, which is kept no longer, or a new one."""
    try:
        kept = _SLOT.pop()
    except IndexError:
        kept = None
    if kept is None or kept.rules != rules or kept.source != source:
        kept = _walked(source, rules)
    return kept.file, kept.found


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file without front matter and template code, and pandoc's reader for it: JSON, or HTML in UTF-8."""
    from pubpipe.formats.markdown._prepare import prepare

    return prepare(source)


def _ledger(text: str, found: Found) -> Iterator[Account]:
    from pubpipe.formats._lines import owner

    number, at = 0, -1
    owned = owner(found.places)
    for start, end, fate, rule in painted(text, found):
        while start > at:
            number += 1
            at = found.lines[number - 1][1]
        if shown := text[start:end].strip():
            unit = owned(start, end) if fate is Fate.TRANSLATED else ""
            yield Account("text", f"line {number}", readable(shown), fate, rule, unit)
