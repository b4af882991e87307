"""The web edition: a static site in Chinese, a page a chapter, that needs no server and asks nothing of the net.

Settings: `url`, where the site will stand (canonical addresses, sitemap.xml); `original_url`, where the original does;
`search`, yes or no; `toc`, how many levels of headings the contents show, 1 to 3 (2); `emphasis`, dots (着重号) or kai
(楷体); `draft`, yes for a book that says it is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.resources import files as resources

from pubpipe.books import Assembled, Block
from pubpipe.books._epub import chapters
from pubpipe.books._epub.page import EMPHASIS, STYLE, Page, sheet
from pubpipe.books._epub.pictures import pictures
from pubpipe.books._epub.settling import settle
from pubpipe.books._epub.writer import text
from pubpipe.books._settings import settled
from pubpipe.books._web import front, searching, terms
from pubpipe.books._web.frame import SEARCH_SCRIPTS, framed
from pubpipe.books._web.page import WebPage, opened
from pubpipe.books._web.site import COPYRIGHT, INDEX, Site, site, site_map

SUFFIX = ""
"""The edition is a folder."""
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "url": (),
    "original_url": (),
    "search": ("yes", "no"),
    "toc": ("2", "1", "3"),
    "emphasis": EMPHASIS,
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
    first = _front_page(INDEX, book.title, "titlepage", front.title_blocks(book))
    last = _front_page(COPYRIGHT, "版权信息", "copyright-page", front.copyright_blocks(book))
    texts = chapters.pages(assembled.parts, known, assembled.keep)
    for each in texts:
        each.name = _file(each.name)
    shown = settle([first, last, *texts], assembled.keep)
    opening, ending, *pages = [opened(each) for each in (first, last, *texts)]
    found = terms.listed(pages)
    written = {"search-texts.js": searching.data(pages)} if made.search else {}
    front.add_contents(opening.content, book, pages, int(chosen["toc"]))
    for page in pages:
        terms.show(page, found)
    named = [
        page for part, page in zip(assembled.parts, pages, strict=True) if part.matter == "back" and part.id in _NAMED
    ]
    made = replace(made, pages=(opening, *pages), lists=tuple(named))
    written |= _pages(made, [*made.pages, ending], modified)
    written[STYLE] = sheet(chosen["emphasis"]).encode()
    for name in ("site.css", "site.js", *([SEARCH_SCRIPTS[-1]] if made.search else [])):
        written[name] = resources("pubpipe.books").joinpath("_web", name).read_bytes()
    written |= {picture.name: picture.content for picture in shown}
    return dict(sorted(written.items()))


def _pages(made: Site, pages: list[WebPage], modified: datetime) -> dict[str, bytes]:
    """The pages as files, and the map of the site."""
    searched = [front.search_page()] if made.search else []
    written = {page.name: framed(made, page) for page in (*pages, *searched)}
    if made.url and not made.draft:
        written["sitemap.xml"] = site_map(made, [page.name for page in pages], modified)
    return written


def _front_page(name: str, title: str, kind: str, blocks: Sequence[Block]) -> Page:
    return Page(name, title, text(kind, blocks, {}), kind, kind)


def _file(name: str) -> str:
    """A page's file: never one the site needs for itself."""
    stem = name.removesuffix(".xhtml")
    return f"part-{stem}.html" if stem in ("index", "search") else f"{stem}.html"
