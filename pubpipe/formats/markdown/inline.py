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
from pubpipe.formats._page_marks import LONGEST_NUMBER, PAGE_MARK, PAGE_NUMBER, is_marked, may_mark, page_number
from pubpipe.formats._spans import EXCLUDED, Mark, Piece, Place, Text, gather, shifted
from pubpipe.formats.html import elements
from pubpipe.formats.html.meaning import KEPT, LEFT_OUT, muting
from pubpipe.formats.html.tokens import Token as Tag
from pubpipe.formats.html.tokens import tokens as html_tokens
from pubpipe.formats.html.walk import walk as html_walk
from pubpipe.formats.markdown.masks import FILLER, Masked, page_of
from pubpipe.model import CodeKind, Fate

_WORD = re.compile(r"[ \t\f]+|[^ \t\f]+")
_UNEVEN = re.compile(r"[^\S ]|  ")
"""White space that is not one space between words."""
_URL = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[!-;=?-~]+", re.IGNORECASE)
_TITLE = re.compile(r"""[ \t\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t\n]*\)?$""", re.S)
_HIDDEN = quote(FILLER)
"""How template code that was hidden from the parser shows in an address."""
_KINDS = {"mathematics": "c", PAGE_NUMBER: PAGE_MARK, "citation": "cit"}
"""Types of codes for what was hidden from the parser, by the rule that protects it."""
_TYPES = {"strong": "b", "em": "i", "s": "s"}

_Pair = tuple[str, int, int]
LONGEST_ELEMENT = 200
"""Tokens within an inline element that is protected whole."""

Paint = tuple[int, int, Fate, str]
"""A span of the file and what became of it; later ones lie over earlier ones."""


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
        open_pairs: list[_Pair] = []
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
                done.append(self._protected(start, end, "c", "" if self.rules.code else token.content, "code"))
                if self.rules.code:
                    width = len(token.markup)
                    self._code(where[first + width], where[last - 1 - width] + 1)
            elif name in _TYPES and token.nesting:
                width = len(token.markup)
                if token.nesting > 0:
                    done.append(self._open(where[last - width], end, _TYPES[name]))
                    open_pairs.append((name, self.pair, end))
                else:
                    pair, _ = _closed(open_pairs, name)
                    done.append(Mark(start, start + width, CodeKind.CLOSE, _TYPES[name], pair))
                    self.paint.append((start, start + width, Fate.EXCLUDED, "markup"))
            elif kind == "link_open" and token.markup == "autolink":
                last = tokens[index + 1].meta["span"][1]
                done.append(self._protected(start, where[last - 1] + 1, "a", tokens[index].content, "address"))
                index += 2
            elif kind == "link_open":
                address = str(token.attrs["href"])
                done.append(replace(self._open(start, end, "a"), note="" if _HIDDEN in address else address))
                open_pairs.append(("link", self.pair, end))
                links += 1
            elif kind == "link_close":
                links -= 1
                pair, begin = _closed(open_pairs, "link")
                label = self.text[begin:start] if self.text[start:end] in ("]", "][]") else ""
                done.append(Mark(start, end, CodeKind.CLOSE, "a", pair, note=label))
                self.paint.append((start, end, Fate.PROTECTED, "link destination"))
                self._title(start, end)
            elif kind == "image":
                done.append(self._protected(start, end, "img", "", "link destination"))
                stop = first + 2 + len(token.content)
                named = "".join(self.text[where[stop - 1] + 1 : end].split()) in ("]", "][]") and stop > first + 2
                form = f"md-alt[{self.text[where[first + 2] : where[stop - 1] + 1]}" if named else "md-alt"
                self._inside(token.children or [], where[first + 2 : last + 1], token.content, "alt", form)
                self._title(start, end)
            elif kind == "footnote_ref":
                label = token.meta.get("label", "")
                done.append(self._protected(start, end, "fn", label, "note mark"))
                if not label:
                    note = self.footnotes["list"][token.meta["id"]]
                    self._inside(note["tokens"], where[first + 2 : last + 1], note["content"], "note", "md-note")
            elif kind == "html_inline":
                index = self._html(done, tokens, index, where, open_pairs)
            else:
                done.append(self._protected(start, end, "x", "", "markup"))
        return done

    def _open(self, start: int, end: int, type: str) -> Mark:
        self.pair += 1
        self.paint.append((start, end, Fate.EXCLUDED, "markup"))
        return Mark(start, end, CodeKind.OPEN, type, self.pair)

    def _protected(self, start: int, end: int, type: str, display: str, rule: str) -> Mark:
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
                done.append(self._protected(where[at], stop, kind, shown, hidden.rule))
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
        addresses = () if linked else _URL.finditer(content, first, last)
        for address in addresses:
            end = address.start() + len(_bare(address.group()))
            self._plain(done, content, where, at, address.start())
            start, stop = where[address.start()], where[end - 1] + 1
            done.append(self._protected(start, stop, "a", content[address.start() : end], "address"))
            at = end
        self._plain(done, content, where, at, last)

    def _plain(self, done: list[Piece], content: str, where: Sequence[int], first: int, last: int) -> None:
        """Words and spaces; those between single spaces, as they stand in the source, are one piece."""
        while first < last and content[first] == " ":
            first = self._piece(done, content, where, first, first + 1)
        end = last
        while first < end and content[end - 1] == " ":
            end -= 1
        if first < end and where[end - 1] - where[first] == end - 1 - first and not _UNEVEN.search(content, first, end):
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
        rule = role if place and allowed else "no letter or digit" if allowed else LEFT_OUT[role]
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

    # HTML within a line

    def _html(
        self,
        done: list[Piece],
        tokens: Sequence[Token],
        index: int,
        where: Sequence[int],
        open_pairs: list[_Pair],
    ) -> int:
        """One tag (or a protected element to its end tag); the index of the token after it."""
        token = tokens[index - 1]
        first, last = token.meta["span"]
        start, end = where[first], where[last - 1] + 1
        tag = next(html_tokens(token.content), None)
        if tag is None or tag.kind not in ("start", "end"):
            done.append(self._protected(start, end, "x", "", "HTML comment"))
            return index
        name = tag.name
        values = {each.name: token.content[each.start : each.end] for each in tag.attributes}
        if tag.kind == "end":
            pair, _ = _closed(open_pairs, f"<{name}>")
            kind = "a" if name == "a" else elements.TYPES.get(name, "x")
            mark = Mark(start, end, CodeKind.CLOSE, kind, pair) if pair else Mark(start, end, CodeKind.ALONE, "x")
            done.append(mark)
            self.paint.append((start, end, Fate.PROTECTED, "HTML tag"))
            return index
        if (after := self._page(done, tokens, index, where, tag, values)) >= 0:
            return after
        muted = None if name in elements.UNSEEN else muting(name, values, self.rules)
        after = self._element_end(tokens, index, name) if muted and not tag.closed else 0
        if muted and after:
            fate, rule, kind = muted
            stop = where[tokens[after - 1].meta["span"][1] - 1] + 1
            inside = tokens[index : after - 1]
            shown = "".join(" " if each.type == "softbreak" else each.content for each in inside)
            self.paint.append((start, stop, fate, rule))
            note = EXCLUDED if kind == KEPT else ""
            shown = shown if note or kind == "c" else ""
            done.append(Mark(start, stop, CodeKind.ALONE, "x" if note else kind, display=shown, note=note))
            return after
        self._tag(done, tag, start, end, values, open_pairs)
        found = html_walk(token.content, self.rules)
        for place in found.places:
            self.places.append(shifted(place, start))
        for met in found.met:
            self.paint.append((met.start + start, met.end + start, met.fate, met.rule))
        return index

    def _page(
        self,
        done: list[Piece],
        tokens: Sequence[Token],
        index: int,
        where: Sequence[int],
        tag: Tag,
        values: dict[str, str],
    ) -> int:
        """Take an element that marks a page, to its end tag, as one mark; the index of the token after it, or -1."""
        if not may_mark(values):
            return -1
        alone = tag.closed or tag.name in elements.VOID
        after = index if alone else self._element_end(tokens, index, tag.name)
        shown = "".join(each.content for each in tokens[index : after - 1] if each.type != "html_inline")
        if not after or len(shown) > LONGEST_NUMBER or not is_marked(values, shown):
            return -1
        start = where[tokens[index - 1].meta["span"][0]]
        stop = where[tokens[after - 1].meta["span"][1] - 1] + 1
        done.append(self._protected(start, stop, PAGE_MARK, page_number(values, shown), PAGE_NUMBER))
        return after

    def _tag(
        self,
        done: list[Piece],
        tag: Tag,
        start: int,
        end: int,
        values: dict[str, str],
        open_pairs: list[_Pair],
    ) -> None:
        name = tag.name
        if name in elements.VOID or tag.closed:
            kind = "br" if name == "br" else "img" if name == "img" else "x"
            done.append(self._protected(start, end, kind, "", "HTML tag"))
            return
        done.append(self._open(start, end, elements.type_of(name, values)))
        open_pairs.append((f"<{name}>", self.pair, end))
        self.paint.append((start, end, Fate.PROTECTED, "HTML tag"))

    @staticmethod
    def _element_end(tokens: Sequence[Token], index: int, name: str) -> int:
        for at in range(index, min(index + LONGEST_ELEMENT, len(tokens))):
            if tokens[at].type == "html_inline" and re.match(rf"</{name}\s*>", tokens[at].content, re.IGNORECASE):
                return at + 1
        return 0


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


def _follows(token: Token, at: int) -> bool:
    return token.type == "text" and token.content != "" and bool(token.meta["span"][0] == at)


def _closed(open_pairs: list[_Pair], name: str) -> tuple[int, int]:
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
