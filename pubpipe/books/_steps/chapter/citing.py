"""Citations written in text, [@key, p. 12], become Cite nodes, as those of a Word file's reference manager are."""

from __future__ import annotations

from pubpipe.books._ast import Node, each_inlines, inlines_of, words
from pubpipe.books._manuscript import Manuscript

_TEXTUAL = ("Str", "Space", "SoftBreak")
_CLOSED = ("Cite", "Image", "Link", "Note")
"""What holds inlines, and no citation."""


def apply(manuscript: Manuscript) -> None:
    """Read the citations of every chapter; what links, code and Cite nodes hold is none."""
    for sheet in manuscript.sheets:
        if sheet.content and not sheet.content.startswith(b"PK") and b"@" not in sheet.content:
            continue
        for inlines in list(each_inlines(sheet.blocks)):
            _cite(inlines)


def _cite(inlines: list[Node]) -> None:
    """Read the citations of a list of inlines and of those within it."""
    made: list[Node] = []
    stretch: list[Node] = []
    for node in inlines:
        if node["t"] in _TEXTUAL:
            stretch.append(node)
            continue
        if node["t"] not in _CLOSED:
            _cite(inlines_of(node) or [])
        made += [*_read(stretch), node]
        stretch = []
    inlines[:] = made + _read(stretch)


def _read(stretch: list[Node]) -> list[Node]:
    """A stretch of text with its citations read; one that has none stays as it is."""
    if not any("@" in node["c"] for node in stretch if node["t"] == "Str"):
        return stretch
    from pubpipe.books._references.marks import cite
    from pubpipe.text.citations import CITATION

    text = "".join(node["c"] if node["t"] == "Str" else " " for node in stretch)
    made: list[Node] = []
    at = 0
    for found in CITATION.finditer(text):
        made += [*words(text[at : found.start()]), cite(found[0])]
        at = found.end()
    return [*made, *words(text[at:])] if at else stretch
