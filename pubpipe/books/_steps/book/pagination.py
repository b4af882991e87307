"""Page marks in the book: each has an id, links that led to it lead to it; a book may do without."""

from __future__ import annotations

import re
from itertools import pairwise

from pubpipe.books._ast import Node, attribute, attributes, identity, nodes, rewrite_inlines
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps.chapter.pages import CLASS, NUMBER, is_page
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Give the marks their ids, page-12, with the chapter's before it where the number has been; or take them away."""
    taken: set[str] = set()
    shown = manuscript.setting("pages") == "yes"
    for sheet in manuscript.sheets:

        def settled(inlines: list[Node], sheet: Sheet = sheet) -> list[Node]:
            for node in inlines:
                if is_page(node):
                    if shown:
                        _identify(sheet, node, taken)
                    else:
                        node["c"][0] = attribute(identity(node))
            return [node for node in inlines if node["t"] != "Span" or node["c"] != [attribute(), []]]

        if not sheet.may_hold(CLASS):
            continue
        rewrite_inlines(sheet.blocks, settled)
        if shown:
            _rising(manuscript, sheet)


def _rising(manuscript: Manuscript, sheet: Sheet) -> None:
    """Doubt numbers that fall back: who translated has put a mark at the wrong place."""
    found = [attributes(node)[NUMBER] for node in nodes(sheet.blocks) if is_page(node)]
    for before, number in pairwise([each for each in found if re.fullmatch("[0-9]+", each)]):
        if int(number) < int(before):
            message = _("{file}: page {number} of the original begins behind page {before}")
            manuscript.doubt("", message.format(file=sheet.chapter.source, number=number, before=before))


def _identify(sheet: Sheet, node: Node, taken: set[str]) -> None:
    own, place = identity(node), f"page-{attributes(node)[NUMBER].lower()}"
    if place in taken:
        place = f"{sheet.id}-{place}"
    taken.add(place)
    node["c"][0][0] = place
    sheet.anchors |= {name: place for name in (own, place) if name}
