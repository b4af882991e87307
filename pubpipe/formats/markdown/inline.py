"""Inline tokens of Markdown as pieces with their spans in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from pubpipe.formats import Rules
from pubpipe.formats._spans import Mark, Piece, Place, Text, gather
from pubpipe.formats.markdown.masks import FILLER, Masked, page_of
from pubpipe.model import CodeKind, Fate
from pubpipe.text.page_marks import PAGE_MARK, PAGE_NUMBER

_WORD = re.compile(r"[ \t\f]+|[^ \t\f]+")
_UNEVEN = ("  ", "\t", "\n", "\r", "\f")
"""White space that is not one space between words; a no-break space is part of one."""
_URL = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[!-;=?-~]+", re.IGNORECASE)
_TITLE = re.compile(r"""[ \t\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t\n]*\)?$""", re.S)
_HIDDEN = quote(FILLER)
"""How template code that was hidden from the parser shows in an address."""
_KINDS = {"mathematics": "c", PAGE_NUMBER: PAGE_MARK, "citation": "cit"}
"""Types of codes for what was hidden from the parser, by the rule that protects it."""
_TYPES = {"strong": "b", "em": "i", "s": "s"}

Pair = tuple[str, int, int]
"""An opening mark that waits for its other half: its name, its number, where it ends in the file."""
Paint = tuple[int, int, Fate, str]
"""A span of the file and what became of it; later ones lie over earlier ones."""


def even(token: Token, where: Sequence[int]) -> Text | None:
    """What an inline token says, where it is nothing but words and single spaces that stand so in the file."""
    children, content = token.children or (), token.content
    end = len(content)
    if len(children) != 1 or children[0].type != "text" or children[0].meta["span"] != (0, end):
        return None
    if where[end - 1] - where[0] != end - 1 or " " in (content[0], content[-1]) or FILLER in content:
        return None
    if any(map(content.__contains__, _UNEVEN)) or (may_hold_addresses(content) and _URL.search(content)):
        return None
    return Text(where[0], where[end - 1] + 1, content)


def may_hold_addresses(content: str) -> bool:
    """Whether a text may hold addresses of the web: cheap, and never wrong where it says no."""
    return "://" in content or "www." in content.lower()


@dataclass(slots=True)
class Reader:
    """Reads the inline tokens of one paragraph, heading or cell.

    `text` is the file, `hidden` what was hidden from the parser in it; `places` are those inside the paragraph's codes
    (alternative texts, titles, inline notes), `paint` says what became of each character.
    """

    text: str
    hidden: Sequence[Masked]
    footnotes: dict[str, Any]
    rules: Rules
    places: list[Place] = field(default_factory=list)
    paint: list[Paint] = field(default_factory=list)
    pair: int = 0

    def pieces(self, tokens: Sequence[Token], where: Sequence[int], content: str) -> list[Piece]:
        """Text and marks of the tokens; `where` gives the place in the file of each character of `content`."""
        done: list[Piece] = []
        open_pairs: list[Pair] = []
        upto = -1
        links = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            first, last = token.meta["span"]
            if token.type == "text" and not token.content:
                index += 1
                continue
            if token.type == "text":
                while index + 1 < len(tokens) and _follows(tokens[index + 1], last):
                    index += 1
                    last = tokens[index].meta["span"][1]
                index += 1
                if first < last:
                    upto = self._text(done, content, where, first, last, upto, bool(links))
                continue
            index += 1
            start, end = where[first], where[last - 1] + 1
            if start < upto:
                continue
            kind, name = token.type, token.tag
            if kind == "text_special":
                done.append(Text(start, end, token.content))
                self.paint.append((start, end, Fate.TRANSLATED, ""))
            elif kind == "softbreak":
                done.append(Text(start, where[last], " "))
            elif kind == "hardbreak":
                done.append(Mark(start, where[last], CodeKind.ALONE, "br"))
                self.paint.append((start, end, Fate.EXCLUDED, "markup"))
            elif kind == "code_inline":
                done.append(self.protected(start, end, "c", "" if self.rules.code else token.content, "code"))
                if self.rules.code:
                    width = len(token.markup)
                    self._code(where[first + width], where[last - 1 - width] + 1)
            elif name in _TYPES and token.nesting:
                width = len(token.markup)
                if token.nesting > 0:
                    done.append(self.opened(where[last - width], end, _TYPES[name]))
                    open_pairs.append((name, self.pair, end))
                else:
                    pair, _ = closed(open_pairs, name)
                    done.append(Mark(start, start + width, CodeKind.CLOSE, _TYPES[name], pair))
                    self.paint.append((start, start + width, Fate.EXCLUDED, "markup"))
            elif kind == "link_open" and token.markup == "autolink":
                last = tokens[index + 1].meta["span"][1]
                done.append(self.protected(start, where[last - 1] + 1, "a", tokens[index].content, "address"))
                index += 2
            elif kind == "link_open":
                address = str(token.attrs["href"])
                done.append(replace(self.opened(start, end, "a"), note="" if _HIDDEN in address else address))
                open_pairs.append(("link", self.pair, end))
                links += 1
            elif kind == "link_close":
                links -= 1
                pair, begin = closed(open_pairs, "link")
                label = self.text[begin:start] if self.text[start:end] in ("]", "][]") else ""
                done.append(Mark(start, end, CodeKind.CLOSE, "a", pair, note=label))
                self.paint.append((start, end, Fate.PROTECTED, "link destination"))
                self._title(start, end)
            elif kind == "image":
                done.append(self.protected(start, end, "img", "", "link destination"))
                stop = first + 2 + len(token.content)
                named = "".join(self.text[where[stop - 1] + 1 : end].split()) in ("]", "][]") and stop > first + 2
                form = f"md-alt[{self.text[where[first + 2] : where[stop - 1] + 1]}" if named else "md-alt"
                self._inside(token.children or [], where[first + 2 : last + 1], token.content, "alt", form)
                self._title(start, end)
            elif kind == "footnote_ref":
                label = token.meta.get("label", "")
                done.append(self.protected(start, end, "fn", label, "note mark"))
                if not label:
                    note = self.footnotes["list"][token.meta["id"]]
                    self._inside(note["tokens"], where[first + 2 : last + 1], note["content"], "note", "md-note")
            elif kind == "html_inline":
                from pubpipe.formats.markdown.tags import Line

                index = Line(self, tokens, where, done, open_pairs).read(index)
            else:
                done.append(self.protected(start, end, "x", "", "markup"))
        return done

    def opened(self, start: int, end: int, type: str) -> Mark:
        """The opening half of a new pair."""
        self.pair += 1
        self.paint.append((start, end, Fate.EXCLUDED, "markup"))
        return Mark(start, end, CodeKind.OPEN, type, self.pair)

    def protected(self, start: int, end: int, type: str, display: str, rule: str) -> Mark:
        """A code that nobody translates, by the rule that says so."""
        self.paint.append((start, end, Fate.PROTECTED, rule))
        return Mark(start, end, CodeKind.ALONE, type, display=display)

    def _text(
        self, done: list[Piece], content: str, where: Sequence[int], first: int, last: int, upto: int, linked: bool
    ) -> int:
        """Literal text: words, addresses, and what was hidden in it; the place up to which it is read."""
        at = first
        while at < last:
            if where[at] < upto:
                at += 1
                continue
            if content[at] == FILLER:
                hidden = self._hidden_at(where[at])
                end = at + 1
                while end < last and content[end] == FILLER and where[end] < hidden.end:
                    end += 1
                stop = min(hidden.end, where[-1])
                raw = self.text[where[at] : stop]
                kind = _KINDS.get(hidden.rule, "x")
                shown = page_of(raw)[1] if kind == PAGE_MARK else "" if hidden.silent else raw
                done.append(self.protected(where[at], stop, kind, shown, hidden.rule))
                upto, at = stop, end
                continue
            end = content.find(FILLER, at, last)
            end = last if end < 0 else end
            self._words(done, content, where, at, end, linked)
            at = end
        return upto

    def _hidden_at(self, at: int) -> Masked:
        index = bisect_right(self.hidden, at, key=lambda each: each.start) - 1
        if index >= 0 and self.hidden[index].end > at:
            return self.hidden[index]
        return Masked(at, at + 1, "template code", True)

    def _words(
        self, done: list[Piece], content: str, where: Sequence[int], first: int, last: int, linked: bool
    ) -> None:
        at = first
        addresses = _URL.finditer(content, first, last) if not linked and may_hold_addresses(content) else ()
        for address in addresses:
            end = address.start() + len(_bare(address.group()))
            self._plain(done, content, where, at, address.start())
            start, stop = where[address.start()], where[end - 1] + 1
            done.append(self.protected(start, stop, "a", content[address.start() : end], "address"))
            at = end
        self._plain(done, content, where, at, last)

    def _plain(self, done: list[Piece], content: str, where: Sequence[int], first: int, last: int) -> None:
        """Words and spaces; those between single spaces, as they stand in the source, are one piece."""
        while first < last and content[first] == " ":
            first = self._piece(done, content, where, first, first + 1)
        end = last
        while first < end and content[end - 1] == " ":
            end -= 1
        as_it_stands = first < end and where[end - 1] - where[first] == end - 1 - first
        if as_it_stands and not any(map(content[first:end].__contains__, _UNEVEN)):
            first = self._piece(done, content, where, first, end)
        for word in _WORD.finditer(content, first, last):
            self._piece(done, content, where, word.start(), word.end())

    def _piece(self, done: list[Piece], content: str, where: Sequence[int], first: int, last: int) -> int:
        start, end = where[first], where[last - 1] + 1
        done.append(Text(start, end, content[first:last]))
        self.paint.append((start, end, Fate.TRANSLATED, ""))
        return last

    def _inside(self, tokens: Sequence[Token], where: Sequence[int], content: str, role: str, form: str) -> None:
        """A place within a code: the alternative text of an image, an inline note."""
        inner = Reader(self.text, self.hidden, self.footnotes, self.rules, pair=self.pair)
        pieces = inner.pieces(tokens, where, content)
        self.pair = inner.pair
        place = gather(pieces, role, form=form)
        if place and "[" in form and self.text.startswith("][]", place.end):
            place = replace(place, end=place.end + 2)
        self._keep(place, role, inner)

    def _keep(self, place: Place | None, role: str, inner: Reader) -> None:
        allowed = {"alt": self.rules.alt, "meta": self.rules.meta}.get(role, True)
        if place and allowed:
            self.places.append(place)
        self.places += inner.places
        fate = Fate.TRANSLATED if place and allowed else Fate.PROTECTED if allowed else Fate.EXCLUDED
        rule = role if place and allowed else "no letter or digit" if allowed else _left_out(role)
        self.paint += fated(inner.paint, fate, rule)

    def _code(self, start: int, end: int) -> None:
        """A place for the inside of a code span."""
        inner = Reader(self.text, self.hidden, self.footnotes, self.rules)
        place = gather(code_pieces(self.text, start, end, inner.paint), "box", style="code", form="md-code")
        self._keep(place, "box", inner)

    def _title(self, start: int, end: int) -> None:
        """The title of a link or picture, if its markup holds one."""
        raw = self.text[start:end]
        if not raw.endswith(")") or "](" not in raw or not (found := _TITLE.search(raw, raw.rindex("](") + 2)):
            return
        self.title(start + found.start(1) + 1, start + found.end(1) - 1)

    def title(self, start: int, end: int) -> None:
        """A place for a title, [start, end) without its quotes."""
        inner = Reader(self.text, self.hidden, self.footnotes, self.rules)
        pieces: list[Piece] = []
        for word in re.finditer(r"\s+|\S+", self.text[start:end]):
            first, last = start + word.start(), start + word.end()
            pieces.append(Text(first, last, unescapeAll(word.group())))
            inner.paint.append((first, last, Fate.TRANSLATED, ""))
        self._keep(gather(pieces, "meta", style="title", form="md-title"), "meta", inner)


def fated(paint: Sequence[Paint], fate: Fate, rule: str) -> list[Paint]:
    """The paint with its text given the fate of the place it stands in."""
    return [(start, end, fate, rule) if not named else (start, end, met, named) for start, end, met, named in paint]


def code_pieces(text: str, start: int, end: int, paint: list[Paint]) -> list[Piece]:
    """The words of code, as they stand."""
    pieces: list[Piece] = []
    for word in re.finditer(r"\s+|\S+", text[start:end]):
        first, last = start + word.start(), start + word.end()
        pieces.append(Text(first, last, word.group()))
        paint.append((first, last, Fate.TRANSLATED, ""))
    return pieces


def _left_out(role: str) -> str:
    from pubpipe.formats.html.meaning import LEFT_OUT

    return LEFT_OUT[role]


def _follows(token: Token, at: int) -> bool:
    return token.type == "text" and token.content != "" and bool(token.meta["span"][0] == at)


def closed(open_pairs: list[Pair], name: str) -> tuple[int, int]:
    """The pair that ends here and where its opening half ends in the file; 0 for none."""
    for index in range(len(open_pairs) - 1, -1, -1):
        if open_pairs[index][0] == name:
            return open_pairs.pop(index)[1:]
    return 0, 0


def _bare(address: str) -> str:
    """An address without the punctuation that follows it (GFM 6.9)."""
    while address and (
        address[-1] in "?!.,:;*_~'\"" or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address
