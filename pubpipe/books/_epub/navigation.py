"""目录: the table of contents, and the landmarks of the book, in one page that is also part of the text."""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.books._epub.finishing import heading_label
from pubpipe.books._epub.page import Page
from pubpipe.books._epub.xhtml import EPUB_TYPE, HEADINGS, Element, each, element, name, words

TITLE, LANDMARKS, START = "目录", "导航", "正文"


def contents(pages: Sequence[Page], depth: int) -> Page:
    """The page, made of all others in reading order; `depth` levels of headings are shown."""
    section = element("section")
    page = Page("nav.xhtml", TITLE, section, kind="toc", landmark=TITLE)
    toc = element("nav", id="toc", role="doc-toc", aria_labelledby="toc-title")
    toc.set(EPUB_TYPE, "toc")
    toc.append(element("h1", TITLE, class_="title", id="toc-title"))
    toc.append(tree([entry for each_page in pages for entry in entries(each_page, depth)]))
    section.append(toc)
    front = [each_page for each_page in pages if each_page.matter == "front"]
    section.append(_landmarks([*front, page, *pages[len(front) :]]))
    return page


def entries(page: Page, depth: int) -> list[tuple[int, Element]]:
    """A page's headings as links with their levels; a page before the text is one entry only if it is a text."""
    if not page.listed:
        return []
    found: list[tuple[int, Element]] = []
    for heading in each(page.content, *HEADINGS[:depth]):
        label = heading_label(heading)
        first = not found
        label.set("href", page.name if first else f"{page.name}#{heading.get('id')}")
        if words(label) and (first or heading.get("id")):
            found.append((int(name(heading)[1]), label))
    return found


def tree(listed: Sequence[tuple[int, Element]]) -> Element:
    """The entries as lists within lists; a level that is skipped opens no list of its own."""
    root = element("ol")
    open_lists = [(0, root)]
    for level, label in listed:
        while len(open_lists) > 1 and open_lists[-1][0] >= level:
            open_lists.pop()
        within = open_lists[-1][1]
        if name(within) == "li":
            inner = element("ol")
            within.append(inner)
            open_lists[-1] = (open_lists[-1][0], inner)
            within = inner
        item = element("li")
        item.append(label)
        item.tail = "\n"
        within.append(item)
        open_lists.append((level, item))
    return root


def _landmarks(pages: Sequence[Page]) -> Element:
    """Where the great parts of the book begin."""
    nav = element("nav", class_="landmarks", aria_labelledby="landmarks-title")
    nav.set(EPUB_TYPE, "landmarks")
    nav.append(element("h2", LANDMARKS, id="landmarks-title"))
    items = element("ol")
    nav.append(items)
    marks = [(page.kind, page.name, page.landmark) for page in pages if page.landmark]
    body = next((page for page in pages if page.matter == "body"), None)
    if body is not None:
        before = sum(page.matter == "front" and page.landmark != "" for page in pages)
        marks.insert(before, ("bodymatter", body.name, START))
    for kind, target, label in marks:
        item = element("li")
        link = element("a", label, href=target)
        link.set(EPUB_TYPE, kind)
        item.append(link)
        items.append(item)
    return nav
