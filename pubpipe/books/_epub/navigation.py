"""目录: the table of contents, landmarks and the original's pages, in one page that is also part of the text."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from pubpipe.books._epub.markup import attributes, escaped, shown
from pubpipe.books._epub.page import Page
from pubpipe.books._epub.text import Heading, Text

TITLE, LANDMARKS, START, PAGES = "目录", "导航", "正文", "原书页码"


class Entry(NamedTuple):
    """A line of the table of contents: its level, where it leads, its words as markup."""

    level: int
    target: str
    label: str


def contents(pages: Sequence[Page], depth: int) -> Page:
    """The page, made of all others in reading order; `depth` levels of headings are shown."""
    page = Page("nav.xhtml", TITLE, Text(), kind="toc", landmark=TITLE)
    texts = [each for each in pages if each.listed]
    listed = tree([entry for each in texts for entry in entries(each.name, each.text.headings, depth)])
    front = [each for each in pages if each.matter == "front"]
    page.text.markup = (
        '<nav id="toc" role="doc-toc" aria-labelledby="toc-title" epub:type="toc">\n'
        f'<h1 class="title" id="toc-title">{TITLE}</h1>\n{listed}</nav>\n'
        f"{_landmarks([*front, page, *pages[len(front) :]])}"
        f"{_page_list(pages)}"
    )
    return page


def _page_list(pages: Sequence[Page]) -> str:
    """Where the pages of the original begin, for reading systems that lead there; it is no text of the book."""
    items = [
        f"<li><a{attributes(href=f'{page.name}#{each.identity}')}>{escaped(each.number)}</a></li>\n"
        for page in pages
        for each in page.text.breaks
    ]
    if not items:
        return ""
    return (
        '<nav role="doc-pagelist" aria-labelledby="pages-title" epub:type="page-list" hidden="hidden">\n'
        f'<h2 id="pages-title">{PAGES}</h2>\n<ol>\n{"".join(items)}</ol>\n</nav>\n'
    )


def entries(name: str, headings: Sequence[Heading], depth: int) -> list[Entry]:
    """The headings of the page of this name as links; the first one's leads to the page itself."""
    found: list[Entry] = []
    for heading in headings:
        if heading.level <= depth and shown(heading.label) and (heading.identity or not found):
            found.append(Entry(heading.level, f"{name}#{heading.identity}" if found else name, heading.label))
    return found


def tree(listed: Sequence[Entry], current: str = "") -> str:
    """The entries as lists within lists; a level that is skipped opens no list of its own.

    `current` is the page that is open: the link to it says so.
    """
    return _list(deque(listed), 0, current)


def _list(waiting: deque[Entry], above: int, current: str) -> str:
    """The next entries that stand below a level."""
    items = []
    while waiting and waiting[0].level > above:
        entry = waiting.popleft()
        link = attributes(href=entry.target, aria_current="page" if entry.target == current else "")
        items.append(f"<li><a{link}>{entry.label}</a>{_list(waiting, entry.level, current)}</li>\n")
    return f"<ol>\n{''.join(items)}</ol>\n" if items or not above else ""


def _landmarks(pages: Sequence[Page]) -> str:
    """Where the great parts of the book begin."""
    marks = [(page.kind, page.name, page.landmark) for page in pages if page.landmark]
    body = next((page for page in pages if page.matter == "body"), None)
    if body is not None:
        before = sum(page.matter == "front" and page.landmark != "" for page in pages)
        marks.insert(before, ("bodymatter", body.name, START))
    items = [
        f"<li><a{attributes(href=target, epub_type=kind)}>{escaped(label)}</a></li>\n" for kind, target, label in marks
    ]
    return (
        '<nav class="landmarks" aria-labelledby="landmarks-title" epub:type="landmarks">\n'
        f'<h2 id="landmarks-title">{LANDMARKS}</h2>\n<ol>\n{"".join(items)}</ol>\n</nav>\n'
    )
