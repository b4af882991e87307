"""The ledger's denominator: every text node and readable attribute, found by reading the parts' XML plainly.

Written apart from the walk: it knows no slides, no shapes and no relationships, only parts and their elements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pubpipe.formats._office import transitional
from pubpipe.formats._scanning import OBJECTS, parts
from pubpipe.formats.pptx._names import label
from pubpipe.model import Visible
from pubpipe.packages.xml import parse

_TECHNICAL = frozenset(
    "attrName tableStyleId formatCode f sqref formula uniqueID revision created modified lastPrinted Template "
    "TotalTime Pages Words Paragraphs Slides Notes HiddenSlides MMClips ScaleCrop LinksUpToDate SharedDoc "
    "HyperlinksChanged AppVersion Application PresentationFormat Characters CharactersWithSpaces Lines "
    "DocSecurity i4 bool filetime posOffset idx order layoutTarget from to x y col row colOff rowOff".split()
)
"""Elements whose text is a number or a code and never shown, by local name."""

_ATTRIBUTES = {
    "cNvPr": ("descr", "title"),
    "docPr": ("descr", "title"),
    "hlinkClick": ("tooltip",),
    "hlinkMouseOver": ("tooltip",),
    "section": ("name",),
}
"""Attributes a reader may see, by local name of element and attribute."""


def visible(source: bytes) -> Iterator[Visible]:
    """Everything readable, part by part in the package's order, element by element, whatever is XML."""
    return parts(source, _is_document, _part)


def _is_document(name: str) -> bool:
    return OBJECTS in name and not name.endswith((".rels", ".xml"))


def _part(name: str, data: bytes) -> Iterator[Visible]:
    counts: Counter[str] = Counter()
    for element in parse(data, name).getroot().iter("*"):
        tag = transitional(str(element.tag))
        counts[tag] += 1
        local = tag.rpartition("}")[2]
        if element.text and not element.text.isspace() and local not in _TECHNICAL:
            yield Visible(name, label(tag, counts[tag]), element.text)
        if element.tail and not element.tail.isspace():
            yield Visible(name, label(tag, counts[tag]) + " after", element.tail)
        for attribute in _ATTRIBUTES.get(local, ()):
            words = element.get(attribute) or ""
            if words.strip():
                yield Visible(name, label(tag, counts[tag], attribute), words)
