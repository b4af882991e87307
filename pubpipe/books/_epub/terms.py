"""Terms explained where they stand: each chapter's first mention of one leads to an aside at the chapter's end.

Readers that know notes show it in a window. It says what the list at the book's end does, for a window is no one's
only way to it. In the blocks: `Span.term` with the id of its aside as the attribute entry; `Div.terms` of `Div.term`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from pubpipe.books import Block, Inline, Part
from pubpipe.books._ast import attributes, classes, div, inlines_of, nodes, paragraph, plain, span, string
from pubpipe.books._places import first_form, prose

_GAP = "\u3000"
_LEFT = ("original", "byline", "source", "epigraph", "signature", "key", "glossary", "index", "captions", "references")
"""Kinds of text in which no term is explained."""
_ENTERED = ("Emph", "Strong", "Underline", "Span")
"""Inlines in whose text a term may be explained."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term of the lists: its English as inlines, with the acronym, and what it means, or nothing."""

    chinese: str
    english: list[Inline]
    meaning: list[Block]


def explained(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of the book, those of its body with their terms explained."""
    known = {entry.chinese: entry for part in reversed(parts) for entry in reversed(_entries(part))}
    return tuple(_explained(part, known) if part.matter == "body" else part for part in parts)


def _entries(part: Part) -> list[_Entry]:
    """The terms a part lists, English first."""
    lists = [node for node in part.blocks if "glossary" in classes(node)]
    found = [_entry(node) for each in lists for node in each["c"][1] if "entry" in classes(node)]
    return [entry for entry in found if entry and len(entry.chinese) >= _SHORTEST and not entry.chinese.isascii()]


def _entry(node: Block) -> _Entry | None:
    held = inlines_of(node["c"][1][0]) or []
    if not held or attributes(held[0]).get("lang") != "en":
        return None
    place = next((place for place, each in enumerate(held) if each["t"] == "Str" and _GAP in each["c"]), len(held))
    shown = plain([each for each in held[place:] if each["t"] != "Link"])
    acronym, _gap, chinese = shown.partition(_GAP)
    english = [*held[:place], *([string(acronym)] if acronym else [])]
    meaning = [each for each in node["c"][1][1:] if "definition" in classes(each)]
    return _Entry(chinese.strip(_GAP), english, meaning)


def _explained(part: Part, known: dict[str, _Entry]) -> Part:
    whole = "".join(node["c"] for node in nodes(list(part.blocks)) if node["t"] == "Str")
    waiting = [chinese for chinese in sorted(known, key=lambda each: (-len(each), each)) if chinese in whole]
    blocks = deepcopy(list(part.blocks)) if waiting else []
    found: list[str] = []
    for inlines in prose(blocks, _LEFT, notes=False):
        _mark(inlines, waiting, found, part.id, known)
    if not found:
        return part
    asides = [_aside(known[chinese], part.id, order) for order, chinese in enumerate(found, 1)]
    return replace(part, blocks=(*blocks, div(asides, "terms")), key="")


def _mark(inlines: list[Inline], waiting: list[str], found: list[str], part: str, known: Collection[str]) -> None:
    """Mark the terms that still wait, each where it first stands; those found are told in order."""
    place = 0
    while place < len(inlines):
        node = inlines[place]
        if node["t"] == "Str" and (first := first_form(node["c"], waiting, known)):
            chinese, start = first
            waiting.remove(chinese)
            found.append(chinese)
            term = span([string(chinese)], "term", entry=f"{part}-term-{len(found)}")
            before, behind = node["c"][:start], node["c"][start + len(chinese) :]
            inlines[place : place + 1] = [each for each in (string(before), term, string(behind)) if each["c"] != ""]
            place += 1 + bool(before)
        else:
            if node["t"] in _ENTERED and "lang" not in attributes(node) and not {"ruby", "term"} & set(classes(node)):
                _mark(inlines_of(node) or [], waiting, found, part, known)
            place += 1


def _aside(entry: _Entry, part: str, order: int) -> Block:
    term = paragraph([string(entry.chinese), string(_GAP), *deepcopy(entry.english)])
    aside = div([term, *deepcopy(entry.meaning)], "term")
    aside["c"][0][0] = f"{part}-term-{order}"
    return aside
