"""Content: text with inline codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from pubpipe.model.values import value


class CodeKind(StrEnum):
    """Where an inline code stands: XLIFF 2.1 `sc`, `ec`, `ph`."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@value
class Code:
    """An inline code: bold begins, bold ends, a note mark, a picture.

    `type` is a short lower-case word that tells a translator what it is: b bold, i italic, bi both, u underline,
    s strike, sup, sub, a link, fn footnote mark, en endnote mark, cm comment anchor, img picture, br line break,
    tab, f other formatting (font, colour, size), fld field, cit citation, c protected text, pg where a page of the
    printed original begins (it displays its number), x anything else.
    `id` pairs OPEN with CLOSE and is unique in its unit for each (type, id).
    `display` is the text it shows to a reader where it stands, or "".
    """

    kind: CodeKind
    type: str
    id: int
    display: str = field(default="", compare=False)


TRANSPARENT = frozenset(("fn", "en", "cm", "pg"))
"""Types of codes that part nothing: a word goes on behind them."""
UNREAD = TRANSPARENT | {"img"}
"""Types of codes that are no part of the sentence they stand in, whatever they display."""

Content: TypeAlias = tuple[str | Code, ...]
"""Text and codes in reading order, flat: a sentence may end inside bold. No string is empty or another's neighbour."""


Span: TypeAlias = tuple[int, int]
"""Code points [start, end)."""


def content(parts: Iterable[str | Code]) -> Content:
    """Join neighbouring strings and drop empty ones."""
    if isinstance(parts, tuple) and len(parts) == 1 and parts[0]:
        return parts
    joined: list[str | Code] = []
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            joined.append(words)
            words = ""
        joined.append(part)
    if words:
        joined.append(words)
    return tuple(joined)


def text(parts: Content) -> str:
    """The characters alone, without codes."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return "".join(part for part in parts if isinstance(part, str))


def codes(parts: Content) -> Iterator[Code]:
    """The codes alone, in order."""
    return (part for part in parts if isinstance(part, Code))
