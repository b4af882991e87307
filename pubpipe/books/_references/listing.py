"""One list of works: those a book or a chapter cites, the marks that lead to them, and its entries."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pubpipe.books._ast import (
    SPACE,
    Node,
    attribute,
    div,
    inline_lists,
    inlines_of,
    paragraph,
    plain,
    rewrite_inlines,
    span,
    string,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._references.entries import Entry, entries, language_of, order
from pubpipe.books._references.marks import authored, marks, numbered
from pubpipe.books._references.sources import Work
from pubpipe.books._scripts import FULL_WIDTH, HAN
from pubpipe.books._steps.book.references import addressed
from pubpipe.books._steps.chapter import languages
from pubpipe.messages import _

_CHINESE = re.compile(f"([{HAN}{FULL_WIDTH}]+)")
_HAN = re.compile(f"[{HAN}]")


class Listing:
    """One list of works: those cited, in the order in which they first are, by what is known of each."""

    def __init__(self, manuscript: Manuscript, known: Mapping[str, Work], year: str, prefix: str) -> None:
        self._manuscript, self._known, self._year, self._prefix = manuscript, known, year, prefix
        self._system = manuscript.setting("citations")
        self.cited: dict[str, Work] = {}
        self._entries: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}

    def collect(self, sheets: Sequence[Sheet]) -> None:
        """Note each work these chapters cite; doubt those nobody knows."""
        for sheet in sheets:
            for node, address in addressed(sheet.blocks):
                for inlines in inline_lists(node):
                    for cite in _cites(inlines):
                        found = self._found(sheet, cite)
                        if all(found.values()):
                            for work in found.values():
                                self.cited.setdefault(_name(work), work)
                        else:
                            self._doubt(sheet, cite, found, address)

    def _found(self, sheet: Sheet, cite: Node) -> dict[str, Work]:
        """What is known of each work a Cite cites, by its key; {} for one nobody knows."""
        keys = [mark.key for mark in marks(cite)]
        return {key: self._known.get(key) or sheet.works.get(key) or {} for key in keys}

    def _doubt(self, sheet: Sheet, cite: Node, found: Mapping[str, Work], address: str) -> None:
        """An unknown key within brackets is an error; a word after @ in running text may be none."""
        serious = any(mark.manner != "AuthorInText" for mark in marks(cite))
        if not serious and not self._known:
            return
        for key in (key for key, work in found.items() if not work):
            near = difflib.get_close_matches(key, self._known, n=1, cutoff=0.6)
            if near:
                message = _("{file}: unknown work cited: {key} (nearest: {near})")
                message = message.format(file=sheet.chapter.source, key=key, near=near[0])
            else:
                message = _("{file}: unknown work cited: {key}").format(file=sheet.chapter.source, key=key)
            self._manuscript.doubt(address, message, serious)

    def write(self) -> None:
        """Write the entries and number them."""
        self._entries = entries(self.cited, self._year, self._system)
        names = list(self.cited)
        if self._system == "author-date":
            names.sort(key=lambda name: order(self.cited[name], self._entries[name]))
        self._numbers = {name: number for number, name in enumerate(names, 1)}

    def lead(self, sheet: Sheet) -> None:
        """Make links of a chapter's citations, in its Chinese and in its English."""
        rewrite_inlines(sheet.blocks, partial(self._led, sheet, False))
        for inlines in sheet.english.values():
            rewrite_inlines([paragraph(inlines)], partial(self._led, sheet, True))

    def _led(self, sheet: Sheet, english: bool, inlines: list[Node]) -> list[Node]:
        made: list[Node] = []
        for node in inlines:
            if node["t"] != "Cite":
                made.append(node)
                continue
            shown = self._shown(sheet, node, english)
            tight = bool(shown) and (shown[0]["t"] == "Superscript" or plain(shown[:1]).startswith("（"))
            if tight and made and made[-1]["t"] == "Space":
                made.pop()
            made += shown
        return made

    def _shown(self, sheet: Sheet, cite: Node, english: bool) -> list[Node]:
        """What a citation shows; one of works nobody knows, its own text."""
        found = self._found(sheet, cite)
        if not found or any(not work or _name(work) not in self._numbers for work in found.values()):
            return list(cite["c"][1])
        told = [(mark, _name(found[mark.key])) for mark in marks(cite)]
        if self._system == "author-date":
            written = [(mark, self._entries[name], self._id(name)) for mark, name in told]
            made = authored([(mark, entry.author, entry.year, own) for mark, entry, own in written], english)
        else:
            made = [numbered([(mark, self._numbers[name], self._id(name)) for mark, name in told])]
            if told[0][0].manner == "AuthorInText":
                made.insert(0, string(self._entries[told[0][1]].author))
        if english:
            return _marked(made)
        languages.mark(made)
        return made

    def _id(self, name: str) -> str:
        return f"{self._prefix}ref-{self._numbers[name]}"

    def blocks(self) -> list[Node]:
        """The list: an entry a work."""
        listed = []
        for name, number in self._numbers.items():
            inlines = self._entries[name].inlines
            if language_of(self.cited[name]) == "zh":
                languages.mark(inlines)
            else:
                inlines = _western(inlines)
            if self._system == "numeric":
                inlines[:0] = [span([string(f"[{number}]")], "number"), dict(SPACE)]
            listed.append({"t": "Div", "c": [attribute(self._id(name), "entry"), [paragraph(inlines)]]})
        return [div(listed, "role", "references")]


def _name(work: Work) -> str:
    """What two files say of the same work, whatever they call it."""
    return json.dumps({key: value for key, value in work.items() if key != "id"}, sort_keys=True)


def _western(inlines: list[Node]) -> list[Node]:
    """An entry's inlines marked as English, but for what Chinese type draws: in English its marks have other forms."""
    made: list[Node] = []
    stretch: list[Node] = []
    for node in inlines:
        pieces = [string(each) for each in _CHINESE.split(node["c"]) if each] if node["t"] == "Str" else [node]
        for piece in pieces:
            if piece["t"] == "Str" and _CHINESE.fullmatch(piece["c"]):
                made += [*_english(stretch), piece]
                stretch = []
            else:
                stretch.append(piece)
    return made + _english(stretch)


def _marked(inlines: list[Node]) -> list[Node]:
    """What a citation within English shows, with the Chinese of it marked: authors who write in Chinese."""
    made: list[Node] = []
    for node in inlines:
        if node["t"] == "Str":
            pieces = [string(each) for each in _CHINESE.split(node["c"]) if each]
            made += [span([each], lang="zh-Hans") if _HAN.search(each["c"]) else each for each in pieces]
        else:
            held = inlines_of(node)
            if held:
                held[:] = _marked(held)
            made.append(node)
    return made


def _english(stretch: list[Node]) -> list[Node]:
    return [span(stretch, lang="en")] if re.search("[A-Za-z]", plain(stretch)) else stretch


def _cites(inlines: list[Node]) -> Iterator[Node]:
    """The Cite nodes of a list of inlines, in reading order, without those in notes."""
    for node in inlines:
        if node["t"] == "Cite":
            yield node
        else:
            yield from _cites(inlines_of(node) or [])
