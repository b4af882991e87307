"""The text ledger of an OpenDocument file: what the walk claimed, and by which rule everything else is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._places import Owner
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


def accounts(document: OpenDocument, walk: Walk, owner: Owner) -> Iterator[Account]:
    """A line for each readable text and attribute of the file, part by part; `owner` knows the unit of each."""
    walked = {document.content, document.styles, document.meta}
    for name in document.names():
        try:
            root = document.root(name)
        except Unreadable:
            yield Account(name, "part", name, Fate.EXCLUDED, "unreadable part")
            continue
        yield from _walked(name, root, walk, owner) if name in walked else _left_out(name, root)
    for name in document.embedded():
        yield Account(name, "document", name.rpartition("/")[2], Fate.EXCLUDED, "embedded document")


def _walked(name: str, root: etree._Element, walk: Walk, owner: Owner) -> Iterator[Account]:
    heads = {head: rule for head in root for tag, rule in _HEADS.items() if head.tag == tag}
    rule = ""
    for element, slot, at in _slots(root):
        if slot != AFTER and (element in heads or element.getparent() is root):
            rule = heads.get(element, "")
        tag = tag_of(element)
        if tag in _TECHNICAL:
            continue
        text = element.tail if slot == AFTER else element.text
        default = "number format" if rule == "style" and tag.startswith(_NUMBERS) else rule
        said = walk.claims.said(element, slot) or ((Fate.EXCLUDED, default) if default else None)
        if text and said and (said[0] is Fate.TRANSLATED or not text.isspace()):
            yield Account(name, label(tag, at, slot), text, *said, _unit(element, slot, said[0], owner))
        if slot != AFTER:
            yield from _attributes(name, element, tag, at, walk, owner)


def _slots(root: etree._Element) -> Iterator[tuple[etree._Element, str, int]]:
    """Every text and text behind an element in reading order, with the element's number among those of its name."""
    counts: Counter[str] = Counter()
    numbers: list[int] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event != "end":
            counts[tag_of(element)] += 1
            numbers.append(counts[tag_of(element)])
        if event == "start":
            yield element, "", numbers[-1]
        else:
            yield element, AFTER, numbers.pop()


def _unit(element: etree._Element, slot: str, fate: Fate, owner: Owner) -> str:
    """The unit a translated slot is part of; what stands behind an element is its parent's."""
    if fate is not Fate.TRANSLATED:
        return ""
    around = element.getparent()
    return owner(around, "") if slot == AFTER and around is not None else owner(element, slot)


def _attributes(
    name: str, element: etree._Element, tag: str, count: int, walk: Walk | None = None, owner: Owner | None = None
) -> Iterator[Account]:
    for attribute, rule in _ATTRIBUTES.get(tag, ()):
        value = element.get(attribute)
        if value:
            said = (walk and walk.claims.said(element, attribute)) or (Fate.EXCLUDED, rule)
            unit = _unit(element, attribute, said[0], owner) if owner else ""
            yield Account(name, label(tag, count, attribute), value, *said, unit)


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
        yield from _attributes(name, element, tag, counts[tag])
