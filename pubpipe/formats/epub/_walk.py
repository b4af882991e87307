"""The one walk over an EPUB, for `read` and `merge`: its records, and every page by the walk of HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pubpipe.errors import Unreadable
from pubpipe.formats import Rules, number
from pubpipe.formats._encoding import Decoded
from pubpipe.formats._lines import Lines, Met, accounts, owner
from pubpipe.formats._spans import Place
from pubpipe.formats.epub._container import Opened, Part
from pubpipe.formats.epub._records import CDATA, walk_record
from pubpipe.formats.html import shown_text as html_shown
from pubpipe.formats.html.encoding import decode
from pubpipe.formats.html.tokens import Token, tokens
from pubpipe.formats.html.walk import Found, walk
from pubpipe.formats.html.writing import escaped
from pubpipe.model import Account, Fate
from pubpipe.text.page_marks import PAGE_NUMBER

_NUMBER = re.compile(r"[\[{(]?(?:\d{1,4}|[ivxlc]{1,8})[\])}]?$")


@dataclass(frozen=True, slots=True)
class Walked:
    """A part that was walked: its characters and what was found in them."""

    part: Part
    file: Decoded
    text: str
    found: Found


def walked(book: Opened, rules: Rules) -> list[Walked]:
    """Walk every part with text, in reading order."""
    return [_walked(book, part, rules) for part in book.parts]


def identified(parts: list[Walked]) -> Iterator[tuple[Walked, list[str]]]:
    """Each part with the ids of its places: numbered once over the whole book."""
    ids = number((place.role, place.level) for part in parts for place in part.found.places)
    at = 0
    for part in parts:
        end = at + len(part.found.places)
        yield part, ids[at:end]
        at = end


def characters(data: bytes, name: str) -> Decoded:
    """The characters of a part. Raises Unreadable, naming it."""
    try:
        return decode(data)
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from error


def plain(text: str) -> str:
    """A page whose CDATA sections are written as other text is; script and style sheets stay as they are."""
    if CDATA not in text:
        return text
    parts: list[str] = []
    at = 0
    for token in tokens(text):
        if token.kind == "comment" and text.startswith(CDATA, token.start):
            section = text[token.start + len(CDATA) : token.end].removesuffix("]]>")
            lines = "\n".join(escaped(line) for line in section.split("\n"))
            parts += [text[at : token.start], lines]
            at = token.end
    return "".join([*parts, text[at:]])


def _walked(book: Opened, part: Part, rules: Rules) -> Walked:
    file = characters(book.package.xml(part.name), part.name)
    if part.kind in ("package", "ncx"):
        return Walked(part, file, file.text, walk_record(file.text, part.kind, rules))
    text = plain(file.text)
    found = walk(text, replace(rules, hidden=True) if part.kind == "nav" else rules)
    numbers = _Spans(_page_numbers(text, part.kind == "nav"))
    found.places = [place for place in found.places if place not in numbers]
    found.met = [
        met._replace(fate=Fate.PROTECTED, rule=PAGE_NUMBER) if met.fate is Fate.TRANSLATED and met in numbers else met
        for met in found.met
    ]
    role = {"nav": "header", "picture": "meta"}.get(part.kind)
    if role:
        found.places = [replace(place, role=role, level=0) for place in found.places]
    return Walked(part, file, text, found)


class _Spans:
    """Stretches of a text, and whether a place lies within one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def __contains__(self, place: Place | Met) -> bool:
        at = bisect_right(self.starts, place.start) - 1
        return at >= 0 and place.end <= self.ends[at]


def _page_numbers(text: str, nav: bool) -> Iterator[tuple[int, int]]:
    """The spans of page numbers of the printed book: labels of a page list, titles of anchors that are numbers."""
    if "page" not in text:
        return
    listing = -1
    inside = False
    for token in tokens(text):
        if token.kind == "start":
            kinds = _kinds(text, token)
            for each in token.attributes:
                value = text[each.start : each.end].strip()
                if token.name in ("a", "span") and each.name == "title" and _NUMBER.match(value):
                    yield each.start, each.end
            if nav and token.name == "nav":
                inside = bool(kinds & {"page-list", "doc-pagelist"})
            elif inside and listing < 0 and token.name == "ol":
                listing = token.start
        elif token.kind == "end" and token.name == "nav":
            if listing >= 0:
                yield listing, token.end
            inside, listing = False, -1


def _kinds(text: str, token: Token) -> set[str]:
    return {
        kind
        for each in token.attributes
        if each.name in ("epub:type", "role", "class")
        for kind in text[each.start : each.end].split()
    }


def ledger(book: Opened, parts: list[Walked]) -> Iterator[Account]:
    """The fate of every visible character, by part and line."""
    for part, ids in identified(parts):
        owned = owner(part.found.places, ids)
        for account in accounts(Lines(part.text), part.found.met, html_shown, owned):
            yield _placed(account, part.part.name)
    for name in book.others:
        yield from _left_out(name, book)


def _placed(account: Account, name: str) -> Account:
    place = account.place if account.part == "text" else f"{account.place} {account.part}"
    return replace(account, part=name, place=place)


def _left_out(name: str, book: Opened) -> Iterator[Account]:
    """The text of a part that no manifest names, or that is for machines."""
    try:
        text = decode(book.package.xml(name)).text
    except Unreadable:
        return
    met: list[Met] = []
    for token in tokens(text):
        if token.kind in ("text", "raw") or (token.kind == "template" and not token.silent):
            met.append(Met(token.start, token.end, Fate.EXCLUDED, "other part"))
        elif token.kind == "comment" and text.startswith(CDATA, token.start):
            met.append(Met(token.start + len(CDATA), token.end - 3, Fate.EXCLUDED, "other part"))
    for account in accounts(Lines(text), met, html_shown):
        yield _placed(account, name)
