"""A target written into a paragraph: spans made anew in the clothes of the source's, everything else moved."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats._han import is_han
from pubpipe.formats._markup import Hold, Name
from pubpipe.formats.opendocument._claims import shell
from pubpipe.formats.opendocument._inline import Clothing, Line
from pubpipe.formats.opendocument._names import (
    CHANGE,
    CHANGE_END,
    CHANGE_ID,
    CHANGE_START,
    SPACES,
    SPAN,
    STYLE_NAME,
    named,
)
from pubpipe.formats.opendocument._pieces import Alone, Anchor, Edge, Pair, Piece, Spans
from pubpipe.model import Code, CodeKind, Content
from pubpipe.packages.xml import writable

_LINES = str.maketrans("\t\n\r\v\f", "     ")
_COUNT = named("text:c")
_CHANGES = frozenset({CHANGE, CHANGE_START, CHANGE_END})
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def write_line(paragraph: etree._Element, line: Line, target: Content, emphasis: Callable[[], str]) -> None:
    """Put a target in place of a paragraph's content. `emphasis` names the style that sets words apart, if any."""
    writer = _Writer(line, mend(line.content, target), emphasis)
    writer.write()
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = writer.root.text
    paragraph.extend(list(writer.root))


class _Writer:
    def __init__(self, line: Line, target: Content, emphasis: Callable[[], str]) -> None:
        self.line, self.target, self.emphasis = line, target, emphasis
        self.root = etree.Element("content")
        self.parents = [self.root]
        self.links: list[Name] = []
        self.worn: list[Name] = []
        self.opened: set[Pair] = set()
        self.bare = True
        self.spot: etree._Element | None = None
        self.said: list[str] = []
        self.accepted = _accepted([*line.head, *(anchor for anchor, _hold in line.anchors), *line.tail])
        self.held: dict[Hold, list[Anchor]] = {}
        names = {(part.type, part.id) for part in target if isinstance(part, Code)}
        for anchor, hold in line.anchors:
            lost = hold.name is not None and hold.name not in names
            self.held.setdefault(Hold(anchor.opens) if lost else hold, []).append(anchor)

    def write(self) -> None:
        for piece in self.line.head:
            self.piece(piece)
        self.anchors(Hold(True))
        final = max((at for at, part in enumerate(self.target) if isinstance(part, str)), default=-1)
        for at, part in enumerate(self.target):
            if isinstance(part, str):
                self.text(writable(part.translate(_LINES)), at == final)
            else:
                self.code(part)
        self.anchors(Hold(False))
        for piece in self.line.tail:
            self.piece(piece)
        self.settle()

    def anchors(self, hold: Hold) -> None:
        for anchor in self.held.get(hold, ()):
            self.put(anchor.spans, anchor.element)

    def piece(self, piece: Piece) -> None:
        if isinstance(piece, Alone | Anchor):
            self.put(piece.spans, piece.element)
        elif isinstance(piece, Edge) and piece.opens:
            self.open(piece.pair)
        elif isinstance(piece, Edge):
            self.close()

    def code(self, code: Code) -> None:
        name = (code.type, code.id)
        thing = self.line.things[name]
        self.anchors(Hold(True, name, code.kind))
        if isinstance(thing, Alone):
            self.put(thing.spans, thing.element)
        elif isinstance(thing, Pair):
            if code.kind is CodeKind.OPEN:
                self.open(thing)
                self.links += [name] if code.type == "a" else []
            else:
                self.close()
                self.links[:] = [each for each in self.links if each != name]
        elif code.kind is CodeKind.OPEN:
            self.worn.append(name)
        elif name in self.worn:
            self.worn.remove(name)
        self.anchors(Hold(False, name, code.kind))

    def within(self, spans: Spans) -> etree._Element:
        """Copies of spans, one in the other, here; the innermost."""
        inside = self.parents[-1]
        if spans:
            self.settle()
        for span in spans:
            copy = shell(span)
            copy.attrib.pop(_ID, "")
            inside.append(copy)
            inside = copy
        return inside

    def put(self, spans: Spans, element: etree._Element) -> None:
        """Move an element here, in its own spans."""
        if element in self.accepted:
            return
        self.settle()
        self.within(spans).append(element)
        element.tail = None

    def open(self, pair: Pair) -> None:
        again = pair in self.opened
        element = shell(pair.element) if again else pair.element
        if again:
            element.attrib.pop(_ID, "")
        else:
            for child in list(element):
                element.remove(child)
            element.text = None
        self.opened.add(pair)
        self.settle()
        self.parents[-1].append(element)
        element.tail = None
        self.parents.append(element)

    def close(self) -> None:
        if len(self.parents) > 1:
            self.parents.pop()

    # Text

    def text(self, text: str, last: bool) -> None:
        """Characters in their clothes; spaces that white space collapsing would take are counted elements."""
        if not text:
            return
        inside = self.within(self.clothes())
        if is_han(text) and self.is_emphasised() and (style := self.emphasis()):
            self.settle()
            inside = etree.SubElement(inside, SPAN, {STYLE_NAME: style})
        pieces = [piece for piece in re.split("( +)", text) if piece]
        for at, words in enumerate(pieces):
            if not words.startswith(" "):
                self.say(inside, words)
                self.bare = False
                continue
            plain = 0 if self.bare or (last and at == len(pieces) - 1) else 1
            self.say(inside, " " * plain)
            if len(words) > plain:
                self.settle()
                spaces = etree.SubElement(inside, SPACES)
                if len(words) - plain > 1:
                    spaces.set(_COUNT, str(len(words) - plain))
            self.bare = True

    def say(self, inside: etree._Element, text: str) -> None:
        """Characters at the end of an element; they are gathered until anything else is written."""
        if self.spot is not inside:
            self.settle()
            self.spot = inside
        self.said.append(text)

    def settle(self) -> None:
        """Write the characters that were gathered."""
        if self.spot is not None:
            _append(self.spot, "".join(self.said))
        self.spot, self.said = None, []

    def clothes(self) -> Spans:
        link = self.links[-1] if self.links else None
        base = self.line.bases.get(link) or self.line.bases.get(None)
        clothing = self.line.things[self.worn[-1]] if self.worn else base
        return clothing.spans if isinstance(clothing, Clothing) else ()

    def is_emphasised(self) -> bool:
        """Whether text here is set apart by slant, which Chinese has not."""
        clothing = self.line.things[self.worn[-1]] if self.worn else None
        return isinstance(clothing, Clothing) and ("i", "1") in clothing.look - clothing.base


def _accepted(pieces: list[Piece]) -> frozenset[etree._Element]:
    """The marks of tracked changes that begin and end here, which writing the paragraph anew accepts."""
    marks = [piece.element for piece in pieces if isinstance(piece, Anchor) and piece.element.tag in _CHANGES]
    begun = {mark.get(CHANGE_ID) for mark in marks if mark.tag == CHANGE_START}
    ended = {mark.get(CHANGE_ID) for mark in marks if mark.tag == CHANGE_END}
    return frozenset(mark for mark in marks if mark.tag == CHANGE or mark.get(CHANGE_ID) in begun & ended)


def _append(element: etree._Element, text: str) -> None:
    if not text:
        return
    last = next(element.iterchildren(reversed=True), None)
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
