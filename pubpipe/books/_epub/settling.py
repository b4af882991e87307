"""Settling the pages among themselves: links find their files, formulas their MathML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pubpipe.books import Keep
from pubpipe.books._epub.formulas import mathematics
from pubpipe.books._epub.markup import escaped, readable
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.text import Formula

if TYPE_CHECKING:
    from pubpipe.books._epub.page import Page

_LINK = re.compile("\1([^\2]*)\2([^\3]*)\3([^\4]*)\4([^\5]*)\5")
_FORMULA = re.compile("\6([^\7]*)\7([^\16]*)\16")
"""How links and formulas stand in markup until they are settled, between characters no text has."""


def pending_link(target: str, place: str, given: str, text: str) -> str:
    """A link to an id of the book: its own id, its other attributes, its markup."""
    return f"\1{readable(target)}\2{place}\3{given}\4{text}\5"


def pending_formula(formula: Formula) -> str:
    """A formula."""
    return f"\6{formula.kind}\7{readable(formula.tex)}\16"


def settle(pages: Sequence[Page], keep: Keep | None) -> list[Picture]:
    """Make links and formulas of all pages final. Gives the pictures they show.

    An id means its first place in the book; a link that leads nowhere is its text.
    """
    texts = [page.text for page in pages]
    known = mathematics((formula for text in texts for formula in text.formulas), keep)
    places: dict[str, tuple[str, str]] = {}
    for page in pages:
        for identity, own in page.text.ids.items():
            places.setdefault(readable(identity), (page.name, own))
    for page in pages:
        if page.text.formulas:
            page.text.markup = _FORMULA.sub(
                lambda found: known.get(Formula(found[1], found[2])) or escaped(found[2]), page.text.markup
            )
        page.text.markup = _LINK.sub(_Leading(page.name, places), page.text.markup)
    return list({picture.name: picture for text in texts for picture in text.shown.values()}.values())


class _Leading:
    """What a link of a page becomes, when it is known where all ids stand."""

    def __init__(self, name: str, places: Mapping[str, tuple[str, str]]) -> None:
        self.name, self.places = name, places

    def __call__(self, found: re.Match[str]) -> str:
        target, place, given, text = found.groups()
        if target in self.places:
            file, own = self.places[target]
            return f'<a href="{file if file != self.name else ""}#{own}"{place}{given}>{text}</a>'
        return f"<span{place}{given}>{text}</span>" if place else text
