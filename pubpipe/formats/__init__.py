"""Files of every kind: what is in them for a translator, and the same files given back in Chinese.

A format is one module (or package) of this room with the names of `Format`. `read` and `merge` share one private walk
over the original; `scan` is written apart from it, so that the text ledger has an honest denominator. Joinery that
several formats need stands in modules whose names begin with an underscore.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Content, Document, Visible
from pubpipe.registry import offers


@dataclass(frozen=True, slots=True)
class Rules:
    """What of a document is given to translators; the rest is protected or excluded by a named rule.

    `hidden` gives hidden text too; `protected_columns` names columns of tables, by their headings, that are kept beside
    those whose headings say keys (id, code, variable …). Changing a rule changes the units of a document, and with them
    the PO file.
    """

    comments: bool = True
    headers: bool = True
    alt: bool = True
    meta: bool = True
    hidden: bool = False
    protected_columns: tuple[str, ...] = ()


RULES = Rules()
"""The rules where nobody set any."""

RULES_VERSION = 2
"""Counts up whenever a format reads the same file as other units than before."""


class Format(Protocol):
    """What a module of this room offers.

    `source` is always the whole file. All raise Unreadable, with one sentence that does not name the file, if it is not
    what its suffix says, is damaged, encrypted or too large.
    """

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """Suffixes of file names, lower case, with their dot."""

    def read(self, source: bytes, rules: Rules = RULES) -> Document:
        """The units of the file in reading order, and what became of every visible character."""

    def merge(self, source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
        """The same file with each target (whole units, by unit id) in its source's place; nothing else changes.

        Whatever a target holds, the file given back is sound.
        """

    def scan(self, source: bytes) -> Iterator[Visible]:
        """Every text node and readable attribute of the file, found without the walk."""

    def prepare(self, source: bytes) -> tuple[bytes, str]:
        """A copy in which pandoc sees all that a reader sees, and the name of pandoc's reader for it."""


@cache
def _by_suffix() -> dict[str, Format]:
    formats = [cast(Format, module) for module in offers("formats").values()]
    return {suffix: each for each in reversed(formats) for suffix in each.SUFFIXES}


def suffixes() -> tuple[str, ...]:
    """Every suffix some format reads, sorted."""
    return tuple(sorted(_by_suffix()))


def format_of(filename: str) -> Format:
    """The format of a file, by its suffix. Raises Unreadable, naming the known suffixes but not the file."""
    suffix = PurePath(filename).suffix.lower()
    if suffix not in _by_suffix():
        raise Unreadable(
            _("no format for this kind of file; known are {suffixes}").format(suffixes=" ".join(suffixes()))
        )
    return _by_suffix()[suffix]


_LETTERS = {
    "cell": "c",
    "caption": "t",
    "note": "n",
    "comment": "m",
    "box": "x",
    "alt": "a",
    "header": "d",
    "footer": "d",
    "meta": "i",
    "title": "i",
}


def number(walked: Iterable[tuple[str, int]]) -> list[str]:
    """The ids of a document's units, from their (role, level) in reading order: the only place where ids are made.

    A heading opens a section numbered within the section around it and is `2.1/h`; what follows is numbered within the
    section by its kind: `2.1/p3`, `2.1/c1`. Before any heading the section is `0`; headers and footers always stand
    there. Levels a document skips leave no gap.
    """
    ids: list[str] = []
    levels: list[int] = []
    counts: list[int] = []
    used: dict[str, int] = {}
    for role, level in walked:
        if role == "heading":
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
            del counts[len(levels) :]
            if len(counts) < len(levels):
                counts.append(0)
            counts[-1] += 1
            ids.append(".".join(map(str, counts)) + "/h")
            continue
        letter = _LETTERS.get(role, "p")
        section = ".".join(map(str, counts)) if counts and letter != "d" else "0"
        kind = f"{section}/{letter}"
        used[kind] = used.get(kind, 0) + 1
        ids.append(f"{kind}{used[kind]}")
    return ids


def leftover(document: Document, visible: Iterable[Visible]) -> list[Visible]:
    """What a scan found and the document's ledger does not answer for; empty when the ledger law holds.

    Accounts and finds meet at (part, place). The accounts of a place, in order, must show the text found there, white
    space aside: text lost, doubled or changed is left over.
    """
    accounted: dict[tuple[str, str], str] = {}
    for account in document.ledger:
        key = (account.part, account.place)
        accounted[key] = accounted.get(key, "") + "".join(account.text.split())
    found: dict[tuple[str, str], str] = {}
    for each in visible:
        key = (each.part, each.place)
        found[key] = found.get(key, "") + "".join(each.text.split())
    return [Visible(*key, shown) for key, shown in found.items() if shown and accounted.get(key, "") != shown]
