"""Tags, text and the rest of an HTML file with their places, in time proportional to its length.

A tokenizer after WHATWG HTML 13.2.5 that never changes or drops a character, and steps over template code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pubpipe.formats._templates import Template, templates
from pubpipe.formats.html.elements import RAW, REPLACEABLE

Kind = Literal["text", "start", "end", "comment", "raw", "template"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute and the span of its value, without quotes; `quote` is "" where it has none."""

    name: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file, [start, end): text, a tag, content that is no markup, a comment (or declaration)."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    closed: bool = False
    silent: bool = False


_NAME = re.compile(r"[^\s/>\x00]+")
_OPENER = re.compile(r"<|\{[{%#]")
_TAG = re.compile(r"</?[A-Za-z]")
_NO_TAG = re.compile(r"</[^A-Za-z]")
_COMMENT_END = re.compile("--!?>")
_ATTRIBUTE = re.compile(r"[^\s/>=][^\s/>=]*")
_SKIP = re.compile(r"[\s/]*")
_SPACES = re.compile(r"\s*")
_BARE = re.compile(r"[^\s>]*")


PATIENCE = 2
"""So often the length of the file is read in vain for the end of a tag; from there on what looks like one is text."""


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The whole file from `start`, token after token without gap."""
    yield from _Tokenizer(text, start).run(start)


class _Tokenizer:
    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.last_close = text.rfind(">")
        self.wasted = 0
        self.last_quote = {quote: text.rfind(quote) for quote in "\"'"}
        self.codes: dict[int, Template] = {each.start: each for each in templates(text, start)}
        self.stops = sorted(self.codes)

    def run(self, start: int) -> Iterator[Token]:
        text, at, pending = self.text, start, start
        for opener in _OPENER.finditer(text, start):
            if opener.start() < at:
                continue
            at = opener.start()
            token = self._token(at)
            if token is None:
                at += 1
                continue
            if pending < at:
                yield Token("text", pending, at)
            yield token
            at = pending = token.end
            if token.kind == "start" and token.name in RAW | REPLACEABLE and not token.closed:
                end = self._raw_end(token)
                if end > at:
                    yield Token("raw" if token.name in RAW else "text", at, end)
                at = pending = end
        if pending < len(text):
            yield Token("text", pending, len(text))

    def _raw_end(self, token: Token) -> int:
        ending = re.compile(rf"</{token.name}[\s/>]", re.IGNORECASE).search(self.text, token.end)
        return ending.start() if ending else len(self.text)

    def _token(self, at: int) -> Token | None:
        text = self.text
        if code := self.codes.get(at):
            return Token("template", at, code.end, silent=code.silent)
        if not text.startswith("<", at):
            return None
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return Token("comment", at, text.index(">", at) + 1)
            ending = _COMMENT_END.search(text, at + 4)
            return Token("comment", at, ending.end() if ending else len(text))
        if text.startswith("<![CDATA[", at):
            end = text.find("]]>", at)
            return Token("comment", at, len(text) if end < 0 else end + 3)
        if text.startswith(("<!", "<?"), at):
            return Token("comment", at, text.find(">", at) + 1 or len(text))
        if _NO_TAG.match(text, at) and at < self.last_close:
            return Token("comment", at, text.index(">", at) + 1)
        if not _TAG.match(text, at) or at > self.last_close:
            return None
        return self._end_tag(at) if text.startswith("</", at) else self._start_tag(at)

    def _end_tag(self, at: int) -> Token | None:
        name = _NAME.match(self.text, at + 2)
        end = self.text.find(">", at)
        return Token("end", at, end + 1, name.group().lower()) if name else None

    def _start_tag(self, at: int) -> Token | None:
        text = self.text
        name = _NAME.match(text, at + 1)
        if not name:
            return None
        found: list[Attribute] = []
        here = name.end()
        while True:
            before = here
            here = self._match_end(_SKIP, here)
            if code := self.codes.get(here):
                here = code.end
                continue
            if here >= len(text):
                self._fail(at)
                return None
            if text[here] == ">":
                closed = text[here - 1] == "/" and before < here
                return Token("start", at, here + 1, name.group().lower(), tuple(found), closed)
            label = _ATTRIBUTE.match(text, here)
            end = label.end() if label else here + 1
            for stop in self._codes_in(here, end):
                end = stop.start
                break
            key = text[here:end].lower()
            here = end if end > here else here + 1
            equals = self._match_end(_SPACES, here)
            if not text.startswith("=", equals):
                found.append(Attribute(key, here, here, ""))
                continue
            here = self._match_end(_SPACES, equals + 1)
            quote = text[here : here + 1]
            if quote in ('"', "'"):
                end = self._closing(quote, here + 1)
                if end < 0:
                    self._fail(at)
                    return None
                found.append(Attribute(key, here + 1, end, quote))
                here = end + 1
            else:
                end = self._bare_end(here)
                found.append(Attribute(key, here, end, ""))
                here = end

    def _fail(self, at: int) -> None:
        self.wasted += len(self.text) - at
        if self.wasted > PATIENCE * len(self.text):
            self.last_close = -1

    def _match_end(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def _codes_in(self, start: int, end: int) -> Iterator[Template]:
        for index in range(bisect_left(self.stops, start), len(self.stops)):
            if self.stops[index] >= end:
                return
            yield self.codes[self.stops[index]]

    def _closing(self, quote: str, at: int) -> int:
        """The quote that ends a value, beyond any template code; -1 where there is none."""
        while at <= self.last_quote[quote]:
            end = self.text.find(quote, at)
            over = next(self._codes_in(at, end), None)
            if over is None:
                return end
            at = over.end
        return -1

    def _bare_end(self, at: int) -> int:
        while True:
            end = self._match_end(_BARE, at)
            over = next(self._codes_in(at, end), None)
            if over is None:
                return end
            at = over.end
