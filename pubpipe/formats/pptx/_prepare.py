"""A presentation as one page of HTML for pandoc: each place once, in the order of the show, with its pictures."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._places import Attribute
from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._names import CELL, PARAGRAPH, PICTURE, PPR, ROW, TABLE, a, p
from pubpipe.formats.pptx._places import Passage, Place
from pubpipe.formats.pptx._styles import kind_of
from pubpipe.formats.pptx._walk import Walk
from pubpipe.model import Code, CodeKind, Content

_LEFT_OUT = ("header", "footer", "comment", "meta", "title")
_BLIP = a("blip")
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
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
        self.depth = 0

    def blocks(self) -> Iterator[str]:
        """Each place as a block, each picture with alternative text where it stands, each other after its slide."""
        slide = ""
        slides = {each.part for each in self.deck.slides()}
        for place in self.places:
            part = place.written[0].part
            if part in slides and part != slide:
                yield from self._to_depth(0)
                yield from self._other_pictures(slide)
                slide = part
            if place.role != "item":
                yield from self._to_depth(0)
            yield from self._block(place)
        yield from self._to_depth(0)
        yield from self._other_pictures(slide)

    def _block(self, place: Place) -> Iterator[str]:
        element, text = place.written[0].element, inline(place.content)
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
            properties = element.find(PPR)
            depth = "0" if properties is None else properties.get("lvl", "0")
            yield from self._to_depth(1 + (int(depth) if depth.isdecimal() else 0))
            yield f"<li>{text}</li>"
        elif place.role == "note":
            yield f'<div class="notes"><p>{text}</p></div>'
        else:
            yield f"<p>{text}</p>"

    def _to_depth(self, depth: int) -> Iterator[str]:
        while self.depth < depth:
            self.depth += 1
            yield "<ul>" if self.depth == 1 else "<li><ul>"
        while self.depth > depth:
            self.depth -= 1
            yield "</ul>" if self.depth == 0 else "</ul></li>"

    def _alternative(self, place: Place) -> str:
        words = inline(place.content)
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
                cells.append(f"<td{spans}>{'<br/>'.join(inline(place.content) for place in places)}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"


def _is_first_title(paragraph: etree._Element) -> bool:
    shape = next(paragraph.iterancestors(p("sp")), None)
    return shape is not None and kind_of(shape) == "ctrTitle"


def inline(parts: Content) -> str:
    """Content as HTML; fields as the text they show, links as their words."""
    return "".join(escape(part) if isinstance(part, str) else _code(part) for part in parts)


def _code(code: Code) -> str:
    if code.kind is CodeKind.ALONE:
        return "<br/>" if code.type == "br" else escape(code.display)
    tags = _TAGS.get(code.type, [])
    if code.kind is CodeKind.OPEN:
        return "".join(f"<{tag}>" for tag in tags)
    return "".join(f"</{tag}>" for tag in reversed(tags))
