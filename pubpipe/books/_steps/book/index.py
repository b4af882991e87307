"""The index: the book's terms and names by pinyin, each with every place it stands.

An index by the pages of the original (边码) gives their numbers instead, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubpipe.books import Headword, Part
from pubpipe.books import _originals as originals
from pubpipe.books._ast import Node, div, header, link, paragraph, string
from pubpipe.books._collation import chinese_group, chinese_key
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import placed, standing
from pubpipe.books._steps.chapter import languages
from pubpipe.books._steps.chapter.spacing import tight

TITLE = "索引"
ORIGINAL = "索引中的页码为原书页码，即本书边码。"
"""What such an index begins with."""


def apply(manuscript: Manuscript) -> None:
    """Add the index where the book has one."""
    if manuscript.setting("index") == "no":
        return
    by_original = manuscript.setting("index") == "original"
    terms = [term for term in standing(manuscript) if term.addresses]
    found = _by_original(manuscript, terms) if by_original else _by_place(manuscript, terms)
    blocks: list[Node] = []
    current = None
    for term, locators in sorted(found.items(), key=lambda each: (chinese_key(each[0]), each[0].english)):
        if chinese_group(term) != current:
            current = chinese_group(term)
            blocks.append(div([paragraph([string(current)])], "letter"))
        blocks.append(div([paragraph(_entry(term, locators))], "entry"))
    if blocks:
        title = header(1, [string(TITLE)], "index", "unnumbered")
        said = [paragraph([string(ORIGINAL)])] if by_original else []
        held = div(blocks, "role", "index", *(["margins"] if by_original else []))
        manuscript.appendices.append(Part("index", "back", "", TITLE, (title, *said, held)))


def _by_place(manuscript: Manuscript, terms: Sequence[Headword]) -> dict[Headword, list[Node]]:
    """A locator for each place of each term; what is printed of several on one page or in one chapter is the edition's.

    A locator shows what its chapter is called.
    """
    places = placed(manuscript, (address for term in terms for address in term.addresses))
    return {
        term: [
            link([string(chapter or "正文")], f"#{identifier}", "locator")
            for identifier, chapter in (places[address] for address in term.addresses if address in places)
        ]
        for term in terms
    }


def _by_original(manuscript: Manuscript, terms: Sequence[Headword]) -> dict[Headword, list[Node]]:
    """The pages of the original each term stands on, each once, for those that stand on any."""
    units = originals.units(manuscript)
    found = {}
    for term in terms:
        pages = [units[address].page_of(tight(term.chinese)) for address in term.addresses if address in units]
        shown = dict.fromkeys((each.number, each.identity) for each in pages if each)
        if shown:
            found[term] = [link([string(number)], f"#{identity}") for number, identity in shown]
    return found


def _entry(term: Headword, locators: Sequence[Node]) -> list[Node]:
    inlines: list[Node] = [string(tight(term.chinese))]
    languages.mark(inlines)
    for place, locator in enumerate(locators):
        inlines += [string("、" if place else "\u3000"), locator]
    return inlines
