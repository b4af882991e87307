"""Counts of sources by match band, and what they cost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pubpipe.messages import _
from pubpipe.reports.rates import Band, CountSettings
from pubpipe.tables.separated import written
from pubpipe.tables.workbooks import saved, sheet, workbook

FORMS = ("text", "json", "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Counted:
    """The sentences of a chapter in one band.

    `words` and `source_characters` (without spaces) are of the English, `characters` (字数, as Word counts) of the
    Chinese that stands already.
    """

    book: str
    chapter: str
    band: Band
    segments: int
    words: int
    source_characters: int
    characters: int


def counts(rows: Sequence[Counted], rates: CountSettings, form: str) -> str | bytes:
    """The counts in one of `FORMS`."""
    forms: dict[str, Callable[[Sequence[Counted], CountSettings], str | bytes]]
    forms = {"text": _text, "json": _json, "csv": _csv, "xlsx": _xlsx}
    return forms[form](rows, rates)


def _headings(rates: CountSettings) -> list[str]:
    cost = [_("cost ({currency})").format(currency=rates.currency)] if rates.price else []
    return [
        _("book"),
        _("chapter"),
        _("band"),
        _("segments"),
        _("words"),
        _("characters (source)"),
        _("characters (Chinese)"),
        _("weighted words"),
        *cost,
    ]


def _cells(row: Counted, rates: CountSettings) -> list[str | int | float]:
    weighted = round(rates.weighted(row.band, row.words), 1)
    numbers = [row.segments, row.words, row.source_characters, row.characters, weighted]
    cost = [round(rates.cost(row.band, row.words), 2)] if rates.price else []
    return [row.book, row.chapter, _(row.band), *numbers, *cost]


def summed(rows: Iterable[Counted], book: str = "", chapter: str = "") -> list[Counted]:
    """The rows added up by band, in the order of bands."""
    sums: dict[Band, list[int]] = {}
    for row in rows:
        added = sums.setdefault(row.band, [0, 0, 0, 0])
        for position, add in enumerate((row.segments, row.words, row.source_characters, row.characters)):
            added[position] += add
    return [Counted(book, chapter, band, *sums[band]) for band in Band if band in sums]


def _totals(rows: Sequence[Counted]) -> list[Counted]:
    """The rows of each book added up."""
    books = dict.fromkeys(row.book for row in rows)
    return [each for book in books for each in summed((row for row in rows if row.book == book), book)]


def _text(rows: Sequence[Counted], rates: CountSettings) -> str:
    lines: list[str] = []
    for book in dict.fromkeys(row.book for row in rows):
        of_book = [row for row in rows if row.book == book]
        for chapter in dict.fromkeys(row.chapter for row in of_book):
            lines += _block(f"{book}/{chapter}", summed(row for row in of_book if row.chapter == chapter), rates)
        lines += _block(_("{book}, all chapters").format(book=book), summed(of_book), rates)
    return "\n".join(lines) + "\n" if lines else _("nothing to count") + "\n"


def _block(title: str, rows: list[Counted], rates: CountSettings) -> list[str]:
    words = sum(row.words for row in rows)
    lines = [_("{title}: {words:,} words").format(title=title, words=words)]
    for row in rows:
        told = _("{band}: {segments:,} segments, {words:,} words").format(
            band=_(row.band), segments=row.segments, words=row.words
        )
        lines.append(f"    {told}")
    chinese = sum(row.characters for row in rows)
    if chinese:
        told = _("Chinese so far: {characters:,} characters ({thousands:.1f} 千字)")
        lines.append("    " + told.format(characters=chinese, thousands=chinese / 1000))
    weighted = sum(rates.weighted(row.band, row.words) for row in rows)
    told = _("weighted: {words:,.0f} words").format(words=weighted)
    if rates.price:
        cost = sum(rates.cost(row.band, row.words) for row in rows)
        told += _(", {cost:,.2f} {currency}").format(cost=cost, currency=rates.currency)
    return [*lines, f"    {told}"]


def _json(rows: Sequence[Counted], rates: CountSettings) -> str:
    def told(row: Counted) -> dict[str, object]:
        return {
            "book": row.book,
            "chapter": row.chapter,
            "band": str(row.band),
            "segments": row.segments,
            "words": row.words,
            "source_characters": row.source_characters,
            "characters": row.characters,
            "weighted_words": round(rates.weighted(row.band, row.words), 1),
            "cost": round(rates.cost(row.band, row.words), 2),
        }

    table = {"currency": rates.currency, "rows": [*map(told, rows)], "totals": [*map(told, _totals(rows))]}
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Sequence[Counted], rates: CountSettings) -> str:
    return written([_headings(rates), *(_cells(row, rates) for row in rows)], line_end="\r\n")


def _xlsx(rows: Sequence[Counted], rates: CountSettings) -> bytes:
    book = workbook()
    widths = (24, 34, 18, 12, 12, 18, 18, 16, 16)
    sheet(book, _("by chapter"), _headings(rates), [_cells(row, rates) for row in rows], widths)
    totals = _totals(rows)
    sheet(book, _("by book"), _headings(rates), [_cells(row, rates) for row in totals], widths)
    return saved(book)
