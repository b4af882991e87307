"""Citations: each leads to the work it cites, and says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import Ebook, Element, Page, kinds, words

_NUMBERED = re.compile(r"\[(\d{1,4})\]")


def _citations(ebook: Ebook) -> Iterator[tuple[Page, Element]]:
    for page in ebook.pages:
        for each in page.each("a"):
            if "biblioref" in kinds(each) or each.get("role") == "doc-biblioref":
                yield page, each


def _target(ebook: Ebook, page: Page, citation: Element) -> Element | None:
    name, anchor = ebook.target(page, citation.get("href", ""))
    return ebook.ids.get(name, {}).get(anchor) if anchor else None


@assertion(MAJOR)
def citations_lead_to_works(ebook: Ebook) -> Iterator[Look]:
    """Every citation leads to the entry of its work, which bears its number.

    A citation that leads nowhere, or to another work, is an error each.
    """
    for page, each in _citations(ebook):
        entry = _target(ebook, page, each)
        shown = "" if entry is None else words(entry)
        counted = _NUMBERED.match(shown)
        sound = bool(shown) and (not counted or counted[1] == words(each).strip("[]"))
        yield judged(page.at(each), f"{words(each)} {each.get('href', '')}", sound)


@assertion(MINOR)
def citations_say_so(ebook: Ebook) -> Iterator[Look]:
    """Raised numbers in brackets that are links say to readers' aids that they cite (doc-biblioref).

    DPUB-ARIA 1.1; else a reader hears a number and does not know of what.
    """
    for page in ebook.pages:
        for raised in page.each("sup"):
            for each in raised.iter("{http://www.w3.org/1999/xhtml}a"):
                if re.fullmatch(r"\[\d{1,4}\]", words(each)):
                    yield judged(page.at(each), words(each), each.get("role") == "doc-biblioref")
