"""Latin runs are English: each stands in a span with its language, so that readers aloud and Word know it."""

from __future__ import annotations

import re

from pubpipe.books._address import FIELD
from pubpipe.books._ast import Node, attributes, each_inlines, inlines_of, joined, span, string
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._scripts import FULL_WIDTH, HAN
from pubpipe.patterns import pattern

_NO_LATIN = re.compile(f"({FIELD}|[{HAN}{FULL_WIDTH}]+)")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2}")
_ABBREVIATION = pattern(r"\b(?:[A-Za-z]\.)+$|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|vol|no|pp?|ed|eds|St|Dr|Mr|Mrs|Ms)\.$")


def apply(manuscript: Manuscript) -> None:
    """Mark the Latin runs of every paragraph that has none marked already."""
    for sheet in manuscript.sheets:
        for inlines in list(each_inlines(sheet.blocks)):
            mark(inlines)


def mark(inlines: list[Node]) -> None:
    """Put each stretch of Latin words, with the spaces within it, into a Span with lang="en"."""
    if len(inlines) == 1 and inlines[0]["t"] == "Str" and not _WORD.search(inlines[0]["c"]):
        return
    if not any(_WORD.search(node["c"]) for node in inlines if node["t"] == "Str"):
        for node in inlines:
            if node["t"] != "Str":
                _mark_within(node)
        inlines[:] = joined(inlines)
        return
    marked: list[Node] = []
    stretch: list[Node] = []
    for node in [piece for each in inlines for piece in _split(each)]:
        latin = node["t"] == "Space" or (node["t"] == "Str" and not _NO_LATIN.match(node["c"]))
        if latin:
            stretch.append(node)
            continue
        marked += _close(stretch)
        stretch = []
        _mark_within(node)
        marked.append(node)
    inlines[:] = joined(marked + _close(stretch))


def _mark_within(node: Node) -> None:
    """Mark what an inline holds, unless its language is known."""
    inner = inlines_of(node)
    if inner and "lang" not in attributes(node):
        mark(inner)


def _split(node: Node) -> list[Node]:
    return [string(piece) for piece in _NO_LATIN.split(node["c"]) if piece] if node["t"] == "Str" else [node]


def _close(stretch: list[Node]) -> list[Node]:
    """A stretch as it is, or with its Latin middle in a span: punctuation and figures at its ends stay outside."""
    places = [
        place
        for place, node in enumerate(stretch)
        if node["t"] == "Str" and re.search("[A-Za-z\u00c0-\u024f]", node["c"])
    ]
    if not any(node["t"] == "Str" and _WORD.search(node["c"]) for node in stretch):
        return stretch
    first, last = places[0], places[-1]
    before, after = stretch[:first], stretch[last + 1 :]
    middle = [dict(node) for node in stretch[first : last + 1]]
    head = re.match(r"[^A-Za-z\u00c0-\u024f]*", middle[0]["c"])
    assert head is not None
    if head[0]:
        before = [*before, string(head[0])]
        middle[0] = string(middle[0]["c"][head.end() :])
    tail = re.search(r"[^A-Za-z\u00c0-\u024f0-9]*$", middle[-1]["c"])
    assert tail is not None
    if tail[0] and not _ABBREVIATION.search(middle[-1]["c"]):
        after = [string(tail[0]), *after]
        middle[-1] = string(middle[-1]["c"][: tail.start()])
    return [*before, span(middle, lang="en"), *after]
