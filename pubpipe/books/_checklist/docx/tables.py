"""Tables: three lines, heads that repeat, rows that hold together."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, number, on, said, value
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import TC, TR, w

_NONE = ("nil", "none", "")
_SOME = 2


def tables(word: Word) -> Iterator[tuple[str, Element, list[Element]]]:
    """The tables that are more than a frame, by place, each with its rows."""
    for index, table in enumerate(word.tables, 1):
        rows = list(table.iterchildren(TR))
        if len(rows) >= _SOME and max((len(list(row.iterchildren(TC))) for row in rows), default=0) >= _SOME:
            yield f"{word.main} tbl {index}", table, rows


@assertion(MINOR, 10)
def three_lines(word: Word) -> Iterator[Look]:
    """Tables have three lines and no upright rules (三线表).

    The table of scholarly Chinese books; a form is better ruled.
    """
    if word.chinese:
        for where, table, _rows in tables(word):
            borders = _borders(word, table)
            upright = [side for side in ("left", "right", "insideV") if borders.get(side, "") not in _NONE]
            lacking = [side for side in ("top", "bottom") if borders.get(side, "") in _NONE]
            yield judged(
                where,
                " ".join([*(f"+{each}" for each in upright), *(f"−{each}" for each in lacking)]),
                not upright and not lacking,
            )


@assertion(MAJOR)
def heads_repeat(word: Word) -> Iterator[Look]:
    """The head of a table repeats on every page, and a reader's aid knows it (w:tblHeader).

    WCAG 1.3.1; on the second page nobody knows what a column means.
    """
    for where, table, rows in tables(word):
        first = rows[0].find(f"{w('trPr')}/{w('tblHeader')}")
        yield judged(where, _text(table), first is not None and on(said(first)))


@assertion(MINOR)
def rows_whole(word: Word) -> Iterator[Look]:
    """No row of a table is torn by the end of a page.

    A torn row cannot be read across.
    """
    for where, _table, rows in tables(word):
        torn = [row for row in rows if row.find(f"{w('trPr')}/{w('cantSplit')}") is None]
        yield judged(where, f"w:cantSplit: {len(torn)}/{len(rows)}", not torn)


@assertion(MAJOR)
def tables_fit(word: Word) -> Iterator[Look]:
    """No table is wider than the text.

    What hangs over is trimmed off.
    """
    for where, table, _rows in tables(word):
        columns = [number(each.get(w("w"), "0")) for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        if columns and word.measure:
            yield judged(where, f"{sum(columns)} > {word.measure}", sum(columns) <= word.measure * 1.03 + 216)


@assertion(MINOR, 10)
def tables_centred(word: Word) -> Iterator[Look]:
    """Tables are centred or as wide as the text.

    The convention of Chinese textbooks.
    """
    for where, table, _rows in tables(word) if word.chinese else ():
        columns = sum(number(each.get(w("w"), "0")) for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
        size = said(table.find(f"{w('tblPr')}/{w('tblW')}"))
        full = word.measure and columns >= word.measure * 0.95
        full = full or (size.get("type") == "pct" and number(size.get("w", "0").rstrip("%")) in (100, 5000))
        side = _said(word, table, "jc").get("val", "left")
        yield judged(where, f"w:jc {side}: {_text(table)}", bool(full) or side == "center")


@assertion(MAJOR)
def rows_are_even(word: Word) -> Iterator[Look]:
    """Every row of a table fills as many columns as the table has.

    Word shifts or repairs what is not.
    """
    for index, table in enumerate(word.tables, 1):
        columns = len(list(table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")))
        if columns:
            widths = {_columns(row) for row in table.iterchildren(TR)} - {0}
            yield judged(f"{word.main} tbl {index}", f"{sorted(widths)} ≠ {columns}", widths <= {columns})


@assertion(MINOR)
def cells_without_indent(word: Word) -> Iterator[Look]:
    """Text in cells does not have the indent of running text.

    It eats a third of a narrow column.
    """
    for each in word.paragraphs:
        if each.inside == "table" and each.text.strip() and not each.numbering:
            indent = each.said("ind")
            first = number(indent.get("firstLineChars", "0")) or number(indent.get("firstLine", "0"))
            yield each.at(f"w:ind {dict(indent)}") if first > 0 else None


@assertion(MINOR)
def cells_are_small(word: Word) -> Iterator[Look]:
    """Text in cells is no larger than running text.

    小五 or 六号 in tables.
    """
    text = max((each.size for each in word.body), default=0)
    for each in word.paragraphs if text else ():
        if each.inside == "table" and each.text.strip():
            yield None if each.size <= text else each.at(f"{each.size} > {text} pt")


def _columns(row: Element) -> int:
    """How many columns a row fills."""
    properties = row.find(w("trPr"))
    beside = 0
    if properties is not None:
        beside = sum(number(value(properties.find(w(name)))) for name in ("gridBefore", "gridAfter"))
    cells = [*row.iterchildren(TC), *row.iterfind(f"{w('sdt')}/{w('sdtContent')}/{w('tc')}")]
    return beside + sum(max(number(value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"))), 1) for cell in cells)


def _said(word: Word, table: Element, name: str) -> dict[str, str]:
    """A property of a table, from its style where it says nothing of it."""
    own = table.find(f"{w('tblPr')}/{w(name)}")
    if own is not None:
        return said(own)
    for style in word.looks.chain(value(table.find(f"{w('tblPr')}/{w('tblStyle')}"))):
        found = style.find(f"{w('tblPr')}/{w(name)}")
        if found is not None:
            return said(found)
    return {}


def _borders(word: Word, table: Element) -> dict[str, str]:
    """The kinds of a table's borders by side, of its style, itself and its first row's cells."""
    found: dict[str, str] = {}
    for style in reversed(list(word.looks.chain(value(table.find(f"{w('tblPr')}/{w('tblStyle')}"))))):
        for border in style.iterfind(f"{w('tblPr')}/{w('tblBorders')}/*"):
            found[_side(border)] = value(border)
        for border in style.iterfind(f"{w('tblStylePr')}/{w('tcPr')}/{w('tcBorders')}/*"):
            if _side(border) in ("top", "bottom"):
                found.setdefault(_side(border), value(border))
    for border in table.iterfind(f"{w('tblPr')}/{w('tblBorders')}/*"):
        found[_side(border)] = value(border)
    for border in table.iterfind(f"{w('tr')}/{w('tc')}/{w('tcPr')}/{w('tcBorders')}/*"):
        if value(border) not in _NONE:
            found[_side(border)] = value(border)
    return found


def _side(border: Element) -> str:
    name = str(border.tag).rpartition("}")[2]
    return {"start": "left", "end": "right"}.get(name, name)


def _text(table: Element) -> str:
    return "".join(each.text or "" for each in table.iter(w("t")))[:24]
