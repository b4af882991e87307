"""An EPUB made ready for pandoc: all pages as one, so that notes and links across pages hold and nothing is skipped."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from html import escape
from urllib.parse import quote

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from pubpipe.formats.epub._container import Names, Opened, Part, opened
from pubpipe.formats.epub._drawings import Drawing, drawings, opened_tags
from pubpipe.formats.epub._walk import characters, plain
from pubpipe.formats.html.preparation import prepared as html_prepared
from pubpipe.formats.html.preparation import tree

_PAGE = "book.xhtml"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">book</dc:identifier>'
    "<dc:title>book</dc:title><dc:language>zh-Hans</dc:language></metadata>"
    '<manifest><item id="page" href="book.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
    '<spine><itemref idref="page"/></spine></package>'
)
_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


_NOTES = {
    **dict.fromkeys(("footnote", "endnote", "rearnote"), "endnote"),
    **{kind: kind for kind in ("footnotes", "endnotes", "rearnotes", "noteref", "backlink")},
}
"""What is left of epub:type, for the marks and places of notes: at others pandoc drops what it stands on."""

_SWITCHES = frozenset(["switch", "case", "default", "epub:switch", "epub:case", "epub:default"])


def prepared(source: bytes) -> bytes:
    """The EPUB of one page, with the pictures it shows."""
    return _Page(opened(source)).made()


class _Page:
    def __init__(self, book: Opened) -> None:
        self.book = book
        self.names = Names(book.package.names)
        self.pages = [part for part in book.parts if part.kind in ("page", "drawing")]
        self.bodies: list[HtmlElement] = []
        self.identities: dict[tuple[str, str], str] = {}
        self.media: dict[str, bytes] = {}
        self.shown: dict[str, str] = {}

    def made(self) -> bytes:
        root = document_fromstring("<html><head><title></title></head><body></body></html>")
        body = root.find("body")
        assert body is not None
        self.bodies = [self.body(part) for part in self.pages]
        taken: set[str] = set()
        for number, (part, each) in enumerate(zip(self.pages, self.bodies, strict=True), 1):
            self.identify(part.name, each, number, taken)
        for part, each in zip(self.pages, self.bodies, strict=True):
            each.tag = "div"
            each.attrib.pop("lang", None)
            self.refer(part.name, each)
            each.set("id", self.identities[part.name, ""])
            body.append(each)
        page = html_prepared(etree.tostring(root, encoding="unicode", method="html"))
        return self.packed(page)

    def body(self, part: Part) -> HtmlElement:
        """The body of a page, its drawings taken out as pictures."""
        text = plain(characters(self.book.package.xml(part.name), part.name).text)
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", drawings(opened_tags(text), self.drawn))
        if part.kind == "drawing":
            text = f"<html><body><p>{text}</p></body></html>"
        found = tree(text).find("body")
        return found if found is not None else document_fromstring("<html><body></body></html>").find("body")

    def drawn(self, drawing: Drawing) -> str:
        """The image that stands for a drawing; a drawing around one picture is that picture."""
        source = drawing.picture
        if not source:
            source = f"media/drawing-{len(self.media) + 1}.svg"
            self.media[source] = drawing.xml.encode("utf-8", "replace")
        return f'<img src="{escape(source)}" alt="{escape(drawing.shown)}">'

    def identify(self, name: str, body: HtmlElement, number: int, taken: set[str]) -> None:
        """Note under which id each element of a page will stand: its own where it is free."""
        self.identities[name, ""] = f"file-{number}"
        for element in body.iter():
            identity = element.get("id") if isinstance(element.tag, str) else None
            if identity:
                free = identity if identity not in taken else f"{identity}-{number}"
                taken.add(free)
                self.identities.setdefault((name, identity), free)
                element.set("id", free)

    def refer(self, name: str, body: HtmlElement) -> None:
        """Make links lead within the one page, and pictures come from its package."""
        folder = posixpath.dirname(name)
        for element in body.iter():
            if not isinstance(element.tag, str):
                continue
            _simplify(element)
            target = element.get("href")
            if element.tag == "a" and target:
                path, _sign, identity = target.partition("#")
                page = self.names.find(path, folder) if path and ":" not in path else name
                if not path or ":" not in path:
                    known = self.identities.get((page, identity)) or self.identities.get((page, ""))
                    if known:
                        element.set("href", f"#{known}")
                    elif page:
                        del element.attrib["href"]
            picture = element.get("src")
            if element.tag in ("img", "image") and picture and not picture.startswith(("media/drawing-", "data:")):
                part = self.names.find(picture, folder)
                if part:
                    element.set("src", quote(self.shown_as(part)))

    def shown_as(self, part: str) -> str:
        """The name a picture has in the new package."""
        if part not in self.shown:
            base = re.sub(r"[^\w.-]", "_", posixpath.basename(part), flags=re.ASCII)
            name = f"media/{base}"
            if name in self.media:
                name = f"media/{len(self.media) + 1}-{base}"
            self.media[name] = self.book.package.read(part)
            self.shown[part] = name
        return self.shown[part]

    def packed(self, page: bytes) -> bytes:
        items = "".join(
            f'<item id="m{number}" href="{quote(name)}" '
            f'media-type="{_TYPES.get(posixpath.splitext(name)[1].lower(), "image/jpeg")}"/>'
            for number, name in enumerate(self.media)
        )
        parts = {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": _CONTAINER.encode(),
            "book.opf": _PACKAGE.format(items=items).encode(),
            _PAGE: page,
            **self.media,
        }
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as package:
            for name, data in parts.items():
                package.writestr(zipfile.ZipInfo(name), data)
        return output.getvalue()


def _simplify(element: HtmlElement) -> None:
    """Take from an element what makes pandoc pass over its text."""
    said = element.attrib.pop("epub:type", "").split()
    kinds = [_NOTES[kind] for kind in said if kind in _NOTES]
    if "pagebreak" in said:
        element.set("role", "doc-pagebreak")
    if kinds:
        element.set("epub:type", " ".join(kinds))
    stray = element.tag == "caption" and element.getparent().tag != "table"
    if stray or element.tag in _SWITCHES or (element.tag == "object" and element.text_content().strip()):
        element.tag = "div"
