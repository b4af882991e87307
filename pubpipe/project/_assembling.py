"""A project's chapters made one book, and what an editor must still look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import Refused
from pubpipe.messages import _, ngettext
from pubpipe.model import Book, Edition
from pubpipe.project import _files
from pubpipe.project._cache import Shelf
from pubpipe.project._galleys import Prepared
from pubpipe.project._project import Project
from pubpipe.project._standing import headwords

if TYPE_CHECKING:
    from pubpipe.books import Assembled, Doubt

_ASSETS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".csv")
_NAMED = 20
_PLAIN = Edition("")


@calm()
def assemble(
    project: Project,
    book: Book,
    prepared: Sequence[Prepared],
    draft: bool,
    edition: Edition = _PLAIN,
    files: Mapping[str, bytes] | None = None,
    keep: Shelf | None = None,
) -> Assembled:
    """The book, assembled for an edition's readers; `files` are its `assets`, where they have been read.

    Raises Refused for unfinished text and for what cannot be settled, unless it is a draft.
    """
    from pubpipe import books

    unfinished = [line for each in prepared for line in each.unfinished]
    if unfinished and not draft:
        raise Refused(
            _several(
                ngettext(
                    "{book}: {count} segment is not finished",
                    "{book}: {count} segments are not finished",
                    len(unfinished),
                ).format(book=book.id, count=len(unfinished)),
                unfinished,
            )
        )
    galleys, terms = [each.galley for each in prepared], headwords(each.standing for each in prepared)
    known = assets(project, book) if files is None else files
    assembled = books.assemble(book, galleys, known, terms, edition, keep)
    serious = [_placed(book, doubt) for doubt in assembled.doubts if doubt.serious]
    if serious and not draft:
        raise Refused(_several(_("{book}: cannot be assembled").format(book=book.id), serious))
    return assembled


def left_open(assembled: Assembled) -> Iterator[str]:
    """What an editor must still look at: doubts, and pictures that show English."""
    for sentence in doubts(assembled):
        yield _("doubtful: {sentence}").format(sentence=sentence)
    for name in assembled.untwinned:
        yield _("picture without a Chinese twin in figures/zh_CN/: {name}").format(name=name)
    unknown = len({(each.chapter, each.name) for each in assembled.pictures})
    if unknown and not any(each.row for each in assembled.pictures):
        yield ngettext(
            "{count} picture whose permission is not recorded in figures/figures.csv",
            "{count} pictures whose permission is not recorded in figures/figures.csv",
            unknown,
        ).format(count=unknown)


def doubts(assembled: Assembled) -> Iterator[str]:
    """What assembling could not settle, each with its place."""
    return (_placed(assembled.book, doubt) for doubt in assembled.doubts)


def _placed(book: Book, doubt: Doubt) -> str:
    """A doubt's sentence behind its place, as the PO files write it: book/chapter.docx:2.1/p3."""
    number, _colon, unit = doubt.address.partition(":")
    if not unit:
        return doubt.message
    source = book.chapters[int(number) - 1].source
    return f"{book.id}/{source}:{unit}: {doubt.message.removeprefix(f'{source}: ')}"


def _several(what: str, lines: Sequence[str]) -> str:
    shown = [f"\n    {line}" for line in lines[:_NAMED]]
    if len(lines) > _NAMED:
        shown.append("\n    " + _("and {count} more").format(count=len(lines) - _NAMED))
    return what + _(": ").rstrip() + "".join(shown)


def assets(project: Project, book: Book) -> dict[str, bytes]:
    """The pictures and tables of a book's folder and its bibliography, by their names relative to it."""
    folder = project.root / "sources" / book.id
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ASSETS and path.is_file())
    paths += [folder / book.bibliography] if book.bibliography else []
    return {path.relative_to(folder).as_posix(): _files.read(path) for path in paths}
