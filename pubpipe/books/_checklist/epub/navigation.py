"""Finding one's way: contents, landmarks, page list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import XHTML, Ebook, Element, Page, chinese, heading, kinds, local, words

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@assertion(MAJOR)
def contents_there(ebook: Ebook) -> Iterator[Look]:
    """There is a table of contents for reading systems (nav, toc).

    EPUB 3.3: required.
    """
    found = nav(ebook, "toc")
    yield judged(ebook.opf_name, "nav toc", found is not None and bool(_links(found[1])))


@assertion(MAJOR, 2)
def contents_called_so(ebook: Ebook) -> Iterator[Look]:
    """The contents are called 目录, not by the title of the book or in English.

    pandoc takes the title of the book unless it is told.
    """
    found = nav(ebook, "toc")
    if found and ebook.chinese:
        titles = [words(each) for each in found[1].iter(*(XHTML + name for name in _HEADINGS))]
        shown = titles[0] if titles else ""
        yield judged(found[0].at(found[1]), shown, re.fullmatch(r"目\s*[录次]", shown) is not None)


@assertion(MAJOR, 16)
def entries_lead_somewhere(ebook: Ebook) -> Iterator[Look]:
    """Every entry of contents and landmarks leads to a place that is there.

    EPUBCheck refuses the book.
    """
    for kind in ("toc", "landmarks", "page-list"):
        found = nav(ebook, kind)
        for link in _links(found[1]) if found else ():
            name, anchor = ebook.target(found[0], link.get("href", "")) if found else ("", "")
            there = name in ebook.package and (not anchor or anchor in ebook.ids.get(name, ()))
            yield judged(found[0].at(link) if found else "", link.get("href", ""), there)


@assertion(MAJOR, 16)
def entries_in_order(ebook: Ebook) -> Iterator[Look]:
    """The contents follow the reading order.

    EPUB 3.3: required.
    """
    found = nav(ebook, "toc")
    if found:
        places = [
            (link, ebook.order.get(ebook.target(found[0], link.get("href", ""))[0], -1)) for link in _links(found[1])
        ]
        for (_before, one), (link, other) in pairwise(places):
            yield judged(found[0].at(link), words(link), one <= other)


@assertion(MAJOR, 16)
def chapters_in_contents(ebook: Ebook) -> Iterator[Look]:
    """Every chapter stands in the contents.

    What is not there is not found.
    """
    found = nav(ebook, "toc")
    if found:
        named = {ebook.target(found[0], link.get("href", ""))[0] for link in _links(found[1])}
        for page in ebook.texts:
            marks = {
                kind
                for each in page.body.iter(f"{XHTML}section", f"{XHTML}body", f"{XHTML}div")
                for kind in kinds(each)
            }
            if not marks & {
                "titlepage",
                "copyright-page",
                "cover",
                "frontispiece",
                "dedication",
                "halftitlepage",
                "toc",
                "colophon",
            }:
                first = next(page.each("h1"), None)
                if first is not None:
                    yield judged(page.name, words(first), page.name in named)


@assertion(MINOR, 16)
def entries_as_headings(ebook: Ebook) -> Iterator[Look]:
    """Entries of the contents read as the headings they lead to.

    Else the reader doubts that he is where he wanted to go.
    """
    found = nav(ebook, "toc")
    for link in _links(found[1]) if found else ():
        name, anchor = ebook.target(found[0], link.get("href", "")) if found else ("", "")
        target = _heading(ebook, name, anchor)
        if found and target is not None:
            yield judged(found[0].at(link), f"{words(link)} ≠ {heading(target)}", _same(words(link), heading(target)))


@assertion(MAJOR, 3)
def landmarks_there(ebook: Ebook) -> Iterator[Look]:
    """There are landmarks, and one of them leads to where the text begins (bodymatter).

    “Begin reading” goes by it.
    """
    found = nav(ebook, "landmarks")
    marks = {kind for link in _links(found[1]) for kind in kinds(link)} if found else set()
    yield judged(ebook.opf_name, " ".join(sorted(marks)) or "nav landmarks", "bodymatter" in marks)


@assertion(MAJOR, 3)
def landmarks_chinese(ebook: Ebook) -> Iterator[Look]:
    """Landmarks of a Chinese book have Chinese names.

    Reading systems show them in menus.
    """
    found = nav(ebook, "landmarks")
    if found and ebook.chinese:
        for link in _links(found[1]):
            yield judged(found[0].at(link), words(link), chinese(words(link)))


@assertion(MINOR, 3)
def landmarks_shown(ebook: Ebook) -> Iterator[Look]:
    """Contents and landmarks are not hidden from readers.

    Many reading systems show them nowhere else.
    """
    for kind in ("toc", "landmarks"):
        found = nav(ebook, kind)
        if found:
            yield judged(found[0].at(found[1]), f"nav {kind} hidden", found[1].get("hidden") is None)


@assertion(MINOR)
def contents_among_pages(ebook: Ebook) -> Iterator[Look]:
    """The contents are a page of the text too.

    Who pages through a book expects them where books have them.
    """
    if ebook.navigation:
        yield judged(ebook.navigation.name, "itemref", ebook.navigation.name in ebook.order)


@assertion(MAJOR)
def page_list_with_page_marks(ebook: Ebook) -> Iterator[Look]:
    """Where pages of a printed book are marked there is a list of them, and it says which book.

    EPUB Accessibility 1.1: required; a class reads from paper and screen at once.
    """
    marks = [each for page in ebook.pages for each in page.root.iter("*") if "pagebreak" in kinds(each)]
    if marks:
        yield judged(ebook.opf_name, "nav page-list", nav(ebook, "page-list") is not None)
        source = [
            *ebook.properties("a11y:pageBreakSource"),
            *ebook.properties("pageBreakSource"),
            *ebook.metadata("source"),
        ]
        yield judged(ebook.opf_name, "pageBreakSource", bool(source))


@assertion(MAJOR)
def page_marks_in_list(ebook: Ebook) -> Iterator[Look]:
    """Every page mark has an id, and the page list leads to it; it leads to nothing else.

    A mark that is left out cannot be found by its number; a wrong one leads a whole class astray.
    """
    marks = {
        (page.name, each.get("id", "")): page.at(each)
        for page in ebook.pages
        for each in page.root.iter("*")
        if "pagebreak" in kinds(each)
    }
    found = nav(ebook, "page-list")
    listed = {ebook.target(found[0], each.get("href", "")): each for each in _links(found[1])} if found else {}
    for place, where in marks.items():
        yield judged(where, place[1] or "id", bool(place[1]) and place in listed)
    for place, link in listed.items():
        yield judged(found[0].at(link) if found else "", link.get("href", ""), place in marks)


@assertion(MINOR)
def page_marks_numbered(ebook: Ebook) -> Iterator[Look]:
    """Every page mark says its number, and the numbers rise.

    One that falls back stands at the wrong place of its sentence.
    """
    before = 0
    for page in ebook.pages:
        for each in page.root.iter("*"):
            if "pagebreak" in kinds(each):
                said = each.get("aria-label") or each.get("title") or words(each)
                number = re.search(r"[0-9]+", said)
                yield judged(page.at(each), said or "aria-label", bool(said.strip()))
                if number:
                    yield judged(page.at(each), said, int(number[0]) >= before)
                    before = int(number[0])


def nav(ebook: Ebook, kind: str) -> tuple[Page, Element] | None:
    """The navigation of a kind (toc, landmarks, page-list), with its page."""
    page = ebook.navigation
    for each in () if page is None else page.root.iter(f"{XHTML}nav"):
        if kind in kinds(each) and page is not None:
            return page, each
    return None


def _links(element: Element) -> list[Element]:
    return [each for each in element.iter(f"{XHTML}a") if each.get("href")]


def _heading(ebook: Ebook, name: str, anchor: str) -> Element | None:
    """The heading an anchor means: itself, the first in or behind it, or that of what it stands in.

    Without an anchor it is the page's first.
    """
    if not anchor:
        page = next((each for each in ebook.pages if each.name == name), None)
        return None if page is None else next(page.each(*_HEADINGS), None)
    meant = ebook.ids.get(name, {}).get(anchor)
    while meant is not None and local(meant) not in _HEADINGS:
        inner = next(meant.iter(*(XHTML + heading for heading in _HEADINGS)), None)
        meant = inner if inner is not None else meant.getnext() if meant.getnext() is not None else meant.getparent()
        if meant is not None and local(meant) in ("body", "html"):
            return None
    return meant


def _same(one: str, other: str) -> bool:
    return re.sub(r"[\s\u2060]", "", one) == re.sub(r"[\s\u2060]", "", other)
