"""Cells of tables: a heading there is no section of the chapter but a bold paragraph; widths nobody chose are none."""

from __future__ import annotations

from pubpipe.books._ast import Node, attribute, attributes, each_block, identity, rewrite_blocks, rows_of
from pubpipe.books._manuscript import Manuscript

_ALIKE = 0.02
"""How far columns may differ, in parts of the table, that nobody has set apart."""


def apply(manuscript: Manuscript) -> None:
    """Settle the tables of every chapter."""
    for sheet in manuscript.sheets:
        if not sheet.may_hold("Table"):
            continue
        for node in list(each_block(sheet.blocks)):
            if node["t"] == "Table":
                for part, row in rows_of(node):
                    for cell in row[1]:
                        rewrite_blocks(cell[4], _heading if part == "head" else _bold_heading)
                _widths(node)


def _heading(node: Node) -> list[Node] | None:
    """A heading of a cell as its paragraph, with its address and its anchor."""
    if node["t"] != "Header":
        return None
    address = attributes(node).get("address", "")
    names = ["unit"] if address else []
    own = attribute(identity(node), *names, **({"address": address} if address else {}))
    return [{"t": "Div", "c": [own, [{"t": "Para", "c": node["c"][2]}]]}]


def _bold_heading(node: Node) -> list[Node] | None:
    if node["t"] == "Header":
        inlines = node["c"][2]
        alone = len(inlines) == 1 and inlines[0]["t"] == "Strong"
        node["c"][2] = inlines if alone else [{"t": "Strong", "c": inlines}]
    return _heading(node)


def _widths(table: Node) -> None:
    """Forget the widths of columns where they are not all given, or all the same: so Word begins every table."""
    shares = [column[1].get("c") for column in table["c"][2]]
    given = [share for share in shares if share]
    if len(given) < len(shares) or max(given, default=0) - min(given, default=0) < _ALIKE:
        for column in table["c"][2]:
            column[1] = {"t": "ColWidthDefault"}
