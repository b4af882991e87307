"""Marks of footnotes in HTML: links that show a number and lead to a note, or back from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubpipe.formats._spans import Mark, Piece, Text
from pubpipe.model import CodeKind

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3})[\])]?")
_KINDS = frozenset(
    "doc-footnote doc-endnote doc-endnotes footnote footnotes endnote endnotes rearnote rearnotes".split()
)
_SECTIONS = frozenset(("notes", "footnotes", "endnotes"))
LONGEST = 12
"""Pieces between the tags around a note's mark."""


def is_note(element: str, values: Mapping[str, str]) -> bool:
    """Whether an element with these attributes holds a note, or all notes of the file; its headings are layout then."""
    kinds = {*values.get("role", "").lower().split(), *values.get("epub:type", "").lower().split()}
    if kinds & _KINDS:
        return True
    names = {values.get("id", "").lower(), *values.get("class", "").lower().split()}
    return element in ("section", "div", "ol", "footer", "aside") and bool(names & _SECTIONS)


def with_note_marks(pieces: list[Piece]) -> tuple[list[Piece], list[Mark]]:
    """The pieces with each note's mark (link, superscript and number) as one standalone mark, and those marks."""
    done: list[Piece] = []
    marks: list[Mark] = []
    at = 0
    while at < len(pieces):
        mark = _mark_at(pieces, at)
        if mark is None:
            done.append(pieces[at])
            at += 1
            continue
        folded, at = mark
        done.append(folded)
        marks.append(folded)
    return done, marks


def _mark_at(pieces: list[Piece], at: int) -> tuple[Mark, int] | None:
    first = pieces[at]
    if not isinstance(first, Mark) or first.kind is not CodeKind.OPEN or first.type not in ("sup", "a", "f"):
        return None
    inside: list[Mark] = []
    shown = ""
    for index in range(at, min(at + LONGEST, len(pieces))):
        piece = pieces[index]
        if isinstance(piece, Text):
            shown += piece.shown
            continue
        inside.append(piece)
        if piece.kind is CodeKind.CLOSE and piece.pair == first.pair:
            return _folded(first, inside, shown.strip(), piece.end, index + 1)
        if piece.kind is CodeKind.OPEN and shown.strip():
            return None
    return None


def _folded(first: Mark, inside: list[Mark], shown: str, end: int, after: int) -> tuple[Mark, int] | None:
    links = [mark for mark in inside if mark.type == "a" and mark.kind is CodeKind.OPEN]
    if len(links) != 1 or not shown:
        return None
    raised = any(mark.type == "sup" for mark in inside)
    if links[0].note == "back" and not any(map(str.isalnum, shown)):
        return Mark(first.start, end, CodeKind.ALONE, "x", display=shown), after
    if links[0].note == "mark" and (first.type == "a" or raised or _MARK.fullmatch(shown)):
        return Mark(first.start, end, CodeKind.ALONE, "fn", display=shown), after
    if links[0].note == "within" and raised and _MARK.fullmatch(shown):
        return Mark(first.start, end, CodeKind.ALONE, "fn", display=shown), after
    return None


def link_note(values: Mapping[str, str]) -> str:
    """What a link says of notes: that it is a note's mark, leads back from one, or leads within the file."""
    kinds = {*values.get("role", "").split(), *values.get("epub:type", "").split(), *values.get("class", "").split()}
    if kinds & {"doc-noteref", "noteref", "footnote-ref"}:
        return "mark"
    if kinds & {"doc-backlink", "backlink", "footnote-back", "footnote-backref"}:
        return "back"
    return "within" if values.get("href", "").startswith("#") else ""
