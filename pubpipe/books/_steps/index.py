"""The index: the book's terms and names by pinyin, each with every place it stands."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.books import Headword, Part
from pubpipe.books._ast import Node, div, header, link, paragraph, string
from pubpipe.books._collation import chinese_group, chinese_key
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import placed, standing
from pubpipe.books._steps import languages
from pubpipe.books._steps.spacing import tight

TITLE = "索引"


def apply(manuscript: Manuscript) -> None:
    """Add the index where the book has one."""
    if manuscript.setting("index") == "no":
        return
    terms = [term for term in standing(manuscript) if term.addresses]
    places = placed(manuscript, (address for term in terms for address in term.addresses))
    blocks: list[Node] = []
    current = None
    for term in sorted(dict.fromkeys(terms), key=lambda each: (chinese_key(each), each.english)):
        if chinese_group(term) != current:
            current = chinese_group(term)
            blocks.append(div([paragraph([string(current)])], "letter"))
        blocks.append(div([paragraph(_entry(term, places))], "entry"))
    if blocks:
        title = header(1, [string(TITLE)], "index", "unnumbered")
        manuscript.appendices.append(Part("index", "back", "", TITLE, (title, div(blocks, "role", "index"))))


def _entry(term: Headword, places: Mapping[str, tuple[str, str]]) -> list[Node]:
    """The term, and a locator a place; what is printed of several on one page or in one chapter is the edition's."""
    inlines: list[Node] = [string(tight(term.chinese))]
    languages.mark(inlines)
    for place, (identifier, chapter) in enumerate(places[address] for address in term.addresses if address in places):
        inlines.append(string("、" if place else "\u3000"))
        inlines.append(link([string(chapter or "正文")], f"#{identifier}", "locator"))
    return inlines
