"""The pages that are not the book's text: the first one with the contents, 版权信息, the search."""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.books import Block
from pubpipe.books._ast import classes
from pubpipe.books._epub import front
from pubpipe.books._epub.navigation import TITLE, entries, tree
from pubpipe.books._imprint import imprint
from pubpipe.books._web.frame import search_form
from pubpipe.books._web.page import WebPage
from pubpipe.books._web.site import SEARCH
from pubpipe.books._web.tree import Element, element, parsed
from pubpipe.model import Book

_PRINTED = ("开本",)


def title_blocks(book: Book) -> list[Block]:
    """扉页; a publisher nobody knows has no place on a site."""
    blocks = front.title_page(book, draft=False)
    return blocks if book.publisher else [each for each in blocks if "publisher" not in classes(each)]


def copyright_blocks(book: Book) -> list[Block]:
    """版权页: what is known, and nothing that only paper has."""
    sections = [
        section._replace(lines=tuple(line for line in section.lines if not line.open and line.label not in _PRINTED))
        for section in imprint(book)
    ]
    return front.copyright_page(book, [section for section in sections if section.lines])


def add_contents(content: Element, book: Book, pages: Sequence[WebPage], depth: int) -> None:
    """Put what the book is about, and its table of contents, below its title."""
    if book.description:
        content.append(element("p", front.tidy(book.description), class_="site-about"))
    toc = element("nav", class_="site-contents", id="site-contents", aria_labelledby="site-contents-title")
    toc.append(element("h2", TITLE, id="site-contents-title"))
    listed = [entry for page in pages for entry in entries(page.name, page.headings, depth)]
    toc.append(parsed(tree(listed)))
    content.append(toc)


def search_page() -> WebPage:
    """The search: a form, and where its hits will stand."""
    content = element("section", class_="site-found")
    content.append(element("h1", "搜索", class_="title"))
    content.append(search_form("site-query"))
    content.append(element("p", id="site-told", role="status"))
    content.append(element("ol", id="site-hits"))
    without = element("noscript")
    without.append(element("p", "搜索需要浏览器启用 JavaScript。您也可以查阅目录，或使用浏览器的页内查找功能。"))
    content.append(without)
    return WebPage(SEARCH, "搜索", content, kind="search")
