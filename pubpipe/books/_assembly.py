"""From galleys to one book: the steps that look at all of it run in order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pubpipe.books import Assembled, Headword, Keep, Part
from pubpipe.books._ast import identity, plain
from pubpipe.books._collation import remembering
from pubpipe.books._galley import Galley
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps import BOOK_STEPS
from pubpipe.model import Book, Edition

_MATTERS = ("front", "body", "back")


def assemble(
    book: Book,
    galleys: Sequence[Galley],
    files: Mapping[str, bytes],
    terms: Sequence[Headword],
    edition: Edition,
    keep: Keep | None = None,
) -> Assembled:
    """Make one book of its chapters, for this edition's readers; what it may need again it keeps."""
    manuscript = Manuscript(book, [_sheet(each) for each in galleys], files, terms, edition)
    manuscript.doubts += [doubt for each in galleys for doubt in each.doubts]
    with remembering(keep):
        for step in BOOK_STEPS:
            step.apply(manuscript)
    parts = [_part(sheet) for sheet in manuscript.sheets] + manuscript.appendices
    return Assembled(
        book=book,
        bilingual=edition.bilingual,
        parts=tuple(sorted(parts, key=lambda each: _MATTERS.index(each.matter))),
        media=manuscript.media,
        doubts=tuple(manuscript.doubts),
        keep=keep,
        pictures=tuple(dict.fromkeys(manuscript.pictures)),
    )


def _sheet(galley: Galley) -> Sheet:
    return Sheet(
        galley.index,
        galley.chapter,
        json.loads(galley.blocks),
        media=galley.media,
        picture_names=galley.picture_names,
        expected=galley.expected,
        headings=galley.headings,
        english=json.loads(galley.english),
        works=json.loads(galley.works),
        cites=b'"Cite"' in galley.blocks,
    )


def _part(sheet: Sheet) -> Part:
    """The finished chapter."""
    title = sheet.blocks[0]
    assert title["t"] == "Header" and identity(title) == sheet.id
    return Part(sheet.id, sheet.matter, sheet.called_as, plain(title["c"][2]), tuple(sheet.blocks))
