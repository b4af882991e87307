"""The parts of a Word file, found by their relationships and content types, whatever they are called."""

from __future__ import annotations

import re

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._package import Package
from pubpipe.formats._xml import parse, write
from pubpipe.formats.docx._names import ID, RELATION_ID, TYPE, w
from pubpipe.messages import _

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"


class Word:
    """A Word file as its parts' trees; those touched are written back, all others keep their bytes.

    Strict files (ISO/IEC 29500) are read as transitional ones and written back strict.
    """

    def __init__(self, source: bytes) -> None:
        self.package = Package(source)
        self._trees: dict[str, etree._ElementTree] = {}
        self._strict: dict[str, list[tuple[bytes, bytes]]] = {}
        self._touched: set[str] = set()
        mains = [each.target for each in self.package.relations() if each.kind == "officeDocument"]
        if not mains or mains[0] not in self.package:
            raise Unreadable(_("not a Word file: it has no main document"))
        self.main = mains[0]
        kind = self.package.content_type(self.main)
        if "spreadsheet" in kind or "presentation" in kind or self.root(self.main).tag != w("document"):
            raise Unreadable(
                _("not a Word file: its main part is {kind}").format(kind=kind or self.root(self.main).tag)
            )
        if self.root(self.main).find(w("body")) is None:
            raise Unreadable(_("a damaged Word file: its document has no body"))
        self._relations = self.package.relations(self.main)

    def root(self, name: str) -> etree._Element:
        """The root element of an XML part."""
        if name not in self._trees:
            data = self.package.xml(name)
            strict = {match.group(): match.expand(_TRANSITIONAL) for match in _STRICT.finditer(data)}
            if strict:
                self._strict[name] = [(old, new) for old, new in sorted(strict.items()) if new not in data]
                data = _STRICT.sub(_TRANSITIONAL, data)
            self._trees[name] = parse(data, name)
        return self._trees[name].getroot()

    def related(self, kind: str) -> str:
        """The part the document names for a purpose (`styles`, `footnotes` …), or ""."""
        return next((each.target for each in self._relations if each.kind == kind and each.target in self.package), "")

    def chunks(self) -> frozenset[str]:
        """The parts that stand for other documents set into this one (altChunk)."""
        return frozenset(each.target for each in self._relations if each.kind == "aFChunk") - {""}

    def margins(self) -> list[tuple[str, str]]:
        """The parts of headers and footers that sections use, each once, with `header` or `footer`."""
        targets = {each.id: each.target for each in self._relations}
        found: dict[str, str] = {}
        for reference in self.root(self.main).iter(w("headerReference"), w("footerReference")):
            target = targets.get(reference.get(RELATION_ID, ""), "")
            if target in self.package:
                found.setdefault(target, "header" if reference.tag == w("headerReference") else "footer")
        return list(found.items())

    def properties(self) -> str:
        """The part with the document's title, or ""."""
        return next(
            (
                each.target
                for each in self.package.relations()
                if each.kind == "core-properties" and each.target in self.package
            ),
            "",
        )

    def notes(self, kind: str) -> dict[str, etree._Element]:
        """The footnotes, endnotes or comments of the document by id, separators left out."""
        name = self.related(kind)
        if not name:
            return {}
        tag = w(kind.removesuffix("s"))
        return {each.get(ID, ""): each for each in self.root(name).iter(tag) if each.get(TYPE, "normal") == "normal"}

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
            data = write(self._trees[name])
            for strict, transitional in self._strict.get(name, []):
                data = data.replace(transitional, strict)
            parts[name] = data
        return self.package.replaced(parts)
