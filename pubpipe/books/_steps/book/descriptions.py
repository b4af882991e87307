"""Descriptions of a Word file's objects: a table's goes with the table, one of a lost chart is shown in its place."""

from __future__ import annotations

from pubpipe.books._ast import Node, attributes, block_lists, classes, nodes, plain_blocks, put, span, string
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.messages import _

LOST = "【图形未能转换】"


def apply(manuscript: Manuscript) -> None:
    """Settle the descriptions of every chapter; a chart or shape that pandoc cannot read is doubted."""
    for sheet in manuscript.sheets:
        if sheet.may_hold("description"):
            _settle(manuscript, sheet, sheet.blocks)


def _settle(manuscript: Manuscript, sheet: Sheet, blocks: list[Node]) -> None:
    settled: list[Node] = []
    for node in blocks:
        for inner in block_lists(node):
            _settle(manuscript, sheet, inner)
        if "description" not in classes(node):
            settled.append(node)
            continue
        address = next((own for each in nodes([node]) if (own := attributes(each).get("address"))), "")
        if settled and settled[-1]["t"] == "Table":
            put(settled[-1], "address", address)
            put(settled[-1], "description", plain_blocks([node]).strip())
            continue
        file = sheet.chapter.source
        manuscript.doubt(address, _("{file}: a chart or shape cannot be shown: give a picture").format(file=file), True)
        for each in nodes([node]):
            if each["t"] in ("Para", "Plain"):
                each["c"] = [span([string(LOST), *each["c"]], "unfinished")]
        settled += node["c"][1]
    blocks[:] = settled
