"""The one walk over a workbook: every place a translator sees, in reading order.

Properties first; then sheet by sheet its cells row by row, its comments, shapes and charts, prompts and headers. Each
sheet is a section. What is not given to a translator is claimed on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.formats import Rules
from pubpipe.formats._places import numbered
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._book import Sheet as Tab
from pubpipe.formats.xlsx._cells import Sheet, Workbook
from pubpipe.formats.xlsx._claims import Claims
from pubpipe.formats.xlsx._names import x
from pubpipe.formats.xlsx._objects import Objects
from pubpipe.formats.xlsx._places import Attribute, Place
from pubpipe.formats.xlsx._sheet_names import SheetNames
from pubpipe.formats.xlsx._strings import Strings

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_META = (f"{_DUBLIN_CORE}title", f"{_DUBLIN_CORE}subject", f"{_PROPERTIES}keywords", f"{_DUBLIN_CORE}description")
"""Document properties a reader of the published file meets."""


class Walk:
    """A walk over one workbook. After `places` has run, `claims` and the uses of `strings` are complete."""

    def __init__(self, book: Book, rules: Rules) -> None:
        self.book, self.rules = book, rules
        self.claims = Claims()
        self.strings = Strings(book)
        self.sheets = book.sheets()
        self.objects = Objects(book, self.claims, rules)
        self.names = SheetNames(book, self.claims) if rules.sheet_names else None
        self.walked: dict[str, Sheet] = {}

    def numbered(self) -> list[tuple[str, Place]]:
        """Every place a unit is made of, with its id: `2/c5` is the fifth cell of the second sheet."""
        return [(identity, place) for identity, place in numbered(self.places()) if place.written]

    def places(self) -> Iterator[Place]:
        """Every place in reading order, each sheet opened by one without writers."""
        yield from self._meta()
        self._count()
        workbook = Workbook(self.book, self.rules)
        met: set[str] = set()
        for sheet in self.sheets:
            yield self._opening(sheet)
            if sheet.part in met:
                continue
            met.add(sheet.part)
            if sheet.kind not in ("worksheet", "chartsheet"):
                self._leave(sheet.part, "macro sheet")
            elif sheet.hidden and not self.rules.hidden:
                self._leave(sheet.part, "hidden sheet")
            else:
                if sheet.kind == "worksheet":
                    here = Sheet(self.book, sheet.part, self.strings, self.claims, self.rules, workbook)
                    self.walked[sheet.part] = here
                    yield from here.places()
                yield from self.objects.places(sheet.part)

    def _opening(self, sheet: Tab) -> Place:
        """What opens a sheet's section: its name, if that is for translators."""
        if self.names and not (sheet.hidden and not self.rules.hidden):
            return self.names.place(sheet.element)
        self.claims.protect(sheet.element, "sheet names", "name")
        return Place("heading", (), 1)

    def _meta(self) -> Iterator[Place]:
        name = self.book.properties()
        if not name:
            return
        for element in self.book.root(name):
            words = element.text or ""
            if element.tag in _META and any(map(str.isalnum, words)) and self.rules.meta:
                self.claims.translate(element)
                yield Place("meta", (words,), written=[Attribute(name, element, "", self.book.touch)])

    def _count(self) -> None:
        """Note every use of a shared string, also in sheets that are left out."""
        for part in {sheet.part: None for sheet in self.sheets}:
            if self.book.is_xml(part):
                for cell in self.book.root(part).iter(x("c")):
                    if cell.get("t") == "s":
                        self.strings.use(cell)

    def _leave(self, part: str, rule: str) -> None:
        """Leave out a sheet and what hangs on it."""
        left = [part]
        while left:
            name = left.pop()
            if name in self.claims.left or not name:
                continue
            self.claims.left[name] = rule
            left += [
                each.target
                for each in self.book.package.relations(name)
                if each.kind in ("comments", "threadedComment", "drawing", "table", "chart")
                and each.target in self.book.package
            ]
