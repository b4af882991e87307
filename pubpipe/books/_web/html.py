"""A tree of XHTML written as HTML 5: no namespaces, no slashes, one language attribute."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from pubpipe.books._web.tree import EPUB_TYPE, LANGUAGE, Element

_VOID = ("br", "col", "hr", "img", "input", "link", "meta", "wbr")
_BOOLEAN = ("defer", "hidden", "open")
_FOREIGN = (EPUB_TYPE, LANGUAGE)


def written(root: Element) -> bytes:
    """The page of this root, `html`."""
    return ("<!DOCTYPE html>\n" + "".join(_pieces(root)) + "\n").encode()


def _pieces(root: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = etree.QName(node).localname
        if event == "start":
            yield f"<{tag}{''.join(_attributes(node))}>"
            yield escape(node.text or "", quote=False)
        else:
            if tag not in _VOID:
                yield f"</{tag}>"
            if node is not root:
                yield escape(node.tail or "", quote=False)


def _attributes(node: Element) -> Iterator[str]:
    for key, value in node.attrib.items():
        if key in _FOREIGN:
            continue
        name = etree.QName(key).localname
        yield f" {name}" if name in _BOOLEAN else f' {name}="{escape(str(value))}"'
