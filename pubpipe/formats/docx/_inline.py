"""Pieces of a paragraph as content: the plainest look untagged, every other look and thing a code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from pubpipe.formats._edges import inner
from pubpipe.formats._fonts import alike_but_for_fonts, same_fonts
from pubpipe.formats._markup import Hold, Markup, Name, Worn, longest, plainest, settled
from pubpipe.formats.docx._looks import Dress, Look, code_type, font_slots, spreads
from pubpipe.formats.docx._pieces import LINES, Alone, Anchor, Edge, Pair, Piece, Text
from pubpipe.formats.docx.names import TOOLTIP
from pubpipe.model import Content

_ITALIC = ("i", "1")


@dataclass(slots=True)
class Clothing(Worn[Text]):
    """A look, what the text around it looks like, and texts among which some look so."""

    _dress: Dress | None = None

    @property
    def dress(self) -> Dress:
        """What the longest of the texts with this look wears; to be asked once all looks are settled."""
        if self._dress is None:
            worn = self.texts
            if len(worn) > 1:
                worn = [text for text in worn if text.look is self.look] or worn
            alike = len(worn) == 1 or len({text.dress for text in worn}) == 1
            self._dress = worn[0].dress if alike else longest(worn).dress
        return self._dress


@dataclass(slots=True)
class Line:
    """A paragraph's content and what each of its codes stands for; head and tail stay at the edges, unseen."""

    content: Content
    head: list[Piece]
    tail: list[Piece]
    things: dict[Name, Alone | Pair | Clothing]
    bases: dict[Name | None, Clothing]
    anchors: list[tuple[Anchor, Hold]]
    italic: bool


def compose(pieces: list[Piece], plain: Look) -> Line | None:
    """The line a translator reads, or None if there is no text in it. `plain` is the look of the paragraph's style."""
    texts = [piece for piece in pieces if isinstance(piece, Text)]
    blanks = 0
    for text in texts:
        words = text.parts[0] if len(text.parts) == 1 else "".join(text.parts)
        text.text = words = words if words.isprintable() else words.translate(LINES)
        blanks += not words or words.isspace()
    if blanks == len(texts):
        return None
    looks = {text.look for text in texts}
    if len(looks) == 1 and len(texts) == len(pieces):
        (look,) = looks
        content = ("".join([text.text for text in texts]),)
        return Line(content, [], [], {}, {None: Clothing(look, look, texts)}, [], _ITALIC in look)
    head: list[Piece] = []
    tail: list[Piece] = []
    edges = False
    if len(texts) < len(pieces):
        edges = any(isinstance(piece, Edge) for piece in pieces)
        head, pieces, tail = _trim(_simplified(pieces) if edges else pieces)
    if len(looks) > 1:
        _settle(texts, frozenset(looks), blanks > 0)
    bases: dict[Pair | None, Clothing] = {}
    if edges:
        bases = _bases(pieces, texts, plain)
    else:
        bases[None] = _base(texts, texts, plain)
    return _composed(pieces, bases, head, tail, any(_ITALIC in look for look in looks))


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
    if one is None or other is None or one.tag != other.tag or one.get(TOOLTIP):
        return False
    return one.items() == other.items()


def _trim(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Silent things at both edges, and controls around everything, away from what a translator sees."""
    start, end = 0, len(pieces)
    while True:
        start, end = inner(pieces, _stays_at_edge, start, end)
        first, last = pieces[start], pieces[end - 1]
        if isinstance(first, Edge) and isinstance(last, Edge) and first.pair is last.pair and first.pair.type == "x":
            start, end = start + 1, end - 1
            continue
        return pieces[:start], pieces[start:end], pieces[end:]


def _stays_at_edge(piece: Piece) -> bool:
    return isinstance(piece, Anchor) or (isinstance(piece, Alone) and piece.silent)


def _settle(texts: list[Text], looks: frozenset[Look], blanks: bool) -> None:
    """Settle the look of each text: fonts count only where the text uses them, blank ones take their neighbour's."""
    fonts = alike_but_for_fonts(looks)
    if not fonts and not blanks:
        return
    worn = [text.look for text in texts]
    words = [text.text for text in texts]
    worn = same_fonts(worn, words, font_slots) if fonts else worn
    for text, look in zip(texts, settled(worn, words, spreads) if blanks else worn, strict=True):
        text.look = look


def _containers(pieces: list[Piece]) -> Iterator[tuple[Piece, Pair | None]]:
    """Each piece with the innermost link around it."""
    around: list[Pair | None] = [None]
    for piece in pieces:
        if isinstance(piece, Edge) and piece.pair.type == "a":
            if piece.opens:
                around.append(piece.pair)
            elif len(around) > 1:
                around.pop()
        yield piece, around[-1]


def _bases(pieces: list[Piece], texts: list[Text], plain: Look) -> dict[Pair | None, Clothing]:
    """The plainest look within each link and outside of links."""
    groups: dict[Pair | None, list[Text]] = {}
    for piece, link in _containers(pieces):
        if isinstance(piece, Text):
            groups.setdefault(link, []).append(piece)
    return {link: _base(group, texts, plain) for link, group in groups.items()}


def _base(group: list[Text], texts: list[Text], plain: Look) -> Clothing:
    """The plainest look in a group of texts, with all texts there are."""
    looks = {text.look for text in group}
    if len(looks) == 1 or plain in looks:
        look = plain if plain in looks else group[0].look
    else:
        amounts: dict[Look, int] = {}
        for text in group:
            amounts[text.look] = amounts.get(text.look, 0) + len(text.text.strip())
        look = plainest(amounts, plain)
    return Clothing(look, look, texts)


def _composed(
    pieces: list[Piece], bases: dict[Pair | None, Clothing], head: list[Piece], tail: list[Piece], italic: bool
) -> Line:
    markup: Markup[Text, Anchor, Clothing] = Markup(code_type, spreads, Clothing)
    things: dict[Name, Alone | Pair | Clothing] = {}
    names: dict[Pair, Name] = {}
    links: list[Pair | None] = [None]
    base = bases[None].look if None in bases else frozenset()
    for piece in pieces:
        if isinstance(piece, Text):
            markup.text(piece, piece.look, base)
        elif isinstance(piece, Anchor):
            markup.anchor(piece)
        elif isinstance(piece, Alone):
            things[markup.alone(piece.type, piece.display)] = piece
        else:
            if piece.opens:
                names[piece.pair] = name = markup.open(piece.pair.type)
                things[name] = piece.pair
                links += [piece.pair] if piece.pair.type == "a" else []
            else:
                markup.close(names[piece.pair])
                links = links[:-1] if piece.pair.type == "a" else links
            base = bases[links[-1]].look if links[-1] in bases else frozenset()
    found = markup.content()
    things.update(markup.worn)
    clothes = {None if link is None else names[link]: base for link, base in bases.items()}
    return Line(found, head, tail, things, clothes, markup.held(), italic)
