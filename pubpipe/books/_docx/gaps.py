"""图随文走: a picture or table that leaves much of a page empty goes behind the text that follows, or is set smaller.

What is set in one piece with its caption goes to the next page where the room is too small, and leaves a gap. A setter
lets the text run on into the gap and sets the piece at the head of the next page. It stays behind its first mention, in
its section, and never parts what announces something from that. A picture without text behind it is made to fit the
room, if it need not become much smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pubpipe.books._docx.page import EMU, LINE, POINT, Page
from pubpipe.books._docx.pairs import TABLE
from pubpipe.books._docx.xml import Element, make, tag

Place = tuple[int, float]
"""Where something stands: its page from 0 on, and its height above the page's foot in points."""

_OPENING = ("Figure", "TableCaption")
_CLOSING = ("Caption", "CaptionCredited", "PictureCredit", "TableEnd", "Source")
_RUNNING, _GOES_ON = "BodyText", ("Original", "TableEnd")
"""The styles of running text, and of what goes on with it: its original below it, the end of a table of both."""
_OPEN = 6
"""The empty lines at a page's foot from which on it is a gap."""
_FILLED = 0.6
"""The share of a gap that text must fill, else a picture is set smaller."""
_SMALLEST = 0.75
"""How much smaller a picture may be set: its lettering must be read."""
_FURTHEST = 8
"""The paragraphs a piece goes behind at most."""
_NOTES = 30
"""The paragraphs before a gap whose notes may stand at the foot of its page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is set in one piece, as a stretch of the body, and up to where the running text behind it goes."""

    start: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch of the body goes behind what follows it, up to `to`."""

    start: int
    stop: int
    to: int

    def make(self, body: list[Element]) -> None:
        """Change the body so."""
        body[self.start : self.to] = body[self.stop : self.to] + body[self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Shrink:
    """The picture of a paragraph is set at a share of its size."""

    place: int
    share: float

    def make(self, body: list[Element]) -> None:
        """Change the body so."""
        for extent in body[self.place].iter(tag("wp:extent"), tag("a:ext")):
            for side in ("cx", "cy"):
                extent.set(side, str(int(int(extent.get(side, "0")) * self.share)))


def pieces(body: Sequence[Element]) -> Iterator[Piece]:
    """The pictures with captions that stand behind text, and the tables that have text before and behind them."""
    place = 1
    while place < len(body):
        before = body[place - 1]
        if style(body[place]) not in _OPENING or before.tag != tag("w:p") or "Heading" in style(before):
            place += 1
            continue
        stop = place + 1
        while stop < len(body) and _belongs(body[stop - 1], body[stop]):
            stop += 1
        end = stop
        while end < min(len(body), stop + _FURTHEST) and _runs_on(body[end]) and not _announces(before):
            end += 1
        movable = end > stop or style(body[place]) == "Figure"
        if movable and not any(_closes(each) for each in body[place - 1 : stop]):
            yield Piece(place, stop, end)
        place = stop


def _belongs(before: Element, element: Element) -> bool:
    """Whether an element goes on with a piece: the caption below a picture or in another language, a table, its end."""
    if style(before) == "TableCaption":
        return style(element) == "TableCaption" or element.tag == tag("w:tbl")
    return style(element) in _CLOSING


def probed(body: Sequence[Element], copies: Sequence[Element]) -> Iterator[tuple[str, Element, bool]]:
    """Where to ask for places: name, paragraph of the copies, whether at its end."""
    seen: set[str] = set()
    for piece in pieces(body):
        wanted = [(f"gap{piece.start - 1}e", copies[piece.start - 1], True)]
        wanted += [(f"gap{at}b", copies[at], False) for at in (piece.start, *range(piece.stop, piece.end + 1))]
        for name, element, end in wanted:
            paragraph = next(element.iter(tag("w:p")), None)
            if name not in seen and paragraph is not None:
                seen.add(name)
                yield name, paragraph, end


def noted(body: Sequence[Element]) -> dict[str, int]:
    """The notes that may stand below a gap: their ids, each with the piece it stands before."""
    return {
        each.get(tag("w:id"), ""): piece.start
        for piece in pieces(body)
        for element in body[max(0, piece.start - _NOTES) : piece.start]
        for each in element.iter(tag("w:footnoteReference"))
    }


def probe(name: str, number: int, paragraph: Element, end: bool) -> None:
    """Put a bookmark at a paragraph's beginning or end."""
    ends = [make("w:bookmarkStart", {"w:id": number, "w:name": name}), make("w:bookmarkEnd", {"w:id": number})]
    if end:
        paragraph.extend(ends)
    else:
        for each in reversed(ends):
            paragraph.insert(1, each)


def moves(body: Sequence[Element], places: Mapping[str, Place], page: Page) -> list[Move | Shrink]:
    """What to change at the first gap of each section: what comes behind it there stands elsewhere then."""
    found: list[Move | Shrink] = []
    sections = list(accumulate(map(_closes, body), initial=0))
    settled = -1
    for piece in pieces(body):
        section = sections[piece.start]
        move = _move(piece, body, places, page) if section != settled else None
        if move is not None:
            found.append(move)
            settled = section
    return found


def _move(piece: Piece, body: Sequence[Element], places: Mapping[str, Place], page: Page) -> Move | Shrink | None:
    names = (f"gap{piece.start - 1}e", f"gap{piece.start}b", f"gap{piece.stop}b")
    if not all(name in places for name in names):
        return None
    (sheet, foot), (next_sheet, top), (last_sheet, end) = (places[name] for name in names)
    if next_sheet == sheet:
        return None
    bottom, line = page.bottom / POINT, LINE / POINT
    notes = [height for name, (own, height) in places.items() if name.startswith("note") and own == sheet]
    room = foot - line - max([bottom, *(height + line for height in notes)])
    if room < _OPEN * line:
        return None
    filled = 0.0
    to = piece.stop
    while to < piece.end and filled < room:
        filled += _height_of(f"gap{to}b", f"gap{to + 1}b", places, page)
        to += 1
    while to < piece.end and style(body[to]) in _GOES_ON:
        to += 1
    while to > piece.stop and (_announces(body[to - 1]) or style(body[to]) in _GOES_ON):
        to -= 1
    if filled < room * _FILLED and last_sheet == next_sheet:
        shrunk = _shrunk(piece.start, body[piece.start], top - end - room)
        if shrunk is not None:
            return shrunk
    return Move(piece.start, piece.stop, to) if to > piece.stop else None


def _shrunk(place: int, element: Element, lacking: float) -> Shrink | None:
    """What makes a picture lower by as many points as the room lacks, and a little more."""
    heights = [int(each.get("cy", "0")) / EMU / POINT for each in element.iter(tag("wp:extent"))]
    if not heights:
        return None
    share = round((max(heights) - lacking) / max(heights) - 0.02, 2)
    return Shrink(place, share) if _SMALLEST <= share < 1 else None


def _height_of(name: str, following: str, places: Mapping[str, Place], page: Page) -> float:
    """The height of a paragraph, from its beginning and that of the one behind it."""
    if name not in places or following not in places:
        return LINE / POINT
    (sheet, top), (next_sheet, next_top) = places[name], places[following]
    if sheet == next_sheet:
        return top - next_top
    return top - page.bottom / POINT + (page.height - page.top) / POINT - next_top


def _announces(element: Element) -> bool:
    """Whether a paragraph announces what stands behind it."""
    said = "".join(each.text or "" for each in element.iter(tag("w:t")))
    return said.endswith(("：", ":"))


def _runs_on(element: Element) -> bool:
    """Whether it is running text, in one language or two, that ends no section."""
    named = element.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}")
    if named is not None:
        return named.get(tag("w:val")) == TABLE
    return style(element) in (_RUNNING, *_GOES_ON) and not _closes(element)


def _closes(element: Element) -> bool:
    """Whether a section ends with it."""
    return element.find(f"{tag('w:pPr')}/{tag('w:sectPr')}") is not None


def style(element: Element) -> str:
    """The style of a paragraph, "" for anything else."""
    named = element.find(f"{tag('w:pPr')}/{tag('w:pStyle')}") if element.tag == tag("w:p") else None
    return "" if named is None else named.get(tag("w:val"), "")
