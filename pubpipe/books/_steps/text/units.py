"""Measures in units that are not legal in China: the metric value behind them, 5英里（约8千米）."""

from __future__ import annotations

from pubpipe.books._ast import Node, inlines_of, insert, plain, string
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import prose

_LEFT = ("original", "byline", "source", "epigraph", "key", "glossary", "index", "captions", "references")
"""Kinds of text in which nothing is converted."""
_MASK = "\ufffc"


def wanted(manuscript: Manuscript) -> bool:
    """Whether the book has any."""
    return manuscript.setting("units") != "no"


def apply(manuscript: Manuscript) -> None:
    """Convert the measures of running text: each, or the first of those alike in the book or in each chapter.

    Headings, captions, figures in tables, quotations of their own paragraph, formulas and code stay as they are.
    """
    names = [term.chinese for term in manuscript.terms if term.kind]
    told: set[str] = set()
    for sheet in manuscript.sheets:
        if manuscript.setting("mention_in") == "chapter":
            told = set()
        for inlines in prose(sheet.blocks, _LEFT):
            _convert(inlines, names, told if manuscript.setting("units") == "first" else None)


def _convert(inlines: list[Node], names: list[str], told: set[str] | None) -> None:
    """Put the metric values into a paragraph, the last ones first; not those of `told`, which the reader knows."""
    from pubpipe.text.conversions import conversions

    wanted = []
    for found in conversions(_masked(inlines), names):
        if not found.given and found.metric not in (told or ()):
            wanted.append(found)
        if told is not None:
            told.add(found.metric)
    for found in reversed(wanted):
        insert(inlines, found.at, [string(found.said)])


def _masked(inlines: list[Node]) -> str:
    """The characters as `plain` counts them, those of code and formulas hidden."""
    masked = ""
    for node in inlines:
        inner = inlines_of(node) if node["t"] not in ("Image", "Note") else None
        shown = plain([node]) if inner is None else _masked(inner)
        masked += _MASK * len(shown) if node["t"] in ("Code", "Math") else shown
    return masked
