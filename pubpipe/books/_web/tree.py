"""A page as a tree: names, and the few operations the tree library does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pubpipe.books._epub.markup import readable

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
SPACES: dict[Any, str] = {None: XHTML, "epub": OPS}
EPUB_TYPE = f"{{{OPS}}}type"
LANGUAGE = f"{{{XML}}}lang"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

Element = etree._Element


def parsed(markup: str) -> Element:
    """The first element of some markup of an e-book's page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(f'<div xmlns="{XHTML}" xmlns:epub="{OPS}">{markup}</div>', parser)[0]


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
