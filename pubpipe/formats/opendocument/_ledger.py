"""The text ledger of an OpenDocument file: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.opendocument._claims import READABLE
from pubpipe.formats.opendocument._names import AFTER, NAMESPACES, label, named, tag_of
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._walk import Walk
from pubpipe.model import Account, Fate

_ATTRIBUTES: dict[str, list[tuple[str, str]]] = {}
for (_tag, _attribute), _rule in READABLE.items():
    _ATTRIBUTES.setdefault(_tag, []).append((_attribute, _rule))

_HEADS = {
    named("office:scripts"): "script",
    named("office:font-face-decls"): "style",
    named("office:styles"): "style",
    named("office:automatic-styles"): "style",
    named("office:master-styles"): "master page",
    named("office:settings"): "settings",
    named("office:meta"): "document properties",
}
"""Children of a part's root beside the body, and the rule for text in them that nobody claimed."""

_TECHNICAL = {named("config:config-item"), named("office:binary-data")}
_NUMBERS = f"{{{NAMESPACES['number']}}}"
_OBJECTS = {named("office:chart"): "chart", named("office:spreadsheet"): "embedded table"}


def accounts(document: OpenDocument, walk: Walk) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part."""
    walked = {document.content, document.styles, document.meta}
    for name in document.names():
        with suppress(Unreadable):
            root = document.root(name)
            yield from _walked(name, root, walk) if name in walked else _left_out(name, root)


def _walked(name: str, root: etree._Element, walk: Walk) -> Iterator[Account]:
    heads = {head: rule for head in root for tag, rule in _HEADS.items() if head.tag == tag}
    rule = ""
    counts: Counter[str] = Counter()
    for element in root.iter():
        if element in heads:
            rule = heads[element]
        elif element.getparent() is root:
            rule = ""
        tag = tag_of(element)
        counts[tag] += 1
        if tag in _TECHNICAL:
            continue
        default = "number format" if rule == "style" and tag.startswith(_NUMBERS) else rule
        texts = ((AFTER, element.tail),) if tag == "comment" else (("", element.text), (AFTER, element.tail))
        for slot, text in texts:
            said = walk.claims.said(element, slot) or ((Fate.EXCLUDED, default) if default else None)
            if text and said and (said[0] is Fate.TRANSLATED or not text.isspace()):
                yield Account(name, label(tag, counts[tag], slot), text, *said)
        yield from _attributes(name, element, tag, counts[tag], walk)


def _attributes(name: str, element: etree._Element, tag: str, count: int, walk: Walk | None) -> Iterator[Account]:
    for attribute, rule in _ATTRIBUTES.get(tag, ()):
        value = element.get(attribute)
        if value:
            said = None if walk is None else walk.claims.said(element, attribute)
            yield Account(name, label(tag, count, attribute), value, *(said or (Fate.EXCLUDED, rule)))


def _left_out(name: str, root: etree._Element) -> Iterator[Account]:
    body = root.find(named("office:body"))
    rule = "other part"
    if root.tag.startswith(f"{{{NAMESPACES['math']}}}"):
        rule = "formula"
    elif body is not None:
        rule = next((_OBJECTS[str(each.tag)] for each in body if each.tag in _OBJECTS), "embedded object")
    elif root.tag == named("office:document-settings"):
        rule = "settings"
    elif root.tag in (named("office:document-styles"), named("office:document-meta")):
        rule = "embedded object"
    counts: Counter[str] = Counter()
    for element in root.iter():
        tag = tag_of(element)
        counts[tag] += 1
        if tag in _TECHNICAL:
            continue
        texts = ((AFTER, element.tail),) if tag == "comment" else (("", element.text), (AFTER, element.tail))
        for slot, text in texts:
            if text and not text.isspace():
                yield Account(name, label(tag, counts[tag], slot), text, Fate.EXCLUDED, rule)
        yield from _attributes(name, element, tag, counts[tag], None)
