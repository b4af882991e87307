"""A paragraph as content: the plainest look untagged, every other look, link, break and field a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Never

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._drawingml import ruled
from pubpipe.formats._edges import inner
from pubpipe.formats._fonts import same_fonts
from pubpipe.formats._markup import Markup, Name, Worn, longest, plainest, settled
from pubpipe.formats.pptx._claims import Claims
from pubpipe.formats.pptx._looks import Look, code_type, font_slots, is_symbolic, look_of, spreads
from pubpipe.formats.pptx._names import A_NAMESPACE, BREAK, END, FIELD, HOVER, LINK, PPR, RELATION_ID, RPR, RUN, TEXT
from pubpipe.model import Content, Fate

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
    excluded: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing is lost to a translator if it stays at the paragraph's edge unseen."""
        return self.excluded or not self.display.strip()


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


def compose(paragraph: etree._Element, inherited: dict[str, str], claims: Claims, rules: Rules) -> Line | None:
    """The line a translator reads, or None if there is no text in it; answers for all text of the paragraph."""
    pieces: list[Piece] = list(_cut(paragraph, inherited, claims, rules))
    if not any(isinstance(piece, Text) and piece.text.strip() for piece in pieces):
        return None
    start, end = inner(pieces, lambda piece: isinstance(piece, Alone) and piece.silent, 0, len(pieces))
    head = [piece for piece in pieces[:start] if isinstance(piece, Alone)]
    tail = [piece for piece in pieces[end:] if isinstance(piece, Alone)]
    _dress([piece for piece in pieces[start:end] if isinstance(piece, Text)])
    return _composed(pieces[start:end], head, tail)


def _cut(paragraph: etree._Element, inherited: dict[str, str], claims: Claims, rules: Rules) -> Iterator[Text | Alone]:
    for child in paragraph:
        tag = child.tag
        if tag == RUN:
            yield from _run(child, inherited, claims, rules)
        elif tag == BREAK:
            yield Alone("br", "\n", child)
        elif tag == FIELD:
            claims.claim_all(child, Fate.PROTECTED, "field")
            yield Alone("fld", "".join(each.text or "" for each in child.iterfind(TEXT)), child)
        elif tag not in (PPR, END) and isinstance(tag, str):
            claims.claim_all(child, Fate.PROTECTED, "formula")
            yield Alone("x", "", child)


def _run(run: etree._Element, inherited: dict[str, str], claims: Claims, rules: Rules) -> Iterator[Text | Alone]:
    text, properties = run.find(TEXT), run.find(RPR)
    words = "" if text is None else text.text or ""
    if text is None or not words:
        return
    if is_symbolic(properties):
        claims.claim(text, Fate.PROTECTED, "symbol")
        yield Alone("c", "•", run)
        return
    if (ruling := ruled(properties, rules)) and words.strip():
        claims.claim(text, *ruling)
        yield Alone("x", words, run, excluded=True)
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
    words = [text.text for text in texts]
    looks = settled(same_fonts([text.look for text in texts], words, font_slots), words, spreads)
    for text, look in zip(texts, looks, strict=True):
        text.look = look


def _composed(pieces: list[Piece], head: list[Alone], tail: list[Alone]) -> Line:
    markup: Markup[Text, Never, Worn[Text]] = Markup(code_type, spreads, Worn)
    things: dict[Name, Alone | Clothing | list[etree._Element]] = {}
    bases: dict[Name | None, Clothing] = {}
    groups = _groups(pieces)
    outside = [text for link, texts in groups if not link for text in texts]
    if outside:
        bases[None] = _base(outside)
    opening = {texts[0]: texts for link, texts in groups if link}
    closing = {texts[-1] for link, texts in groups if link}
    link: Name | None = None
    for piece in pieces:
        if isinstance(piece, Alone):
            things[markup.alone(piece.type, piece.display)] = piece
            continue
        if piece in opening:
            link = markup.open("a")
            bases[link] = _base(opening[piece])
            properties = piece.properties
            assert properties is not None
            things[link] = list(properties.iterchildren(LINK, HOVER))
        markup.text(piece, piece.look, bases[link].look)
        if piece in closing and link is not None:
            markup.close(link)
            link = None
    found = markup.content()
    things.update(
        (name, Clothing(longest(worn.texts).properties, worn.look, worn.base)) for name, worn in markup.worn.items()
    )
    return Line(found, head, tail, things, bases)


def _groups(pieces: list[Piece]) -> list[tuple[str, list[Text]]]:
    """The texts by link, those with one link after another together."""
    groups: list[tuple[str, list[Text]]] = []
    for piece in pieces:
        if isinstance(piece, Text):
            if not groups or groups[-1][0] != piece.link:
                groups.append((piece.link, []))
            groups[-1][1].append(piece)
    return groups


def _base(texts: list[Text]) -> Clothing:
    amounts: dict[Look, int] = {}
    for text in texts:
        amounts[text.look] = amounts.get(text.look, 0) + len(text.text.strip())
    look = plainest(amounts)
    return Clothing(longest(text for text in texts if text.look == look).properties, look, look)
