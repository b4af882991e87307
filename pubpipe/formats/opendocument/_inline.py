"""Pieces of a paragraph as content: the plainest look untagged, every other look and thing a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pubpipe.formats._edges import inner
from pubpipe.formats._markup import Hold, Markup, Name, Worn, longest, plainest, settled
from pubpipe.formats.opendocument._looks import Look, code_type, spreads
from pubpipe.formats.opendocument._names import LINK_TITLE
from pubpipe.formats.opendocument._pieces import Alone, Anchor, Edge, Pair, Piece, Spans, Text
from pubpipe.model import Content


@dataclass(frozen=True, slots=True)
class Clothing:
    """The spans text is written with, and what its look has that the text around it lacks."""

    spans: Spans
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
    head, middle, tail = _trim(_simplified(pieces))
    looks = _dressed([piece for piece in middle if isinstance(piece, Text)])
    return _composed(middle, looks, _bases(middle, looks, plain), head, tail)


def _simplified(pieces: list[Piece]) -> list[Piece]:
    """Links with nothing in them made anchors, and links that go on into the next one made one."""
    kept: list[Piece] = []
    joined: dict[Pair, Pair] = {}
    for piece in pieces:
        if isinstance(piece, Edge):
            last = kept[-1] if kept else None
            if piece.opens:
                if isinstance(last, Edge) and not last.opens and _is_same(last.pair, piece.pair):
                    kept.pop()
                    joined[piece.pair] = last.pair
                    continue
            else:
                pair = joined.get(piece.pair, piece.pair)
                at = max(at for at, each in enumerate(kept) if isinstance(each, Edge) and each.pair is pair)
                if all(isinstance(each, Anchor) for each in kept[at + 1 :]):
                    kept[at] = Anchor((), pair.element, True)
                    del kept[at + 1 :]
                    continue
                piece = Edge(pair, False)
        kept.append(piece)
    return kept


def _is_same(one: Pair, other: Pair) -> bool:
    """Whether two links are one to a reader; one with a title stays its own."""
    if one.type != "a" or other.type != "a" or one.element.get(LINK_TITLE):
        return False
    return one.element.items() == other.element.items()


def _trim(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Silent things at both edges away from what a translator sees."""
    start, end = inner(pieces, _stays_at_edge, 0, len(pieces))
    return pieces[:start], pieces[start:end], pieces[end:]


def _stays_at_edge(piece: Piece) -> bool:
    return isinstance(piece, Anchor) or (isinstance(piece, Alone) and piece.silent)


def _dressed(texts: list[Text]) -> dict[Text, Look]:
    """The look of each text; a space takes its neighbour's where nobody sees the difference."""
    looks = settled([text.look for text in texts], [text.text for text in texts], spreads)
    return dict(zip(texts, looks, strict=True))


def _containers(pieces: Iterable[Piece]) -> Iterable[tuple[Piece, Pair | None]]:
    """Each piece with the innermost link around it."""
    around: list[Pair] = []
    for piece in pieces:
        if isinstance(piece, Edge) and piece.pair.type == "a":
            if piece.opens:
                around.append(piece.pair)
            else:
                around.pop()
        yield piece, around[-1] if around else None


def _bases(pieces: list[Piece], texts: dict[Text, Look], plain: Look) -> dict[Pair | None, Clothing]:
    """The plainest look within each link and outside of links, with the spans of its longest text."""
    amounts: dict[Pair | None, dict[Look, int]] = {}
    owners: dict[Pair | None, list[Text]] = {}
    for piece, link in _containers(pieces):
        if isinstance(piece, Text):
            looks = amounts.setdefault(link, {})
            looks[texts[piece]] = looks.get(texts[piece], 0) + len(piece.text.strip())
            owners.setdefault(link, []).append(piece)
    bases = {}
    for link, looks in amounts.items():
        base = plainest(looks, plain)
        bases[link] = Clothing(_widest(text for text in owners[link] if texts[text] == base), base, base)
    return bases


def _widest(texts: Iterable[Text]) -> Spans:
    return longest(texts).spans


def _composed(
    pieces: list[Piece],
    texts: dict[Text, Look],
    bases: dict[Pair | None, Clothing],
    head: list[Piece],
    tail: list[Piece],
) -> Line:
    markup: Markup[Text, Anchor, Worn[Text]] = Markup(code_type, spreads, Worn)
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
