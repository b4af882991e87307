"""Citations lead to entries of 参考文献, which are written as GB/T 7714 asks, at the book's end or each chapter's."""

from __future__ import annotations

import re

from pubpipe.books import Part
from pubpipe.books._ast import (
    Node,
    attributes,
    classes,
    header,
    nodes,
    paragraph,
    plain,
    plain_blocks,
    rewrite_inlines,
    string,
)
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._settings import references

TITLE = "参考文献"
_TITLES = re.compile(r"参考文献|参考书目|引用文献|references|bibliography|works cited", re.IGNORECASE)
_MATTERS = ("front", "body", "back")


def apply(manuscript: Manuscript) -> None:
    """Settle every citation; those a book has as its files have them become what the file shows."""
    year = references(manuscript.book)
    citing = [sheet for sheet in manuscript.sheets if sheet.cites]
    if year == "source":
        for sheet in citing:
            rewrite_inlines(sheet.blocks, _as_written)
            for inlines in sheet.english.values():
                rewrite_inlines([paragraph(inlines)], _as_written)
        return
    if not citing:
        return
    from pubpipe.books._references.listing import Listing
    from pubpipe.books._references.sources import works

    name = manuscript.book.bibliography
    known = works(name, manuscript.files[name]) if name else {}
    sheets = sorted(citing, key=lambda sheet: _MATTERS.index(sheet.matter))
    apart = manuscript.setting("references_in") == "chapter"
    for group in [[sheet] for sheet in sheets] if apart else [sheets]:
        listing = Listing(manuscript, known, year, f"{group[0].id}-" if apart else "")
        listing.collect(group)
        listing.write()
        for sheet in group:
            listing.lead(sheet)
        if not listing.cited:
            continue
        for sheet in group if apart else list(manuscript.sheets):
            _leave_lists(manuscript, sheet, listing.blocks() if apart else [])
        if not apart:
            blocks = (header(1, [string(TITLE)], "references", "unnumbered"), *listing.blocks())
            manuscript.appendices.append(Part("references", "back", "", TITLE, blocks))


def _as_written(inlines: list[Node]) -> list[Node]:
    return [each for node in inlines for each in (node["c"][1] if node["t"] == "Cite" else [node])]


def _leave_lists(manuscript: Manuscript, sheet: Sheet, own: list[Node]) -> None:
    """Take out what a reference manager listed in the chapter, and put the chapter's `own` list, if any, in its place.

    What a translator has read is no such list, and stays. A heading that headed nothing else goes along.
    """
    blocks = sheet.blocks
    for gathered in [node for node in blocks if node["t"] == "Div" and "references" in classes(node)]:
        if not _emptied(manuscript, gathered):
            continue
        at = next(place for place, node in enumerate(blocks) if node is gathered)
        del blocks[at]
        above = blocks[at - 1] if at else gathered
        idle = above["t"] == "Header" and _TITLES.fullmatch(plain(above["c"][2]).strip())
        if not idle or (at < len(blocks) and (blocks[at]["t"] != "Header" or at == 1)):
            continue
        if own:
            blocks[at:at] = own
            return
        manuscript.withheld.add(attributes(above).get("address", ""))
        del blocks[at - 1]
    if own:
        blocks += [header(2, [string(TITLE)], f"{sheet.id}-references", "unnumbered"), *own]
    elif not blocks:
        manuscript.sheets.remove(sheet)


def _emptied(manuscript: Manuscript, listed: Node) -> bool:
    """Whether nothing is left of a list without what no translator has read, nor of its own heading in it."""
    held = listed["c"][1]
    read = [node for node in held if any("address" in attributes(each) for each in nodes([node]))]
    if len(read) == len(held):
        return False
    if all(_TITLES.fullmatch(plain_blocks([node]).strip()) for node in read):
        manuscript.withheld |= {attributes(each).get("address", "") for each in nodes(read)} - {""}
        read = []
    held[:] = read
    return not read
