"""An assembled book as its reader sees it, paragraph by paragraph: what checks of editions look at."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence

from pubpipe.books import Assembled, Keep, Part
from pubpipe.books._ast import (
    Node,
    are_leaves,
    block_lists,
    classes,
    inline_lists,
    nodes,
    plain,
    rows_of,
    said,
)
from pubpipe.model import Passage

_TEXT = ("Para", "Plain", "Header", "LineBlock", "DefinitionList")


def passages(assembled: Assembled, sources: Mapping[str, str]) -> list[Passage]:
    """Every paragraph that has text, in reading order, a note behind the paragraph that holds its mark.

    `sources` gives the English of a unit by its address. A heading stands there with its number, a caption with its
    label.
    """
    return [passage for part in assembled.parts for passage in _of_part(part, sources, assembled.keep)]


def _of_part(part: Part, sources: Mapping[str, str], keep: Keep | None) -> Sequence[Passage]:
    """The passages of a part; those an earlier build found serve again."""
    key = f"passages-{part.key}"
    if keep and part.key:
        with contextlib.suppress(ValueError, TypeError):
            return [Passage(*each) for each in json.loads(keep.get(key) or b"")]
    called = f"{part.number} {part.title}".strip()
    found = [
        Passage(address, role, text, called, sources.get(address, "") if address else "")
        for address, role, text in _texts(list(part.blocks), "", "paragraph", "")
        if text.strip()
    ]
    if keep and part.key:
        keep.put(key, json.dumps(found, ensure_ascii=False).encode())
    return found


def _texts(blocks: list[Node], address: str, role: str, label: str) -> Iterator[tuple[str, str, str]]:
    """Address, role and text of each paragraph; `label` is what stands before the first of a caption."""
    for node in blocks:
        own = said(node, "address") or address
        kind = node["t"]
        if kind in _TEXT:
            yield from _paragraph(node, own, role, label)
        elif kind in ("Figure", "Table"):
            name = said(node, "label")
            yield from _texts(node["c"][1][1], own, "caption", f"{name}\u3000" if name else "")
            inner = [cell[4] for _part, row in rows_of(node) for cell in row[1]] if kind == "Table" else [node["c"][2]]
            for each in inner:
                yield from _texts(each, own, "cell" if kind == "Table" else role, "")
        else:
            inside = _role(node, role)
            for each in block_lists(node):
                yield from _texts(each, own, inside, label)
                label = ""
        label = ""


def _role(node: Node, around: str) -> str:
    """The role of what stands in a block: what the book calls its kind of text, or quote, or item."""
    if node["t"] == "Div" and "role" in classes(node):
        return next((each for each in classes(node) if each != "role"), around)
    if node["t"] == "BlockQuote":
        return "quote"
    return "item" if node["t"] in ("BulletList", "OrderedList") else around


def _paragraph(node: Node, address: str, role: str, label: str) -> Iterator[tuple[str, str, str]]:
    heading = node["t"] == "Header"
    number = said(node, "number") if heading else ""
    for inlines in inline_lists(node):
        written = (f"{number}\u3000" if number else label) + plain(inlines)
        if are_leaves(inlines):
            yield address, "heading" if heading else role, written
            continue
        spans = [said(each, "address") for each in nodes(inlines) if each["t"] == "Span"]
        yield address or next(filter(None, spans), ""), "heading" if heading else role, written
        for note in [each for each in nodes(inlines) if each["t"] == "Note"]:
            yield from _texts(note["c"], address, "note", "")
