"""Addresses: how a unit is known from the original to the printed paragraph.

An address is the chapter's number in the book and the unit's id: `2:2.1/p3`. In text it stands between two private-use
characters; in a Word file it is the name of a hidden bookmark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pubpipe.model import Content, Document, content
from pubpipe.patterns import pattern

if TYPE_CHECKING:
    from pubpipe.books import Assembled

OPENING, CLOSING = "\ue4f0", "\ue4f1"
"""Stand round an address in text."""
UNFINISHED, FINISHED = "\ue4f2", "\ue4f3"
"""Stand round text that is not final."""
NOTE, NOTED = "\ue4f4", "\ue4f5"
"""Stand round a translator's note within its sentence."""

FIELD = "\ue4f6[^\ue4f7]*\ue4f7|\\{\\{[^{}]*\\}\\}"
"""What a record will fill in: {{name}}; in text formats, which protect it as template code, between two marks."""

_MARKED = pattern(f"{OPENING}[^{CLOSING}]*{CLOSING}|[{OPENING}{CLOSING}{UNFINISHED}{FINISHED}{NOTE}{NOTED}]")

_MARK = pattern(f"[{OPENING}-{NOTED}]")

LEFT_OUT = {
    "header": "the edition makes its own running heads",
    "footer": "the edition makes its own running feet",
    "comment": "comments are for the editors, not for the reader",
    "meta": "the title page says what the properties say",
    "title": "the chapter's heading stands for its title",
}
"""Roles whose units do not reach the book, each with its rule."""

_LEFT_OUT_STYLES = ("toc ", "toc heading", "table of figures")
"""Styles of the original's own contents: the edition makes its own."""

_TOOLTIP = ("alt", "title")
"""Role and style of what appears only under a pointer: the titles of links and abbreviations are not printed."""

_ESCAPED = {":": "_c", "/": "_s", ".": "_d", "-": "_m", "_": "__"}


class _Named(dict[int, str]):
    """What a character is in a bookmark's name, by its code point."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        simple = character.isascii() and character.isalnum()
        self[code] = _ESCAPED.get(character) or (character if simple else f"_x{code:x}x")
        return self[code]


_NAMED = _Named()
_UNESCAPED = {escape: character for character, escape in _ESCAPED.items()}
_LONGEST = 40


def mark(document: Document, chapter: int, targets: Mapping[str, Content]) -> dict[str, Content]:
    """Give the targets with each unit's address in front, for `merge`; a unit without target keeps its source.

    `chapter` counts from 1 in the book's order. Headers, footers and comments are left as they are.
    """
    marked = dict(targets)
    for unit in document.units:
        if unit.role in LEFT_OUT and unit.role != "title":
            continue
        address = f"{OPENING}{chapter}:{unit.id}{CLOSING}"
        marked[unit.id] = content((address, *targets.get(unit.id, unit.content)))
    return marked


def unfinished(parts: Content) -> Content:
    """Mark text as not final, so that a draft shows it."""
    return content((UNFINISHED, *parts, FINISHED))


def note(parts: Content) -> Content:
    """Mark text as a translator's note on what stands before it."""
    return content((NOTE, *parts, NOTED))


def fielded(source: bytes) -> bytes:
    """A text file whose fields {{name}} stand between marks, so that nobody takes them for template code."""
    return re.sub(rb"\{\{\s*([^{}]+?)\s*\}\}", lambda found: "\ue4f6".encode() + found[1] + "\ue4f7".encode(), source)


def unmarked(text: str) -> str:
    """A text without addresses and without the marks round unfinished text and notes."""
    return _MARKED.sub("", text) if _MARK.search(text) else text


def expected(document: Document, chapter: int) -> list[str]:
    """The addresses that must reach the book: of every unit but those of the roles left out and the empty ones."""
    return [
        f"{chapter}:{unit.id}"
        for unit in document.units
        if unit.role not in LEFT_OUT
        and (unit.role, unit.style) != _TOOLTIP
        and not unit.style.lower().startswith(_LEFT_OUT_STYLES)
        and any(isinstance(part, str) and part.strip() for part in unit.content)
    ]


def addresses(assembled: Assembled) -> list[str]:
    """The addresses that reached the book, in reading order."""
    from pubpipe.books._ast import attributes, nodes

    found: dict[str, None] = {}
    for part in assembled.parts:
        for node in nodes(list(part.blocks)):
            address = attributes(node).get("address")
            if address:
                found[address] = None
    return list(found)


def addressed_chapter(address: str) -> str:
    """The chapter's number an address begins with."""
    return address.partition(":")[0]


def bookmark(address: str) -> str:
    """The name of a hidden Word bookmark for an address: `2:2.1/p3` is `_u2_c2_d1_sp3`; reversible.

    Word knows 40 characters at most; an address that needs more gives "".
    """
    name = address.translate(_NAMED)
    return f"_u{name}" if len(name) + 2 <= _LONGEST else ""


def address_of(name: str) -> str:
    """The address a bookmark's name stands for, or "" if it is another's bookmark."""
    if not name.startswith("_u"):
        return ""

    def unescape(escape: re.Match[str]) -> str:
        return _UNESCAPED.get(escape[0]) or chr(int(escape[1], 16))

    return re.sub(r"_x([0-9a-f]+)x|_[csdm_]", unescape, name[2:])
