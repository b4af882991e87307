"""A msgid or msgstr read by itself, without the document it is from."""

from __future__ import annotations

from dataclasses import dataclass

from pubpipe.catalog.codes import TOKEN
from pubpipe.model import Code, CodeKind, Content, Span, content


@dataclass(frozen=True, slots=True)
class Parsed:
    """A msgid or msgstr, read without its document: each code carries the number it shows, marks carry 0.

    `offsets` says where each character of the content's text stands in the PO text, and where that ends.
    """

    content: Content
    offsets: tuple[int, ...]

    def place(self, span: Span) -> Span:
        """Where a span of the text without codes stands in the PO text."""
        start, end = span
        if start < end:
            return self.offsets[start], self.offsets[end - 1] + 1
        return self.offsets[start], self.offsets[start]


def parse(text: str) -> Parsed:
    """Read a msgid or msgstr by itself; what is no code, however near, is text.

    The marks `<above/>`, `<below/>`, `<omitted/>` and the ends of a translator's note become codes of these types.
    """
    parts: list[str | Code] = []
    offsets: list[int] = []
    position = 0

    def literal(start: int, end: int) -> None:
        parts.append(text[start:end])
        offsets.extend(range(start, end))

    for found in TOKEN.finditer(text):
        literal(position, found.start())
        for backslash in range(found.start(), found.end(1) - 1, 2):
            literal(backslash, backslash + 1)
        if len(found[1]) % 2:
            literal(*found.span(2))
        else:
            parts.append(_code(found[2]))
        position = found.end()
    literal(position, len(text))
    return Parsed(content(parts), (*offsets, len(text)))


def _code(token: str) -> Code:
    """The code a token shows."""
    closes, alone = token.startswith("</"), token.endswith("/>")
    name = token.strip("</>")
    letters = name.rstrip("0123456789")
    kind = CodeKind.ALONE if alone else CodeKind.CLOSE if closes else CodeKind.OPEN
    return Code(kind, letters, int(name[len(letters) :] or 0))
