"""HTML within Markdown: its tags become what they mean, its blocks are read like the rest."""

from __future__ import annotations

import re

from pubpipe.books._ast import Node, attribute, rewrite_blocks, rewrite_inlines
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._pandoc import parse
from pubpipe.patterns import pattern

_TAG = pattern(r"\s*<(/?)([a-z][a-z0-9]*)\b([^>]*?)/?>\s*", re.IGNORECASE)
_MEANS = {
    "strong": "Strong",
    "b": "Strong",
    "em": "Emph",
    "i": "Emph",
    "sup": "Superscript",
    "sub": "Subscript",
    "u": "Underline",
    "del": "Strikeout",
    "s": "Strikeout",
}
_HOLDERS = ("div", "section", "aside", "article", "details")


def apply(manuscript: Manuscript) -> None:
    """Settle raw HTML in every chapter."""
    for sheet in manuscript.sheets:
        if sheet.may_hold("RawBlock", "RawInline"):
            _blocks(sheet.blocks)
            rewrite_blocks(sheet.blocks, _holding)
            rewrite_inlines(sheet.blocks, _inlines)
            sheet.look_again()


def _tag(node: Node) -> re.Match[str] | None:
    if node["t"] in ("RawBlock", "RawInline") and node["c"][0] == "html":
        return _TAG.fullmatch(node["c"][1])
    return None


def _holding(node: Node) -> list[Node] | None:
    if node["t"] in ("Div", "BlockQuote"):
        _blocks(node["c"][1] if node["t"] == "Div" else node["c"])
    return None


def _blocks(blocks: list[Node]) -> None:
    """Put what stands between <div class="box"> and </div> into a Div; read other HTML blocks."""
    held: list[list[Node]] = [[]]
    for node in blocks:
        tag = _tag(node)
        if tag and tag[2].lower() in _HOLDERS and not tag[1]:
            names = re.search(r"\bclass\s*=\s*[\"']?([^\"'>]+)", tag[3])
            identity = re.search(r"\bid\s*=\s*[\"']?([^\"'\s>]+)", tag[3])
            inner: list[Node] = []
            own = attribute(identity[1] if identity else "", *(names[1].split() if names else ()))
            held[-1].append({"t": "Div", "c": [own, inner]})
            held.append(inner)
        elif tag and tag[2].lower() in _HOLDERS:
            if len(held) > 1:
                held.pop()
        elif node["t"] == "RawBlock" and node["c"][0] == "html" and not tag:
            held[-1] += parse(node["c"][1].encode(), "html")[0]
        else:
            held[-1].append(node)
    blocks[:] = held[0]


def _inlines(inlines: list[Node]) -> list[Node]:
    """Put what stands between <strong> and </strong> into a Strong; an unpaired tag vanishes."""
    held: list[tuple[str, list[Node]]] = [("", [])]
    for node in inlines:
        tag = _tag(node)
        name = tag[2].lower() if tag else ""
        if not tag:
            held[-1][1].append(node)
        elif name == "br":
            held[-1][1].append({"t": "LineBreak"})
        elif name in _MEANS and not tag[1]:
            inner: list[Node] = []
            held[-1][1].append({"t": _MEANS[name], "c": inner})
            held.append((name, inner))
        elif name in _MEANS and held[-1][0] == name:
            held.pop()
    return held[0][1]
