"""The parts of an OpenDocument file: a zip package, or one flat XML file that holds them all."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.opendocument._names import HREF, OBJECT, named
from pubpipe.messages import _
from pubpipe.packages.package import MAX_XML, Package
from pubpipe.packages.xml import parse, write

FLAT = "document.xml"
"""The name by which the ledger calls the only part of a flat file."""

_BODIES = {named("office:text"): "text", named("office:presentation"): "presentation"}
_ENTRY, _PATH, _SECRET = (named(f"manifest:{name}") for name in ("file-entry", "full-path", "encryption-data"))
_DOCUMENTS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")
_ELSEWHERE = re.compile(rb"<!DOCTYPE[^<>\[\]]*>")
_ASCII = b" \t\r\n\xef\xbb\xbf"


class OpenDocument:
    """A file as its parts' trees; those touched are written back, all others keep their bytes."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        flat = source[:4096].lstrip(_ASCII).startswith(b"<")
        if flat and len(source) > MAX_XML:
            raise Unreadable(_("too large to be read: {size} bytes").format(size=len(source)))
        self.package = None if flat else Package(source)
        self._trees: dict[str, etree._ElementTree] = {}
        self._touched: set[str] = set()
        self.content, self.styles, self.meta = (FLAT,) * 3 if flat else ("content.xml", "styles.xml", "meta.xml")
        self._refuse()
        inside = next(iter(self.body()), None)
        kinds = [_BODIES[str(each.tag)] for each in self.body() if each.tag in _BODIES]
        if not kinds:
            kind = "" if inside is None else etree.QName(inside).localname
            raise Unreadable(_("neither an OpenDocument text nor a presentation: {kind}").format(kind=kind or "-"))
        self.kind = kinds[0]

    def _refuse(self) -> None:
        if self.package is None:
            if self.root(FLAT).tag != named("office:document"):
                raise Unreadable(_("not an OpenDocument file: no office:document"))
        elif self.content not in self.package:
            raise Unreadable(_("not an OpenDocument file: no content.xml"))
        elif self._is_encrypted(self.package):
            raise Unreadable(_("encrypted: a password is needed for {part}").format(part=self.content))

    def _is_encrypted(self, package: Package) -> bool:
        name = "META-INF/manifest.xml"
        if name not in package or b"encryption-data" not in (data := package.xml(name)):
            return False
        for entry in parse(data, name).iter(_ENTRY):
            if entry.get(_PATH) == self.content and entry.find(_SECRET) is not None:
                return True
        return False

    def names(self) -> list[str]:
        """The names of the XML parts that may hold words, in order."""
        if self.package is None:
            return [FLAT]
        return [each for each in self.package.names if each.endswith(".xml") and not each.startswith("META-INF/")]

    def __contains__(self, name: str) -> bool:
        return name == FLAT if self.package is None else name in self.package

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part; of an object's, without a document type that only names a file elsewhere.

        Formulas of OpenOffice have one (MathML's).
        """
        if self.package is None:
            return self._source
        data = self.package.xml(name)
        return data if name in (self.content, self.styles, self.meta) else _ELSEWHERE.sub(b"", data, count=1)

    def root(self, name: str) -> etree._Element:
        """The root element of an XML part."""
        if name not in self._trees:
            self._trees[name] = parse(self.xml(name), name)
        return self._trees[name].getroot()

    def child(self, part: str, name: str) -> etree._Element | None:
        """A child of a part's root, such as `office:master-styles`, if part and child are there."""
        return self.root(part).find(named(name)) if part in self else None

    def body(self) -> list[etree._Element]:
        """The body's children: one `office:text` or `office:presentation`, if the file is sound."""
        body = self.child(self.content, "office:body")
        if body is None:
            raise Unreadable(_("a damaged OpenDocument file: it has no body"))
        return [each for each in body if isinstance(each.tag, str)]

    def objects(self) -> list[str]:
        """The content parts of embedded objects, in the order in which the document shows them."""
        if self.package is None:
            return []
        found = {}
        for each in self.root(self.content).iter(OBJECT):
            name = posixpath.normpath(each.get(HREF, "")) + "/content.xml"
            if name in self.package:
                found[name] = True
        return list(found)

    def embedded(self) -> list[str]:
        """The parts that hold a document of another program."""
        if self.package is None:
            return []
        folders = ("Pictures/", "Thumbnails/", "ObjectReplacements/", "META-INF/", "Configurations2/")
        names = [name for name in self.package.names if not name.endswith(".xml") and not name.startswith(folders)]
        return [name for name in names if self.package.beginning(name).startswith(_DOCUMENTS)]

    def touch(self, name: str) -> None:
        """Remember that a part has changed."""
        self._touched.add(name)

    @property
    def touched(self) -> frozenset[str]:
        """The parts that have changed."""
        return frozenset(self._touched)

    def bytes(self) -> bytes:
        """The whole file, with what was touched."""
        if self.package is None:
            return write(self._trees[FLAT]) if self._touched else self._source
        return self.package.replaced({name: write(self._trees[name]) for name in sorted(self._touched)})
