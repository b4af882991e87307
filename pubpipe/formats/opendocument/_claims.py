"""What the walk answers for: each text, text behind an element and readable attribute, with its fate and rule."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.opendocument._names import AFTER, SPAN, named
from pubpipe.model import Fate

READABLE = {
    (named(element), named(attribute)): rule
    for element, attribute, rule in [
        ("draw:page", "draw:name", "slide name"),
        *((f"{name}:a", title, "link title") for name in ("text", "draw") for title in ("office:title", "xlink:title")),
        ("text:user-field-decl", "office:string-value", "field value"),
        ("text:conditional-text", "text:string-value-if-true", "field value"),
        ("text:conditional-text", "text:string-value-if-false", "field value"),
        ("text:hidden-text", "text:string-value", "hidden text"),
        ("text:label", "text:value", "choices of a field"),
        ("text:placeholder", "text:description", "placeholder"),
        ("text:toc-mark", "text:string-value", "index entry"),
        ("text:alphabetical-index-mark", "text:string-value", "index entry"),
        ("text:user-index-mark", "text:string-value", "index entry"),
        *((f"form:{name}", "form:label", "form control") for name in ("button", "checkbox", "radio", "frame")),
        *((f"form:{name}", "form:label", "form control") for name in ("fixed-text", "option", "item", "column")),
        *((f"form:{name}", "form:title", "form control") for name in ("button", "checkbox", "radio", "text")),
        *((f"form:{name}", "form:title", "form control") for name in ("textarea", "listbox", "combobox", "image")),
        *((f"form:{name}", "form:current-value", "form control") for name in ("text", "textarea", "combobox")),
        *((f"form:{name}", "form:value", "form control") for name in ("text", "textarea", "combobox")),
        *(
            (f"text:{name}", attribute, "numbering text")
            for name in ("list-level-style-number", "outline-level-style", "notes-configuration")
            for attribute in ("style:num-prefix", "style:num-suffix")
        ),
        ("text:list-level-style-bullet", "text:bullet-char", "numbering text"),
    ]
}
"""Attributes a reader may see, and the rule that leaves them out where nobody claimed them."""


class Claims:
    """Fates by element and slot; what is said later holds."""

    def __init__(self) -> None:
        self._said: dict[tuple[etree._Element, str], tuple[Fate, str]] = {}

    def claim(self, element: etree._Element, fate: Fate, rule: str, slot: str = "") -> None:
        """Answer for one slot of an element."""
        self._said[element, slot] = (fate, rule)

    def claim_all(self, element: etree._Element, fate: Fate, rule: str) -> None:
        """Answer in one way for every text in an element, not for what stands behind it."""
        for each in element.iter():
            if isinstance(each.tag, str):
                self._said[each, ""] = (fate, rule)
            if each is not element:
                self._said[each, AFTER] = (fate, rule)

    def said(self, element: etree._Element, slot: str) -> tuple[Fate, str] | None:
        """What was said of a slot."""
        return self._said.get((element, slot))


def shell(element: etree._Element) -> etree._Element:
    """A copy of an element with its attributes and nothing in it."""
    copy = etree.Element(element.tag, None, element.nsmap)  # type: ignore[arg-type]
    for name, value in element.items():
        copy.set(name, value)
    return copy


def enclosed(text: str) -> etree._Element:
    """A span of its own for text that must be moved like an element."""
    span = etree.Element(SPAN)
    span.text = text
    return span
