"""What the walk answers for: each text node and readable attribute it met, with its fate and the rule's name."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats._accounts import Slot
from pubpipe.formats.docx.names import DELETED, INSTRUCTION, TEXT_PATH, T, w
from pubpipe.model import Fate

TEXTS = frozenset(
    {
        T,
        INSTRUCTION,
        w("delText"),
        w("delInstrText"),
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
        "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
    }
)
"""Elements whose text a reader may see."""

SYMBOL = w("sym")

ALTERNATIVES = tuple(
    [
        (f"{{{namespace}}}{name}", attribute)
        for namespace, name in (
            ("http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "docPr"),
            ("http://schemas.openxmlformats.org/drawingml/2006/picture", "cNvPr"),
            ("http://schemas.openxmlformats.org/drawingml/2006/main", "cNvPr"),
            ("http://schemas.openxmlformats.org/drawingml/2006/chart", "cNvPr"),
            ("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "cNvPr"),
            ("http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", "cNvPr"),
            ("http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", "cNvPr"),
        )
        for attribute in ("descr", "title")
    ]
    + [
        (f"{{urn:schemas-microsoft-com:vml}}{name}", "alt")
        for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "group", "image")
    ]
)
"""Elements and their attributes that hold alternative text or titles of pictures and shapes."""


class Claims:
    """Fates by element and attribute ("" for its text); what is said later holds.

    They are kept only where the ledger is `asked` for, for they cost more than the walk.
    """

    def __init__(self, asked: bool) -> None:
        self.asked = asked
        self._said: dict[Slot, tuple[Fate, str]] = {}

    def claim(self, element: etree._Element, fate: Fate, rule: str, attribute: str = "") -> None:
        """Answer for the text or one attribute of an element."""
        if self.asked:
            self._said[element, attribute] = (fate, rule)

    def claim_all(self, element: etree._Element, fate: Fate, rule: str) -> None:
        """Answer in one way for everything readable in an element, and as deleted for what is deleted there."""
        if not self.asked:
            return
        for each in element.iter(*TEXTS):
            self.claim(each, fate, rule)
        for each in element.iter(SYMBOL):
            self.claim(each, fate, rule, w("char"))
        for each in element.iter(TEXT_PATH):
            self.claim(each, fate, rule, "string")
        self.claim_alternatives(element, fate, rule)
        if rule not in ("deleted revision", "hidden text"):
            for deleted in element.iter(*DELETED):
                self.claim_all(deleted, Fate.EXCLUDED, "deleted revision")

    def claim_alternatives(self, element: etree._Element, fate: Fate, rule: str) -> None:
        """Answer in one way for every alternative text in an element."""
        for tag, attribute in ALTERNATIVES if self.asked else ():
            for each in element.iter(tag):
                self.claim(each, fate, rule, attribute)

    def said(self) -> Iterator[tuple[Slot, tuple[Fate, str]]]:
        """All claims."""
        yield from self._said.items()
