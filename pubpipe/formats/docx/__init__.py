"""Word files (.docx, .docm, .dotx, .dotm): ECMA-376 WordprocessingML, transitional and strict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pubpipe.formats import RULES, Rules
from pubpipe.formats._places import told
from pubpipe.formats.docx import _walked
from pubpipe.formats.docx._ledger import accounts
from pubpipe.formats.docx._prepare import prepared
from pubpipe.formats.docx._scan import visible
from pubpipe.formats.docx._settings import settle
from pubpipe.model import Accounts, Content, Document, Visible

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The units of a Word file in reading order, and what became of every visible character.

    The walk over one file, the last one read, is kept until it is merged or another is read: at most one tree.
    """
    return told(_walked.read(source, rules).places, Accounts(lambda: accounts(source, rules)))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same Word file with each target in its source's place; every part without one keeps its bytes."""
    file = _walked.taken(source, rules)
    touched: set[str] = set()
    for identity, place in file.places:
        if identity in targets:
            place.write(targets[identity], touched.add)
    for part in touched:
        file.word.touch(part)
    if touched:
        settle(file.word, file.walk)
    return file.word.bytes()


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and readable attribute of every part, found without the walk."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """A copy in which pandoc sees what a reader sees: text boxes, field results, accepted revisions, no hidden text."""
    return prepared(source), "docx+styles+citations"
