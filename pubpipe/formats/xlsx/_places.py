"""Places a translator answers for: something to read and everywhere it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats.xlsx._names import x
from pubpipe.formats.xlsx._rich import Line, escaped, write_paragraph, write_string
from pubpipe.formats.xlsx._strings import Strings
from pubpipe.model import Code, CodeKind, Content, content, text
from pubpipe.packages.xml import writable

_TOKEN = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[^"])', re.DOTALL)
_FIELDS = "PNDTFAZ"
_SECTIONS = ("&L", "&C", "&R")


def shown(target: Content) -> str:
    """A target as plain characters; a line break code is one."""
    return "".join(part if isinstance(part, str) else "\n" if part.type == "br" else "" for part in target)


@dataclass(slots=True)
class Cell:
    """A cell with a string of its own or a shared one."""

    part: str
    element: etree._Element
    line: Line
    strings: Strings

    def write(self, target: Content) -> None:
        """Give the cell its text."""
        target = mend(self.line.content, target)
        kind = self.element.get("t")
        if kind == "s":
            self.strings.change(self.part, self.element, self.line, target)
            return
        inside = self.element.find(x("is")) if kind == "inlineStr" else self.element.find(x("v"))
        assert inside is not None
        if kind == "inlineStr":
            write_string(inside, self.line, target)
        else:
            inside.text = escaped(writable(self.line.head + shown(target) + self.line.tail))
        self.strings.book.touch(self.part)


@dataclass(slots=True)
class Rich:
    """The text of a comment."""

    part: str
    element: etree._Element
    line: Line
    touch: Callable[[str], None]

    def write(self, target: Content) -> None:
        """Put the target in place of the runs."""
        write_string(self.element, self.line, target)
        self.touch(self.part)


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a shape or of a chart's title."""

    part: str
    element: etree._Element
    line: Line
    touch: Callable[[str], None]

    def write(self, target: Content) -> None:
        """Put the target in place of the runs."""
        write_paragraph(self.element, self.line, target)
        self.touch(self.part)


@dataclass(slots=True)
class Attribute:
    """An attribute (or, with no name, the text) of an element that a reader sees; `limit` is what Excel bears."""

    part: str
    element: etree._Element
    name: str
    touch: Callable[[str], None]
    limit: int = 32767

    def write(self, target: Content) -> None:
        """Put the target's characters in place."""
        words = writable(text(target))[: self.limit]
        if self.name:
            self.element.set(self.name, words)
        else:
            self.element.text = words
        self.touch(self.part)


@dataclass(slots=True)
class Thread:
    """A comment of a thread, and the texts that may hold a copy of it for old readers, each with its part."""

    part: str
    element: etree._Element
    copies: list[tuple[str, etree._Element]]
    touch: Callable[[str], None]

    def write(self, target: Content) -> None:
        """Put the target's characters in place, and in the copy's."""
        old, new = self.element.text or "", writable(text(target))
        self.element.text = new
        self.touch(self.part)
        for part, element in self.copies:
            if old in (element.text or ""):
                element.text = (element.text or "").replace(old, new, 1)
                self.touch(part)
                break


class Margin:
    """A header or footer of a sheet, its left, middle and right sections (ECMA-376 part 1, 18.3.1.46)."""

    def __init__(self, part: str, element: etree._Element, touch: Callable[[str], None]) -> None:
        self.part, self.element, self.touch = part, element, touch
        self.pieces: list[str] = [""]
        for token in _tokens(element.text or ""):
            if token in _SECTIONS:
                self.pieces += [token, ""]
            else:
                self.pieces[-1] += token

    def sections(self) -> list[Section]:
        """The sections that say something."""
        made = [Section(self, at) for at in range(0, len(self.pieces), 2)]
        return [section for section in made if any(map(str.isalnum, text(section.content)))]

    def told(self) -> Iterator[tuple[int, str]]:
        """The whole text in pieces, those that say something with the number of their section, the others with -1."""
        for at, piece in enumerate(self.pieces):
            for token in [piece] if at % 2 else _tokens(piece):
                yield (-1 if at % 2 or (len(token) > 1 and token[0] == "&" and token != "&&") else at), token

    def say(self, at: int, words: str) -> None:
        """Put a section's new text in place."""
        self.pieces[at] = words
        self.element.text = "".join(self.pieces)
        self.touch(self.part)


class Section:
    """One section of a header or footer: its text, page numbers and formatting as codes."""

    def __init__(self, margin: Margin, at: int) -> None:
        self.margin, self.at = margin, at
        tokens = list(_tokens(margin.pieces[at]))
        low, high = 0, len(tokens)
        while low < high and _is_silent(tokens[low]):
            low += 1
        while high > low and _is_silent(tokens[high - 1]):
            high -= 1
        self.head, self.tail = "".join(tokens[:low]), "".join(tokens[high:])
        self.codes: dict[tuple[str, int], str] = {}
        parts: list[str | Code] = []
        for token in tokens[low:high]:
            if token == "&&":
                parts.append("&")
            elif len(token) > 1 and token[0] == "&":
                kind = "fld" if token[1] in _FIELDS else "x"
                number = 1 + sum(each == kind for each, _id in self.codes)
                self.codes[kind, number] = token
                parts.append(Code(CodeKind.ALONE, kind, number, token if kind == "fld" else ""))
            else:
                parts.append(token)
        self.content = content(parts)

    def write(self, target: Content) -> None:
        """Put the target in place."""
        written = self.head
        for part in mend(self.content, target):
            words = writable(part).replace("&", "&&") if isinstance(part, str) else self.codes[part.type, part.id]
            if isinstance(part, str) and words[:1].isdigit() and re.search(r"&\d+$", written):
                words = " " + words
            written += words
        self.margin.say(self.at, written + self.tail)


def _tokens(words: str) -> list[str]:
    found: list[str] = []
    at = 0
    for token in _TOKEN.finditer(words):
        found += [words[at : token.start()], token.group()]
        at = token.end()
    return [each for each in [*found, words[at:]] if each]


def _is_silent(token: str) -> bool:
    return token.isspace() or (len(token) > 1 and token[0] == "&" and token != "&&" and token[1] not in _FIELDS)


@dataclass(slots=True)
class Column:
    """The name of a column of a table, which must be what its heading says, once in its table."""

    part: str
    element: etree._Element
    cell: Cell
    touch: Callable[[str], None]

    def write(self, target: Content) -> None:
        """Name the column and its cell, with a number behind it where another column has that name."""
        words = shown(target)[:240]
        siblings = self.element.getparent()
        assert siblings is not None
        others = {(each.get("name") or "").casefold() for each in siblings if each is not self.element}
        number, name = 1, words or self.element.get("name", "")
        while name.replace("\n", "_x000a_").casefold() in others:
            number += 1
            name = f"{words}{number}"
        self.element.set("name", writable(self.cell.line.head + name + self.cell.line.tail).replace("\n", "_x000a_"))
        self.touch(self.part)
        self.cell.write(target if name == words else (name,))


class Writer(Protocol):
    """Something that shows a unit's words."""

    def write(self, target: Content) -> None:
        """Put the target in place."""


@dataclass(slots=True)
class Place:
    """A unit to be; without writers it only opens a section (a sheet)."""

    role: str
    content: Content
    level: int = 0
    style: str = ""
    written: list[Writer] = field(default_factory=list)
    at: tuple[str, int, int] | None = None
    """For a cell: its sheet's part, row and column."""
