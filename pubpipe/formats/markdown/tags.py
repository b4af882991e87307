"""HTML within a line of Markdown, as pieces: loaded where a line has any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from pubpipe.formats._spans import EXCLUDED, Mark, Piece, shifted
from pubpipe.formats.html import elements
from pubpipe.formats.html.meaning import KEPT, muting
from pubpipe.formats.html.tokens import Token as Tag
from pubpipe.formats.html.tokens import tokens as html_tokens
from pubpipe.formats.html.walk import walk as html_walk
from pubpipe.formats.markdown.inline import Pair, Reader, closed
from pubpipe.model import CodeKind, Fate
from pubpipe.text.page_marks import LONGEST_NUMBER, PAGE_MARK, PAGE_NUMBER, is_marked, may_mark, page_number

LONGEST_ELEMENT = 200
"""Tokens within an inline element that is protected whole."""


class Line(NamedTuple):
    """The tokens of a line under way: what is `done` of them, and the pairs still open."""

    reader: Reader
    tokens: Sequence[Token]
    where: Sequence[int]
    done: list[Piece]
    open_pairs: list[Pair]

    def read(self, index: int) -> int:
        """The tag before the token of an index, or a protected element to its end tag; the index of what follows."""
        reader, token = self.reader, self.tokens[index - 1]
        first, last = token.meta["span"]
        start, end = self.where[first], self.where[last - 1] + 1
        tag = next(html_tokens(token.content), None)
        if tag is None or tag.kind not in ("start", "end"):
            self.done.append(reader.protected(start, end, "x", "", "HTML comment"))
            return index
        name = tag.name
        values = {each.name: token.content[each.start : each.end] for each in tag.attributes}
        if tag.kind == "end":
            pair, _ = closed(self.open_pairs, f"<{name}>")
            kind = "a" if name == "a" else elements.TYPES.get(name, "x")
            mark = Mark(start, end, CodeKind.CLOSE, kind, pair) if pair else Mark(start, end, CodeKind.ALONE, "x")
            self.done.append(mark)
            reader.paint.append((start, end, Fate.PROTECTED, "HTML tag"))
            return index
        if (after := self._page(index, tag, values)) >= 0:
            return after
        muted = None if name in elements.UNSEEN else muting(name, values, reader.rules)
        after = self._element_end(index, name) if muted and not tag.closed else 0
        if muted and after:
            fate, rule, kind = muted
            stop = self.where[self.tokens[after - 1].meta["span"][1] - 1] + 1
            inside = self.tokens[index : after - 1]
            shown = "".join(" " if each.type == "softbreak" else each.content for each in inside)
            reader.paint.append((start, stop, fate, rule))
            note = EXCLUDED if kind == KEPT else ""
            shown = shown if note or kind == "c" else ""
            self.done.append(Mark(start, stop, CodeKind.ALONE, "x" if note else kind, display=shown, note=note))
            return after
        self._tag(tag, start, end, values)
        found = html_walk(token.content, reader.rules)
        for place in found.places:
            reader.places.append(shifted(place, start))
        for met in found.met:
            reader.paint.append((met.start + start, met.end + start, met.fate, met.rule))
        return index

    def _page(self, index: int, tag: Tag, values: dict[str, str]) -> int:
        """Take an element that marks a page, to its end tag, as one mark; the index of the token after it, or -1."""
        if not may_mark(values):
            return -1
        tokens = self.tokens
        alone = tag.closed or tag.name in elements.VOID
        after = index if alone else self._element_end(index, tag.name)
        shown = "".join(each.content for each in tokens[index : after - 1] if each.type != "html_inline")
        if not after or len(shown) > LONGEST_NUMBER or not is_marked(values, shown):
            return -1
        start = self.where[tokens[index - 1].meta["span"][0]]
        stop = self.where[tokens[after - 1].meta["span"][1] - 1] + 1
        self.done.append(self.reader.protected(start, stop, PAGE_MARK, page_number(values, shown), PAGE_NUMBER))
        return after

    def _tag(self, tag: Tag, start: int, end: int, values: dict[str, str]) -> None:
        reader, name = self.reader, tag.name
        if name in elements.VOID or tag.closed:
            kind = "br" if name == "br" else "img" if name == "img" else "x"
            self.done.append(reader.protected(start, end, kind, "", "HTML tag"))
            return
        self.done.append(reader.opened(start, end, elements.type_of(name, values)))
        self.open_pairs.append((f"<{name}>", reader.pair, end))
        reader.paint.append((start, end, Fate.PROTECTED, "HTML tag"))

    def _element_end(self, index: int, name: str) -> int:
        for at in range(index, min(index + LONGEST_ELEMENT, len(self.tokens))):
            token = self.tokens[at]
            if token.type == "html_inline" and re.match(rf"</{name}\s*>", token.content, re.IGNORECASE):
                return at + 1
        return 0
