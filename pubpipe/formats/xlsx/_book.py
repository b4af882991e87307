"""The parts of a workbook, found by their relationships, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._office import Office
from pubpipe.formats.xlsx._names import RELATION_ID, x
from pubpipe.messages import _

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
    element: etree._Element


class Book(Office):
    """A workbook and what it names."""

    XML = (*Office.XML, "vmlDrawing")

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.main = self.start()
        if not self.main:
            raise Unreadable(_("not an Excel file: it has no workbook"))
        kind = self.package.content_type(self.main)
        if "sheet.binary" in kind or self.main.lower().endswith(".bin"):
            raise Unreadable(_("a binary Excel workbook: save it as .xlsx"))
        if self.root(self.main).tag != x("workbook"):
            raise Unreadable(
                _("not an Excel file: its main part is {kind}").format(kind=kind or self.root(self.main).tag)
            )
        self._relations = self.package.relations(self.main)

    def sheets(self) -> list[Sheet]:
        """The sheets whose parts are there, in the order of their tabs."""
        targets = {each.id: each for each in self._relations}
        found = []
        for sheet in self.root(self.main).iterfind(f"{x('sheets')}/{x('sheet')}"):
            relation = targets.get(sheet.get(RELATION_ID, ""))
            if relation and relation.target in self.package and self.is_xml(relation.target):
                hidden = sheet.get("state", "visible") != "visible"
                found.append(Sheet(sheet.get("name", ""), relation.target, relation.kind, hidden, sheet))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts another part names for a purpose (`comments`, `drawing` …), in order."""
        relations = self._relations if part == self.main else self.package.relations(part)
        return [
            each.target
            for each in relations
            if each.kind == kind and each.target in self.package and self.is_xml(each.target)
        ]

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
