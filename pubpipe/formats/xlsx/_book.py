"""The parts of a workbook, found by their relationships, whatever they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._package import Package
from pubpipe.formats._xml import parse, write
from pubpipe.formats.xlsx._names import RELATION_ID, x
from pubpipe.messages import _

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_EARLIER = tuple(
    x(name)
    for name in (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
        "definedNames"
    ).split()
)
"""What stands before the settings of calculation (CT_Workbook)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook names it; `kind` is worksheet, chartsheet, dialogsheet or a kind of macro sheet."""

    name: str
    part: str
    kind: str
    hidden: bool


class Book:
    """A workbook as its parts' trees; those touched are written back, all others keep their bytes.

    Strict files (ISO/IEC 29500) are read as transitional ones and written back strict.
    """

    def __init__(self, source: bytes) -> None:
        self.package = Package(source)
        self._trees: dict[str, etree._ElementTree] = {}
        self._strict: dict[str, list[tuple[bytes, bytes]]] = {}
        self._touched: set[str] = set()
        mains = [each.target for each in self.package.relations() if each.kind == "officeDocument"]
        if not mains or mains[0] not in self.package:
            raise Unreadable(_("not an Excel file: it has no workbook"))
        self.main = mains[0]
        kind = self.package.content_type(self.main)
        if "sheet.binary" in kind or self.main.lower().endswith(".bin"):
            raise Unreadable(_("a binary Excel workbook: save it as .xlsx"))
        if self.root(self.main).tag != x("workbook"):
            raise Unreadable(
                _("not an Excel file: its main part is {kind}").format(kind=kind or self.root(self.main).tag)
            )
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

    def sheets(self) -> list[Sheet]:
        """The sheets whose parts are there, in the order of their tabs."""
        targets = {each.id: each for each in self._relations}
        found = []
        for sheet in self.root(self.main).iterfind(f"{x('sheets')}/{x('sheet')}"):
            relation = targets.get(sheet.get(RELATION_ID, ""))
            if relation and relation.target in self.package and self.is_xml(relation.target):
                hidden = sheet.get("state", "visible") != "visible"
                found.append(Sheet(sheet.get("name", ""), relation.target, relation.kind, hidden))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts another part names for a purpose (`comments`, `drawing` …), in order."""
        relations = self._relations if part == self.main else self.package.relations(part)
        return [
            each.target
            for each in relations
            if each.kind == kind and each.target in self.package and self.is_xml(each.target)
        ]

    def properties(self) -> str:
        """The part with the document's title, or ""."""
        relations = self.package.relations()
        return next(
            (each.target for each in relations if each.kind == "core-properties" and each.target in self.package), ""
        )

    def is_xml(self, name: str) -> bool:
        """Whether a part is XML that may say something to a reader."""
        kind = self.package.content_type(name)
        if name.lower() == "[content_types].xml" or "relationships" in kind or name.lower().endswith(".rels"):
            return False
        return kind.endswith(("+xml", "/xml", "vmlDrawing"))

    def touch(self, name: str) -> None:
        """Say that a part's tree was changed."""
        self._touched.add(name)

    @property
    def touched(self) -> bool:
        """Whether any part was changed."""
        return bool(self._touched)

    def recalculate(self) -> None:
        """Have formulas worked out anew when the file is opened: they may show what was translated."""
        workbook = self.root(self.main)
        settings = workbook.find(x("calcPr"))
        if settings is None:
            settings = etree.Element(x("calcPr"))
            before = [at for at, child in enumerate(workbook) if child.tag in _EARLIER]
            workbook.insert(before[-1] + 1 if before else 0, settings)
        settings.set("fullCalcOnLoad", "1")
        self.touch(self.main)

    def bytes(self) -> bytes:
        """The file with its touched parts written anew."""
        parts = {}
        for name in sorted(self._touched):
            data = write(self._trees[name])
            for strict, transitional in self._strict.get(name, []):
                data = data.replace(transitional, strict)
            parts[name] = data
        return self.package.replaced(parts)
