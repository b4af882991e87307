"""Offers for the parts of a text: the sentences of a paragraph, the clauses of a long sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pubpipe.memory.points import points_of, tokens
from pubpipe.memory.recall import Recall
from pubpipe.model import Match, Span, TranslationUnit

ALIKE = 85
"""Percent from which a part is worth showing: parts are short, and what is less alike misleads."""

_LONG = 12
_SHORT = 3
_CODE = re.compile(r"(?<!\\)</?[a-z]+[0-9]+/?>")
_INNER_END = re.compile(r"[.!?…]\S*\s")
_JOINING = re.compile(r"\s*(?:and|but|or|nor|so|yet)\s+")


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(
        r"[;:](?=\s)|\s[–—]\s?|—|[()]"
        r"|,(?=\s+(?:and|but|or|nor|so|yet|which|who|whose|where|when|while|whereas|if|unless|until|because|although|"
        r"though|as|since|after|before|provided|except|including|such|for)\b)"
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, where it stands in it, and what is remembered of it, the best first."""

    text: str
    span: Span
    matches: tuple[Match, ...]


def pieces(text: str, memory: Recall, threshold: int = ALIKE, limit: int = 1) -> Iterator[Piece]:
    """The parts of a text of which something is remembered, in their order.

    A text of several sentences is looked up sentence by sentence; one long sentence clause by clause, parts of at least
    three words.
    """
    spans = list(sentence_spans(text))
    if len(spans) < 2:
        spans = list(clause_spans(text))
    for start, end in spans if len(spans) > 1 else []:
        part = text[start:end]
        found = memory.matches(TranslationUnit(part, ""), threshold, limit)
        if found:
            yield Piece(part, (start, end), tuple(found))


def sentence_spans(text: str) -> Iterator[Span]:
    """Where the sentences stand, without the spaces around them."""
    if not _INNER_END.search(text):
        yield 0, len(text)
        return
    from pubpipe.segmentation import sentences

    offsets = [place for place, kept in enumerate(_without_codes(text)) if kept]
    plain = "".join(text[place] for place in offsets)
    position = 0
    for sentence, _rule in sentences(plain, "en"):
        first = plain.index(sentence, position)
        position = first + len(sentence)
        start, end = offsets[first], offsets[position - 1] + 1
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        yield start, end


def _without_codes(text: str) -> bytearray:
    """For each character, whether it is no part of a code."""
    kept = bytearray(b"\1" * len(text))
    for found in _CODE.finditer(text):
        kept[found.start() : found.end()] = bytes(len(found[0]))
    return kept


def clause_spans(text: str) -> Iterator[Span]:
    """Where the clauses of a long sentence stand; none of a short one."""
    if _words(text) < _LONG:
        return
    start = 0
    for end, following in [*(found.span() for found in _clause_ends().finditer(text)), (len(text), len(text))]:
        part = text[start:end]
        if _words(part) >= _SHORT:
            joining = _JOINING.match(part) if start else None
            skipped = joining.end() if joining else len(part) - len(part.lstrip())
            yield start + skipped, start + len(part.rstrip())
        start = following


def _words(text: str) -> int:
    return sum(len(points_of(token)) == 2 for token in tokens(text))
