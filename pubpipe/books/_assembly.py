"""From galleys to one book: the steps that look at all of it run in order.

They work on the chapters' outlines. What those leave out comes back when somebody looks at a chapter's blocks, or at
once where a step has something to do in every sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from pubpipe.books import Assembled, Block, Headword, Keep, Part
from pubpipe.books._ast import Node, identity, plain
from pubpipe.books._collation import remembering
from pubpipe.books._galley import Galley
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._outline import whole
from pubpipe.books._settings import assembly
from pubpipe.books._steps import BOOK_STEPS, TEXT_STEPS
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
    outlines = _suffice(book)
    sheets = [_sheet(each, edition, outlines) for each in galleys]
    manuscript = Manuscript(book, sheets, files, terms, edition)
    manuscript.doubts += [doubt for each in galleys for doubt in each.doubts]
    with remembering(keep):
        for step in BOOK_STEPS:
            step.apply(manuscript)
        steps = [step for step in TEXT_STEPS if step.wanted(manuscript)]
        if steps and outlines:
            for sheet in manuscript.sheets:
                sheet.blocks = _whole(sheet, galleys[sheet.index - 1])
        for step in steps:
            step.apply(manuscript)
    later = outlines and not steps
    parts = [_part(sheet, galleys[sheet.index - 1], later) for sheet in manuscript.sheets] + manuscript.appendices
    return Assembled(
        book=book,
        bilingual=edition.bilingual,
        parts=tuple(sorted(parts, key=lambda each: _MATTERS.index(each.matter))),
        media=manuscript.media,
        doubts=tuple(manuscript.doubts),
        keep=keep,
        pictures=tuple(dict.fromkeys(manuscript.pictures)),
    )


def _suffice(book: Book) -> bool:
    """Whether outlines can stand for this book's chapters: no records are filled in, no term is sought in the text."""
    return assembly(book, "index") != "original" and not any(chapter.records for chapter in book.chapters)


def _sheet(galley: Galley, edition: Edition, outlines: bool) -> Sheet:
    """A chapter as the steps of the book find it: its outline, or all of it."""
    blocks: list[Node] = json.loads(galley.outline)
    body = None if outlines and not edition.bilingual else galley.body.read()
    return Sheet(
        galley.index,
        galley.chapter,
        blocks if outlines or body is None else whole(blocks, json.loads(body.runs), ()),
        media=galley.media,
        picture_names=galley.picture_names,
        expected=galley.expected,
        headings=galley.headings,
        english=json.loads(body.english) if body else {},
        works=json.loads(galley.works),
        cites=b'"Cite"' in galley.outline,
        places=galley.places if outlines else (),
    )


def _whole(sheet: Sheet, galley: Galley) -> list[Block]:
    """All blocks of a chapter whose outline is assembled."""
    return whole(sheet.blocks, json.loads(galley.body.read().runs), sheet.named)


def _part(sheet: Sheet, galley: Galley, later: bool) -> Part:
    """The finished chapter; its blocks may be made whole later. Its key is the digest of all they depend on."""
    title = sheet.blocks[0]
    assert title["t"] == "Header" and identity(title) == sheet.id
    facts = (galley.body.digest, galley.sources, sheet.chapter, sheet.matter, sheet.called_as, sorted(sheet.named))
    shown = json.dumps(sheet.blocks, check_circular=False).encode()
    return Part(
        sheet.id,
        sheet.matter,
        sheet.called_as,
        plain(title["c"][2]),
        _Later(sheet, galley) if later else tuple(sheet.blocks),
        hashlib.sha256(repr((sheet.id, facts)).encode() + shown).hexdigest(),
    )


class _Later(Sequence[Block]):
    """The blocks of a chapter whose outline is assembled, made whole when somebody looks at them."""

    def __init__(self, sheet: Sheet, galley: Galley) -> None:
        self._chapter = (sheet, galley)

    @cached_property
    def _blocks(self) -> list[Block]:
        return _whole(*self._chapter)

    @overload
    def __getitem__(self, place: int) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Block]: ...
    def __getitem__(self, place: int | slice) -> Block | Sequence[Block]:
        return self._blocks[place]

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)
