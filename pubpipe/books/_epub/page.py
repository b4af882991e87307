"""A page of the book: one XHTML file, its section and its head."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pubpipe.books._epub.xhtml import EPUB_TYPE, LANGUAGE, MATHML, SPACES, XHTML, Element, element, name
from pubpipe.model import TARGET_LANGUAGE

STYLE = "style.css"
_VOID = ("img", "br", "hr", "col", "meta", "link", "")


@dataclass
class Page:
    """A file of the book.

    `kind` is its epub:type and `role` its DPUB-ARIA role, both possibly ""; `landmark` is what the landmarks call it;
    `matter` is "front", "body" or "back"; `content` is the section that holds all of it; `listed` tells whether the
    table of contents has it.
    """

    name: str
    title: str
    content: Element
    kind: str = ""
    role: str = ""
    landmark: str = ""
    matter: str = "front"
    listed: bool = False

    @property
    def properties(self) -> str:
        """What a reading system must know before it opens the file."""
        found = []
        if next(self.content.iter(f"{{{MATHML}}}math"), None) is not None:
            found.append("mathml")
        if self.kind == "toc":
            found.append("nav")
        return " ".join(found)

    def written(self) -> bytes:
        """The file."""
        root = etree.Element(f"{{{XHTML}}}html", nsmap=SPACES)
        root.set("lang", TARGET_LANGUAGE)
        root.set(LANGUAGE, TARGET_LANGUAGE)
        head, body = element("head"), element("body")
        head.append(element("meta", charset="utf-8"))
        head.append(element("title", self.title))
        head.append(element("link", rel="stylesheet", type="text/css", href=STYLE))
        body.set("class", self.matter)
        if self.kind not in ("", "toc"):
            self.content.set(EPUB_TYPE, self.kind)
        if self.role:
            self.content.set("role", self.role)
        body.append(self.content)
        for node in (head, *head, body, self.content):
            node.tail = "\n"
        root.text = head.text = body.text = "\n"
        root.append(head)
        root.append(body)
        for node in root.iter():
            if not len(node) and not node.text and name(node) not in _VOID:
                node.text = ""
        etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
        written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
        return written + b"\n"
