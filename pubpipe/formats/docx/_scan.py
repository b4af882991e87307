"""The ledger's denominator: every text node and readable attribute, found by reading the parts' XML plainly.

Written apart from the walk: it knows no paragraphs, no revisions and no relationships, only parts and their elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pubpipe.formats._office import transitional
from pubpipe.formats._scanning import OBJECTS, parts
from pubpipe.formats.docx.names import label
from pubpipe.model import Visible
from pubpipe.packages.xml import parse

_DOCUMENTS = tuple(
    ".docx .docm .doc .dotx .dotm .xlsx .xlsm .xlsb .xls .pptx .pptm .ppt .odt .ods .odp .rtf .txt .htm .html .xhtml "
    ".mht .mhtml .pdf .csv".split()
)

_TECHNICAL = frozenset(
    [
        "posOffset",
        "align",
        "pctPosHOffset",
        "pctPosVOffset",
        "pctWidth",
        "pctHeight",
        "fldData",
        "revision",
        "created",
        "modified",
        "lastPrinted",
        "Template",
        "TotalTime",
        "Pages",
        "Words",
        "Characters",
        "Application",
        "DocSecurity",
        "Lines",
        "Paragraphs",
        "ScaleCrop",
        "LinksUpToDate",
        "CharactersWithSpaces",
        "SharedDoc",
        "HyperlinksChanged",
        "AppVersion",
        "MMClips",
        "HiddenSlides",
        "Notes",
        "Slides",
        "i4",
        "bool",
        "formatCode",
        "FieldCodes",
        "LinkType",
        "LockedField",
        "FieldCodes",
        "LinkType",
        "LockedField",
        "idx",
        "order",
        "val",
        "f",
    ]
)
"""Elements whose text is a number or a code and never shown, by local name."""

_ATTRIBUTES = {
    "docPr": ("descr", "title"),
    "cNvPr": ("descr", "title"),
    "sym": ("char",),
    "alias": ("val",),
    "listItem": ("displayText", "value"),
    "listEntry": ("val",),
    "helpText": ("val",),
    "statusText": ("val",),
    "tblCaption": ("val",),
    "tblDescription": ("val",),
    "lvlText": ("val",),
    "hyperlink": ("tooltip",),
    "textpath": ("string",),
    **dict.fromkeys(
        ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "group", "image"), ("alt",)
    ),
}
"""Attributes a reader may see, by local name of element and attribute."""


def visible(source: bytes) -> Iterator[Visible]:
    """Everything readable, part by part in the package's order, element by element, whatever is XML."""
    return parts(source, _is_document, _part)


def _is_document(name: str) -> bool:
    return name.endswith(_DOCUMENTS) or (OBJECTS in name and not name.endswith(".rels"))


def _part(name: str, data: bytes) -> Iterator[Visible]:
    counts: Counter[str] = Counter()
    for element in parse(data, name).getroot().iter("*"):
        tag = transitional(str(element.tag))
        counts[tag] += 1
        local = tag.rpartition("}")[2]
        text = element.text
        if text and not text.isspace() and local not in _TECHNICAL:
            yield Visible(name, label(tag, counts[tag]), text)
        tail = element.tail
        if tail and not tail.isspace():
            yield Visible(name, label(tag, counts[tag]) + " after", tail)
        readable = _ATTRIBUTES.get(local)
        if readable:
            for attribute, value in element.attrib.items():
                if str(attribute).rpartition("}")[2] in readable and str(value).strip():
                    yield Visible(name, label(tag, counts[tag], str(attribute)), str(value))
