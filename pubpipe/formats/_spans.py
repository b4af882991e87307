"""Text files worked on by spans: what stands where as a translator sees it, and targets put back there.

A walk collects pieces (text as shown, inline marks) with their spans in the original; `gather` makes a place of a run
of them, and `splice` gives the original back with some of its places written anew. Everything outside a place that has
a target keeps its characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pubpipe.formats import number
from pubpipe.formats._codes import mend
from pubpipe.formats._encoding import readable
from pubpipe.model import TARGET_LANGUAGE, Account, Accounts, Code, CodeKind, Content, Document, Unit, content, value

SPACE = " \t\n\r\f"
"""What a reader sees as one space, whatever its length."""


EXCLUDED = "excluded"
"""The note of a mark for what a rule leaves out: at the edge of a place it belongs to the layout, whatever it shows."""


class Text(NamedTuple):
    """Characters of the original and what they show; a stretch of white space is a text of its own."""

    start: int
    end: int
    shown: str


@value
class Mark:
    """An inline code and its span. `pair` joins OPEN with CLOSE; `note` says more of it to its own walk.

    A CLOSE with a note is a reference by its text: when that changes, it needs the note as its label.
    """

    start: int
    end: int
    kind: CodeKind
    type: str
    pair: int = 0
    display: str = ""
    note: str = ""

    @property
    def silent(self) -> bool:
        """It shows nothing, or where a page begins, so at the edge of a place it belongs to the layout."""
        alone = self.kind is CodeKind.ALONE
        return alone and (self.type == "pg" or (self.type in ("x", "br") and not self.display.strip()))


Piece = Text | Mark
Key = tuple[CodeKind, str, int]


@value
class Place:
    """A translatable place: [start, end) of the original is written anew when it has a target.

    `form` tells the walk's own writer what kind of place it is (running text, an attribute, a table cell …); `around`
    holds the pairs of marks that stand around the whole place, the outermost first, each with its two spans.
    """

    role: str
    level: int
    style: str
    content: Content
    start: int
    end: int
    marks: Mapping[Key, Mark]
    form: str = "text"
    around: tuple[tuple[Mark, Mark], ...] = ()


def _paired(pieces: list[Piece]) -> list[Piece]:
    """Lone halves of pairs become standalone marks, and so do pairs around nothing; neighbours of these are joined."""
    opened = {each.pair for each in pieces if isinstance(each, Mark) and each.kind is CodeKind.OPEN}
    closed: set[int] = set()
    seen: set[int] = set()
    for each in pieces:
        if isinstance(each, Mark) and each.kind is CodeKind.OPEN:
            seen.add(each.pair)
        elif isinstance(each, Mark) and each.kind is CodeKind.CLOSE and each.pair in seen:
            closed.add(each.pair)
    whole = opened & closed
    done: list[Piece] = []
    for each in pieces:
        if isinstance(each, Mark) and each.kind is not CodeKind.ALONE and each.pair not in whole:
            each = replace(each, kind=CodeKind.ALONE, type="x", display="")
        if isinstance(each, Mark) and each.kind is CodeKind.CLOSE:
            last = done[-1] if done else None
            inside = done[-2] if len(done) > 1 else None
            if isinstance(last, Mark) and last.kind is CodeKind.OPEN and last.pair == each.pair:
                done.pop()
                each = Mark(last.start, each.end, CodeKind.ALONE, "x")
            elif (
                isinstance(last, Mark)
                and last.silent
                and last.type == "x"
                and isinstance(inside, Mark)
                and inside.kind is CodeKind.OPEN
                and inside.pair == each.pair
            ):
                del done[-2:]
                each = Mark(inside.start, each.end, CodeKind.ALONE, "x")
        last = done[-1] if done else None
        if (
            isinstance(each, Mark)
            and each.silent
            and each.type == "x"
            and isinstance(last, Mark)
            and last.silent
            and last.type == "x"
            and last.end == each.start
        ):
            done[-1] = replace(last, end=each.end)
        else:
            done.append(each)
    return done


def _is_space(piece: Piece) -> bool:
    return isinstance(piece, Text) and not piece.shown.strip(SPACE)


def _is_layout(piece: Piece) -> bool:
    return _is_space(piece) or (isinstance(piece, Mark) and (piece.silent or piece.note == EXCLUDED))


def _within(pieces: list[Piece]) -> tuple[int, int]:
    """What remains when space, silent marks and pairs around everything are left to the layout."""
    low, high = 0, len(pieces)
    while True:
        before = (low, high)
        while low < high and _is_layout(pieces[low]):
            low += 1
        while low < high and _is_layout(pieces[high - 1]):
            high -= 1
        if high - low > 1:
            first, last = pieces[low], pieces[high - 1]
            if (
                isinstance(first, Mark)
                and isinstance(last, Mark)
                and first.kind is CodeKind.OPEN
                and last.kind is CodeKind.CLOSE
                and first.pair == last.pair
                and not last.note
            ):
                low, high = low + 1, high - 1
        if before == (low, high):
            return before


def _shown(pieces: Sequence[Piece]) -> Iterator[str | Mark]:
    """Text and marks with each stretch of white space as one space, none beside a line break."""
    spaced = True
    waiting = ""
    for piece in pieces:
        if isinstance(piece, Mark):
            if piece.type == "br":
                waiting, spaced = "", True
            elif piece.kind is not CodeKind.CLOSE:
                if waiting:
                    yield waiting
                    waiting, spaced = "", True
                if not piece.silent and piece.kind is CodeKind.ALONE:
                    spaced = False
            yield piece
        elif _is_space(piece):
            if not spaced:
                waiting = " "
        else:
            if waiting:
                yield waiting
            yield piece.shown
            waiting, spaced = "", False


def gather(
    pieces: Iterable[Piece],
    role: str,
    level: int = 0,
    style: str = "",
    form: str = "text",
    verbatim: bool = False,
) -> Place | None:
    """The place these pieces make, or None where nothing in them can be translated (no letter, no digit).

    `verbatim` keeps white space as it stands (preformatted text).
    """
    pieces = list(pieces)
    if len(pieces) == 1 and isinstance(only := pieces[0], Text):
        if not any(map(str.isalnum, only.shown)):
            return None
        return Place(role, level, style, (readable(only.shown),), only.start, only.end, {}, form)
    paired = _paired(pieces)
    low, high = _within(paired)
    inside = paired[low:high]
    if not any(isinstance(each, Text) and any(map(str.isalnum, each.shown)) for each in inside):
        return None
    counts: dict[str, int] = {}
    ids: dict[int, tuple[str, int]] = {}
    marks: dict[Key, Mark] = {}
    parts: list[str | Code] = []
    words: list[str] = []
    stream = (each.shown if isinstance(each, Text) else each for each in inside) if verbatim else _shown(inside)
    for part in stream:
        if isinstance(part, str):
            words.append(part)
            continue
        if words:
            parts.append(readable("".join(words)))
            words = []
        if part.kind is CodeKind.CLOSE:
            kind, each = ids[part.pair]
        else:
            kind = part.type
            each = counts[kind] = counts.get(kind, 0) + 1
            if part.kind is CodeKind.OPEN:
                ids[part.pair] = (kind, each)
        parts.append(Code(part.kind, kind, each, readable(part.display)))
        marks[part.kind, kind, each] = part
    parts.append(readable("".join(words)))
    around = tuple(
        (first, last)
        for first in paired[:low]
        for last in paired[high:]
        if isinstance(first, Mark)
        and isinstance(last, Mark)
        and first.kind is CodeKind.OPEN
        and last.kind is CodeKind.CLOSE
        and first.pair == last.pair
    )
    return Place(role, level, style, content(parts), inside[0].start, inside[-1].end, marks, form, around)


def units(places: Sequence[Place]) -> tuple[Unit, ...]:
    """The units of these places, with their ids."""
    ids = number((place.role, place.level) for place in places)
    return tuple(
        Unit(name, place.role, place.content, place.level, place.style) for name, place in zip(ids, places, strict=True)
    )


def document(places: Sequence[Place], ledger: Iterable[Account]) -> Document:
    """The document of a walk; its title is the title it names, or its first heading."""
    read = units(places)
    titles = [unit for unit in read if unit.role == "title"] or [unit for unit in read if unit.role == "heading"]
    title = "".join(part for part in titles[0].content if isinstance(part, str)) if titles else ""
    return Document(read, ledger if isinstance(ledger, Accounts) else tuple(ledger), title)


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def _clean(target: Content) -> Content:
    """The target without control characters, which no text file may hold."""
    if not any(isinstance(part, str) and _UNWRITABLE.search(part) for part in target):
        return target
    return content(_UNWRITABLE.sub("", part) if isinstance(part, str) else part for part in target)


Raw = Callable[[Code], str]
"""What the original writes for an inline code, with the translations inside it (an alternative text)."""


def splice(
    source: str,
    places: Sequence[Place],
    targets: Mapping[str, Content],
    write: Callable[[Place, Content, Raw], str],
    languages: Iterable[tuple[int, int]] = (),
) -> str:
    """The original with each place that has another text as its target written by `write`.

    A place inside a mark of another (an image's alternative text) stands after it in `places`. Where anything is
    written, the spans in `languages`, which name the language of the whole, name Chinese.
    """
    edits: list[tuple[int, int, str]] = []
    for unit, place in reversed(list(zip(units(places), places, strict=True))):
        if targets.get(unit.id, place.content) == place.content:
            continue
        target = mend(place.content, _clean(targets[unit.id]))

        def raw(code: Code, marks: Mapping[Key, Mark] = place.marks) -> str:
            mark = marks[code.kind, code.type, code.id]
            shown = _applied(source, edits, mark.start, mark.end)
            return f"][{mark.note}]" if mark.note and shown in ("]", "][]") else shown

        edit = place.start, place.end, write(place, target, raw)
        if not edits or place.end < edits[0][0]:
            edits.insert(0, edit)
            continue
        low = bisect_left(edits, (place.start, -1, ""))
        high = bisect_left(edits, (place.end, -1, ""))
        del edits[low:high]
        insort(edits, edit)
    if edits:
        for start, end in languages:
            insort(edits, (start, end, TARGET_LANGUAGE))
    return _applied(source, edits, 0, len(source))


def _applied(source: str, edits: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    parts: list[str] = []
    at = start
    for index in range(bisect_left(edits, (start, -1, "")), len(edits)):
        first, last, new = edits[index]
        if first >= end:
            break
        parts += [source[at:first], new]
        at = last
    return "".join([*parts, source[at:end]])


def shifted(place: Place, by: int) -> Place:
    """The place where `by` characters stand before its text."""
    marks = {key: replace(mark, start=mark.start + by, end=mark.end + by) for key, mark in place.marks.items()}
    return replace(place, start=place.start + by, end=place.end + by, marks=marks, around=())
