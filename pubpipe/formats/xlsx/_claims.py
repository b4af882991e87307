"""What the walk answers for: each text and readable attribute it met, with its fate and the rule's name."""

from __future__ import annotations

from lxml import etree

from pubpipe.model import Fate


class Claims:
    """Fates by element and attribute ("" for its text, for a cell what it shows), and rules for parts left out."""

    def __init__(self) -> None:
        self.said: dict[tuple[etree._Element, str], tuple[Fate, str]] = {}
        self.left: dict[str, str] = {}

    def translate(self, element: etree._Element, attribute: str = "") -> None:
        """Say that a text is given to translators."""
        self.said[element, attribute] = Fate.TRANSLATED, "text"

    def protect(self, element: etree._Element, rule: str, attribute: str = "") -> None:
        """Say that a text is kept as it is."""
        self.said[element, attribute] = Fate.PROTECTED, rule

    def exclude(self, element: etree._Element, rule: str, attribute: str = "") -> None:
        """Say that a text is left out."""
        self.said[element, attribute] = Fate.EXCLUDED, rule

    def exclude_all(self, element: etree._Element, tag: str, rule: str) -> None:
        """Say that the texts of a name within an element are left out."""
        for each in element.iter(tag):
            self.exclude(each, rule)
