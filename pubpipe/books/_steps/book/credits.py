"""What stands below a picture's caption, its source, its credit, a map's 审图号; and what may not be shown at all.

The facts are those of figures/figures.csv; a book without that table says nothing of its pictures.
"""

from __future__ import annotations

from pubpipe.books import Illustration
from pubpipe.books._ast import Node, attributes, block_lists, div, nodes, paragraph, string
from pubpipe.books._figures import NONE, REQUESTED, TABLE, Facts
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._steps.chapter import languages
from pubpipe.messages import _


def apply(manuscript: Manuscript) -> None:
    """Credit every picture the table knows, and doubt those it does not, or without permission or 审图号."""
    for sheet in manuscript.sheets:
        _credit(manuscript, sheet.blocks)
    if manuscript.facts is None:
        return
    for each in dict.fromkeys(manuscript.pictures):
        _doubt(manuscript, each)
    shown = {each.row for each in manuscript.pictures}
    for facts in manuscript.facts:
        if facts.row not in shown:
            message = _("{table}: row {row}: the book shows no such picture: {name}")
            manuscript.doubt("", message.format(table=TABLE, row=facts.row, name=facts.file))


def _credit(manuscript: Manuscript, blocks: list[Node]) -> None:
    """Put the line into the caption of a numbered figure; below the picture itself where it has none."""
    settled: list[Node] = []
    for node in blocks:
        settled.append(node)
        for inner in block_lists(node):
            _credit(manuscript, inner)
        lines = _lines(manuscript, node) if node["t"] == "Figure" else []
        if lines and attributes(node).get("label"):
            node["c"][1][1].append(div(lines, "credit"))
        elif lines:
            settled.append(div(lines, "role", "source"))
    blocks[:] = settled


def _lines(manuscript: Manuscript, figure: Node) -> list[Node]:
    """A paragraph for each picture of a figure that has something to say, each line once."""
    shown = (node["c"][2][0] for node in nodes(figure["c"][2]) if node["t"] == "Image")
    found = dict.fromkeys(manuscript.credited[name].line for name in shown if name in manuscript.credited)
    made = []
    for line in filter(None, found):
        inlines = [string(line)]
        languages.mark(inlines)
        made.append(paragraph(inlines))
    return made


def _doubt(manuscript: Manuscript, each: Illustration) -> None:
    """One sentence for what keeps a picture from being published."""
    about = {"file": each.chapter, "name": each.name, "table": TABLE}
    if not each.row:
        manuscript.doubt("", _("{file}: picture is not in {table}: {name}").format(**about), serious=True)
    elif each.permission == NONE:
        manuscript.doubt("", _("{file}: nobody has permitted this picture: {name}").format(**about), serious=True)
    elif each.permission == REQUESTED:
        manuscript.doubt("", _("{file}: permission for this picture is still awaited: {name}").format(**about))
    if each.is_map and not each.number:
        manuscript.doubt("", _("{file}: map without 审图号: {name}").format(**about), serious=True)


def illustration(chapter: str, name: str, twin: str, facts: Facts | None) -> Illustration:
    """A picture of a chapter with what the table says of it."""
    if facts is None:
        return Illustration(chapter, name, twin)
    return Illustration(
        chapter, name, twin, facts.row, facts.is_map, facts.permission, facts.number, facts.source, facts.credit
    )
