"""What a paragraph inherits: from its shape, the layout's and the master's placeholder, the master and the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._looks import direct
from pubpipe.formats.pptx._names import PPR, a, p

_BULLETS = frozenset({a("buChar"), a("buAutoNum"), a("buBlip")})
_MASTERS = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body", "tbl": "body", "chart": "body"}
_TITLES = ("title", "ctrTitle")


def placeholder(shape: etree._Element) -> etree._Element | None:
    """The placeholder mark of a shape, if it is one."""
    return next((each for each in shape.iterfind(f"*/{p('nvPr')}/{p('ph')}")), None)


def kind_of(shape: etree._Element) -> str | None:
    """The type of placeholder a shape is ("" where it does not say), or None."""
    mark = placeholder(shape)
    return None if mark is None else mark.get("type", "")


def is_hidden(shape: etree._Element) -> bool:
    """Whether a shape is hidden from the show (the eye of PowerPoint's selection pane)."""
    return any(each.get("hidden") in ("1", "true") for each in shape.iterfind("*/{*}cNvPr"))


class Styles:
    """The chains of list styles behind the paragraphs of one slide."""

    def __init__(self, deck: Deck, layout: str = "", master: str = "") -> None:
        self._layout = deck.root(layout) if layout else None
        self._master = deck.root(master) if master else None
        self._defaults = deck.root(deck.main).find(p("defaultTextStyle"))
        self._known: dict[tuple[etree._Element | None, int], list[etree._Element]] = {}

    def inherited(self, shape: etree._Element | None, paragraph: etree._Element) -> dict[str, str]:
        """What runs of a paragraph look like where they say nothing."""
        said: dict[str, str] = {}
        for level in reversed(self._levels(shape, paragraph)):
            said.update(direct(level.find(a("defRPr"))))
        return said

    def bullet(self, shape: etree._Element | None, paragraph: etree._Element) -> etree._Element | None:
        """The bullet, number or picture that stands before the paragraph, if one does."""
        for level in self._levels(shape, paragraph):
            for child in level:
                if child.tag in _BULLETS:
                    return child
                if child.tag == a("buNone"):
                    return None
        return None

    def _levels(self, shape: etree._Element | None, paragraph: etree._Element) -> list[etree._Element]:
        own = paragraph.find(PPR)
        text = "0" if own is None else own.get("lvl", "0")
        level = min(int(text), 8) if text.isdecimal() else 0
        if (shape, level) not in self._known:
            name = a(f"lvl{level + 1}pPr")
            found = [each.find(name) for each in self._lists(shape) if each is not None]
            self._known[shape, level] = [each for each in found if each is not None]
        return [*([] if own is None else [own]), *self._known[shape, level]]

    def _lists(self, shape: etree._Element | None) -> Iterator[etree._Element | None]:
        if shape is None:
            return
        yield shape.find(f"{p('txBody')}/{a('lstStyle')}")
        mark = placeholder(shape)
        if mark is None:
            yield self._defaults
            return
        kind, index = mark.get("type", ""), mark.get("idx", "0")
        above = _find(self._layout, lambda each: each.get("idx", "0") == index and index != "0")
        above = above if above is not None else _find(self._layout, lambda each: each.get("type", "") == kind)
        if above is not None:
            yield above.find(f"{p('txBody')}/{a('lstStyle')}")
            inner = placeholder(above)
            kind = kind if inner is None else inner.get("type", kind)
        kind = _MASTERS.get(kind, kind)
        top = _find(self._master, lambda each: _MASTERS.get(each.get("type", ""), each.get("type", "")) == kind)
        if top is not None:
            yield top.find(f"{p('txBody')}/{a('lstStyle')}")
        if self._master is not None:
            name = "titleStyle" if kind in _TITLES else "bodyStyle" if kind == "body" else "otherStyle"
            yield self._master.find(f"{p('txStyles')}/{p(name)}")


def _find(root: etree._Element | None, fits: Callable[[etree._Element], bool]) -> etree._Element | None:
    if root is None:
        return None
    for shape in root.iter(p("sp")):
        mark = placeholder(shape)
        if mark is not None and fits(mark):
            return shape
    return None
