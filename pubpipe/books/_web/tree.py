"""A page as a tree: names, and the few operations the tree library does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
SPACES: dict[Any, str] = {None: XHTML, "epub": OPS}
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB_TYPE = f"{{{OPS}}}type"
LANGUAGE = f"{{{XML}}}lang"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREADABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element


def parsed(markup: str) -> Element:
    """The first element of some markup of an e-book's page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f'<div xmlns="{XHTML}" xmlns:epub="{OPS}">{markup}</div>', parser)[0]


def readable(text: str) -> str:
    """A text without the characters XML has no place for."""
    return _UNREADABLE.sub("", text)


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """An XHTML element. Of underscores in names of attributes the last is dropped: `class_`, others are hyphens."""
    made = etree.Element(f"{{{XHTML}}}{tag}", nsmap=SPACES)
    made.text = readable(text) or None
    for key, value in attributes.items():
        if value:
            made.set(key.rstrip("_").replace("_", "-"), readable(value))
    return made


def name(node: Element) -> str:
    """An XHTML element's local name; "" for a comment or an element of another language."""
    tag = str(node.tag)
    return tag.removeprefix(f"{{{XHTML}}}") if tag.startswith(f"{{{XHTML}}}") else ""


def rename(node: Element, tag: str) -> None:
    """Make another XHTML element of it, with the same content and attributes."""
    node.tag = f"{{{XHTML}}}{tag}"


def each(root: Element, *tags: str) -> list[Element]:
    """The elements of these names at or below the root, as they stand now: the tree may be changed meanwhile."""
    return list(root.iter(*(f"{{{XHTML}}}{tag}" for tag in tags)))


def classes(node: Element) -> list[str]:
    """Its classes."""
    return (node.get("class") or "").split()


def take(node: Element, key: str) -> str:
    """Remove an attribute and give its value, or ""."""
    return str(node.attrib.pop(key, ""))


def words(node: Element) -> str:
    """The text a reader sees in it, without note marks, pinyin, formulas' sources and the white space of its markup."""
    return re.sub(r"\s+", " ", "".join(_texts(node))).strip()


def _texts(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        aside = "noteref" in classes(child) or name(child) in ("rt", "rp")
        if not aside and not str(child.tag).endswith("}annotation"):
            yield from _texts(child)
        yield child.tail or ""


def append_text(node: Element, text: str) -> None:
    """Add text at its end."""
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text


def prepend(node: Element, child: Element, gap: str = "") -> None:
    """Put a child before all its content, and a gap after the child."""
    child.tail = gap + (node.text or "").lstrip()
    node.text = None
    node.insert(0, child)


def unwrap(node: Element) -> None:
    """Put its content in its place."""
    parent = node.getparent()
    assert parent is not None
    place = parent.index(node)
    _before(parent, place, node.text or "")
    children = list(node)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    tail = node.tail or ""
    node.tail = None
    parent.remove(node)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        _before(parent, place, tail)


def remove(node: Element) -> None:
    """Take it and its content away; what follows it stays."""
    for child in list(node):
        node.remove(child)
    node.text = None
    unwrap(node)


def move(node: Element, into: Element) -> None:
    """Move its content to the end of another element."""
    append_text(into, node.text or "")
    node.text = None
    for child in list(node):
        into.append(child)


def _before(parent: Element, place: int, text: str) -> None:
    """Add text before the child at a place."""
    if not text:
        return
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def trim(node: Element) -> None:
    """Remove the white space at both ends of its content."""
    node.text = (node.text or "").lstrip() or None
    if len(node):
        node[-1].tail = (node[-1].tail or "").rstrip() or None
    elif node.text:
        node.text = node.text.rstrip() or None


_NAME = re.compile(r"[^A-Za-z0-9_\-.]")


def safe_id(identity: str) -> str:
    """An id as XML wants it: begins with a letter or an underscore, holds no colon; the same id gives the same."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_\-.]*", identity):
        return identity
    return "_" + _NAME.sub(lambda found: f"-{ord(found[0]):x}-", identity)
