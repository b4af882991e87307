"""What the walk answers for: each text node and readable attribute it met, with its fate and the rule's name."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats._accounts import Slot
from pubpipe.formats.pptx._names import HOVER, LINK, MATH_TEXT, TEXT, c, cx
from pubpipe.model import Fate

TEXTS = (TEXT, MATH_TEXT, c("v"), cx("v"), cx("pt"))
"""Elements whose text a reader may see."""

ATTRIBUTES = (("{*}cNvPr", "descr"), ("{*}cNvPr", "title"), (LINK, "tooltip"), (HOVER, "tooltip"))
"""Elements and their attributes that hold alternative texts, titles and what a pointer shows."""


class Claims:
    """Fates by element and attribute ("" for its text); what is said first holds."""

    def __init__(self) -> None:
        self._said: dict[Slot, tuple[Fate, str]] = {}
        self.rule = "text"
        self._parts: set[str] = set()

    def enter(self, part: str) -> bool:
        """Whether a part is met for the first time: one that several slides share is told once."""
        first = part not in self._parts
        self._parts.add(part)
        return first

    def translate(self, element: etree._Element, attribute: str = "") -> None:
        """Answer for text that a translator sees."""
        self._said.setdefault((element, attribute), (Fate.TRANSLATED, self.rule))

    def claim(self, element: etree._Element, fate: Fate, rule: str, attribute: str = "") -> None:
        """Answer for the text or one attribute of an element."""
        self._said.setdefault((element, attribute), (fate, rule))

    def claim_all(self, element: etree._Element, fate: Fate, rule: str) -> None:
        """Answer in one way for everything readable in an element that nobody has answered for."""
        for each in element.iter(*TEXTS):
            self.claim(each, fate, rule)
        for tag, attribute in ATTRIBUTES:
            for each in element.iter(tag):
                self.claim(each, fate, rule, attribute)

    def said(self) -> Iterator[tuple[Slot, tuple[Fate, str]]]:
        """All claims."""
        yield from self._said.items()
