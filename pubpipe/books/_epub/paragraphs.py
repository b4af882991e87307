"""Paragraphs, and what holds them: a unit's place is its paragraph's id, or that of what needs no paragraph."""

from __future__ import annotations

from typing import NamedTuple

from pubpipe.books import Block, Inline
from pubpipe.books._epub.markup import CLASSES, attributes
from pubpipe.books._epub.writing import Writing


class Paragraph(NamedTuple):
    """A paragraph: its inlines, the address of the unit it is, an id it has besides."""

    inlines: list[Inline]
    address: str = ""
    anchor: str = ""


def paragraph_of(node: Block) -> Paragraph | None:
    """The paragraph a block is, alone or in the Div of its unit; None for all else."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return Paragraph(node["c"])
    if kind != "Div":
        return None
    (own, names, pairs), held = node["c"]
    if len(held) != 1:
        return None
    if "unit" in names and held[0]["t"] in ("Para", "Plain"):
        return Paragraph(held[0]["c"], dict(pairs).get("address", ""), own)
    return paragraph_of(held[0]) if is_bare(node) else None


def is_bare(division: Block) -> bool:
    """Whether a Div means nothing: it has no id, no language, no class the book knows."""
    own, names, pairs = division["c"][0]
    return not (own or CLASSES.intersection(names) or "role" in names or "unit" in names or "lang" in dict(pairs))


def paragraph(writing: Writing, found: Paragraph, kind: str = "", before: str = "") -> str:
    """A paragraph; `kind` is its class, `before` stands before its text."""
    place = writing.address(found.address)
    anchor = _anchor(writing, found)
    text = writing.inlines(found.inlines)
    if not kind and "<br/>" in text:
        kind = "lines"
    return f"<p{place}{attributes(class_=kind) if kind else ''}>{before}{anchor}{text}</p>\n"


def written(writing: Writing, node: Block) -> str:
    """A Para or Plain."""
    return paragraph(writing, Paragraph(node["c"]))


def holder(writing: Writing, tag: str, nodes: list[Block], given: str = "", before: str = "") -> str:
    """An element that holds blocks; a single paragraph's text is its own, and so is its place.

    `given` are its attributes; `before` stands before its text.
    """
    first = paragraph_of(nodes[0]) if nodes else None
    if first is None:
        return f"<{tag}{given}>{before}{writing.blocks(nodes).strip()}</{tag}>\n"
    if len(nodes) > 1:
        return f"<{tag}{given}>\n{paragraph(writing, first, before=before)}{writing.blocks(nodes[1:])}</{tag}>\n"
    place = writing.address(first.address)
    if place and ' id="' in given:
        before, place = f"<span{place}></span>{before}", ""
    anchor = _anchor(writing, first)
    return f"<{tag}{place}{given}>{before}{anchor}{writing.inlines(first.inlines).strip()}</{tag}>\n"


def _anchor(writing: Writing, found: Paragraph) -> str:
    """The place of the id a paragraph has beside its address."""
    place = writing.place(found.anchor) if found.anchor else ""
    return f"<span{place}></span>" if place else ""
