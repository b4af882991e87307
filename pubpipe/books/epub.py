"""The EPUB edition: an EPUB 3.3 for Chinese readers, whose every claim about itself is true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pubpipe.books import Assembled
from pubpipe.books._ast import plain_blocks
from pubpipe.books._epub import chapters, cover, front, navigation
from pubpipe.books._epub.accessibility import looked
from pubpipe.books._epub.archive import archive
from pubpipe.books._epub.package import package
from pubpipe.books._epub.page import STYLE, Page
from pubpipe.books._epub.pictures import Picture, pictures
from pubpipe.books._epub.rendering import finished
from pubpipe.books._epub.settling import settle
from pubpipe.books._epub.xhtml import Element, element, rename
from pubpipe.books._settings import settled
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book

SUFFIX = ".epub"
_SETTINGS: Mapping[str, tuple[str, ...]] = {"toc": ("2", "1", "3"), "draft": ("no", "yes"), "cover": ()}
"""Each setting with the values it knows, its default first; none where any will do."""


def write(assembled: Assembled, settings: Mapping[str, str], modified: datetime) -> bytes:
    """Write the book as an EPUB; the same book, settings and moment give the same bytes.

    Settings: `cover`, the name of one of the book's pictures (else a cover is drawn); `toc`, how many levels of
    headings the table of contents shows, 1 to 3 (2); `draft`, yes for a book that says it is one. Raises
    Misused for a setting that cannot be meant.
    """
    chosen = settled("epub", settings, _SETTINGS)
    known = pictures(assembled.media)
    given = _cover(assembled, chosen["cover"], known)
    title, rights, *texts = finished(
        [
            ("title", front.title_page(assembled.book, chosen["draft"] == "yes")),
            ("copyright", front.copyright_page(assembled.book)),
            *((part.id, part.blocks) for part in assembled.parts),
        ],
        assembled.keep,
    )
    pages = [
        _cover_page(assembled.book, given),
        _front_page("title", "扉页", "titlepage", title),
        _front_page("copyright", "版权页", "copyright-page", rights),
    ]
    pages += [chapters.page(part, content) for part, content in zip(assembled.parts, texts, strict=True)]
    shown = settle(pages[1:], known)
    access = looked(pages, shown)
    before = sum(page.matter == "front" for page in pages)
    pages.insert(before, navigation.contents(pages, int(chosen["toc"])))
    files = {"package.opf": package(assembled.book, pages, shown, given, access, modified)}
    files |= {page.name: page.written() for page in pages}
    files[STYLE] = Path(__file__).with_name("_epub").joinpath(STYLE).read_bytes()
    files |= {picture.name: picture.content for picture in (given, *shown)}
    return archive(files)


def _cover(assembled: Assembled, name: str, known: Mapping[str, Picture]) -> Picture:
    """The cover that was asked for, or one drawn from the titles."""
    if not name:
        return cover.drawn(assembled.book, "\n".join(plain_blocks(list(part.blocks)) for part in assembled.parts))
    found = known.get(name) or known.get(name.rsplit("/", 1)[-1])
    if found is None:
        raise Misused(_("the cover is not among the book's pictures: {name}").format(name=name))
    return found


def _cover_page(book: Book, picture: Picture) -> Page:
    section = element("section", class_="cover")
    section.append(element("img", src=picture.name, alt=cover.described(book), role="doc-cover"))
    return Page("cover.xhtml", "封面", section, kind="cover", landmark="封面")


def _front_page(name: str, title: str, kind: str, content: Element) -> Page:
    rename(content, "section")
    content.set("class", kind)
    return Page(f"{name}.xhtml", title, content, kind, landmark=title)
