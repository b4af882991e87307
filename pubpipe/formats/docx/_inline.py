"""Pieces of a paragraph as content: the plainest look untagged, every other look and thing a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeGuard

from lxml import etree

from pubpipe.formats._fonts import same_fonts
from pubpipe.formats._markup import Hold, Markup, Name, longest, plainest, settled
from pubpipe.formats.docx._looks import Look, code_type, font_slots, properties, spreads
from pubpipe.formats.docx._names import w
from pubpipe.formats.docx._pieces import Alone, Anchor, Edge, Pair, Piece, Text
from pubpipe.model import Content


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
    head: list[Piece]
    tail: list[Piece]
    things: dict[Name, Alone | Pair | Clothing] = field(default_factory=dict)
    bases: dict[Name | None, Clothing] = field(default_factory=dict)
    anchors: list[tuple[Anchor, Hold]] = field(default_factory=list)


def compose(pieces: list[Piece], plain: Look) -> Line | None:
    """The line a translator reads, or None if there is no text in it. `plain` is the look of the paragraph's style."""
    if not any(isinstance(piece, Text) and piece.text.strip() for piece in pieces):
        return None
    if (simple := _all_alike(pieces)) is not None:
        return simple
    head, middle, tail = _trim(_simplified(pieces))
    texts = _dressed(middle)
    bases = _bases(middle, texts, plain)
    return _composed(middle, texts, bases, head, tail)


def _all_alike(pieces: list[Piece]) -> Line | None:
    """The line of a paragraph that is nothing but text with one look, as most are."""
    texts: list[Text] = []
    for piece in pieces:
        if not isinstance(piece, Text) or piece.look != (texts[0] if texts else piece).look:
            return None
        texts.append(piece)
    clothing = Clothing(properties(texts[0].run) if len(texts) == 1 else _widest(texts), texts[0].look, texts[0].look)
    return Line(("".join(text.text for text in texts),), [], [], bases={None: clothing})


def _simplified(pieces: list[Piece]) -> list[Piece]:
    """Pairs with nothing in them made anchors, and links that go on into the next one made one."""
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Edge) and not piece.opens:
            at = next(at for at in range(len(kept) - 1, -1, -1) if _opens(kept[at], piece.pair))
            if piece.pair.shell is not None and all(isinstance(each, Anchor) for each in kept[at + 1 :]):
                kept[at] = Anchor([(None, piece.pair.shell)], True)
                del kept[at + 1 :]
                continue
        elif isinstance(piece, Edge) and kept and _leads_on(last := kept[-1], piece.pair):
            kept.pop()
            same = next(index for index, each in enumerate(pieces) if _closes(each, piece.pair))
            pieces[same] = Edge(last.pair, False)
            continue
        kept.append(piece)
    return kept


def _opens(piece: Piece, pair: Pair) -> bool:
    return isinstance(piece, Edge) and piece.opens and piece.pair is pair


def _closes(piece: Piece, pair: Pair) -> bool:
    return isinstance(piece, Edge) and not piece.opens and piece.pair is pair


def _leads_on(last: Piece, pair: Pair) -> TypeGuard[Edge]:
    """Whether a link that closes and the one that opens here are one to a reader; one with a tooltip stays its own."""
    if not isinstance(last, Edge) or last.opens or last.pair.type != "a":
        return False
    one, other = last.pair.shell, pair.shell
    if one is None or other is None or one.tag != other.tag or one.get(w("tooltip")):
        return False
    return one.items() == other.items()


def _trim(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Silent things at both edges, and controls around everything, away from what a translator sees."""
    start, end = 0, len(pieces)
    while True:
        while _stays_at_edge(pieces[start]):
            start += 1
        while _stays_at_edge(pieces[end - 1]):
            end -= 1
        first, last = pieces[start], pieces[end - 1]
        if isinstance(first, Edge) and isinstance(last, Edge) and first.pair is last.pair and first.pair.type == "x":
            start, end = start + 1, end - 1
            continue
        return pieces[:start], pieces[start:end], pieces[end:]


def _stays_at_edge(piece: Piece) -> bool:
    return isinstance(piece, Anchor) or (isinstance(piece, Alone) and piece.silent)


def _dressed(pieces: list[Piece]) -> dict[Text, Look]:
    """The look of each text: spaces take their neighbour's, fonts count only where the text uses them."""
    texts = [piece for piece in pieces if isinstance(piece, Text)]
    words = [text.text for text in texts]
    looks = settled(same_fonts([text.look for text in texts], words, font_slots), words, spreads)
    return dict(zip(texts, looks, strict=True))


def _containers(pieces: Iterable[Piece]) -> Iterable[tuple[Piece, Pair | None]]:
    """Each piece with the innermost link around it."""
    around: list[Pair] = []
    for piece in pieces:
        if isinstance(piece, Edge) and piece.pair.type == "a":
            if piece.opens:
                around.append(piece.pair)
            elif around:
                around.pop()
        yield piece, around[-1] if around else None


def _bases(pieces: list[Piece], texts: dict[Text, Look], plain: Look) -> dict[Pair | None, Clothing]:
    """The plainest look within each link and outside of links, with the properties of its longest run."""
    amounts: dict[Pair | None, dict[Look, int]] = {}
    for piece, link in _containers(pieces):
        if isinstance(piece, Text):
            looks = amounts.setdefault(link, {})
            looks[texts[piece]] = looks.get(texts[piece], 0) + len(piece.text.strip())
    bases = {}
    for link, looks in amounts.items():
        base = plainest(looks, plain)
        bases[link] = Clothing(_widest(text for text in texts if texts[text] == base), base, base)
    return bases


def _widest(texts: Iterable[Text]) -> etree._Element | None:
    """The run properties of the longest text."""
    return properties(longest(texts).run)


def _composed(
    pieces: list[Piece],
    texts: dict[Text, Look],
    bases: dict[Pair | None, Clothing],
    head: list[Piece],
    tail: list[Piece],
) -> Line:
    markup: Markup[Text, Anchor] = Markup(code_type, spreads)
    things: dict[Name, Alone | Pair | Clothing] = {}
    names: dict[Pair, Name] = {}
    for piece, link in _containers(pieces):
        if isinstance(piece, Text):
            markup.text(piece, texts[piece], bases[link].look)
        elif isinstance(piece, Anchor):
            markup.anchor(piece)
        elif isinstance(piece, Alone):
            things[markup.alone(piece.type, piece.display)] = piece
        elif piece.opens:
            names[piece.pair] = name = markup.open(piece.pair.type)
            things[name] = piece.pair
        else:
            markup.close(names[piece.pair])
    found = markup.content()
    things.update((name, Clothing(_widest(worn.texts), worn.look, worn.base)) for name, worn in markup.worn.items())
    clothes = {None if link is None else names[link]: base for link, base in bases.items()}
    return Line(found, head, tail, things, clothes, markup.held())
