"""Fields: which of them a reader sees as text, and which marks belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats.docx._pieces import Edge
from pubpipe.formats.docx.names import BOX_CONTENT, DELETED, w

MARK_TYPE = w("fldCharType")
LOCKED = w("fldLock")
DIRTY = w("dirty")

LINKS = frozenset({"HYPERLINK"})
"""Fields whose result is running text."""

UNSEEN = frozenset({"XE", "TC", "RD", "PRIVATE", "TA", "SET", "ASK"})
"""Fields that show nothing."""

LISTS = {"TOC": "toc", "INDEX": "index", "TOA": "table of authorities", "BIBLIOGRAPHY": "bibliography"}
"""Fields that fill whole paragraphs with what is gathered from elsewhere, and the rule that leaves them out."""

STALE = frozenset({"TOC", "INDEX", "TOA", "REF", "STYLEREF", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY"})
"""Fields whose result repeats text of the document, and so must be made anew when that is translated."""


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    begin: etree._Element
    instruction: str = ""
    shows: bool = False
    link: bool = False
    edge: Edge | None = None
    depth: int = 0

    @property
    def kind(self) -> str:
        """The instruction's first word."""
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""


def paired(root: etree._Element, marks: Iterable[etree._Element]) -> frozenset[etree._Element]:
    """Those of a part's field marks that have their partner; others are ignored, or they would swallow the document."""
    stories: dict[etree._Element | None, list[list[etree._Element]]] = {}
    found: list[etree._Element] = []
    for mark in marks:
        story = None
        for ancestor in mark.iterancestors():
            if ancestor.tag in DELETED:
                break
            if ancestor.tag in _STORIES:
                story = ancestor
                break
        else:
            ancestor = root
        if ancestor.tag in DELETED:
            continue
        standing = stories.setdefault(story, [])
        kind = mark.get(MARK_TYPE)
        if kind == "begin":
            standing.append([mark])
        elif standing and kind == "separate" and len(standing[-1]) == 1:
            standing[-1].append(mark)
        elif standing and kind == "end":
            found.extend([*standing.pop(), mark])
    return frozenset(found)


_STORIES = frozenset({BOX_CONTENT, w("footnote"), w("endnote"), w("comment")})
