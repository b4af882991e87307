"""The EPUB edition: an EPUB 3.3 for Chinese readers, whose every claim about itself is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pubpipe.books import Assembled, Block
from pubpipe.books._ast import plain_blocks
from pubpipe.books._epub import chapters, cover, front, navigation
from pubpipe.books._epub.accessibility import looked
from pubpipe.books._epub.archive import archive
from pubpipe.books._epub.markup import attributes
from pubpipe.books._epub.package import Font, package
from pubpipe.books._epub.page import EMPHASIS, STYLE, Page, sheet
from pubpipe.books._epub.pictures import Picture, pictures
from pubpipe.books._epub.settling import settle
from pubpipe.books._epub.terms import explained
from pubpipe.books._epub.text import Text
from pubpipe.books._epub.writer import text as written
from pubpipe.books._fonts import KINDS
from pubpipe.books._settings import settled
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book

SUFFIX = ".epub"
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "toc": ("2", "1", "3"),
    "draft": ("no", "yes"),
    "cover": (),
    "terms": ("no", "notes"),
    "emphasis": EMPHASIS,
    "fonts": ("named", "embedded"),
    **dict.fromkeys(KINDS, ()),
}
"""Each setting with the values it knows, its default first; none where any will do."""


def write(assembled: Assembled, settings: Mapping[str, str], modified: datetime) -> bytes:
    """Write the book as an EPUB; the same book, settings and moment give the same bytes.

    Settings: `cover`, the name of one of the book's pictures (else a cover is drawn); `toc`, how many levels of
    headings the table of contents shows, 1 to 3 (2); `terms`, notes for terms explained where each chapter first has
    them (no); `emphasis`, dots (着重号) or kai (楷体); `draft`, yes for a book that says it is one; `fonts`, embedded
    for fonts in the book, each with the characters it shows (named: the reader's own); `song`, `hei`, `kai`, `latin`,
    `code`, the family of each kind of embedded face. Raises Misused for a setting that cannot be meant, and for fonts
    that cannot be had.
    """
    chosen = settled("epub", settings, _SETTINGS)
    book, known = assembled.book, pictures(assembled.media)
    given = _cover(assembled, chosen["cover"], known)
    parts = explained(assembled.parts) if chosen["terms"] == "notes" else assembled.parts
    pages = [
        Page("cover.xhtml", "封面", Text(_cover_image(book, given)), "cover", "cover", landmark="封面"),
        _front_page("title", "扉页", "titlepage", front.title_page(book, chosen["draft"] == "yes")),
        _front_page("copyright", "版权页", "copyright-page", front.copyright_page(book)),
        *chapters.pages(parts, known, assembled.keep),
    ]
    shown = settle(pages, assembled.keep)
    access = looked([page.text for page in pages], shown)
    before = sum(page.matter == "front" for page in pages)
    pages.insert(before, navigation.contents(pages, int(chosen["toc"])))
    sheet, fonts, given = _dressed(pages, given, assembled, chosen)
    files = {"package.opf": package(book, pages, shown, given, access, modified, fonts)}
    files |= {page.name: page.written() for page in pages}
    files[STYLE] = sheet
    files |= {picture.name: picture.content for picture in (given, *shown)}
    files |= {font.name: font.content for font in fonts}
    return archive(files)


def _dressed(
    pages: Sequence[Page], given: Picture, assembled: Assembled, chosen: Mapping[str, str]
) -> tuple[bytes, list[Font], Picture]:
    """The style sheet, the fonts it needs from the book, and the cover to go with them."""
    if chosen["fonts"] == "named":
        for kind in filter(chosen.get, KINDS):
            raise Misused(
                _('editions.epub: {kind} names a font for the book, with fonts = "embedded" alone').format(kind=kind)
            )
        return sheet(chosen["emphasis"]).encode(), [], given
    from pubpipe.books._epub.fonts import dressed

    return dressed(pages, given, assembled, chosen)


def _cover(assembled: Assembled, name: str, known: Mapping[str, Picture]) -> Picture:
    """The cover that was asked for, or one drawn from the titles."""
    if not name:
        parts = assembled.parts
        return cover.drawn(assembled.book, lambda: "\n".join(plain_blocks(list(part.blocks)) for part in parts))
    found = known.get(name) or known.get(name.rsplit("/", 1)[-1])
    if found is None:
        raise Misused(_("the cover is not among the book's pictures: {name}").format(name=name))
    return found


def _cover_image(book: Book, picture: Picture) -> str:
    return f"<img{attributes(src=picture.name, alt=cover.described(book), role='doc-cover')}/>\n"


def _front_page(name: str, title: str, kind: str, blocks: Sequence[Block]) -> Page:
    return Page(f"{name}.xhtml", title, written(kind, blocks, {}), kind, kind, landmark=title)
