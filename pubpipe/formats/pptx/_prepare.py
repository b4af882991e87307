"""A presentation as one page of HTML for pandoc: each place once, in the order of the show, with its pictures."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._places import Attribute
from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._names import CELL, PARAGRAPH, PICTURE, PPR, RELATION_ID, ROW, TABLE, a, p
from pubpipe.formats.pptx._places import Passage, Place
from pubpipe.formats.pptx._styles import kind_of
from pubpipe.formats.pptx._walk import Walk
from pubpipe.model import Code, CodeKind

_LEFT_OUT = ("header", "footer", "comment", "meta", "title")
_BLIP = a("blip")
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
_REACHABLE = ("http://", "https://", "mailto:")
_NUMBERS = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
"""Numbers that are no figures, by how the name of a numbering begins, and what HTML calls them."""

_TAGS = {
    "b": ["strong"],
    "i": ["em"],
    "bi": ["strong", "em"],
    "u": ["u"],
    "s": ["s"],
    "sup": ["sup"],
    "sub": ["sub"],
}


def prepared(source: bytes) -> bytes:
    """The page, in UTF-8."""
    deck = Deck(source)
    places = [place for place in Walk(deck, RULES).places() if place.role not in _LEFT_OUT]
    page = "\n".join(_Page(deck, places).blocks())
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/></head><body>\n{page}\n</body></html>\n'.encode()


class _Page:
    def __init__(self, deck: Deck, places: list[Place]) -> None:
        self.deck, self.places = deck, places
        self.by_paragraph = {
            each.element: place for place in places for each in place.written if isinstance(each, Passage)
        }
        self.done: set[etree._Element] = set()
        self.lists: list[str] = []
        self.addresses: dict[str, dict[str, str]] = {}

    def blocks(self) -> Iterator[str]:
        """Each place as a block, each picture with alternative text where it stands, each other after its slide."""
        slide = ""
        slides = {each.part for each in self.deck.slides()}
        for place in self.places:
            part = place.written[0].part
            if part in slides and part != slide:
                yield from self._lists_end()
                yield from self._other_pictures(slide)
                slide = part
            if place.role != "item":
                yield from self._lists_end()
            yield from self._block(place)
        yield from self._lists_end()
        yield from self._other_pictures(slide)

    def _block(self, place: Place) -> Iterator[str]:
        element, text = place.written[0].element, self._inline(place)
        table = next(element.iterancestors(TABLE), None)
        if place.role == "alt":
            yield self._alternative(place)
        elif table is not None and element.tag == PARAGRAPH:
            if table not in self.done:
                self.done.add(table)
                yield self._table(table)
        elif place.role == "heading":
            level = 1 if place is self.places[0] and _is_first_title(element) else 2
            yield f"<h{level}>{text}</h{level}>"
        elif place.role == "item":
            yield from self._item(place.written[0], text)
        elif place.role == "note":
            yield f'<div class="notes"><p>{text}</p></div>'
        else:
            yield f"<p>{text}</p>"

    def _item(self, passage: Passage | Attribute, text: str) -> Iterator[str]:
        """An item in the list of its depth and kind; an item is left open, for a list may stand in it."""
        properties = passage.element.find(PPR)
        level = "0" if properties is None else properties.get("lvl", "0")
        depth = 1 + (min(int(level), 8) if level.isdecimal() else 0)
        tag = _list_of(passage.bullet if isinstance(passage, Passage) else None)
        yield from self._lists_end(depth)
        if len(self.lists) == depth and self.lists[-1] != tag:
            yield from self._lists_end(depth - 1)
        if len(self.lists) == depth:
            yield "</li>"
        while len(self.lists) < depth:
            self.lists.append(tag if len(self.lists) == depth - 1 else "<ul>")
            yield self.lists[-1] + ("" if len(self.lists) == depth else "<li>")
        yield f"<li>{text}"

    def _lists_end(self, depth: int = 0) -> Iterator[str]:
        while len(self.lists) > depth:
            yield f"</li></{self.lists.pop()[1:3]}>"

    def _inline(self, place: Place) -> str:
        """Content as HTML; fields as the text they show, links to slides as their words."""
        written = place.written[0]
        addresses = self._addresses(written) if isinstance(written, Passage) else {}
        return "".join(escape(part) if isinstance(part, str) else _code(part, addresses) for part in place.content)

    def _addresses(self, passage: Passage) -> dict[int, str]:
        """Where the links of a paragraph lead outside the file, by code."""
        if passage.part not in self.addresses:
            self.addresses[passage.part] = self.deck.addresses(passage.part)
        known = self.addresses[passage.part]
        found = {}
        for (kind, number), marks in passage.line.things.items():
            if kind == "a" and isinstance(marks, list):
                reached = next((known[each] for mark in marks if (each := mark.get(RELATION_ID, "")) in known), "")
                if reached.startswith(_REACHABLE):
                    found[number] = reached
        return found

    def _alternative(self, place: Place) -> str:
        words = self._inline(place)
        for each in place.written:
            picture = next(each.element.iterancestors(PICTURE), None)
            data = "" if picture is None or not isinstance(each, Attribute) else self._data(each.part, picture)
            if picture is not None and data:
                self.done.add(picture)
                return f'<p><img src="{data}" alt="{words}"/></p>'
        return f"<p>{words}</p>"

    def _other_pictures(self, part: str) -> Iterator[str]:
        for picture in self.deck.root(part).iter(PICTURE) if part else ():
            data = "" if picture in self.done else self._data(part, picture)
            if data:
                yield f'<p><img src="{data}" alt=""/></p>'

    def _data(self, part: str, picture: etree._Element) -> str:
        for blip in picture.iter(_BLIP):
            name = self.deck.relations(part).get(blip.get(_EMBED, ""), ("", ""))[1]
            kind = self.deck.package.content_type(name) if name else ""
            if kind in _PICTURES:
                return f"data:{kind};base64,{base64.b64encode(self.deck.package.read(name)).decode()}"
        return ""

    def _table(self, table: etree._Element) -> str:
        rows = []
        for row in table.iterchildren(ROW):
            cells = []
            for cell in row.iterchildren(CELL):
                if any(cell.get(name) in ("1", "true") for name in ("hMerge", "vMerge")):
                    continue
                places = [self.by_paragraph[each] for each in cell.iter(PARAGRAPH) if each in self.by_paragraph]
                spans = "".join(
                    f' {name}="{cell.get(key)}"'
                    for name, key in (("colspan", "gridSpan"), ("rowspan", "rowSpan"))
                    if (cell.get(key) or "").isdecimal()
                )
                cells.append(f"<td{spans}>{'<br/>'.join(self._inline(place) for place in places)}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"


def _is_first_title(paragraph: etree._Element) -> bool:
    shape = next(paragraph.iterancestors(p("sp")), None)
    return shape is not None and kind_of(shape) == "ctrTitle"


def _list_of(bullet: etree._Element | None) -> str:
    """The opening tag of the list a bullet makes; a list that begins elsewhere than at one says so."""
    if bullet is None or bullet.tag != a("buAutoNum"):
        return "<ul>"
    kind = next((letter for name, letter in _NUMBERS.items() if bullet.get("type", "").startswith(name)), "")
    start = bullet.get("startAt", "1")
    said = {"type": kind, "start": start if start.isdecimal() and start != "1" else ""}
    return "<ol" + "".join(f' {name}="{value}"' for name, value in said.items() if value) + ">"


def _code(code: Code, addresses: Mapping[int, str]) -> str:
    if code.type == "a" and code.kind is not CodeKind.ALONE:
        opening = f'<a href="{escape(addresses[code.id])}">' if code.id in addresses else ""
        return opening if code.kind is CodeKind.OPEN else "</a>" if code.id in addresses else ""
    if code.kind is CodeKind.ALONE:
        return "<br/>" if code.type == "br" else escape(code.display)
    tags = _TAGS.get(code.type, [])
    if code.kind is CodeKind.OPEN:
        return "".join(f"<{tag}>" for tag in tags)
    return "".join(f"</{tag}>" for tag in reversed(tags))
