"""What the writer keeps while it writes one book: names given out, notes, links, pictures and lists so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pubpipe.books import Assembled
from pubpipe.books._address import bookmark
from pubpipe.books._docx.page import Page
from pubpipe.books._docx.xml import Element, make, valued

_LONGEST = 40


@dataclass
class Writing:
    """One book being written, for a page, in a design, "book" or "certificate", with `emphasis` "kai" or "dots".

    `pages` gives the page, as printed, of each bookmark, as far as it is known.
    `relationships` leads from (type, target) to a relationship's id; `notes` holds the footnotes written, in order;
    `lists` the numberings asked for, as (abstract numbering, level, start); `translator_notes` counts by chapter.
    `indexed` holds the index fields still to be put at each bookmark; `marks` the number of the original's page that
    begins at a bookmark.
    """

    assembled: Assembled
    modified: datetime | None = None
    draft: bool = False
    page: Page = field(default_factory=lambda: Page.of("16k"))
    design: str = "book"
    pages: Mapping[str, str] = field(default_factory=dict)
    equations: Mapping[str, Element] = field(default_factory=dict)
    emphasis: str = "kai"
    relationships: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    notes: list[Element] = field(default_factory=list)
    lists: list[tuple[int, int, int]] = field(default_factory=list)
    styles: dict[tuple[str, ...], str] = field(default_factory=dict)
    narrow: dict[str, str] = field(default_factory=dict)
    drawings: int = 0
    translator_notes: int = 0
    waiting: list[str] = field(default_factory=list)
    indexed: dict[str, list[Element]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    _bookmarks: int = 0
    _given: set[str] = field(default_factory=set)
    _named: dict[str, str] = field(default_factory=dict)

    def relate(self, kind: str, target: str, external: bool = False) -> str:
        """The id of a relationship of the document, made when first asked for."""
        return self.relationships.setdefault((kind, target, external), f"rId{len(self.relationships) + 1}")

    def place(self, identity: str) -> str:
        """The bookmark's name for an id of the book: at most 40 characters, hidden, always the same."""
        if identity not in self._named:
            name = identity if identity.startswith("_u") else _prefix(identity) + re.sub(r"[^0-9A-Za-z]", "_", identity)
            if len(name) > _LONGEST or name in self._named.values():
                name = f"_r_{len(self._named)}_{name[3:25]}"
            self._named[identity] = name
        return self._named[identity]

    def bookmarked(self, name: str, content: list[Element]) -> list[Element]:
        """Content between the two ends of a bookmark; "" leaves it as it is, and so does a name that is given already.

        A text that is set again for each of many names stands under its bookmark the first time.
        """
        if not name or name in self._given:
            return content
        self._given.add(name)
        self._bookmarks += 1
        start = make("w:bookmarkStart", {"w:id": self._bookmarks, "w:name": name})
        return [start, *self.indexed.pop(name, []), *content, make("w:bookmarkEnd", {"w:id": self._bookmarks})]

    def identified(self, identity: str, content: list[Element]) -> list[Element]:
        """Content bookmarked with an id of the book; "" leaves it as it is."""
        return self.bookmarked(self.place(identity), content) if identity else content

    def addressed(self, address: str, content: list[Element]) -> list[Element]:
        """Content bookmarked with a unit's address; "" leaves it as it is."""
        return self.bookmarked(bookmark(address), content) if address else content

    def numbering(self, abstract: int, level: int, start: int) -> int:
        """The id of a new list's numbering."""
        self.lists.append((abstract, level, start))
        return len(self.lists) + 1

    def style(self, names: tuple[str, ...]) -> str:
        """The character style for several roles at once: 加粗 within 强调 is a style of its own."""
        if len(names) < 2:
            return names[0] if names else ""
        return self.styles.setdefault(names, "".join(names))

    def narrowed(self, style: str) -> str:
        """The style for a narrow column, set to the left, of text in another style."""
        return self.narrow.setdefault(style, f"Narrow{style}")

    def drawing(self) -> int:
        """The number of the next picture."""
        self.drawings += 1
        return self.drawings


def _prefix(identity: str) -> str:
    """What hides a bookmark; those of the original's pages are for people."""
    return "" if identity.startswith("page-") else "_r_"


def styled(style: str, *content: Element, properties: list[Element] | None = None) -> Element:
    """A paragraph of a style; `properties` follow the style's name in its w:pPr."""
    return make("w:p", {}, make("w:pPr", {}, valued("w:pStyle", style), *(properties or [])), *content)
