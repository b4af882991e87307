"""The ledger's denominator: every text node and readable attribute, found by reading the parts' XML plainly.

Written apart from the walk: it knows no paragraphs, no styles and no revisions, only parts and their elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pubpipe.errors import Unreadable
from pubpipe.formats.opendocument._names import label
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.model import Visible
from pubpipe.packages.xml import parse

_TECHNICAL = {"config-item", "binary-data"}
"""Elements whose text is a setting or a coded file and never shown, by local name."""

_ATTRIBUTES = {
    "page": ("name",),
    "a": ("title",),
    "user-field-decl": ("string-value",),
    "conditional-text": ("string-value-if-true", "string-value-if-false"),
    "hidden-text": ("string-value",),
    "placeholder": ("description",),
    **dict.fromkeys(("toc-mark", "alphabetical-index-mark", "user-index-mark"), ("string-value",)),
    **dict.fromkeys(("list-level-style-number", "outline-level-style"), ("num-prefix", "num-suffix")),
    "notes-configuration": ("num-prefix", "num-suffix"),
    "list-level-style-bullet": ("bullet-char",),
    "button": ("label", "title"),
    "checkbox": ("label", "title"),
    "radio": ("label", "title"),
    "label": ("value",),
    **dict.fromkeys(("fixed-text", "option", "item", "column", "frame"), ("label",)),
    **dict.fromkeys(("text", "textarea", "combobox"), ("title", "value", "current-value")),
    **dict.fromkeys(("listbox", "image"), ("title",)),
}
"""Attributes a reader may see, by local name of element and attribute."""


def visible(source: bytes) -> Iterator[Visible]:
    """Everything readable, part by part in the package's order, element by element, whatever is XML."""
    document = OpenDocument(source)
    for name in document.names():
        try:
            yield from _part(name, document.xml(name))
        except Unreadable:
            yield Visible(name, "part", name)
    if document.package is not None:
        for name in document.package.names:
            inside = name.rpartition(".")[2] not in ("xml", "png", "jpg", "jpeg", "gif", "svg", "svm", "emf", "wmf")
            if inside and document.package.beginning(name, 4) in (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"):
                yield Visible(name, "document", name.rpartition("/")[2])


def _part(name: str, data: bytes) -> Iterator[Visible]:
    counts: Counter[str] = Counter()
    for element in parse(data, name).getroot().iter():
        is_element = isinstance(element.tag, str)
        tag = element.tag if is_element else "comment"
        counts[tag] += 1
        local = tag.rpartition("}")[2]
        text = element.text
        if is_element and text and not text.isspace() and local not in _TECHNICAL:
            yield Visible(name, label(tag, counts[tag]), text)
        if element.tail and not element.tail.isspace():
            yield Visible(name, label(tag, counts[tag], " after"), element.tail)
        readable = _ATTRIBUTES.get(local)
        if readable and is_element:
            for attribute, value in element.attrib.items():
                if str(attribute).rpartition("}")[2] in readable and str(value).strip():
                    yield Visible(name, label(tag, counts[tag], str(attribute)), str(value))
