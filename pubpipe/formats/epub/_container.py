"""An EPUB opened: which of its parts is what, in which order they are read (OCF 3, package document)."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from pubpipe.errors import Unreadable
from pubpipe.formats.epub._xml import Element, elements
from pubpipe.messages import _
from pubpipe.packages.package import Package

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"

_PAGES = frozenset(["application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"])
_PICTURE = "image/svg+xml"
_NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds text: `kind` is package, page, drawing (an SVG page), nav, picture (an SVG image) or ncx."""

    name: str
    kind: str


@dataclass(slots=True)
class Opened:
    """An EPUB: its zip package, its parts with text in reading order, the names of all pages and pictures."""

    package: Package
    parts: list[Part] = field(default_factory=list)
    media: dict[str, str] = field(default_factory=dict)

    @property
    def others(self) -> list[str]:
        """The XML and HTML parts that no manifest names, or whose text is no reader's."""
        known = {part.name for part in self.parts}
        return [
            name
            for name in self.package.names
            if name not in known
            and (
                name.lower().endswith((".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".svg", ".smil", ".pls"))
                or self.media.get(name, "").endswith(("xml", "html"))
            )
        ]


class Names:
    """Finds the parts that references mean, however they are written."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self.exact = set(self.names)
        self.folded = {_folded(name): name for name in reversed(self.names)}

    def find(self, reference: str, folder: str = "") -> str:
        """The part's name as it stands in the package, or ""."""
        reference = reference.partition("#")[0]
        for written in (reference, unquote(reference)):
            name = posixpath.normpath(posixpath.join(folder, written.replace("\\", "/"))).lstrip("/")
            if name in self.exact:
                return name
            if _folded(name) in self.folded:
                return self.folded[_folded(name)]
        return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def opened(source: bytes) -> Opened:
    """Open an EPUB. Raises Unreadable where it is none, is damaged, or its text is encrypted."""
    package = Package(source)
    if CONTAINER not in package:
        raise Unreadable(_("not an EPUB: no META-INF/container.xml"))
    names = Names(package.names)
    book = Opened(package)
    for root in elements(package.xml(CONTAINER), CONTAINER):
        name = names.find(root.values.get("full-path", "")) if root.name == "rootfile" else ""
        if name and name not in {part.name for part in book.parts}:
            _add(book, name, names)
    if not any(part.kind != "package" for part in book.parts):
        raise Unreadable(_("not an EPUB: its package names no page that is there"))
    _refuse_encrypted(book, names)
    return book


def _add(book: Opened, name: str, names: Names) -> None:
    """Add a package document and the parts it names: metadata, spine, other pages and pictures, contents."""
    package: list[Element] = list(elements(book.package.xml(name), name))
    folder = posixpath.dirname(name)
    items: dict[str, Element] = {}
    for each in package:
        if each.name == "item" and each.values.get("id"):
            items.setdefault(each.values["id"], each)
    spine = [each.values.get("idref", "") for each in package if each.name == "itemref"]
    known = {part.name for part in book.parts}
    contents: list[Part] = []
    book.parts.append(Part(name, "package"))
    for identity in [*dict.fromkeys(spine), *(identity for identity in items if identity not in spine)]:
        item = items.get(identity)
        part = names.find(item.values.get("href", ""), folder) if item else ""
        if not item or not part or part in known:
            continue
        media = item.values.get("media-type", "").partition(";")[0].strip().lower()
        book.media[part] = media
        kind = ""
        if media in _PAGES:
            kind = "nav" if "nav" in item.values.get("properties", "").split() else "page"
        elif media == _PICTURE:
            kind = "drawing" if identity in spine else "picture"
        elif media == _NCX:
            kind = "ncx"
        if kind:
            known.add(part)
            last = kind == "ncx" or (kind == "nav" and identity not in spine)
            (contents if last else book.parts).append(Part(part, kind))
    book.parts += contents


def _refuse_encrypted(book: Opened, names: Names) -> None:
    """Raise Unreadable where a part with text is encrypted; obfuscated fonts and the like do not matter."""
    if ENCRYPTION not in book.package:
        return
    read = {part.name for part in book.parts}
    for each in elements(book.package.xml(ENCRYPTION), ENCRYPTION):
        name = names.find(each.values.get("uri", "")) if each.name == "cipherreference" else ""
        if name in read:
            raise Unreadable(
                _("encrypted (copy protection): {part}: ask the publisher for an unprotected copy").format(part=name)
            )
