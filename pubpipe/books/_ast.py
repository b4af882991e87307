"""Pandoc's JSON: making, reading and walking it.

A node is `{"t": type, "c": content}`. Inlines and blocks stand in lists; whoever walks sees every list once, parents
first. Only the types pandoc's readers make are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

Node = dict[str, Any]
Attributes = list[Any]

ATTRIBUTED = dict.fromkeys(("Div", "Span", "Link", "Image", "Code", "CodeBlock", "Figure", "Table"), 0) | {"Header": 1}
"""Where the attribute stands in a node's content, of those that have one."""
INLINE_HOLDERS = {
    "Para": None, "Plain": None, "Header": 2, "Emph": None, "Strong": None, "Underline": None, "Strikeout": None,
    "Superscript": None, "Subscript": None, "SmallCaps": None, "Quoted": 1, "Cite": 1, "Link": 1, "Image": 1, "Span": 1,
}  # fmt: skip
"""Where the inlines stand in a node's content; None: they are the content."""
_CLOSED = ("Link", "Code", "Image", "Note", "Quoted")
"""Inlines into which nothing is put."""
BLOCK_HOLDERS = {"BlockQuote": None, "Div": 1, "Note": None, "Figure": 2}
"""Where the blocks stand in a node's content; None: they are the content."""

_LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "RawInline"))
"""Inlines that hold no nodes."""
_INLINES = _LEAVES | {"Note", *INLINE_HOLDERS} - {"Para", "Plain", "Header"}
_HOLDERS_OF_LISTS = frozenset(("LineBlock", "DefinitionList", "BulletList", "OrderedList", "Table", "Figure"))
_HOLDERS = {kind: place for kind, place in (INLINE_HOLDERS | BLOCK_HOLDERS).items() if kind not in _HOLDERS_OF_LISTS}
_ENTERED = _HOLDERS.keys() | _HOLDERS_OF_LISTS
"""What holds other nodes."""


def string(text: str) -> Node:
    """A Str."""
    return {"t": "Str", "c": text}


SPACE: Node = {"t": "Space"}


def words(text: str) -> list[Node]:
    """Inlines of a plain text, with Spaces between its words."""
    inlines: list[Node] = []
    for word in text.split(" "):
        if inlines:
            inlines.append({"t": "Space"})
        inlines.append(string(word))
    return [inline for inline in inlines if inline.get("c") != ""]


def attribute(identity: str = "", *classes: str, **pairs: str) -> Attributes:
    """A pandoc attribute: `[id, classes, [[key, value], …]]`."""
    return [identity, list(classes), [[key, value] for key, value in pairs.items()]]


def paragraph(inlines: list[Node]) -> Node:
    """A Para."""
    return {"t": "Para", "c": inlines}


def div(blocks: list[Node], *classes: str, **pairs: str) -> Node:
    """A Div."""
    return {"t": "Div", "c": [attribute("", *classes, **pairs), blocks]}


def span(inlines: list[Node], *classes: str, **pairs: str) -> Node:
    """A Span."""
    return {"t": "Span", "c": [attribute("", *classes, **pairs), inlines]}


def link(inlines: list[Node], target: str, *classes: str, **pairs: str) -> Node:
    """A Link."""
    return {"t": "Link", "c": [attribute("", *classes, **pairs), inlines, [target, ""]]}


def header(level: int, inlines: list[Node], identity: str, *classes: str, **pairs: str) -> Node:
    """A Header."""
    return {"t": "Header", "c": [level, attribute(identity, *classes, **pairs), inlines]}


def attribute_list(node: Node) -> Attributes | None:
    """A node's attribute list itself, to be changed in place, or None if its type has none."""
    place = ATTRIBUTED.get(node["t"])
    if place is None:
        return None
    found: Attributes = node["c"][place]
    return found


def identity(node: Node) -> str:
    """A node's id, or ""."""
    found = attribute_list(node)
    return str(found[0]) if found else ""


def classes(node: Node) -> list[str]:
    """A node's classes."""
    found = attribute_list(node)
    return list(found[1]) if found else []


def attributes(node: Node) -> dict[str, str]:
    """A node's keys and values."""
    found = attribute_list(node)
    return dict(found[2]) if found else {}


def said(node: Node, key: str) -> str:
    """One value of a node's attribute, or ""; of several the last."""
    place = ATTRIBUTED.get(node["t"])
    pairs = node["c"][place][2] if place is not None else ()
    return next((value for name, value in reversed(pairs) if name == key), "") if pairs else ""


def put(node: Node, key: str, value: str) -> None:
    """Set one key of a node's attribute; an empty value removes it."""
    found = attribute_list(node)
    assert found is not None, node["t"]
    found[2] = [pair for pair in found[2] if pair[0] != key] + ([[key, value]] if value else [])


def inlines_of(node: Node) -> list[Node] | None:
    """The list of inlines a node holds directly, or None."""
    if node["t"] not in INLINE_HOLDERS:
        return None
    place = INLINE_HOLDERS[node["t"]]
    found: list[Node] = node["c"] if place is None else node["c"][place]
    return found


def are_leaves(inlines: list[Node]) -> bool:
    """Whether inlines hold no other nodes: plain text and the like."""
    return all(node["t"] in _LEAVES for node in inlines)


def is_one_leaf(node: Node) -> bool:
    """Whether a node is a paragraph of one inline that holds no other, as most are."""
    return node["t"] in ("Para", "Plain") and len(node["c"]) == 1 and node["c"][0]["t"] in _LEAVES


def rows_of(table: Node) -> Iterator[tuple[str, Any]]:
    """The rows of a table with their part: "head", "body" (with "stub" rows as head) or "foot"."""
    for row in table["c"][3][1]:
        yield "head", row
    for body in table["c"][4]:
        for row in body[2]:
            yield "head", row
        for row in body[3]:
            yield "body", row
    for row in table["c"][5][1]:
        yield "foot", row


def block_lists(node: Node) -> Iterator[list[Node]]:
    """The lists of blocks a node holds directly: of a Div one, of a list one an item, of a table one a cell."""
    kind = node["t"]
    if kind in BLOCK_HOLDERS:
        if kind == "Figure":
            yield node["c"][1][1]
        place = BLOCK_HOLDERS[kind]
        yield node["c"] if place is None else node["c"][place]
    elif kind == "BulletList":
        yield from node["c"]
    elif kind == "OrderedList":
        yield from node["c"][1]
    elif kind == "DefinitionList":
        for _, definitions in node["c"]:
            yield from definitions
    elif kind == "Table":
        yield node["c"][1][1]
        for _, row in rows_of(node):
            for cell in row[1]:
                yield cell[4]


def inline_lists(node: Node) -> Iterator[list[Node]]:
    """The lists of inlines a node holds directly: of a LineBlock one a line, of a DefinitionList one a term."""
    found = inlines_of(node)
    if found is not None:
        yield found
    elif node["t"] == "LineBlock":
        yield from node["c"]
    elif node["t"] == "DefinitionList":
        for term, _ in node["c"]:
            yield term


def nodes(tree: list[Node]) -> Iterator[Node]:
    """Every node of a list and below, parents first, in reading order; a node may be changed before what it holds."""
    standing: list[Iterator[Node]] = [iter(tree)]
    while standing:
        for node in standing[-1]:
            yield node
            if node["t"] in _ENTERED:
                standing.append(_held(node))
                break
        else:
            standing.pop()


def _held(node: Node) -> Iterator[Node]:
    """What a node holds directly, in reading order, of all its lists."""
    if node["t"] not in _HOLDERS:
        return chain.from_iterable(_lists(node))
    place = _HOLDERS[node["t"]]
    return iter(node["c"] if place is None else node["c"][place])


def _lists(node: Node) -> Iterator[list[Node]]:
    """The lists of inlines and blocks a node holds directly, in reading order."""
    if node["t"] == "DefinitionList":
        for term, definitions in node["c"]:
            yield term
            yield from definitions
        return
    yield from inline_lists(node)
    yield from block_lists(node)


def each_block(tree: list[Node]) -> Iterator[Node]:
    """Every block of a list and below, those of notes too, parents first; as `nodes` gives them, without inlines."""
    standing: list[Iterator[Node]] = [iter(tree)]
    while standing:
        for node in standing[-1]:
            kind = node["t"]
            if kind in _LEAVES:
                continue
            if kind not in _INLINES:
                yield node
            if kind in _ENTERED and not is_one_leaf(node):
                standing.append(_held(node))
                break
        else:
            standing.pop()


def each_inlines(tree: list[Node]) -> Iterator[list[Node]]:
    """Every outermost list of inlines: of a paragraph, a heading, a line; notes within come after it."""
    standing: list[Iterator[Node]] = [iter(tree)]
    while standing:
        for node in standing[-1]:
            kind = node["t"]
            if kind in _LEAVES:
                continue
            if kind in ("Para", "Plain"):
                yield node["c"]
            elif kind in ("Header", "LineBlock", "DefinitionList"):
                yield from inline_lists(node)
            if kind in _ENTERED and not is_one_leaf(node):
                standing.append(_held(node))
                break
        else:
            standing.pop()


def leaves(inlines: list[Node]) -> Iterator[tuple[list[Node], int]]:
    """Every inline that holds no inlines, as its list and its place, in reading order; notes are leaves."""
    for place, node in enumerate(inlines):
        inner = inlines_of(node)
        if inner is None:
            yield inlines, place
        else:
            yield from leaves(inner)


def joined(inlines: list[Node]) -> list[Node]:
    """Inlines with neighbouring Strs made one."""
    if len(inlines) < 2:
        return inlines
    kept: list[Node] = []
    for node in inlines:
        if node["t"] == "Str" and kept and kept[-1]["t"] == "Str":
            kept[-1] = string(kept[-1]["c"] + node["c"])
        else:
            kept.append(node)
    return kept


def plain(inlines: list[Node]) -> str:
    """The characters of inlines, without notes and pictures."""
    parts = []
    for node in inlines:
        kind = node["t"]
        if kind == "Str":
            parts.append(node["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind in ("Code", "Math"):
            parts.append(node["c"][1])
        elif kind not in ("Image", "Note", "RawInline"):
            parts.append(plain(inlines_of(node) or []))
    return "".join(parts)


def plain_blocks(blocks: list[Node]) -> str:
    """The characters of blocks, without notes and pictures, paragraphs apart by a line break."""
    return "\n".join(plain(inlines) for inlines in each_inlines(blocks))


def drop_prefix(inlines: list[Node], length: int) -> None:
    """Remove the first characters of inlines, as `plain` counts them; notes and pictures among them stay."""
    for holder, place in list(leaves(inlines)):
        if length <= 0:
            break
        node = holder[place]
        size = len(plain([node]))
        if node["t"] == "Str":
            node["c"] = node["c"][length:]
        elif size:
            holder[place] = string("")
        length -= size
    _drop_empty(inlines)


def insert(inlines: list[Node], offset: int, more: list[Node]) -> bool:
    """Put inlines at an offset, as `plain` counts characters; whether there was a place: nothing goes into a link."""
    for place, node in enumerate(inlines):
        size = len(plain([node]))
        if offset > size:
            offset -= size
            continue
        if node["t"] in _CLOSED:
            return False
        if node["t"] == "Str":
            head, tail = node["c"][:offset], node["c"][offset:]
            inlines[place : place + 1] = [string(head), *more, *([string(tail)] if tail else [])]
            return True
        inner = inlines_of(node)
        if inner is None:
            return False
        if offset == size:
            inlines[place + 1 : place + 1] = more
            return True
        return insert(inner, offset, more)
    return False


def _drop_empty(inlines: list[Node]) -> None:
    for node in inlines:
        _drop_empty(inlines_of(node) or [])
    inlines[:] = [node for node in inlines if node.get("c") != ""]


def rewrite_blocks(blocks: list[Node], change: Callable[[Node], list[Node] | None]) -> None:
    """Replace each block by what `change` gives, children first; None keeps it. Notes are visited too."""
    for place in range(len(blocks) - 1, -1, -1):
        node = blocks[place]
        kind = node["t"]
        if kind in ("Para", "Plain"):
            if not is_one_leaf(node):
                _rewrite_notes(node["c"], change)
        elif kind == "Div":
            rewrite_blocks(node["c"][1], change)
        else:
            for inner in inline_lists(node):
                _rewrite_notes(inner, change)
            for inner in block_lists(node):
                rewrite_blocks(inner, change)
        changed = change(node)
        if changed is not None:
            blocks[place : place + 1] = changed


def _rewrite_notes(inlines: list[Node], change: Callable[[Node], list[Node] | None]) -> None:
    for node in inlines:
        kind = node["t"]
        if kind == "Note":
            rewrite_blocks(node["c"], change)
        elif kind not in _LEAVES:
            _rewrite_notes(inlines_of(node) or [], change)


def rewrite_inlines(tree: list[Node], change: Callable[[list[Node]], list[Node]]) -> None:
    """Replace every list of inlines by what `change` gives, innermost first; notes are visited too."""
    for node in tree:
        kind = node["t"]
        if kind in _LEAVES:
            continue
        if kind in ("Para", "Plain"):
            if not is_one_leaf(node):
                rewrite_inlines(node["c"], change)
            node["c"][:] = change(node["c"])
        elif kind == "Div":
            rewrite_inlines(node["c"][1], change)
        else:
            for blocks in block_lists(node):
                rewrite_inlines(blocks, change)
            for inlines in inline_lists(node):
                rewrite_inlines(inlines, change)
                inlines[:] = change(inlines)
