"""From localised chapters to one book: pandoc reads each, then the steps run in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pubpipe.books import Assembled, Headword, Localised, Part
from pubpipe.books._ast import identity, plain
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._packages import media_of, picture_names_of
from pubpipe.books._pandoc import parse
from pubpipe.books._steps import STEPS
from pubpipe.books._steps.numbers import part_number
from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of
from pubpipe.model import Book, Edition

_MATTERS = ("front", "body", "back")


def assemble(
    book: Book,
    chapters: Sequence[Localised],
    pictures: Mapping[str, bytes],
    terms: Sequence[Headword],
    edition: Edition,
) -> Assembled:
    """Make one book of its localised chapters, for this edition's readers."""
    sheets = [read(chapter, index) for index, chapter in enumerate(chapters, 1)]
    manuscript = Manuscript(book, sheets, pictures, terms, edition)
    for step in STEPS:
        step.apply(manuscript)
    parts = [part(sheet) for sheet in manuscript.sheets] + manuscript.appendices
    return Assembled(
        book=book,
        bilingual=edition.bilingual,
        parts=tuple(sorted(parts, key=lambda each: _MATTERS.index(each.matter))),
        media=manuscript.media,
        doubts=tuple(manuscript.doubts),
        untwinned=tuple(dict.fromkeys(manuscript.untwinned)),
    )


def read(chapter: Localised, index: int) -> Sheet:
    """Bring one chapter into pandoc's blocks. Raises Unreadable, naming its file."""
    name = chapter.chapter.source
    try:
        prepared, reader = format_of(name).prepare(chapter.content)
        blocks, meta = parse(prepared, reader)
        original = parse(*format_of(name).prepare(chapter.original))[0] if chapter.original else []
    except PubpipeError as error:
        raise type(error)(f"{name}: {error}") from error
    package = prepared.startswith(b"PK")
    return Sheet(
        original=original,
        index=index,
        source=chapter,
        blocks=blocks,
        meta=meta,
        media=media_of(prepared) if package else {},
        picture_names=picture_names_of(prepared) if package else {},
    )


def part(sheet: Sheet) -> Part:
    """The finished chapter."""
    title = sheet.blocks[0]
    assert title["t"] == "Header" and identity(title) == sheet.id
    return Part(sheet.id, sheet.matter, part_number(sheet), plain(title["c"][2]), tuple(sheet.blocks))
