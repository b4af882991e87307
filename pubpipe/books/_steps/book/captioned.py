"""The list of figures and tables: 图表目录, before the text."""

from __future__ import annotations

from pubpipe.books import Part
from pubpipe.books._ast import (
    Node,
    attributes,
    classes,
    div,
    header,
    identity,
    link,
    nodes,
    paragraph,
    plain_blocks,
    string,
)
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._steps.chapter import languages

TITLE, KINDS = "图表目录", {"Figure": "图目录", "Table": "表目录"}


def apply(manuscript: Manuscript) -> None:
    """Add the list where the book has one; each entry leads to its figure or table."""
    if manuscript.setting("figures") == "no":
        return
    blocks: list[Node] = []
    for kind, title in KINDS.items():
        entries = [
            _entry(manuscript, sheet.id, node)
            for sheet in manuscript.sheets
            for node in nodes(sheet.blocks)
            if node["t"] == kind and attributes(node).get("label")
        ]
        if entries:
            blocks.append(header(2, [string(title)], f"captions-{kind.lower()}", "unnumbered"))
            blocks.append(div(entries, "role", "captions"))
    if blocks:
        blocks.insert(0, header(1, [string(TITLE)], "captions", "unnumbered"))
        manuscript.appendices.append(Part("captions", "front", "", TITLE, tuple(blocks)))


def _entry(manuscript: Manuscript, chapter: str, node: Node) -> Node:
    caption = [each for each in node["c"][1][1] if "credit" not in classes(each)]
    title = plain_blocks(caption).replace("\n", " ").strip()
    inlines: list[Node] = [string(f"{attributes(node)['label']}\u3000{title}")]
    languages.mark(inlines)
    called = manuscript.shown.get(chapter, ("", ""))[1] or "正文"
    inlines += [string("\u3000"), link([string(called)], f"#{identity(node)}", "locator")]
    return div([paragraph(inlines)], "entry")
