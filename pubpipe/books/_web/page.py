"""A page of the site: what a page of the e-book says, as a tree that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pubpipe.books._epub.page import Page
from pubpipe.books._epub.text import Heading
from pubpipe.books._web.adapting import adapt, simple
from pubpipe.books._web.tree import Element, parsed


@dataclass
class WebPage:
    """A file of the site.

    `kind` is its epub:type and `role` its DPUB-ARIA role, both possibly ""; `matter` is "front", "body" or "back";
    `content` is the section that holds all of it; `headings` are those of a page the table of contents has.
    """

    name: str
    title: str
    content: Element
    kind: str = ""
    role: str = ""
    matter: str = "front"
    headings: Sequence[Heading] = ()


def opened(page: Page) -> WebPage:
    """The page of the site for a settled page of the e-book."""
    content = parsed(page.section())
    adapt(content)
    headings = [each._replace(identity=simple(each.identity)) for each in page.text.headings if page.listed]
    return WebPage(page.name, page.title, content, page.kind, page.role, page.matter, headings)
