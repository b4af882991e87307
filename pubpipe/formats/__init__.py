"""Files of every kind: what is in them for a translator, and the same files given back in Chinese.

A format is one module (or package) of this room with the names of `Format`. `read` and `merge` share one private walk
over the original; `scan` is written apart from it, so that the text ledger has an honest denominator. Joinery that
several formats need stands in modules whose names begin with an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import PurePath
from typing import Protocol, cast

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Content, Document, Visible, value
from pubpipe.registry import offer, offers, own


@value
class Rules:
    """What of a document is given to translators; the rest is protected or excluded by a named rule.

    Excluded text is none of a translator's business; protected text stands in sentences as a code that shows it. Both
    keep their places and characters in what `merge` gives back. Names of roles, styles, columns, keys and ids may hold
    `*` and are compared without regard to case (ids with regard to it). Changing a rule changes the units of a
    document, and with them the PO file; only `italic` changes none.
    """

    comments: bool = True
    """Comments of reviewers."""
    headers: bool = True
    """Headers and footers, and what stands on every slide."""
    alt: bool = True
    """Alternative texts of pictures."""
    meta: bool = True
    """Titles, descriptions and keywords of the file, and attributes people read."""
    hidden: bool = False
    """Hidden text, rows, columns, sheets, shapes and elements too."""
    hidden_slides: bool = True
    """Slides the show leaves out."""
    sheet_names: bool = False
    """The names on a workbook's tabs, with everything in the file that names the sheet."""
    code: bool = False
    """Code of web pages and Markdown: code spans, code blocks, keyboard input."""
    roles: tuple[str, ...] = ()
    """Only units of these roles, or of all where empty."""
    exclude_roles: tuple[str, ...] = ()
    """No units of these roles."""
    exclude_styles: tuple[str, ...] = ()
    """Paragraphs and words in these styles: of Word, OpenDocument and cells by name; HTML elements and `.classes`."""
    exclude_highlights: tuple[str, ...] = ()
    """Words on a highlight or shading of these colours: `yellow`, `#ffff00`, or `*` for any."""
    exclude_colours: tuple[str, ...] = ()
    """Words in these colours: `red`, `#ff0000`, a theme's `accent2`."""
    protect_styles: tuple[str, ...] = ()
    """Paragraphs and words in these styles, as in `exclude_styles`."""
    protect_ids: tuple[str, ...] = ()
    """Units with these ids, as the PO file's places give them: `2.1/p3`, `4/*`."""
    protect_patterns: tuple[tuple[str, str], ...] = ()
    """Whatever matches these regular expressions, each with the name the ledger calls it by."""
    protect_columns: tuple[str, ...] = ()
    """Columns of tables with these headings, beside those whose headings say keys (id, code, variable …)."""
    translate_columns: tuple[str, ...] = ()
    """Columns that are for translators although their headings say keys."""
    protect_keys: tuple[str, ...] = ()
    """Keys of front matter whose values are kept."""
    translate_keys: tuple[str, ...] = ()
    """Keys of front matter whose values are for translators, beside title, description and their like."""
    protect_attributes: tuple[str, ...] = ()
    """Attributes of HTML whose values are kept."""
    translate_attributes: tuple[str, ...] = ()
    """Attributes of HTML whose values are for translators, beside title, alt, aria-label and their like."""
    italic: str = "dots"
    """What sets Chinese words apart where English is italic: one of ITALICS."""


ITALICS = ("dots", "kai", "plain", "slanted")
"""Emphasis dots 着重号 (KaiTi where a format knows no dots), KaiTi 楷体, nothing, or the slant of the original."""

ROLES = "paragraph heading item cell caption note comment header footer box alt title quote meta".split()
"""The roles a unit may have."""

RULES = Rules()
"""The rules where nobody set any."""

RULES_VERSION = 4
"""Counts up whenever a format reads the same file as other units than before."""


def version(rules: Rules) -> str:
    """How PO headers name these rules: `3`, with a digest of those a project set: `3-5d41402a`; `italic` counts not."""

    named = [
        f"{each.name}={getattr(rules, each.name)!r}"
        for each in fields(Rules)
        if each.name != "italic" and getattr(rules, each.name) != each.default
    ]
    if not named:
        return str(RULES_VERSION)
    from hashlib import sha256

    return f"{RULES_VERSION}-{sha256(chr(0).join(sorted(named)).encode()).hexdigest()[:8]}"


def named(name: str, wanted: Iterable[str]) -> str:
    """The first of the wanted names that means this one, or "": `*` stands for anything, case counts for nothing."""
    return next((each for each in wanted if name and form(each.casefold()).fullmatch(name.casefold())), "")


@cache
def form(wanted: str) -> re.Pattern[str]:
    """What a name with `*` in it looks like."""
    return re.compile(".*".join(map(re.escape, wanted.split("*"))), re.DOTALL)


def is_colour(name: str) -> bool:
    """Whether rules may name a colour so: `yellow`, `#ffff00`, `accent2`."""
    from pubpipe.formats._colours import colour

    return bool(colour(name))


def fault_of(pattern: str) -> str:
    """Why a pattern cannot protect anything: it is no regular expression, or matches nothing at all; "" if it can."""
    try:
        matches_nothing = re.compile(pattern).fullmatch("") is not None
    except re.error as error:
        return str(error)
    return _("it matches where there is nothing") if matches_nothing else ""


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
        """A copy in which pandoc sees all that a reader sees, and the name of pandoc's reader for it.

        It is "json" where the copy is pandoc's own JSON: nobody need read it any more.
        """


_SUFFIXES = re.compile(r"^SUFFIXES = (\(.*?\))$", re.MULTILINE | re.DOTALL)


@cache
def declared() -> dict[str, str]:
    """The suffixes our own formats declare in their files, and each one's format; nothing is imported for it."""
    from ast import literal_eval

    found: dict[str, str] = {}
    for name, path in own("formats").items():
        said = _SUFFIXES.search(path.read_text(encoding="utf-8")) if path.is_file() else None
        suffixes = literal_eval(said[1]) if said else cast(Format, offer("formats", name)).SUFFIXES
        for suffix in suffixes:
            found.setdefault(suffix, name)
    return found


@cache
def _ruled(name: str) -> Format:
    from pubpipe.formats._rules import Ruled

    return Ruled(cast(Format, offer("formats", name)))


@cache
def _by_suffix() -> dict[str, Format]:
    """Every format by its suffixes, plug-ins too."""
    from pubpipe.formats._rules import Ruled

    formats = [Ruled(cast(Format, module)) for module in offers("formats").values()]
    return {suffix: each for each in reversed(formats) for suffix in each.SUFFIXES}


def suffixes() -> tuple[str, ...]:
    """Every suffix some format reads, sorted."""
    return tuple(sorted(_by_suffix()))


def format_of(filename: str) -> Format:
    """The format of a file, by its suffix; no other is imported.

    Raises Unreadable, naming the known suffixes but not the file.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix in declared():
        return _ruled(declared()[suffix])
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
    """The ids of a document's units, from their (role, level) in reading order."""
    ids = Ids()
    return [ids.next(role, level) for role, level in walked]


class Ids:
    """The only place where ids of units are made, one after another in reading order.

    A heading opens a section numbered within the section around it and is `2.1/h`; what follows is numbered within the
    section by its kind: `2.1/p3`, `2.1/c1`. Before any heading the section is `0`; headers and footers always stand
    there. Levels a document skips leave no gap.
    """

    def __init__(self) -> None:
        self._section = "0"
        self._levels: list[int] = []
        self._counts: list[int] = []
        self._used: dict[str, int] = {}

    def next(self, role: str, level: int) -> str:
        """The id of the next unit."""
        if role == "heading":
            return self._heading(level)
        letter = _LETTERS.get(role, "p")
        kind = f"{self._section if letter != 'd' else '0'}/{letter}"
        self._used[kind] = count = self._used.get(kind, 0) + 1
        return f"{kind}{count}"

    def _heading(self, level: int) -> str:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        del self._counts[len(self._levels) :]
        if len(self._counts) < len(self._levels):
            self._counts.append(0)
        self._counts[-1] += 1
        self._section = ".".join(map(str, self._counts))
        return f"{self._section}/h"


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
