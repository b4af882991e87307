"""HTML and XHTML: pages of a site, articles, templates of site generators.

The file is never parsed into a tree and written again: places are spans of its characters, and everything else stays
as it is, however broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

from pubpipe.formats import RULES, Rules
from pubpipe.formats._lines import Lines, accounts, owner
from pubpipe.formats._spans import document, splice
from pubpipe.formats._templates import templates
from pubpipe.formats.html.encoding import decode
from pubpipe.formats.html.scan import scan
from pubpipe.formats.html.walk import walk
from pubpipe.formats.html.writing import written
from pubpipe.model import Content, Document

__all__ = ["SUFFIXES", "merge", "prepare", "read", "scan"]

SUFFIXES = (".html", ".htm", ".xhtml")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The places of an HTML file as units, and the fate of every visible character."""
    text = decode(source).text
    found = walk(text, rules)
    return document(found.places, accounts(Lines(text), found.met, shown_text, owner(found.places)))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their places; where anything is translated, it says that it is Chinese."""
    file = decode(source)
    found = walk(file.text, rules)
    text = splice(file.text, found.places, targets, written, found.languages)
    return source if text == file.text else file.encoded(text, references=True)


def prepare(source: bytes) -> tuple[bytes, str]:
    """A copy in UTF-8 in which pandoc sees all that a reader of a book should see, and pandoc's reader for it."""
    from pubpipe.formats.html.preparation import prepare

    return prepare(source)


def shown_text(raw: str) -> str:
    """The characters of the source as a reader sees them: entities decoded, template code left out."""
    for code in reversed(list(templates(raw))):
        if raw[code.start : code.end] != raw:
            raw = raw[: code.start] + raw[code.end :]
    return unescape(raw)
