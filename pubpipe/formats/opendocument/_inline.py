"""Pieces of a paragraph as content: the plainest look untagged, every other look and thing a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pubpipe.formats.opendocument._looks import Look, code_type, spreads
from pubpipe.formats.opendocument._names import LINK_TITLE
from pubpipe.formats.opendocument._pieces import Alone, Anchor, Edge, Pair, Piece, Spans, Text
from pubpipe.model import Code, CodeKind, Content, content

Name = tuple[str, int]
"""A code's type and id."""


@dataclass(frozen=True, slots=True)
class Clothing:
    """The spans text is written with, and what its look has that the text around it lacks."""

    spans: Spans
    look: Look
    base: Look


@dataclass(frozen=True, slots=True)
class Hold:
    """Where an anchor keeps to: before or after a code, or (name None) the paragraph's start or end."""

    before: bool
    name: Name | None = None
    kind: CodeKind = CodeKind.ALONE


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
    return _Composer(middle, looks, _bases(middle, looks, plain), head, tail).line()


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
    start, end = 0, len(pieces)
    while _stays_at_edge(pieces[start]):
        start += 1
    while _stays_at_edge(pieces[end - 1]):
        end -= 1
    return pieces[:start], pieces[start:end], pieces[end:]


def _stays_at_edge(piece: Piece) -> bool:
    return isinstance(piece, Anchor) or (isinstance(piece, Alone) and piece.silent)


def _dressed(texts: list[Text]) -> dict[Text, Look]:
    """The look of each text; a space takes its neighbour's where nobody sees the difference."""
    looks: dict[Text, Look] = {}
    last = next(text.look for text in texts if text.text.strip())
    for text in texts:
        if text.text.strip():
            last = text.look
        looks[text] = text.look if spreads(text.look, last) else last
    return looks


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
        base = min(((len(look ^ plain), -amount, at), look) for at, (look, amount) in enumerate(looks.items()))[1]
        bases[link] = Clothing(_widest(text for text in owners[link] if texts[text] == base), base, base)
    return bases


def _widest(texts: Iterable[Text]) -> Spans:
    return max(texts, key=lambda text: len(text.text.strip())).spans


class _Composer:
    def __init__(
        self,
        pieces: list[Piece],
        texts: dict[Text, Look],
        bases: dict[Pair | None, Clothing],
        head: list[Piece],
        tail: list[Piece],
    ) -> None:
        self.pieces, self.texts, self.bases = pieces, texts, bases
        self.found = Line((), head, tail)
        self.parts: list[str | Code | Anchor] = []
        self.counts: dict[str, int] = {}
        self.names: dict[Pair, Name] = {}
        self.standing: tuple[Name, Look, list[Text]] | None = None
        self.end = 0

    def name(self, type: str) -> Name:
        self.counts[type] = self.counts.get(type, 0) + 1
        return type, self.counts[type]

    def line(self) -> Line:
        for piece, link in _containers(self.pieces):
            if isinstance(piece, Text):
                self.text(piece, link)
            elif isinstance(piece, Anchor):
                self.parts.append(piece)
            elif isinstance(piece, Alone):
                name = self.name(piece.type)
                self.found.things[name] = piece
                self.parts.append(Code(CodeKind.ALONE, *name, display=piece.display))
            else:
                self.undress()
                if piece.opens:
                    self.names[piece.pair] = name = self.name(piece.pair.type)
                    self.found.things[name] = piece.pair
                    self.parts.append(Code(CodeKind.OPEN, *name))
                else:
                    self.parts.append(Code(CodeKind.CLOSE, *self.names[piece.pair]))
        self.undress()
        self.found.bases = {None if link is None else self.names[link]: base for link, base in self.bases.items()}
        self.found.content = content(part for part in self.parts if not isinstance(part, Anchor))
        self.found.anchors = [
            (part, _hold(self.parts, at)) for at, part in enumerate(self.parts) if isinstance(part, Anchor)
        ]
        return self.found

    def text(self, piece: Text, link: Pair | None) -> None:
        look, base = self.texts[piece], self.bases[link].look
        if self.standing and self.standing[1] != look:
            self.undress()
        if look == base or (self.standing is None and not piece.text.strip() and not spreads(look, base)):
            self.parts.append(piece.text)
            return
        if self.standing is None:
            name = self.name(code_type(look, base))
            inside = piece.text if spreads(look, base) else piece.text.lstrip()
            self.parts.append(piece.text[: len(piece.text) - len(inside)])
            self.parts.append(Code(CodeKind.OPEN, *name))
            self.standing = name, look, []
            self.parts.append(inside)
        else:
            self.parts.append(piece.text)
        self.standing[2].append(piece)
        self.found.things[self.standing[0]] = Clothing((), look, base)
        if piece.text.strip() or spreads(look, base):
            self.end = len(self.parts)

    def undress(self) -> None:
        """Close the standing look right after its last text, its trailing space left outside."""
        if self.standing is None:
            return
        name, look, texts = self.standing
        clothing = self.found.things[name]
        assert isinstance(clothing, Clothing)
        self.found.things[name] = Clothing(_widest(texts), look, clothing.base)
        last = self.parts[self.end - 1]
        assert isinstance(last, str)
        inside = last if spreads(look, clothing.base) else last.rstrip()
        self.parts[self.end - 1 : self.end] = [inside, Code(CodeKind.CLOSE, *name), last[len(inside) :]]
        self.standing = None


def _hold(parts: list[str | Code | Anchor], at: int) -> Hold:
    """Beside which code an anchor stands: one it touches; else the last one if it opens, the next one if it closes."""
    opens = isinstance(anchor := parts[at], Anchor) and anchor.opens
    backward = [part for part in reversed(parts[:at]) if part != "" and not isinstance(part, Anchor)]
    forward = [part for part in parts[at + 1 :] if part != "" and not isinstance(part, Anchor)]
    near, far = (forward, backward) if opens else (backward, forward)
    if near and isinstance(near[0], Code):
        return Hold(opens, (near[0].type, near[0].id), near[0].kind)
    code = next((part for part in far if isinstance(part, Code)), None)
    if not near or code is None:
        return Hold(opens if near else not opens)
    return Hold(not opens, (code.type, code.id), code.kind)
