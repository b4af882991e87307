"""What the rules say of cells by their style, fill and colour, and of the runs of a string by their colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._drawingml import ruled
from pubpipe.formats._rules import Ruling, looks_matter, verdict
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._names import a, x
from pubpipe.formats.xlsx._rich import Run
from pubpipe.model import Fate

_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_INDEXED = "000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff".split()
"""The first of the colours Excel knows by number (18.8.27); 8 to 15 are the same."""


def run_ruling(run: etree._Element | None, rules: Rules) -> Ruling | None:
    """What becomes of a run of a string or a shape (x:r, a:r), if a rule says so."""
    if run is None or not (rules.exclude_colours or rules.exclude_highlights):
        return None
    if run.tag == a("r"):
        return ruled(run.find(a("rPr")), rules)
    colour = run.find(f"{x('rPr')}/{x('color')}") if run.tag == x("r") else None
    return None if colour is None else verdict(rules, (), (), _names(colour))


def apart(runs: Iterable[Run], rules: Rules) -> list[Run]:
    """The runs, those that a rule keeps from translators as things that stand for themselves."""
    made = []
    for run in runs:
        around = None if run.properties is None else run.properties.getparent()
        ruling = run_ruling(around, rules) if not run.type and run.text.strip() else None
        kind = "x" if ruling and ruling[0] is Fate.EXCLUDED else "c"
        made.append(Run(run.text, run.properties, kind, around) if ruling else run)
    return made


class CellRules:
    """What the rules say of each style a cell may have, by its number."""

    def __init__(self, book: Book, rules: Rules) -> None:
        part = next(iter(book.related(book.main, "styles")), "") if looks_matter(rules) else ""
        self._rulings = list(_rulings(book.root(part), rules)) if part else []

    def ruling(self, cell: etree._Element) -> Ruling | None:
        """What becomes of a cell by its style, if a rule says so."""
        at = cell.get("s", "0")
        known = at.isdecimal() and len(at) < 9 and int(at) < len(self._rulings)
        return self._rulings[int(at)] if known else None


def _rulings(root: etree._Element, rules: Rules) -> Iterator[Ruling | None]:
    fills = [
        list(_names(colour))
        for fill in root.iterfind(f"{x('fills')}/{x('fill')}")
        for colour in [fill.find(f"{x('patternFill')}/{x('fgColor')}")]
    ]
    fonts = [list(_names(font.find(x("color")))) for font in root.iterfind(f"{x('fonts')}/{x('font')}")]
    called = {
        each.get("xfId", ""): each.get("name", "") for each in root.iterfind(f"{x('cellStyles')}/{x('cellStyle')}")
    }
    for style in root.iterfind(f"{x('cellXfs')}/{x('xf')}"):
        fill, font = _at(fills, style.get("fillId", "")), _at(fonts, style.get("fontId", ""))
        yield verdict(rules, [called.get(style.get("xfId", ""), "")], fill, font)


def _at(known: list[list[str]], number: str) -> list[str]:
    return known[int(number)] if number.isdecimal() and len(number) < 9 and int(number) < len(known) else []


def _names(colour: etree._Element | None) -> Iterator[str]:
    """What a colour of a font or fill is called: a number, or the theme's name."""
    if colour is None:
        return
    if rgb := colour.get("rgb"):
        yield rgb
    for name, known in (("theme", _THEME), ("indexed", (*_INDEXED, *_INDEXED))):
        at = colour.get(name, "")
        if at.isdecimal() and len(at) < 4 and int(at) < len(known):
            yield known[int(at)]
