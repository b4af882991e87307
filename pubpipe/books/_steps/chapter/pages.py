"""Pages of the original: each mark of whatever format becomes one thing, an empty span that knows its number (边码)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._ast import (
    Node,
    attribute,
    attributes,
    block_lists,
    classes,
    identity,
    inlines_of,
    nodes,
    plain,
    plain_blocks,
    rewrite_inlines,
    string,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.text.page_marks import CLOSING, OPENING, is_marked, named_page, page_number

CLASS, NUMBER = "page", "number"
_WRITTEN = re.compile(f"{OPENING}([^{OPENING}{CLOSING}]*){CLOSING}")
_OF_PAGE = re.compile(r"^[^/]*\.xhtml_")
"""What pandoc puts before the ids of an EPUB's page."""
_TEXTUAL = ("Para", "Plain", "Header")


def apply(manuscript: Manuscript) -> None:
    """Set the page marks of every chapter; one between paragraphs goes into the paragraph after it."""
    for sheet in manuscript.sheets:
        if not sheet.may_hold("Span", "Link", "Div", OPENING):
            continue
        rewrite_inlines(sheet.blocks, _marks)
        waiting = _settle(sheet.blocks, [])
        if waiting and (last := _last(sheet.blocks)) is not None:
            last += waiting
        _once(sheet)


def is_page(node: Node) -> bool:
    """Whether a node is a page mark."""
    return node["t"] == "Span" and CLASS in classes(node) and NUMBER in attributes(node)


def _page(number: str, own: str = "") -> Node:
    return {"t": "Span", "c": [attribute(own, CLASS, number=number), []]}


def _anchor(own: str) -> Node:
    return {"t": "Span", "c": [attribute(own), []]}


def _marks(inlines: list[Node]) -> list[Node]:
    """Inlines with what marks a page, in any way, as page marks."""
    made: list[Node] = []
    for node in inlines:
        if node["t"] == "Str" and OPENING in node["c"]:
            pieces = _WRITTEN.split(node["c"])
            made += [
                _page(piece) if place % 2 else string(piece) for place, piece in enumerate(pieces) if piece or place % 2
            ]
        elif node["t"] in ("Span", "Link") and (number := _number(node, plain(node["c"][1]))):
            anchors = [_anchor(identity(each)) for each in nodes(node["c"][1]) if identity(each)]
            made += [_page(number, identity(node)), *anchors]
        else:
            made.append(node)
    return made


def _number(node: Node, shown: str) -> str:
    """The number of the page that an element marks, be it by the id of an empty anchor alone; or ""."""
    own = _OF_PAGE.sub("", identity(node))
    values = attributes(node) | {"id": own, "class": " ".join(classes(node))}
    if is_marked(values, shown):
        return page_number(values, shown)
    return "" if node["c"][1] else named_page(own)


def _settle(blocks: list[Node], waiting: list[Node]) -> list[Node]:
    """Move marks that stand between paragraphs to the beginning of the next; give those that found none."""
    kept: list[Node] = []
    for node in blocks:
        alone = list(_alone(node))
        if alone:
            waiting = [*waiting, *alone]
            continue
        kept.append(node)
        inlines = (inlines_of(node) or []) if node["t"] in _TEXTUAL else None
        if inlines is not None and _is_picture(inlines):
            waiting = [*waiting, *filter(is_page, inlines)]
            inlines[:] = [each for each in inlines if not is_page(each)]
        elif inlines is not None and waiting:
            inlines[:0] = waiting
            waiting = []
        for inner in block_lists(node):
            waiting = _settle(inner, waiting)
    blocks[:] = kept
    return waiting


def _is_picture(inlines: list[Node]) -> bool:
    """Whether a paragraph shows pictures and nothing else: it will be a figure."""
    return any(each["t"] == "Image" for each in nodes(inlines)) and not plain(inlines).strip()


def _alone(node: Node) -> Iterator[Node]:
    """The marks a block consists of: a Div that marks a page, a paragraph of nothing but marks and anchors."""
    if node["t"] == "Div":
        number = _number(node, plain_blocks(node["c"][1]))
        if number:
            yield _page(number, identity(node))
        elif node["c"][1] and not classes(node) and all(any(_alone(each)) for each in node["c"][1]):
            yield from (mark for each in node["c"][1] for mark in _alone(each))
    elif node["t"] in ("Para", "Plain"):
        shown = [each for each in node["c"] if each["t"] not in ("Space", "SoftBreak", "LineBreak")]
        if any(map(is_page, shown)) and all(each["t"] == "Span" and not each["c"][1] for each in shown):
            yield from shown


def _last(blocks: list[Node]) -> list[Node] | None:
    """The inlines of the last paragraph that has text."""
    found = [inlines for node in nodes(blocks) if node["t"] in _TEXTUAL and plain(inlines := inlines_of(node) or [])]
    return found[-1] if found else None


def _once(sheet: Sheet) -> None:
    """Let the first mark of a number stand for it; of another, only what links may lead to is left."""
    seen: set[str] = set()

    def settled(inlines: list[Node]) -> list[Node]:
        kept: list[Node] = []
        for node in inlines:
            number = attributes(node)[NUMBER] if is_page(node) else ""
            if number not in seen:
                kept.append(node)
            elif own := identity(node):
                kept.append(_anchor(own))
            seen.update([number] if number else [])
        return kept

    rewrite_inlines(sheet.blocks, settled)
