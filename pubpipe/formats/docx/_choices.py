"""Words of forms that stand in no paragraph: what a list offers, what a field says until somebody fills it in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats._places import Attribute
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._drawing import has_words
from pubpipe.formats.docx._places import Place
from pubpipe.formats.docx._survey import DEFAULT, HELP_TEXT, LIST_ENTRY, LIST_ITEM, STATUS_TEXT, Survey
from pubpipe.formats.docx.names import SDT, VAL, P, w
from pubpipe.model import Fate

SLOTS = {
    LIST_ITEM: (w("displayText"), "choices of a content control"),
    LIST_ENTRY: (VAL, "form field"),
    DEFAULT: (VAL, "form field"),
    HELP_TEXT: (VAL, "form field"),
    STATUS_TEXT: (VAL, "form field"),
}
"""Elements and attributes of such words, and the rule that protects those in which there is nothing to translate."""

VALUE = w("value")
"""What a choice is stored as: data, shown by Word only where there is nothing else to show."""

_TEXT_INPUT = w("textInput")


class Choices:
    """The forms of one Word file; `parts` are those in which there are any."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        self.parts: set[str] = set()
        self._waiting: dict[str, dict[etree._Element | None, list[etree._Element]]] = {}

    def gather(self, survey: Survey, part: str) -> None:
        """Note where in a part there are such words."""
        waiting = self._waiting.setdefault(part, {})
        for element in survey.all(*SLOTS):
            self.parts.add(part)
            waiting.setdefault(_paragraph(element), []).append(element)

    def places(self, paragraphs: list[etree._Element], part: str, role: str) -> Iterator[Place]:
        """What is offered in some paragraphs."""
        for paragraph in paragraphs:
            for element in self._waiting[part].pop(paragraph, ()):
                yield from self._place(element, part, role)

    def rest(self, part: str, role: str) -> Iterator[Place]:
        """What is offered elsewhere in a part."""
        for elements in self._waiting.pop(part, {}).values():
            for element in elements:
                yield from self._place(element, part, role)

    def _place(self, element: etree._Element, part: str, role: str) -> Iterator[Place]:
        attribute, rule = SLOTS[str(element.tag)]
        words = element.get(attribute, "")
        stored = element.get(VALUE, "") if element.tag == LIST_ITEM else ""
        if stored.strip():
            fate = Fate.PROTECTED if words or not has_words(stored) else Fate.TRANSLATED
            self._claims.claim(element, fate, "text" if fate is Fate.TRANSLATED else "value of a choice", VALUE)
            words = words or stored
        parent = element.getparent()
        if not words.strip() or (element.tag == DEFAULT and (parent is None or parent.tag != _TEXT_INPUT)):
            return
        if not has_words(words):
            self._claims.claim(element, Fate.PROTECTED, rule, attribute)
            return
        self._claims.claim(element, Fate.TRANSLATED, "text", attribute)
        yield Place(role, (words,), written=[Attribute(part, element, attribute)])


def _paragraph(element: etree._Element) -> etree._Element | None:
    """The paragraph around an element, or the first one of the control around it."""
    around = next(element.iterancestors(P), None)
    if around is None:
        control = next(element.iterancestors(SDT), None)
        around = None if control is None else next(control.iter(P), None)
    return around
