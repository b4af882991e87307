"""The frame of a page: its head, the menu, the chapters beside it, the way on, the foot."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pubpipe.books._epub.front import DRAFT, tidy
from pubpipe.books._epub.navigation import entries, tree
from pubpipe.books._imprint import original_title
from pubpipe.books._web.adapting import description
from pubpipe.books._web.html import written
from pubpipe.books._web.page import WebPage
from pubpipe.books._web.site import COPYRIGHT, INDEX, SEARCH, Site
from pubpipe.books._web.tree import SPACES, XHTML, Element, element, parsed
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE

STYLES = ("style.css", "site.css")
SCRIPTS = ("site.js",)
SEARCH_SCRIPTS = ("search-texts.js", "search.js")
MAIN = "site-main"
_TITLE = 67
"""Characters of a page's title and the book's: more are shown nowhere."""
_DEPTH = 2
"""Levels of headings shown of the page that is open."""
_BESIDE = ("columns", "facing", "switch")
"""Bilingual layouts in which the English stands beside the Chinese."""


def framed(site: Site, page: WebPage) -> bytes:
    """A page of the site as a file."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap=SPACES)
    root.set("lang", TARGET_LANGUAGE)
    root.text = "\n"
    root.append(_head(site, page))
    body = element("body", class_=f"{page.matter} site-beside" if site.bilingual in _BESIDE else page.matter)
    root.append(body)
    body.append(element("a", "跳到正文", class_="site-skip", href=f"#{MAIN}"))
    body.append(_header(site, page))
    columns = element("div", class_="site-columns")
    columns.append(_chapters(site, page))
    columns.append(_main(site, page))
    body.append(columns)
    body.append(_footer(site))
    for node in (*root, *root[0], *body, *columns):
        node.tail = "\n"
    for node in (root[0], body, columns):
        node.text = "\n"
    return written(root)


def _head(site: Site, page: WebPage) -> Element:
    head = element("head")
    book = tidy(site.book.title)
    head.append(element("meta", charset="utf-8"))
    head.append(element("meta", name="viewport", content="width=device-width, initial-scale=1"))
    head.append(element("meta", name="color-scheme", content="light dark"))
    head.append(element("title", book if page.name == INDEX else f"{_cut(page.title, _TITLE - len(book))} | {book}"))
    told = site.book.description or f"《{book}》"
    said = told if page.kind in ("titlepage", "search", "copyright-page") else description(page.content, told)
    head.append(element("meta", name="description", content=said))
    if site.draft or page.name == SEARCH:
        head.append(element("meta", name="robots", content="noindex"))
    if site.url:
        head.append(element("link", rel="canonical", href=site.address(page.name)))
    if site.original_url and page.name == INDEX:
        if site.url:
            head.append(element("link", rel="alternate", hreflang=TARGET_LANGUAGE, href=site.url))
        head.append(element("link", rel="alternate", hreflang=SOURCE_LANGUAGE, href=site.original_url))
    for rel, other in zip(("prev", "next"), _neighbours(site, page), strict=True):
        if other is not None:
            head.append(element("link", rel=rel, href=other.name))
    for style in STYLES:
        head.append(element("link", rel="stylesheet", href=style))
    for script in SCRIPTS:
        head.append(element("script", src=script))
    if page.name == SEARCH:
        for script in SEARCH_SCRIPTS:
            head.append(element("script", src=script, defer="defer"))
    return head


def _cut(text: str, longest: int) -> str:
    """A text that is not longer than that, or than twenty characters."""
    longest = max(longest, 20)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _header(site: Site, page: WebPage) -> Element:
    header = element("header", class_="site-header")
    header.append(element("a", tidy(site.book.title), class_="site-name", href=INDEX))
    menu = element("nav", class_="site-menu", aria_label="栏目")
    items = element("ul")
    menu.append(items)
    entries = [("目录", f"{INDEX}#site-contents"), *((each.title, each.name) for each in site.lists)]
    for title, target in entries:
        item = element("li")
        item.append(_link(title, target, page))
        items.append(item)
    header.append(menu)
    if site.bilingual:
        switched = "shown" if site.bilingual != "switch" else "hidden"
        button = element("button", "显示英文原文", id="site-english", type="button", hidden="hidden")
        button.set("data-first", switched)
        header.append(button)
    if site.search and page.name != SEARCH:
        header.append(search_form("site-query"))
    return header


def search_form(identity: str) -> Element:
    """The form that leads to the page of the search; a script shows it, for without one nothing is found."""
    form = element("form", class_="site-search", role="search", action=SEARCH, method="get", hidden="hidden")
    form.append(element("label", "搜索", for_=identity))
    form.append(element("input", type="search", name="q", id=identity, autocomplete="off"))
    form.append(element("button", "搜索", type="submit"))
    return form


def _chapters(site: Site, page: WebPage) -> Element:
    """The chapters of the book, below the one that is open its sections."""
    nav = element("nav", class_="site-chapters", aria_label="全书目录")
    listed = [
        entry
        for other in site.pages
        for entry in entries(other.name, other.headings, _DEPTH if other is page else _DEPTH - 1)
    ]
    nav.append(parsed(tree(listed, page.name)))
    return nav


def _main(site: Site, page: WebPage) -> Element:
    main = element("main", id=MAIN, tabindex="-1")
    if site.draft:
        main.append(element("p", DRAFT, class_="site-draft"))
    content = deepcopy(page.content)
    if page.role:
        content.set("role", page.role)
    if page.headings:
        content.set("class", "site-text")
    main.append(content)
    before, after = _neighbours(site, page)
    if before is not None or after is not None:
        turning = element("nav", class_="site-turning", aria_label="翻页")
        for label, kind, other in (("上一章", "prev", before), ("下一章", "next", after)):
            if other is not None:
                link = element("a", rel=kind, href=other.name)
                link.append(element("span", label, class_="site-way"))
                link[0].tail = tidy(site.book.title) if other.name == INDEX else other.title
                turning.append(link)
        main.append(turning)
    return main


def _neighbours(site: Site, page: WebPage) -> tuple[WebPage | None, WebPage | None]:
    """The pages before and after one in reading order."""
    names = [each_page.name for each_page in site.pages]
    if page.name not in names:
        return None, None
    place = names.index(page.name)
    return (
        site.pages[place - 1] if place else None,
        site.pages[place + 1] if place + 1 < len(site.pages) else None,
    )


def _link(title: str, target: str, page: WebPage) -> Element:
    link = element("a", title, href=target)
    if target == page.name:
        link.set("aria-current", "page")
    return link


def _footer(site: Site) -> Element:
    footer = element("footer", class_="site-footer")
    line = element("p")
    line.append(element("a", "版权信息", href=COPYRIGHT))
    if site.original_url:
        line[-1].tail = " · 英文原著："
        title = original_title(site.book) or site.original_url
        line.append(element("a", title, href=site.original_url, hreflang=SOURCE_LANGUAGE, lang=SOURCE_LANGUAGE))
    footer.append(line)
    if site.book.rights:
        footer.append(element("p", tidy(site.book.rights)))
    return footer
