"""A paragraph as content: the plainest look untagged, every other look, link, break and field a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats.pptx._claims import Claims
from pubpipe.formats.pptx._looks import Look, code_type, is_symbolic, look_of, same_fonts, spreads
from pubpipe.formats.pptx._names import A_NAMESPACE, BREAK, END, FIELD, HOVER, LINK, PPR, RELATION_ID, RPR, RUN, TEXT
from pubpipe.model import Code, CodeKind, Content, Fate, content

Name = tuple[str, int]
"""A code's type and id."""

_CUTS = re.compile("(\t|[\uf000-\uf0ff]+)")
_LINES = str.maketrans("\n\r\v\f", "    ")


@dataclass(slots=True, eq=False)
class Text:
    """Text with one look; `link` tells one link from another, "" where there is none."""

    text: str
    properties: etree._Element | None
    look: Look
    link: str


@dataclass(slots=True, eq=False)
class Alone:
    """Something that stands for itself in the line; `element` is moved, or (a tab) its properties are worn."""

    type: str
    display: str
    element: etree._Element | None

    @property
    def silent(self) -> bool:
        """Whether nothing is lost to a translator if it stays at the paragraph's edge unseen."""
        return not self.display.strip()


Piece = Text | Alone


@dataclass(frozen=True, slots=True)
class Clothing:
    """The properties text is written with, and what its look has that the text around it lacks."""

    properties: etree._Element | None
    look: Look
    base: Look


@dataclass(slots=True)
class Line:
    """A paragraph's content and what each of its codes stands for; head and tail stay at the edges, unseen."""

    content: Content
    head: list[Alone]
    tail: list[Alone]
    things: dict[Name, Alone | Clothing | list[etree._Element]] = field(default_factory=dict)
    bases: dict[Name | None, Clothing] = field(default_factory=dict)


def compose(paragraph: etree._Element, inherited: dict[str, str], claims: Claims) -> Line | None:
    """The line a translator reads, or None if there is no text in it; answers for all text of the paragraph."""
    pieces: list[Piece] = list(_cut(paragraph, inherited, claims))
    if not any(isinstance(piece, Text) and piece.text.strip() for piece in pieces):
        return None
    start, end = 0, len(pieces)
    while isinstance(piece := pieces[start], Alone) and piece.silent:
        start += 1
    while isinstance(piece := pieces[end - 1], Alone) and piece.silent:
        end -= 1
    head = [piece for piece in pieces[:start] if isinstance(piece, Alone)]
    tail = [piece for piece in pieces[end:] if isinstance(piece, Alone)]
    _dress([piece for piece in pieces[start:end] if isinstance(piece, Text)])
    return _Composer(pieces[start:end], Line((), head, tail)).line()


def _cut(paragraph: etree._Element, inherited: dict[str, str], claims: Claims) -> Iterator[Text | Alone]:
    for child in paragraph:
        tag = child.tag
        if tag == RUN:
            yield from _run(child, inherited, claims)
        elif tag == BREAK:
            yield Alone("br", "\n", child)
        elif tag == FIELD:
            claims.claim_all(child, Fate.PROTECTED, "field")
            yield Alone("fld", "".join(each.text or "" for each in child.iterfind(TEXT)), child)
        elif tag not in (PPR, END) and isinstance(tag, str):
            claims.claim_all(child, Fate.PROTECTED, "formula")
            yield Alone("x", "", child)


def _run(run: etree._Element, inherited: dict[str, str], claims: Claims) -> Iterator[Text | Alone]:
    text, properties = run.find(TEXT), run.find(RPR)
    words = "" if text is None else text.text or ""
    if text is None or not words:
        return
    if is_symbolic(properties):
        claims.claim(text, Fate.PROTECTED, "symbol")
        yield Alone("c", "•", run)
        return
    look, link = look_of(properties, inherited), _link(properties)
    symbol = False
    for piece in _CUTS.split(words):
        if piece == "\t":
            yield Alone("tab", "\t", None)
        elif piece and "\uf000" <= piece[0] <= "\uf0ff":
            symbol = True
            copy = etree.Element(RUN, nsmap={"a": A_NAMESPACE})
            if properties is not None:
                copy.append(deepcopy(properties))
            etree.SubElement(copy, TEXT).text = piece
            yield Alone("c", "•", copy)
        elif piece:
            yield Text(piece.translate(_LINES), properties, look, link)
    if symbol and not _CUTS.sub("", text.text or "").strip():
        claims.claim(text, Fate.PROTECTED, "symbol")
    else:
        claims.translate(text)


def _link(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return " ".join(
        f"{mark.tag} {mark.get(RELATION_ID, '')} {mark.get('action', '')} {mark.get('tooltip', '')}"
        for mark in properties.iterchildren(LINK, HOVER)
        if mark.get(RELATION_ID) or mark.get("action")
    )


def _dress(texts: list[Text]) -> None:
    """Spaces take their neighbour's look; fonts count only where the text uses them."""
    looks = same_fonts([text.look for text in texts], [text.text for text in texts])
    last: Look | None = None
    for at, text in enumerate(texts):
        if text.text.strip():
            last = looks[at]
        else:
            beside = last
            if beside is None:
                beside = next(look for look, each in zip(looks[at:], texts[at:], strict=True) if each.text.strip())
            if not spreads(looks[at], beside):
                looks[at] = beside
    for text, look in zip(texts, looks, strict=True):
        text.look = look


class _Composer:
    def __init__(self, pieces: list[Piece], line: Line) -> None:
        self.pieces, self.found = pieces, line
        self.parts: list[str | Code] = []
        self.counts: dict[str, int] = {}
        self.standing: tuple[Name, Look, list[Text]] | None = None
        self.end = 0
        self.link: Name | None = None

    def name(self, type: str) -> Name:
        self.counts[type] = self.counts.get(type, 0) + 1
        return type, self.counts[type]

    def line(self) -> Line:
        groups = self._groups()
        outside = [text for link, texts in groups if not link for text in texts]
        if outside:
            self.found.bases[None] = _base(outside)
        opening = {texts[0]: texts for link, texts in groups if link}
        closing = {texts[-1] for link, texts in groups if link}
        for piece in self.pieces:
            if isinstance(piece, Text):
                if piece in opening:
                    self.open(opening[piece])
                self.text(piece)
                if piece in closing:
                    self.close()
            elif isinstance(piece, Alone):
                name = self.name(piece.type)
                self.found.things[name] = piece
                self.parts.append(Code(CodeKind.ALONE, *name, display=piece.display))
        self.undress()
        self.found.content = content(self.parts)
        return self.found

    def _groups(self) -> list[tuple[str, list[Text]]]:
        groups: list[tuple[str, list[Text]]] = []
        for piece in self.pieces:
            if isinstance(piece, Text):
                if not groups or groups[-1][0] != piece.link:
                    groups.append((piece.link, []))
                groups[-1][1].append(piece)
        return groups

    def open(self, texts: list[Text]) -> None:
        self.undress()
        self.link = self.name("a")
        self.found.bases[self.link] = _base(texts)
        properties = texts[0].properties
        assert properties is not None
        self.found.things[self.link] = list(properties.iterchildren(LINK, HOVER))
        self.parts.append(Code(CodeKind.OPEN, *self.link))

    def close(self) -> None:
        self.undress()
        if self.link is not None:
            self.parts.append(Code(CodeKind.CLOSE, *self.link))
        self.link = None

    def text(self, piece: Text) -> None:
        base = self.found.bases[self.link].look
        if self.standing and self.standing[1] != piece.look:
            self.undress()
        spread = spreads(piece.look, base)
        if piece.look == base or (self.standing is None and not piece.text.strip() and not spread):
            self.parts.append(piece.text)
            return
        inside = piece.text
        if self.standing is None:
            name = self.name(code_type(piece.look, base))
            inside = inside if spread else inside.lstrip()
            self.parts += [piece.text[: len(piece.text) - len(inside)], Code(CodeKind.OPEN, *name)]
            self.standing = name, piece.look, []
        self.parts.append(inside)
        self.standing[2].append(piece)
        if piece.text.strip() or spread:
            self.end = len(self.parts)

    def undress(self) -> None:
        """Close the standing look right after its last text, its trailing space left outside."""
        if self.standing is None:
            return
        name, look, texts = self.standing
        base = self.found.bases[self.link].look
        self.found.things[name] = Clothing(_widest(texts), look, base)
        last = self.parts[self.end - 1]
        assert isinstance(last, str)
        inside = last if spreads(look, base) else last.rstrip()
        self.parts[self.end - 1 : self.end] = [inside, Code(CodeKind.CLOSE, *name), last[len(inside) :]]
        self.standing = None


def _base(texts: list[Text]) -> Clothing:
    amounts: dict[Look, int] = {}
    for text in texts:
        amounts[text.look] = amounts.get(text.look, 0) + len(text.text.strip())
    look = min((len(look), -amount, at, look) for at, (look, amount) in enumerate(amounts.items()))[3]
    return Clothing(_widest(text for text in texts if text.look == look), look, look)


def _widest(texts: Iterable[Text]) -> etree._Element | None:
    return max(texts, key=lambda text: len(text.text.strip())).properties
