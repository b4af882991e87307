"""The Word edition for a Chinese publisher: roles as named styles, native numbers, notes, captions and contents.

Our own writer: pandoc's knows one section, one series of notes and no fields. Settings: page = "16k" (185×260),
"a32" (140×203), "a4" or "a4-wide" (297×210); design = "book" or "certificate" (each leaf a framed sheet); recto = "no"
(or "yes": chapters begin on right-hand pages); layout = "yes" (page numbers from LibreOffice where it is installed) or
"no"; links = "quiet" (or "notes", "brackets": the addresses of links in sight); emphasis = "kai" (or "dots": 着重号);
draft = "no" (or "yes": the title page says 未定稿).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pubpipe.books import Assembled
from pubpipe.books._docx import gaps
from pubpipe.books._docx.body import Body
from pubpipe.books._docx.equations import equations
from pubpipe.books._docx.gaps import Move, Shrink
from pubpipe.books._docx.layout import Layout, laid_out
from pubpipe.books._docx.package import pack
from pubpipe.books._docx.page import Page
from pubpipe.books._docx.proof import addresses_of_docx
from pubpipe.books._docx.review import reviewed
from pubpipe.books._docx.writing import Writing
from pubpipe.books._docx.xml import Element
from pubpipe.books._links import LINKS, spelt
from pubpipe.books._settings import settled

__all__ = ["SUFFIX", "addresses_of_docx", "review", "write"]

SUFFIX = ".docx"
_ROUNDS = 3
"""How often a book is laid out again to close the gaps that pictures and tables leave."""
_SETTINGS = {
    "page": ("16k", "a32", "a4", "a4-wide"),
    "design": ("book", "certificate"),
    "recto": ("no", "yes"),
    "links": LINKS,
    "emphasis": ("kai", "dots"),
    "layout": ("yes", "no"),
    "draft": ("no", "yes"),
    "review": (),
}
"""Each setting with the values it knows, its default first; a review names the file to compare with."""


def write(assembled: Assembled, settings: Mapping[str, str] | None = None, modified: datetime | None = None) -> bytes:
    """The book as a Word file; `modified` is the date it bears, in UTC.

    The page numbers of the contents and of the glossary come from a layout by LibreOffice where it is installed; else
    their fields are marked to be updated when Word opens the file. Pictures and tables that would leave much of a page
    empty in that layout stand behind the text that follows them, or are set smaller.
    Raises Misused for an unknown setting.
    """
    chosen = settled("docx", settings or {}, _SETTINGS)
    assembled = spelt(assembled, chosen["links"])
    page, design, emphasis = Page.of(chosen["page"]), chosen["design"], chosen["emphasis"]
    recto, draft, equation = chosen["recto"] == "yes", chosen["draft"] == "yes", equations(assembled)
    layout, moves = Layout(), list[Move | Shrink]()
    if chosen["layout"] == "yes":
        writing = Writing(assembled, modified, draft, page, design, equations=equation, emphasis=emphasis)
        body = Body(writing, recto)
        layout = _settle(writing, body.make(), body.heads.parts, moves)
    writing = Writing(assembled, modified, draft, page, design, layout.pages, equation, emphasis)
    body = Body(writing, recto)
    made = body.make()
    for move in moves:
        move.make(made)
    return pack(writing, made, body.heads.parts)


def _settle(writing: Writing, made: list[Element], heads: Mapping[str, bytes], moves: list[Move | Shrink]) -> Layout:
    """Lay the book out, and again after each round of moves that close gaps, which are added to `moves`."""
    layout = laid_out(writing, made, heads)
    for _round in range(_ROUNDS):
        found = gaps.moves(made, layout.places, writing.page)
        if not found:
            break
        for move in found:
            move.make(made)
        moves += found
        layout = laid_out(writing, made, heads)
    return layout


def review(
    written: bytes, earlier: bytes, remarks: Mapping[str, Sequence[str]], modified: datetime | None = None
) -> bytes:
    """A book's Word file with its changes against an earlier one tracked, and remarks on the text of addresses.

    Raises Unreadable for an earlier file that no edition of ours is.
    """
    return reviewed(written, earlier, modified, remarks)
