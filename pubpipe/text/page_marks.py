"""Page marks: where a page of the printed original begins, and its number (边码).

EPUB 3.3 and DPUB-ARIA say it by `epub:type="pagebreak"` and `role="doc-pagebreak"`, the number in aria-label, title or
the element itself; Word and OpenDocument files by the name of a bookmark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubpipe.patterns import pattern

PAGE_NUMBER = "page number"
"""What the ledger calls the number of a page mark."""
PAGE_MARK = "pg"
"""The code type of a page mark within a sentence."""
CLASSES = frozenset(("pagebreak", "pagenum", "pageno", "page-number", "x-ebookmaker-pageno"))
"""Classes of page marks: that of pandoc's reader and of Markdown, those of Project Gutenberg."""

_KINDS = frozenset(("pagebreak", "doc-pagebreak"))
SPOKEN = ("aria-label", "title")
"""The attributes of a page mark that say its number."""
_ROMAN = "(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = pattern(rf"(?:pages?|pgs?|p)?[\s._:\-]*(?=\w)([a-z]?[-.]?\d{{1,5}}[a-z]?|{_ROMAN})[\s.,:;]*", re.IGNORECASE)
_NAME = pattern(rf"(?:page|pg|pagebreak)(?:[-_. ]?(\d{{1,5}}[a-z]?)|[-_. ]({_ROMAN}))", re.IGNORECASE)
_BRACKETS = "[](){}（）【】〔〕 \t\r\n\u00a0"
_TAG = pattern("<[^<>]*>")
LONGEST_NUMBER = 24
"""Characters that a page mark shows."""
_LONGEST = 400

OPENING, CLOSING = "\ue4f8", "\ue4f9"
"""Stand round the number of a page mark where it is prepared for a reader that knows none: the number in the text."""


def written(number: str) -> str:
    """A page mark as text."""
    return f"{OPENING}{number}{CLOSING}"


def may_mark(values: Mapping[str, str]) -> bool:
    """Whether an element with these attributes may mark a page: quickly told, and false for nearly all."""
    said = f"{values.get('role', '')} {values.get('epub:type', '')} {values.get('class', '')}".lower()
    return "page" in said and not (_KINDS | CLASSES).isdisjoint(said.split())


def is_marked(values: Mapping[str, str], shown: str = "") -> bool:
    """Whether an element that has these attributes and shows this marks a page; by its class alone it needs a number.

    A class of such a name may mean no more than that a printer begins a page there. What shows anything but a number is
    text.
    """
    if shown.strip() and not _NUMBER.fullmatch(shown.strip(_BRACKETS)):
        return False
    kinds = {*values.get("role", "").lower().split(), *values.get("epub:type", "").lower().split()}
    if kinds & _KINDS:
        return True
    return bool(CLASSES.intersection(values.get("class", "").lower().split()) and page_number(values, shown))


def page_number(values: Mapping[str, str], shown: str = "") -> str:
    """The number an element that marks a page gives it: as it is spoken, as it is shown, as its id has it; or ""."""
    for said in (*(values.get(key, "") for key in SPOKEN), shown):
        found = _NUMBER.fullmatch(said.strip(_BRACKETS))
        if found:
            return found[1]
    return named_page(values.get("id", "")) or named_page(values.get("number", ""))


def named_page(name: str) -> str:
    """The number of the page that a bookmark or id of this name marks: of page_12, page12, pg_xii; or ""."""
    found = _NAME.fullmatch(name)
    return (found[1] or found[2]) if found else ""


def shown_in(text: str, start: int, name: str) -> str | None:
    """What the element whose content begins here shows, if it holds no more than a page's number can be."""
    end = text.find(f"</{name}", start, start + _LONGEST)
    shown = _TAG.sub("", text[start:end]).strip() if end >= 0 else None
    return shown if shown is not None and len(shown) <= LONGEST_NUMBER else None
