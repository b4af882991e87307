"""One Header 1 a chapter, at its beginning; every other heading below it."""

from __future__ import annotations

from pubpipe.books._ast import Node, block_lists, header, nodes, plain, words
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Find each chapter's title: its only or first heading 1, else its metadata's title, else its file's name."""
    for sheet in manuscript.sheets:
        headings = [node for node in nodes(sheet.blocks) if node["t"] == "Header"]
        tops = [node for node in headings if node["c"][0] == 1]
        named = _meta_title(sheet)
        first = headings[0] if headings else None
        if (
            first is not None
            and first in tops
            and not (named and len(tops) > 1 and plain(named) != plain(first["c"][2]))
        ):
            title = first
            rest = [node for node in headings if node is not first]
            _remove(sheet.blocks, first)
        else:
            if not named:
                named = words(sheet.source.chapter.id)
                message = _("{file}: no title found: no heading 1 and no title in its properties")
                manuscript.doubt("", message.format(file=sheet.source.chapter.source), serious=True)
            title = header(1, named, "")
            rest = headings
        _below(rest)
        if title["c"][1][0]:
            sheet.anchors[title["c"][1][0]] = sheet.id
        title["c"][0], title["c"][1][0] = 1, sheet.id
        sheet.blocks.insert(0, title)


def _meta_title(sheet: Sheet) -> list[Node]:
    value = sheet.meta.get("title")
    if value is None:
        return []
    if value["t"] == "MetaInlines":
        return list(value["c"])
    if value["t"] == "MetaString":
        return words(value["c"])
    return []


def _below(headings: list[Node]) -> None:
    """Lower headings so that the highest is level 2 and none is more than one below the heading it stands under."""
    open_levels: list[int] = []
    for node in headings:
        level = node["c"][0]
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        node["c"][0] = min(len(open_levels) + 1, 6)


def _remove(blocks: list[Node], wanted: Node) -> bool:
    """Take a node out of wherever it stands."""
    for place, node in enumerate(blocks):
        if node is wanted:
            del blocks[place]
            return True
        if any(_remove(inner, wanted) for inner in block_lists(node)):
            return True
    return False
