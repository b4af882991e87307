"""Running text and styles: indents, sides, sizes, and formatting by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import number, on, said, value
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import w

_TWO = 200
_BY_HAND = ("ind", "jc", "spacing", "shd", "pBdr", "tabs", "framePr")
_RUNS_BY_HAND = ("sz", "color", "b", "i", "u", "highlight", "spacing", "position", "caps", "smallCaps")
_NAMED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
_PARTS = ("footnotes", "endnotes", "styles", "numbering")
_LATENT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
"""Styles that Word has without being told."""
_SMALL_PAGE = 11000
_NARROW = 20


@assertion(MAJOR, 3)
def first_lines_indented(word: Word) -> Iterator[Look]:
    """Every paragraph of running text begins two characters in, the first behind a heading too.

    段首空两格; to leave the first one out is a Western habit (CLREQ).
    """
    for each in word.body:
        indent = each.said("ind")
        if _set_apart(each):
            continue
        chars, twips = number(indent.get("firstLineChars", "0")), number(indent.get("firstLine", "0"))
        sound = chars == _TWO if chars else abs(twips - 40 * each.size) <= 4 * each.size
        yield None if sound else each.at(f"w:ind {dict(indent)}")


@assertion(MINOR, 3)
def indents_counted_in_characters(word: Word) -> Iterator[Look]:
    """First lines are indented by characters, not by a length.

    `firstLineChars` follows when the size changes, a length does not.
    """
    for each in word.body:
        indent = each.said("ind")
        if number(indent.get("firstLine", "0")) > 0 or number(indent.get("firstLineChars", "0")) > 0:
            yield (
                None if number(indent.get("firstLineChars", "0")) else each.at(f"w:firstLine {indent.get('firstLine')}")
            )


@assertion(MAJOR)
def no_indents_typed(word: Word) -> Iterator[Look]:
    """No paragraph of running text begins with spaces or a tab.

    Typed ones remain when the indent is set, and are no two characters.
    """
    for each in word.running:
        yield each.at(repr(each.text[:3])) if re.match(r"[\s\u3000]", each.text) else None


@assertion(MINOR, 3)
def no_gaps_between_paragraphs(word: Word) -> Iterator[Look]:
    """Running text has no gaps between paragraphs.

    The indent parts them; both at once waste a line a paragraph. What is framed or shaded stands apart and may.
    """
    for each in word.body if not word.sheets else ():
        if each.said("shd") or each.said("pBdr") or _set_apart(each):
            continue
        spacing = each.said("spacing")
        gap = max(number(spacing.get(side, "0")) for side in ("before", "after"))
        lines = max(number(spacing.get(side, "0")) for side in ("beforeLines", "afterLines"))
        yield None if gap <= 5 * each.size and lines <= 25 else each.at(f"w:spacing {dict(spacing)}")


@assertion(MAJOR, 4)
def justified(word: Word) -> Iterator[Look]:
    """Running text is set to both sides.

    Characters stand in squares: a ragged edge is a fault of the setting (CLREQ).
    """
    for each in word.body:
        if _is_narrow(each):
            continue
        side = each.said("jc").get("val", "left")
        yield None if side in ("both", "distribute", "thaiDistribute") else each.at(f"w:jc {side}")


@assertion(MINOR)
def narrow_columns_ragged(word: Word) -> Iterator[Look]:
    """In a column of fewer than twenty characters text is set to the left.

    Set to both sides its lines have holes wherever a number or a name does not fit.
    """
    for each in word.body:
        if _is_narrow(each):
            yield None if each.said("jc").get("val", "left") in ("left", "start") else each.at("w:jc both")


@assertion(MAJOR, 2)
def size_of_text(word: Word) -> Iterator[Look]:
    """Running text has a book's size: 五号 (10.5 pt) or its neighbours, on office paper up to 四号 (14 pt).

    12 pt on a 16开 page is a large-print book.
    """
    widths = [number(said(each.find(w("pgSz"))).get("w", "12240")) for each in word.sections]
    most = 11 if max(widths, default=0) < _SMALL_PAGE else 14
    for each in word.body if not word.sheets else ():
        yield None if 9 <= each.size <= most else each.at(f"{each.size} pt")


@assertion(MINOR)
def one_size_of_text(word: Word) -> Iterator[Look]:
    """Running text of one style has one size throughout.

    A paragraph of another size was pasted in.
    """
    sizes: dict[str, Counter[float]] = {}
    for each in word.body:
        sizes.setdefault(each.style, Counter())[each.size] += 1
    for each in word.body:
        usual = sizes[each.style].most_common(1)[0][0]
        yield None if each.size == usual else each.at(f"{each.size} ≠ {usual} pt")


@assertion(MINOR)
def line_height(word: Word) -> Iterator[Look]:
    """Lines of running text stand 1.15 to 2 times their size apart.

    On a grid its pitch counts. Han fill their squares: set solid, lines run together.
    """
    grids = [
        number(each.get(w("linePitch"), "0"))
        for section in word.sections
        for each in section.iter(w("docGrid"))
        if each.get(w("type"))
    ]
    for each in word.body:
        spacing = each.said("spacing")
        given, rule = number(spacing.get("line", "240")), spacing.get("lineRule", "auto")
        on_grid = bool(grids) and on(each.said("snapToGrid"), True)
        natural = grids[0] / 20 if on_grid and grids[0] else each.size * 1.3
        height = given / 240 * natural if rule == "auto" else given / 20
        height = max(height, natural) if rule == "atLeast" else height
        yield None if 1.15 <= height / max(each.size, 1) <= 2.05 else each.at(f"{height / max(each.size, 1):.2f}")


@assertion(MINOR)
def no_widows(word: Word) -> Iterator[Look]:
    """No single line is left at the head or foot of a page.

    CLREQ: 孤行.
    """
    for each in word.body:
        yield None if on(each.said("widowControl"), True) else each.at("w:widowControl 0")


@assertion(MAJOR)
def styles_defined(word: Word) -> Iterator[Look]:
    """Every style that is used is defined, and none is based on one that is not.

    Word takes 正文 instead, without a word.
    """
    for name in {word.main, *(word.office.related(kind) for kind in _PARTS)} - {""}:
        root = word.root(name)
        tags = [w(each) for each in _NAMED]
        for each in () if root is None else root.iter(*tags):
            yield judged(name, value(each), value(each) in word.looks.by_id or value(each) in _LATENT)


@assertion(MINOR)
def paragraphs_styled(word: Word) -> Iterator[Look]:
    """Paragraphs get their look from their styles, not by hand.

    A publisher's template works on named styles: what was set by hand stays as it was.
    """
    for each in word.flow:
        properties = each.element.find(w("pPr"))
        given = [] if properties is None else [name for name in _BY_HAND if properties.find(w(name)) is not None]
        if each.text.strip():
            yield each.at(f"w:pPr {' '.join(given)}") if given else None


@assertion(MINOR)
def runs_styled(word: Word) -> Iterator[Look]:
    """Bold, size and colour within a paragraph come from character styles, not by hand.

    What is formatted by hand does not follow a template.
    """
    for each in word.flow:
        for run, text in each.runs:
            properties = run.find(w("rPr"))
            given = (
                [] if properties is None else [name for name in _RUNS_BY_HAND if properties.find(w(name)) is not None]
            )
            fonts = None if properties is None else properties.find(w("rFonts"))
            if fonts is not None and set(fonts.keys()) - {w("hint")}:
                given.append("rFonts")
            if text.strip():
                yield each.at(f"w:rPr {' '.join(given)}") if given else None


@assertion(MINOR)
def no_spacing_by_empty_paragraphs(word: Word) -> Iterator[Look]:
    """No gap is made of empty paragraphs.

    They move to the heads of pages.
    """
    before: Paragraph | None = None
    for each in word.flow:
        together = before is not None and before.place == each.place - 1 and before.empty
        yield each.at("w:p") if together and each.empty else None
        before = each


@assertion(MINOR)
def no_line_breaks_in_paragraphs(word: Word) -> Iterator[Look]:
    """Running text is not broken into lines by hand; what is set line by line is set to the left.

    They stand in the middle of a line as soon as the page changes.
    """
    for each in word.running:
        by_lines = each.said("jc").get("val") == "left"
        yield each.at("w:br") if "\n" in each.text.strip() and not by_lines else None


@assertion(MINOR)
def no_layout_by_tabs(word: Word) -> Iterator[Look]:
    """Running text holds no tabs and no rows of spaces.

    A column made of them breaks with the first change of face; that is a table's work.
    """
    for each in word.running:
        match = re.search(r"\t| {3,}|\u3000{3,}", each.text.strip())
        yield each.at(repr(match[0])) if match else None


def _set_apart(paragraph: Paragraph) -> bool:
    """Whether a paragraph is indented as a whole or set line by line, as verses and mottoes are."""
    indent = paragraph.said("ind")
    left = number(indent.get("left", "0")) or number(indent.get("start", "0"))
    return left >= 400 and not number(indent.get("firstLine", "0")) and not number(indent.get("firstLineChars", "0"))


def _is_narrow(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in a cell of fewer than twenty characters."""
    cell = next(paragraph.element.iterancestors(w("tc")), None)
    width = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    return width is not None and 0 < number(width.get(w("w"), "0")) < _NARROW * 20 * paragraph.size
