"""The cells of a sheet: which are hidden, which stand under which heading, which hold keys or no language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._columns import fixed, key_rule
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._claims import Claims
from pubpipe.formats.xlsx._names import area, position, x
from pubpipe.formats.xlsx._places import Attribute, Cell, Column, Place
from pubpipe.formats.xlsx._rich import Look, Run, compose, look, string_runs, unescaped
from pubpipe.formats.xlsx._rules import CellRules, apart
from pubpipe.formats.xlsx._strings import Strings

_FORMULAS = (x("f"), x("definedName"), x("calculatedColumnFormula"), x("totalsRowFormula"))
_TYPES = {"b": "boolean", "e": "error", "d": "date"}


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with its place in the sheet; `runs` are those of a string, None for whatever is none."""

    row: int
    column: int
    element: etree._Element
    hidden: str
    runs: tuple[Run, ...] | None

    @property
    def words(self) -> str:
        """What the cell's string says."""
        return "".join(run.text for run in self.runs or ())


@dataclass(frozen=True, slots=True)
class Region:
    """Cells under one row of headings, which is `top`; `part` and `columns` if they are a table."""

    top: int
    left: int
    bottom: int
    right: int
    part: str = ""
    columns: tuple[etree._Element, ...] = ()

    def holds(self, cell: Found) -> bool:
        """Whether a cell stands in it."""
        return self.top <= cell.row <= self.bottom and self.left <= cell.column <= self.right


def cells(root: etree._Element, strings: Strings, rules: Rules) -> list[Found]:
    """Every cell of a sheet, row by row; addresses that are missing are counted."""
    hidden = _hidden_columns(root)
    found = []
    row_number = 0
    for row in root.iterfind(f"{x('sheetData')}/{x('row')}"):
        said = row.get("r", "")
        row_number = int(said) if said.isdecimal() and len(said) < 9 else row_number + 1
        gone = "hidden row" if row.get("hidden") in ("1", "true") else ""
        column = 0
        for cell in row.iterchildren(x("c")):
            at = position(cell.get("r", ""))
            column = at[1] if at else column + 1
            why = gone or ("hidden column" if any(low <= column <= high for low, high in hidden) else "")
            found.append(Found(row_number, column, cell, why, _runs(cell, strings, rules)))
    return found


def _hidden_columns(root: etree._Element) -> list[tuple[int, int]]:
    spans = []
    for each in root.iterfind(f"{x('cols')}/{x('col')}"):
        low, high = each.get("min", ""), each.get("max", "")
        if each.get("hidden") in ("1", "true") and low.isdecimal() and high.isdecimal():
            spans.append((int(low), int(high)))
    return spans


def _runs(cell: etree._Element, strings: Strings, rules: Rules) -> tuple[Run, ...] | None:
    runs = _said(cell, strings)
    return None if runs is None else tuple(apart(runs, rules))


def _said(cell: etree._Element, strings: Strings) -> tuple[Run, ...] | None:
    kind = cell.get("t", "n")
    if kind == "s":
        item = strings.item(cell)
        return None if item is None else tuple(string_runs(item))
    if kind == "inlineStr":
        inside = cell.find(x("is"))
        return None if inside is None else tuple(string_runs(inside))
    if kind == "str" and cell.find(x("f")) is None and cell.find(x("v")) is not None:
        return (Run(unescaped(cell.findtext(x("v")) or "")),)
    return None


def regions(found: list[Found], tables: list[tuple[str, etree._Element]]) -> list[Region]:
    """The tables of a sheet, and all that stands under its first row of headings elsewhere."""
    made = []
    for part, table in tables:
        at = area(table.get("ref", ""))
        if at and table.get("headerRowCount", "1") != "0":
            made.append(Region(*at, part, tuple(table.iterfind(f"{x('tableColumns')}/{x('tableColumn')}"))))
    rows: dict[int, list[Found]] = {}
    for cell in found:
        if not any(region.holds(cell) for region in made) and (cell.words.strip() or _value(cell)):
            rows.setdefault(cell.row, []).append(cell)
    last = max(rows, default=0)
    for number, row in rows.items():
        if len(row) > 1 and all(cell.runs is not None and not fixed(cell.words) for cell in row) and number < last:
            made.append(Region(number, min(cell.column for cell in row), last, max(cell.column for cell in row)))
            break
    return made


def _value(cell: Found) -> str:
    return "" if cell.runs is not None else (cell.element.findtext(x("v")) or "").strip()


class Workbook:
    """What sheets ask of their workbook: formulas that name columns of tables, and cells' fonts by their style."""

    def __init__(self, book: Book, rules: Rules) -> None:
        self.fonts = _fonts(book)
        self.looks = CellRules(book, rules)
        sheets = [sheet.part for sheet in book.sheets()]
        tables = [table for part in sheets for table in book.related(part, "table")]
        parts = [book.main, *sheets, *tables] if tables else []
        texts = [each.text or "" for part in parts for each in book.root(part).iter(*_FORMULAS)]
        self.formulas = "\n".join(each for each in texts if "[" in each)


def _fonts(book: Book) -> list[Look]:
    """The looks of text without properties of its own, by the number of the cell's style."""
    part = next(iter(book.related(book.main, "styles")), "")
    if not part:
        return []
    root = book.root(part)
    fonts = [look(font) for font in root.iterfind(f"{x('fonts')}/{x('font')}")]
    numbers = [style.get("fontId", "") for style in root.iterfind(f"{x('cellXfs')}/{x('xf')}")]
    return [
        fonts[int(each)] if each.isdecimal() and len(each) < 9 and int(each) < len(fonts) else frozenset()
        for each in numbers
    ]


class Sheet:
    """A sheet's cells with what is said of their columns."""

    def __init__(
        self, book: Book, part: str, strings: Strings, claims: Claims, rules: Rules, workbook: Workbook
    ) -> None:
        self.book, self.part, self.strings, self.claims, self.rules = book, part, strings, claims, rules
        self.formulas, self.fonts, self.looks = workbook.formulas, workbook.fonts, workbook.looks
        self.found = cells(book.root(part), strings, rules)
        tables = [(each, book.root(each)) for each in book.related(part, "table")]
        self.regions = regions(self.found, tables)
        self.headings: dict[tuple[int, int], str] = {}
        values: dict[tuple[int, int], list[str]] = {}
        for cell in self.found:
            if (at := self.region(cell)) is None:
                continue
            if cell.row == self.regions[at].top:
                self.headings[at, cell.column] = cell.words
            else:
                values.setdefault((at, cell.column), []).append(cell.words)
        self.keys = {key: key_rule(heading, values.get(key, ()), rules) for key, heading in self.headings.items()}

    def region(self, cell: Found) -> int | None:
        """The number of the first region a cell stands in."""
        return next((at for at, region in enumerate(self.regions) if region.holds(cell)), None)

    def places(self) -> Iterator[Place]:
        """The cells for translators; the others are claimed on the way."""
        for cell in self.found:
            if rule := self.rule(cell):
                if rule in ("hidden row", "hidden column"):
                    self.claims.exclude(cell.element, rule)
                else:
                    self.claims.protect(cell.element, rule)
                continue
            if ruling := self.looks.ruling(cell.element):
                self.claims.said[cell.element, ""] = ruling
                continue
            style = cell.element.get("s", "0")
            known = style.isdecimal() and len(style) < 9 and int(style) < len(self.fonts)
            line = compose(cell.runs or (), self.fonts[int(style)] if known else frozenset(), self.rules.italic)
            assert line is not None
            self.claims.translate(cell.element)
            writer = Cell(self.part, cell.element, line, self.strings)
            at = self.region(cell)
            place = Place("cell", line.content, written=[writer], at=(self.part, cell.row, cell.column))
            if at is not None:
                self._under(place, writer, cell, at)
            yield place

    def _under(self, place: Place, writer: Cell, cell: Found, at: int) -> None:
        """Tell a place its heading, or that it is one and names the column of a table."""
        region = self.regions[at]
        if cell.row > region.top:
            place.style = " ".join(self.headings.get((at, cell.column), "").split())
        column = self.column(cell, region)
        if column is not None and cell.row == region.top:
            place.written = [Column(region.part, column, writer, self.book.touch)]
        elif column is not None and cell.row == region.bottom and column.get("totalsRowLabel"):
            place.written.append(Attribute(region.part, column, "totalsRowLabel", self.book.touch))

    def column(self, cell: Found, region: Region) -> etree._Element | None:
        """The column of a table a cell stands in."""
        number = cell.column - region.left
        return region.columns[number] if number < len(region.columns) else None

    def rule(self, cell: Found) -> str:
        """The rule by which a cell is no translator's, or ""."""
        if cell.hidden and not self.rules.hidden:
            return cell.hidden
        if cell.element.find(x("f")) is not None:
            return "formula"
        if cell.runs is None:
            kind = cell.element.get("t", "n")
            return _TYPES.get(kind, "damaged reference" if kind in ("s", "inlineStr") else "number")
        at = self.region(cell)
        if at is not None and (rule := self.keys.get((at, cell.column))):
            return rule
        heads = at is not None and cell.row == self.regions[at].top and self.column(cell, self.regions[at]) is not None
        if heads and any(f"{mark}{cell.words}]" in self.formulas for mark in "[@:"):
            return "table column in formulas"
        if not any(not run.type and any(map(str.isalnum, run.text)) for run in cell.runs):
            return "no letters"
        return fixed(cell.words)
