"""Markdown parsed by markdown-it-py, with the span of every inline token.

The parser tells lines of blocks only. Here its inline parser notes where each token stands in the text it was given,
and `offsets` says where each character of that text stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pubpipe.errors import Unreadable
from pubpipe.messages import _

DEEPEST = 60
"""Nested quotations and lists; what is nested deeper is left alone."""

MOST_MARKUP = 5_000
"""Characters of one paragraph that may be markup (people write 60): time and memory grow with their square."""

_MARKUP = re.compile(r"[\n\\`~*_\[<&]")
"""Characters without which a paragraph is nothing but its text."""

Environment = dict[str, Any]


class _Spanned(StateInline):
    """An inline state that knows where its pending text began."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_start = 0
        self.label_end = 0

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["span"] = (self.pending_start, self.pending_start + len(token.content))
        return token


def _bounded(text: str) -> None:
    """Raise Unreadable for a paragraph that nobody could have written."""
    if len(text) > MOST_MARKUP and sum(map(text.count, "[]*_~`<!&\\^")) > MOST_MARKUP:
        raise Unreadable(_("a paragraph with too much markup: {start}…").format(start=text[:20]))


def _plain(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a text without markup: one, if there is any text."""
    if text:
        tokens.append(Token("text", "", 0, content=text, meta={"span": (0, len(text))}))
    return tokens


class _BoundedInline(ParserInline):
    """The inline parser of markdown-it for paragraphs that people could have written."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        if not _MARKUP.search(src):
            return _plain(src, tokens)
        _bounded(src)
        return super().parse(src, md, env, tokens)


class _SpannedInline(ParserInline):
    """The same, keeping `meta["span"]` on each token."""

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _Spanned)
        rules = self.ruler.getRules("")
        end = state.posMax
        nesting = state.md.options["maxNesting"]
        while state.pos < end:
            start = state.pos
            count = len(state.tokens)
            waiting = state.pending_start if state.pending else start
            state.pending_start = waiting
            matched = state.level < nesting and any(rule(state, False) for rule in rules)
            if not matched:
                state.append_pending(state.src[state.pos])
                state.pos += 1
            self._place(state, count, start, waiting)
            if len(state.tokens) > count and state.pending:
                state.pending_start = state.pos - len(state.pending)
            if matched and state.pos >= end:
                break
        state.label_end = end
        if state.pending:
            state.pushPending()

    @staticmethod
    def _place(state: _Spanned, count: int, start: int, waiting: int) -> None:
        """Give the tokens one rule made their spans."""
        fresh = [token for token in state.tokens[count:] if "span" not in token.meta]
        if not fresh:
            return
        first, last = fresh[0], fresh[-1]
        if first.type == "link_open":
            automatic = first.markup == "autolink"
            first.meta["span"] = (start, start + 1)
            last.meta["span"] = (state.pos - 1 if automatic else state.label_end, state.pos)
            for token in fresh[1:-1]:
                token.meta["span"] = (start + 1, state.pos - 1)
            return
        at = start
        if first.type in ("hardbreak", "softbreak"):
            at = state.tokens[count].meta["span"][1] if first is not state.tokens[count] else waiting
        for token in fresh:
            literal = token.type == "text"
            stop = at + len(token.content) if literal else state.pos
            token.meta["span"] = (at, stop)
            at = stop

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        if not _MARKUP.search(src):
            return _plain(src, tokens)
        _bounded(src)
        state = _Spanned(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _alone(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """A line between empty ones that can be nothing but a paragraph or a heading: no other rule need be asked."""
    start = state.bMarks[line] + state.tShift[line]
    first = state.src[start : start + 1]
    if silent or state.is_code_block(line) or not (first.isalpha() or first == "#"):
        return False
    if line + 1 < state.lineMax and not state.isEmpty(line + 1):
        return False
    if line + 2 < state.lineMax:
        behind = state.bMarks[line + 2] + state.tShift[line + 2]
        if state.src[behind : behind + 1] in (":", "~"):  # perhaps a definition of what the line says
            return False
    return (heading if first == "#" else paragraph)(state, line, last, silent)


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes and definition lists."""
    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    made.inline = _SpannedInline()
    made.configure("commonmark", {"maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    footnote_plugin(made, move_to_end=False)
    deflist_plugin(made)
    made.block.ruler.before("table", "alone", _alone)
    made.core.ruler.disable("normalize")
    made.inline.ruler2.disable("fragments_join")
    made.core.ruler.disable("text_join")
    return made


@cache
def renderer() -> MarkdownIt:
    """The same Markdown with the parser's own inline tokens, which its writer of HTML knows; notes as in EPUB."""
    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    made.inline = _BoundedInline()
    made.configure("commonmark", {"maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    footnote_plugin(made)
    deflist_plugin(made)
    made.block.ruler.before("table", "alone", _alone)
    made.core.ruler.disable("normalize")

    def mark(_self: Any, tokens: Sequence[Token], index: int, *_more: Any) -> str:
        number = tokens[index].meta["id"] + 1
        return f'<a epub:type="noteref" href="#pubpipe-note-{number}">{number}</a>'

    def opening(_self: Any, tokens: Sequence[Token], index: int, *_more: Any) -> str:
        return f'<aside epub:type="footnote" id="pubpipe-note-{tokens[index].meta["id"] + 1}">\n'

    def nothing(*_all: Any) -> str:
        return ""

    made.add_render_rule("footnote_ref", mark)
    made.add_render_rule("footnote_open", opening)
    made.add_render_rule("footnote_close", lambda *_all: "</aside>\n")
    for name in ("footnote_block_open", "footnote_block_close", "footnote_anchor"):
        made.add_render_rule(name, nothing)
    return made


def parse(text: str, environment: Environment) -> list[Token]:
    """The block tokens of a text; inline ones have children with spans in their content."""
    return parser().parse(straight(text), environment)


def straight(text: str) -> str:
    """A text as the parser wants it: lines end in line feeds. Its own rule for that goes through every line."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def offsets(token: Token, lines: Sequence[tuple[int, int]], text: str) -> Sequence[int] | None:
    """Where each character of a paragraph's or heading's content stands in the text; None where that is unknown.

    The content's lines are the ends of the source's lines, without what quotations and lists put before them.
    """
    if token.map is None:
        return None
    number = token.map[0]
    found: list[int] = []
    shown = token.content.split("\n")
    for index, line in enumerate(shown):
        if number + index >= len(lines):
            return None
        start, end = lines[number + index]
        bare = line.strip(" \t")
        at = text.rfind(bare, start, end) if bare else start
        after = text[at + len(bare) : end].strip(" \t")
        if at < 0 or (after and not (len(shown) == 1 and re.fullmatch(r"#+", after))):
            return None
        lead = len(line) - len(line.lstrip(" \t")) if bare else 0
        if len(shown) == 1 and not lead:
            return range(at, at + len(line) + 1)
        found += [max(start, at - lead + each) for each in range(lead)]
        found += range(at, at + len(line) - lead)
        if index < len(shown) - 1:
            found.append(end)
    found.append(found[-1] + 1 if found else 0)
    return found


def cells(line: str, start: int) -> list[tuple[str, Sequence[int]]]:
    """The cells of a table's row with the offsets of their characters, as the parser splits them."""
    begin = len(line) - len(line.lstrip(" \t"))
    end = len(line.rstrip(" \t"))
    found = (_escaped_cells if "\\" in line else _plain_cells)(line[begin:end], start + begin)
    if found and found[0][0] == "" and line[begin : begin + 1] == "|":
        found.pop(0)
    if found and found[-1][0] == "" and line[:end].endswith("|"):
        found.pop()
    return found


def _plain_cells(row: str, at: int) -> list[tuple[str, Sequence[int]]]:
    """The cells of a row that stands at a place and in which no character is escaped."""
    found: list[tuple[str, Sequence[int]]] = []
    for part in row.split("|"):
        text = part.strip(" \t")
        first = at + len(part) - len(part.lstrip(" \t"))
        at += len(part)
        found.append((text, range(first, first + len(text) + 1) if text else [at]))
        at += 1
    return found


def _escaped_cells(row: str, at: int) -> list[tuple[str, Sequence[int]]]:
    """The same of any row: `\\|` is a bar in a cell."""
    found: list[tuple[str, Sequence[int]]] = []
    shown: list[str] = []
    places: list[int] = []
    escaped = False

    def cut() -> None:
        text = "".join(shown)
        left = len(text) - len(text.lstrip(" \t"))
        right = len(text.rstrip(" \t"))
        kept = places[left:right]
        found.append((text[left:right], [*kept, kept[-1] + 1] if kept else [at]))

    for character in row:
        if character == "|" and not escaped:
            cut()
            shown, places = [], []
        else:
            if character == "|":
                shown.pop()
                places.pop()
            shown.append(character)
            places.append(at)
        escaped = character == "\\"
        at += 1
    cut()
    return found
