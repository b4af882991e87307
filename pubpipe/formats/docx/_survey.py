"""What of a part must be known before the walk begins, gathered in one pass over it."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.docx.names import FIELD_MARK, w

PARAGRAPH_STYLE, OUTLINE, NUMBERING = w("pStyle"), w("outlineLvl"), w("numPr")
HEADER_REFERENCE, FOOTER_REFERENCE = w("headerReference"), w("footerReference")
LIST_ITEM, LIST_ENTRY, DEFAULT = w("listItem"), w("listEntry"), w("default")
HELP_TEXT, STATUS_TEXT = w("helpText"), w("statusText")

_WANTED = (
    FIELD_MARK,
    PARAGRAPH_STYLE,
    OUTLINE,
    NUMBERING,
    HEADER_REFERENCE,
    FOOTER_REFERENCE,
    LIST_ITEM,
    LIST_ENTRY,
    DEFAULT,
    HELP_TEXT,
    STATUS_TEXT,
)


class Survey:
    """The elements of a part that something is asked of, by name, in order."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._found: list[tuple[object, etree._Element]] = [(element.tag, element) for element in root.iter(*_WANTED)]

    def all(self, *tags: str) -> list[etree._Element]:
        """The elements of these names, in their order."""
        return [element for tag, element in self._found if tag in tags]
