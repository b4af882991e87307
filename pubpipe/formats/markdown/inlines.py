"""Inline tokens of Markdown as inlines of pandoc's JSON: those pandoc's reader of HTML makes of the same text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token

from pubpipe.formats.markdown.masks import sizes_of
from pubpipe.text.page_marks import is_marked, may_mark, page_number

Node = dict[str, Any]
"""An inline or block: `{"t": type, "c": content}`."""

FORMULA = re.compile("\ue001(\\d+)\ue002")
"""What stands in the text for a formula, or the size of a picture: its number."""

_BLANK = re.compile(r"([ \t\r\n]+)")
_FORMATS = {
    "em": "Emph", "i": "Emph", "strong": "Strong", "b": "Strong", "s": "Strikeout", "del": "Strikeout",
    "u": "Underline", "sup": "Superscript", "sub": "Subscript",
}  # fmt: skip
_MELTING = frozenset(_FORMATS.values())
"""Neighbours of one such type become one."""
_SPACES = frozenset(("Space", "SoftBreak"))
comment = re.compile(r"<!--(?!-?>)(?:(?!-->|--!>).)*-->", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z]+[1-6]?)((?:\s+[a-z][a-z:-]*=(?:\"[^\"&<>]*\"|'[^'\"&<>]*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([a-z][a-z:-]*)=(?:\"([^\"]*)\"|'([^']*)')")
_ATTRIBUTES = frozenset(("id", "class", "role", "title", "lang", "href", "target", "rel", "aria-label", "epub:type"))
_ADDRESS = re.compile(r"[\w/:.#?=%,;+@~-]*", re.ASCII)
_NAMES = re.compile(r"[\w-]+(?: [\w-]+)*")
_KINDS = frozenset(
    "smallcaps math inline display line-block noteref footnote-ref footnote footnotes endnote endnotes notes".split()
)
"""Names pandoc, or what prepares HTML for it, takes for more than names."""


class Foreign(Exception):
    """HTML that only pandoc can read."""


def placed(into: list[Node], node: Node) -> None:
    """Put an inline behind others, as pandoc's lists of inlines do: neighbouring spaces and words are one."""
    if into:
        last, kind = into[-1], node["t"]
        before = last["t"]
        if kind == "Str" and before == "Str":
            into[-1] = {"t": "Str", "c": last["c"] + node["c"]}
            return
        if kind in _SPACES and before in _SPACES:
            if kind == "SoftBreak":
                into[-1] = node
            return
        if kind in _SPACES and before == "LineBreak":
            return
        if kind == "LineBreak" and before in _SPACES:
            into[-1] = node
            return
        if kind == before and kind in _MELTING:
            into[-1] = {"t": kind, "c": [*last["c"], *node["c"]]}
            return
    into.append(node)


def trimmed(inlines: list[Node]) -> list[Node]:
    """Inlines without spaces at their ends."""
    start, end = 0, len(inlines)
    while start < end and inlines[start]["t"] in _SPACES:
        start += 1
    while start < end and inlines[end - 1]["t"] in _SPACES:
        end -= 1
    return inlines[start:end] if end - start < len(inlines) else inlines


def words(text: str) -> list[Node]:
    """A text as Strs with what parts them."""
    if not _BLANK.search(text):
        return [{"t": "Str", "c": text}] if text else []
    return [
        {"t": ("SoftBreak" if "\n" in part or "\r" in part else "Space") if each % 2 else "Str"}
        | ({} if each % 2 else {"c": part})
        for each, part in enumerate(_BLANK.split(text))
        if part
    ]


class Inlines:
    """Makes inlines of tokens. `formulas` are the file's, each between its dollar signs, and sizes in braces.

    `note` gives the node for a note by its number. Raises Foreign for HTML that is not as plain as authors write it.
    """

    def __init__(self, formulas: Sequence[str], note: Callable[[int], Node]) -> None:
        self._formulas, self._note = formulas, note

    def of(self, tokens: Sequence[Token]) -> list[Node]:
        """The inlines, trimmed."""
        if len(tokens) == 1 and tokens[0].type == "text" and "\ue001" not in tokens[0].content:
            return trimmed(words(tokens[0].content))
        self._standing: list[tuple[str, list[Node], Node, Mapping[str, str]]] = []
        into: list[Node] = []
        self._into = into
        for token in tokens:
            self._read(token)
        if self._standing:
            raise Foreign
        return trimmed(into)

    def plain(self, text: str) -> str:
        """A text that can hold no formulas, with what they are written as."""
        return FORMULA.sub(lambda found: self._formulas[int(found[1])] if self._is_formula(found[1]) else "", text)

    def _is_formula(self, number: str) -> bool:
        return not self._formulas[int(number)].startswith("{")

    def _read(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._text(token.content)
        elif kind == "softbreak":
            placed(self._into, {"t": "SoftBreak"})
        elif kind == "hardbreak":
            placed(self._into, {"t": "LineBreak"})
        elif kind == "code_inline":
            self._into.append(code(self.plain(token.content)))
        elif kind in ("em_open", "strong_open", "s_open"):
            self._open(token.tag, {"t": _FORMATS[token.tag], "c": []})
        elif kind == "link_open":
            title = self.plain(str(token.attrs.get("title", "")))
            self._open("a", {"t": "Link", "c": [["", [], []], [], [_address(token, "href"), title]]})
        elif kind in ("em_close", "strong_close", "s_close", "link_close"):
            self._close(token.tag)
        elif kind == "image":
            title = self.plain(str(token.attrs.get("title", "")))
            shown = words(self.plain(_shown(token.children or [])))
            self._into.append({"t": "Image", "c": [["", [], []], shown, [_address(token, "src"), title]]})
        elif kind == "footnote_ref":
            if self._standing and self._standing[-1][0] == "sup":
                raise Foreign
            self._into.append(self._note(token.meta["id"]))
        elif kind == "html_inline":
            self._tag(token.content)
        elif kind != "footnote_anchor":
            raise Foreign

    def _text(self, text: str) -> None:
        for each, part in enumerate(FORMULA.split(text)):
            if each % 2:
                written = self._formulas[int(part)]
                if self._is_formula(part):
                    self._into.append(formula(written))
                elif self._into and self._into[-1]["t"] == "Image":
                    self._into[-1]["c"][0][2] = sizes_of(written)
                continue
            for node in words(part):
                placed(self._into, node)

    def _open(self, name: str, node: Node, values: Mapping[str, str] = MappingProxyType({})) -> None:
        if name == "a" and any(other == "a" for other, *_more in self._standing):
            raise Foreign
        self._standing.append((name, self._into, node, values))
        self._into = []

    def _close(self, name: str) -> None:
        if not self._standing or self._standing[-1][0] != name:
            raise Foreign
        _name, into, node, values = self._standing.pop()
        inside, self._into = self._into, into
        if node["t"] == "Span":
            node["c"][1] = inside
            into.append(page_mark(values, inside) or node)
            return
        held = trimmed(inside)
        node["c"] = [node["c"][0], held, node["c"][2]] if node["t"] == "Link" else held
        if inside and inside[0]["t"] in _SPACES:
            placed(into, inside[0])
        placed(into, node)
        if inside and inside[-1]["t"] in _SPACES:
            placed(into, inside[-1])

    def _tag(self, tag: str) -> None:
        """A tag as authors write them, or as we do ourselves."""
        if comment.fullmatch(tag):
            return
        found = TAG.fullmatch(tag)
        if found is None:
            raise Foreign
        closing, name, written, closed = found.groups()
        if name == "br" and not (closing or written):
            placed(self._into, {"t": "LineBreak"})
        elif name not in _FORMATS and name not in ("a", "span"):
            raise Foreign
        elif closing:
            self._close(name)
        elif name in _FORMATS:
            if written or closed:
                raise Foreign
            self._open(name, {"t": _FORMATS[name], "c": []})
        else:
            values = attributes(written)
            self._open(name, _holder(name, values), values)
            if closed:
                self._close(name)


def _holder(name: str, values: Mapping[str, str]) -> Node:
    """A Span or Link without its inlines, of a tag's attributes."""
    address = values.get("href")
    if address is None:
        return {"t": "Span", "c": [attribute(values), []]}
    if name == "span" or not _ADDRESS.fullmatch(address):
        raise Foreign
    own = attribute({key: value for key, value in values.items() if key not in ("href", "title")})
    return {"t": "Link", "c": [own, [], [address, values.get("title", "")]]}


def page_mark(values: Mapping[str, str], inside: Sequence[Node]) -> Node | None:
    """The mark of a page that an element with these attributes is, whatever it shows; None if it is none."""
    if not may_mark(values):
        return None
    shown = "".join(stringified(inside))
    number = page_number(values, shown) if is_marked(values, shown) else ""
    return {"t": "Span", "c": [[values.get("id", ""), ["pagebreak"], [["aria-label", number]]], []]} if number else None


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag. Raises Foreign for names that mean more than they say, and for one given twice."""
    found = [(name, double or single) for name, double, single in _ATTRIBUTE.findall(written)]
    values = dict(found)
    for name in ("class", "role", "epub:type"):
        said = values.get(name, "")
        if said and (not _NAMES.fullmatch(said) or not _KINDS.isdisjoint(said.split()) or said.startswith("doc-note")):
            raise Foreign
    if len(values) < len(found) or not values.keys() <= _ATTRIBUTES or not "".join(values.values()).isprintable():
        raise Foreign
    return values


def attribute(values: Mapping[str, str]) -> list[Any]:
    """A tag's attributes as pandoc has them: `[id, classes, [[key, value], …]]`; EPUB's types are classes too."""
    names = [*values.get("class", "").split(), *values.get("epub:type", "").split()]
    own = [[key, value] for key, value in values.items() if key not in ("id", "class")]
    return [values.get("id", ""), names, own]


def formula(written: str) -> Node:
    """A formula between its dollar signs."""
    kind = "DisplayMath" if written.startswith("$$") else "InlineMath"
    return {"t": "Math", "c": [{"t": kind}, written.strip("$").strip()]}


def code(text: str) -> Node:
    """A code span; white space in it is one space."""
    return {"t": "Code", "c": [["", [], []], _BLANK.sub(" ", text)]}


def stringified(inlines: Sequence[Node]) -> Iterator[str]:
    """What inlines say, as pandoc takes it of a heading for its id."""
    for node in inlines:
        kind = node["t"]
        if kind == "Str":
            yield node["c"]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in ("Code", "Math"):
            yield node["c"][1]
        elif kind != "RawInline":
            yield from stringified(inside(node))


def inside(node: Node) -> list[Node]:
    """The inlines or blocks a node holds."""
    if node["t"] in ("Link", "Image", "Span"):
        return node["c"][1]  # type: ignore[no-any-return]
    held = node.get("c")
    return held if isinstance(held, list) and held and isinstance(held[0], dict) and "t" in held[0] else []


def _address(token: Token, name: str) -> str:
    return str(token.attrs.get(name, ""))


def _shown(tokens: Sequence[Token]) -> str:
    """What an image's alternative text says."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "html_inline"):
            parts.append(token.content)
        elif token.type == "image":
            parts.append(_shown(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
