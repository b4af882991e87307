"""Block tokens of Markdown as blocks of pandoc's JSON: those pandoc's reader of HTML makes of the same page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from pubpipe.formats.markdown.inlines import (
    TAG,
    Foreign,
    Inlines,
    Node,
    attribute,
    attributes,
    comment,
    inside,
    page_mark,
    stringified,
)

_PARAGRAPHS = frozenset(("Para", "CodeBlock", "Header", "BlockQuote"))
"""Beside these an item's bare text is a paragraph."""
_ALIGNED = {"text-align:left": "AlignLeft", "text-align:right": "AlignRight", "text-align:center": "AlignCenter"}
_HOLDERS = frozenset(("blockquote", "bullet_list", "ordered_list", "list_item", "dl", "dd"))
_SILENT = frozenset(
    "paragraph_open paragraph_close heading_open heading_close dt_open dt_close footnote_block_open "
    "footnote_block_close footnote_anchor thead_open thead_close tbody_open tbody_close th_open th_close td_open "
    "td_close tr_close".split()
)


def blocks(tokens: Sequence[Token], formulas: Sequence[str]) -> list[Node]:
    """The page's blocks; `formulas` are those the text has marks for. Raises Foreign for what only pandoc can read."""
    return _Blocks(formulas).of(tokens)


class _Holder(NamedTuple):
    """A block being read that holds others: its name, what stood before it, its node or, of a part, None.

    `values` are the attributes of a division.
    """

    name: str
    before: list[Node]
    node: Node | None = None
    values: Mapping[str, str] = MappingProxyType({})


class _Blocks:
    def __init__(self, formulas: Sequence[str]) -> None:
        self._inlines = Inlines(formulas, self._marked)
        self._holders: list[_Holder] = []
        self._into: list[Node] = []
        self._notes: dict[int, list[Node]] = {}
        self._marks: list[tuple[Node, int]] = []
        self._noted: int | None = None
        self._identities: set[str] = set()
        self._rows: dict[str, list[Any]] = {}
        self._aligned: list[str] = []

    def of(self, tokens: Sequence[Token]) -> list[Node]:
        """The blocks of a whole page."""
        before = None
        for token in tokens:
            self._read(token, before)
            before = token
        if self._holders:
            raise Foreign
        for node, number in self._marks:
            node |= {"t": "Note", "c": self._notes[number]}
        return self._into

    def _read(self, token: Token, before: Token | None) -> None:
        kind = token.type
        if kind in _SILENT:
            return
        if kind == "inline" and before is not None:
            self._text(self._inlines.of(token.children or []), before)
        elif kind in ("fence", "code_block"):
            self._into.append(self._code(token))
        elif kind == "hr":
            self._into.append({"t": "HorizontalRule"})
        elif kind == "html_block":
            self._html(token.content)
        elif kind == "table_open":
            self._rows, self._aligned = {"thead": [], "tbody": []}, []
        elif kind == "table_close":
            self._into.append(_table(self._rows["thead"], self._rows["tbody"], self._aligned))
        elif kind == "tr_open":
            self._row: list[Any] = []
            self._rows["tbody" if self._rows["thead"] else "thead"].append([["", [], []], self._row])
        elif kind == "footnote_open":
            self._hold("footnote")
            self._noted = token.meta["id"]
        elif kind == "footnote_close":
            assert self._noted is not None
            self._notes[self._noted] = self._held("footnote")[1]
            self._noted = None
        elif kind.removesuffix("_open") in _HOLDERS:
            self._open(kind.removesuffix("_open"), token)
        elif kind.removesuffix("_close") in _HOLDERS:
            self._close(kind.removesuffix("_close"))
        else:
            raise Foreign

    def _marked(self, number: int) -> Node:
        """A note's place; a note within a note stays a mark."""
        node: Node = {"t": "RawInline", "c": ["noteref", f"pubpipe-note-{number + 1}"]}
        if self._noted is None:
            self._marks.append((node, number))
        return node

    # blocks that hold others

    def _hold(self, name: str, node: Node | None = None, values: Mapping[str, str] = MappingProxyType({})) -> None:
        self._holders.append(_Holder(name, self._into, node, values))
        self._into = []

    def _held(self, name: str) -> tuple[_Holder, list[Node]]:
        """The block that ends here, and what it holds."""
        if not self._holders or self._holders[-1].name != name:
            raise Foreign
        holder = self._holders.pop()
        held, self._into = self._into, holder.before
        return holder, held

    def _open(self, name: str, token: Token) -> None:
        node: Node | None = None
        if name == "bullet_list":
            node = {"t": "BulletList", "c": []}
        elif name == "ordered_list":
            start = int(token.attrs.get("start", 1))
            node = {"t": "OrderedList", "c": [[start, {"t": "DefaultStyle"}, {"t": "DefaultDelim"}], []]}
        elif name == "dl":
            node = {"t": "DefinitionList", "c": []}
        self._hold(name, node)

    def _close(self, name: str) -> None:
        holder, held = self._held(name)
        if name == "blockquote":
            self._into.append({"t": "BlockQuote", "c": held})
        elif name in ("list_item", "dd"):
            around = self._holders[-1].node
            assert around is not None
            items = around["c"][1] if around["t"] == "OrderedList" else around["c"]
            (items if name == "list_item" else items[-1][1]).append(_paragraphs(held))
        elif holder.node is not None:
            self._into.append(holder.node)

    def _html(self, written: str) -> None:
        """Divisions that open and close, and comments."""
        at = 0
        rest = comment.sub("", written).strip()
        while at < len(rest):
            tag = TAG.match(rest, at)
            if tag is None or tag[2] != "div" or tag[4]:
                raise Foreign
            at = tag.end()
            while rest[at : at + 1].isspace():
                at += 1
            if not tag[1]:
                values = attributes(tag[3])
                self._hold("div", values=values)
                continue
            division, held = self._held("div")
            mark = page_mark(division.values, held)
            div = {"t": "Div", "c": [attribute(division.values), held]}
            self._into.append({"t": "Para", "c": [mark]} if mark else div)

    # blocks of text

    def _text(self, inlines: list[Node], before: Token) -> None:
        kind = before.type
        if kind == "heading_open":
            level = int(before.tag[1:])
            self._into.append({"t": "Header", "c": [level, [self._identity(inlines), [], []], inlines]})
        elif kind in ("th_open", "td_open"):
            aligned = _ALIGNED.get(str(before.attrs.get("style", "")), "AlignDefault")
            if len(self._rows["thead"]) == 1 and not self._rows["tbody"]:
                self._aligned.append(aligned)
            cell = [{"t": "Plain", "c": inlines}] if inlines else []
            self._row.append([["", [], []], {"t": aligned}, 1, 1, cell])
        elif kind == "dt_open":
            around = self._holders[-1].node
            assert around is not None
            around["c"].append([inlines, []])
        elif inlines and not before.hidden:
            self._into.append({"t": "Para", "c": inlines})
        elif inlines:
            if self._holders[-1].name == "div" or (self._into and self._into[-1]["t"] == "Plain"):
                raise Foreign
            self._into.append({"t": "Plain", "c": inlines})

    def _code(self, token: Token) -> Node:
        names = unescapeAll(token.info).split()[:1] if token.type == "fence" else []
        shown = self._inlines.plain(token.content).removesuffix("\n").expandtabs(4)
        return {"t": "CodeBlock", "c": [["", names, []], shown]}

    def _identity(self, inlines: list[Node]) -> str:
        """The id pandoc gives a heading: its words with hyphens between, from the first letter on."""
        said = "".join(stringified(inlines)).lower()
        kept = "-".join("".join(each for each in said if each.isalnum() or each.isspace() or each in "-_.").split())
        letter = next((place for place, each in enumerate(kept) if each.isalpha()), len(kept))
        base = identity = kept[letter:] or "section"
        number = 0
        while identity in self._identities:
            number += 1
            identity = f"{base}-{number}"
        self._identities.add(identity)
        return identity


def _paragraphs(held: list[Node]) -> list[Node]:
    """What an item holds: its bare texts are paragraphs where paragraphs and their like stand beside them."""
    if not any(node["t"] in _PARAGRAPHS for node in held):
        return held
    return [{"t": "Para", "c": node["c"]} if node["t"] == "Plain" else node for node in held]


def _table(head: list[Any], body: list[Any], aligned: list[str]) -> Node:
    """A table; columns share its width evenly where a cell has several lines."""
    several = any(kind == "LineBreak" for _own, cells in (*head, *body) for cell in cells for kind in _kinds(cell[4]))
    width: Node = {"t": "ColWidth", "c": 1 / len(aligned)} if several else {"t": "ColWidthDefault"}
    columns = [[{"t": each if body else "AlignDefault"}, width] for each in aligned]
    own: list[Any] = ["", [], []]
    bodies = [[own, 0, [], body]] if body else []
    return {"t": "Table", "c": [own, [None, []], columns, [own, head], bodies, [own, []]]}


def _kinds(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node["t"]
        yield from _kinds(inside(node))
