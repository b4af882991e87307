"""Markdown: CommonMark with GitHub's tables, strikethrough, footnotes and front matter.

The file is parsed, but never written anew: places are spans of its characters, and everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from pubpipe.formats import RULES, Rules
from pubpipe.formats._encoding import decoded, readable
from pubpipe.formats._spans import document, owner, splice
from pubpipe.formats.markdown.scan import scan
from pubpipe.formats.markdown.walk import Found, painted, walk
from pubpipe.formats.markdown.writing import written
from pubpipe.model import Account, Content, Document, Fate

__all__ = ["SUFFIXES", "merge", "prepare", "read", "scan"]

SUFFIXES = (".md", ".markdown", ".mkd")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The places of a Markdown file as units, and the fate of every character."""
    text = decoded(source).text
    found = walk(text, rules)
    return document(found.places, _ledger(text, found))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their places; a file that cannot hold Chinese becomes UTF-8."""
    file = decoded(source)
    found = walk(file.text, rules)
    text = splice(
        file.text, found.places, targets, partial(written, file.text, found.environment, rules), found.languages
    )
    return source if text == file.text else file.encoded(text, references=False)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The file as HTML in UTF-8 without front matter and template code, and pandoc's reader for it."""
    from pubpipe.formats.markdown._prepare import prepare

    return prepare(source)


def _ledger(text: str, found: Found) -> Iterator[Account]:
    number, at = 0, -1
    owned = owner(found.places)
    for start, end, fate, rule in painted(text, found):
        while start > at:
            number += 1
            at = found.lines[number - 1][1]
        if shown := text[start:end].strip():
            unit = owned(start, end) if fate is Fate.TRANSLATED else ""
            yield Account("text", f"line {number}", readable(shown), fate, rule, unit)
