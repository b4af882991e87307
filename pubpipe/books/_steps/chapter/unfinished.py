"""Show what is not final: a span of its own that begins with 【未定稿】."""

from __future__ import annotations

from pubpipe.books._address import FINISHED, UNFINISHED
from pubpipe.books._ast import Node, each_inlines, inlines_of, nodes, span, string
from pubpipe.books._manuscript import Manuscript
from pubpipe.patterns import pattern

LABEL = "【未定稿】"
_MARKS = pattern(f"([{UNFINISHED}{FINISHED}])")


def apply(manuscript: Manuscript) -> None:
    """Turn the marks round unfinished text into spans."""
    for sheet in manuscript.sheets:
        if sheet.may_hold(UNFINISHED, FINISHED):
            _settle(sheet.blocks)
        for value in sheet.meta.values():
            if value["t"] == "MetaInlines":
                _Stretch().wrap(value["c"])


def _settle(blocks: list[Node]) -> None:
    for node in nodes(blocks):
        if node["t"] == "Image":
            _Stretch().clear(node["c"][1])
        elif node["t"] in ("Code", "CodeBlock") and UNFINISHED in node["c"][1]:
            node["c"][1] = _MARKS.sub("", node["c"][1].replace(UNFINISHED, LABEL))
    for inlines in each_inlines(blocks):
        _Stretch().wrap(inlines)


class _Stretch:
    """Where in a paragraph we are: within unfinished text or not, and whether it has been labelled."""

    def __init__(self) -> None:
        self.open = False
        self.labelled = False

    def wrap(self, inlines: list[Node]) -> None:
        """Wrap the unfinished inlines; those within bold or a link are wrapped there."""
        wrapped: list[Node] = []
        for node in inlines:
            inner = inlines_of(node)
            if node["t"] == "Str":
                for piece in _MARKS.split(node["c"]):
                    if piece in (UNFINISHED, FINISHED):
                        self.open, self.labelled = piece == UNFINISHED, False
                    elif piece:
                        self._add(wrapped, string(piece))
            elif inner is not None and node["t"] != "Image":
                self.wrap(inner)
                wrapped.append(node)
            else:
                self._add(wrapped, node)
        inlines[:] = wrapped

    def clear(self, inlines: list[Node]) -> None:
        """Remove the marks alone, where a reader sees no text."""
        for node in inlines:
            if node["t"] == "Str":
                node["c"] = _MARKS.sub("", node["c"])

    def _add(self, wrapped: list[Node], node: Node) -> None:
        if not self.open or (not self.labelled and node["t"] != "Str"):
            wrapped.append(node)
            return
        last = wrapped[-1] if wrapped else None
        if last is None or last["t"] != "Span" or last["c"][0][1] != ["unfinished"] or not self.labelled:
            last = span([], "unfinished")
            wrapped.append(last)
        if not self.labelled:
            last["c"][1].append(string(LABEL))
            self.labelled = True
        last["c"][1].append(node)
