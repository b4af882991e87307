"""What of a part must be known before the walk begins, gathered in one pass over it."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.docx._names import FIELD_MARK, w

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
        self._found: dict[str, list[etree._Element]] = {}
        for element in root.iter(*_WANTED):
            self._found.setdefault(str(element.tag), []).append(element)

    def all(self, *tags: str) -> list[etree._Element]:
        """The elements of these names; of one name in their order."""
        return [element for tag in tags for element in self._found.get(tag, ())]
