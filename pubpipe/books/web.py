"""The web edition: a static site in Chinese, a page a chapter, that needs no server and asks nothing of the net.

Settings: `url`, where the site will stand (canonical addresses, sitemap.xml); `original_url`, where the original does;
`search`, yes or no; `toc`, how many levels of headings the contents show, 1 to 3 (2); `draft`, yes for a book that says
it is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib.resources import files as resources

from pubpipe.books import Assembled
from pubpipe.books._epub import chapters
from pubpipe.books._epub.finishing import finish
from pubpipe.books._epub.navigation import entries
from pubpipe.books._epub.page import STYLE, Page
from pubpipe.books._epub.pictures import pictures
from pubpipe.books._epub.rendering import render
from pubpipe.books._epub.settling import purge, settle
from pubpipe.books._epub.xhtml import Element, rename
from pubpipe.books._settings import settled
from pubpipe.books._web import front, searching, terms
from pubpipe.books._web.adapting import adapt
from pubpipe.books._web.frame import SEARCH_SCRIPTS, framed
from pubpipe.books._web.site import COPYRIGHT, INDEX, Site, site, site_map

SUFFIX = ""
"""The edition is a folder."""
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "url": (),
    "original_url": (),
    "search": ("yes", "no"),
    "toc": ("2", "1", "3"),
    "draft": ("no", "yes"),
}
"""Each setting with the values it knows, its default first; none where any will do."""
_NAMED = ("glossary", "index")
"""The parts the menu names, by id."""


def files(assembled: Assembled, settings: Mapping[str, str], modified: datetime) -> dict[str, bytes]:
    """The files of the site by their names in its folder; the same book, settings and moment give the same bytes.

    Raises Misused for a setting that cannot be meant.
    """
    chosen = settled("web", settings, _SETTINGS)
    book, known = assembled.book, pictures(assembled.media)
    made = site(book, chosen, assembled.bilingual)
    title, rights, *texts = render(
        [front.title_blocks(book), front.copyright_blocks(book), *(part.blocks for part in assembled.parts)]
    )
    first = _front_page(INDEX, book.title, "titlepage", title)
    last = _front_page(COPYRIGHT, "版权信息", "copyright-page", rights)
    pages = []
    for part, content in zip(assembled.parts, texts, strict=True):
        purge(content)
        finish(content, part.id)
        page = chapters.page(part, content)
        page.name = _file(page.name)
        pages.append(page)
    shown = settle([first, last, *pages], known)
    for page in pages:
        adapt(page.content)
    found = terms.listed(pages)
    written = {"search-texts.js": searching.data(pages)} if made.search else {}
    front.add_contents(first.content, book, pages, int(chosen["toc"]))
    for page in pages:
        terms.show(page, found)
    named = [
        page for part, page in zip(assembled.parts, pages, strict=True) if part.matter == "back" and part.id in _NAMED
    ]
    made = replace(
        made, pages=(first, *pages), lists=tuple(named), titles={page.name: entries(page, 1) for page in pages}
    )
    written |= _pages(made, [*made.pages, last], modified)
    written[STYLE] = resources("pubpipe.books").joinpath("_epub", STYLE).read_bytes()
    for name in ("site.css", "site.js", *([SEARCH_SCRIPTS[-1]] if made.search else [])):
        written[name] = resources("pubpipe.books").joinpath("_web", name).read_bytes()
    written |= {picture.name: picture.content for picture in shown}
    return dict(sorted(written.items()))


def _pages(made: Site, pages: list[Page], modified: datetime) -> dict[str, bytes]:
    """The pages as files, and the map of the site."""
    searched = [front.search_page()] if made.search else []
    written = {page.name: framed(made, page) for page in (*pages, *searched)}
    if made.url and not made.draft:
        written["sitemap.xml"] = site_map(made, [page.name for page in pages], modified)
    return written


def _front_page(name: str, title: str, kind: str, content: Element) -> Page:
    purge(content)
    finish(content, kind)
    rename(content, "section")
    content.set("class", kind)
    return Page(name, title, content, kind)


def _file(name: str) -> str:
    """A page's file: never one the site needs for itself."""
    stem = name.removesuffix(".xhtml")
    return f"part-{stem}.html" if stem in ("index", "search") else f"{stem}.html"
