"""Office Open XML packages (ECMA-376, ISO/IEC 29500): their parts as trees, strict ones read as transitional ones."""

from __future__ import annotations

import re
from typing import ClassVar

from lxml import etree

from pubpipe.packages.package import Package
from pubpipe.packages.xml import parse, write

_STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


class Office:
    """An Office file as its parts' trees; those touched are written back, all others keep their bytes.

    Strict files are written back strict. Parts are found by their relationships, whatever they are called.
    """

    XML: ClassVar[tuple[str, ...]] = ("+xml", "/xml")
    """How the content types of parts end that may say something to a reader."""

    def __init__(self, source: bytes) -> None:
        self.package = Package(source)
        self._trees: dict[str, etree._ElementTree] = {}
        self._strict: dict[str, list[tuple[bytes, bytes]]] = {}
        self._touched: set[str] = set()

    def start(self) -> str:
        """The part a program opens first (`officeDocument`), or ""."""
        mains = [each.target for each in self.package.relations() if each.kind == "officeDocument"]
        return mains[0] if mains and mains[0] in self.package else ""

    def properties(self) -> str:
        """The part with the document's title, or ""."""
        relations = self.package.relations()
        return next(
            (each.target for each in relations if each.kind == "core-properties" and each.target in self.package), ""
        )

    def root(self, name: str) -> etree._Element:
        """The root element of an XML part."""
        if name not in self._trees:
            data = self.package.xml(name)
            strict = {match.group(): match.expand(_TRANSITIONAL) for match in _STRICT.finditer(data)}
            if strict:
                self._strict[name] = [(old, new) for old, new in sorted(strict.items()) if new not in data]
                data = _STRICT.sub(_TRANSITIONAL, data)
            self._trees[name] = self._parsed(name, data)
        return self._trees[name].getroot()

    def _parsed(self, name: str, data: bytes) -> etree._ElementTree:
        """The tree of a part."""
        return parse(data, name)

    def _written(self, name: str) -> bytes:
        """A part as its tree has it."""
        return write(self._trees[name])

    def is_xml(self, name: str) -> bool:
        """Whether a part is XML that may say something to a reader."""
        kind = self.package.content_type(name)
        if name.lower() == "[content_types].xml" or "relationships" in kind or name.lower().endswith(".rels"):
            return False
        return kind.endswith(self.XML)

    def touch(self, name: str) -> None:
        """Say that a part's tree was changed."""
        self._touched.add(name)

    @property
    def touched(self) -> bool:
        """Whether any part was changed."""
        return bool(self._touched)

    def bytes(self) -> bytes:
        """The file with its touched parts written anew."""
        parts = {}
        for name in sorted(self._touched):
            data = self._written(name)
            for strict, transitional in self._strict.get(name, []):
                data = data.replace(transitional, strict)
            parts[name] = data
        return self.package.replaced(parts)


def transitional(tag: str) -> str:
    """The name an element of a strict file has in a transitional one, so that one place has one address."""
    if not tag.startswith("{" + _STRICT_NAMESPACE):
        return tag
    namespace, _brace, name = tag[1:].partition("}")
    first, _slash, rest = namespace[len(_STRICT_NAMESPACE) :].partition("/")
    return f"{{http://schemas.openxmlformats.org/{first}/2006/{rest}}}{name}"
