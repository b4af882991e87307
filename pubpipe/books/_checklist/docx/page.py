"""The page: its size, margins and grid, and what begins a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, number, on, said, value
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._word import Word, width
from pubpipe.formats.docx.names import P, T, w
from pubpipe.text.page_marks import named_page

_SIZES = (
    (185, 260),
    (210, 285),
    (170, 240),
    (169, 239),
    (145, 210),
    (140, 203),
    (148, 210),
    (130, 184),
    (184, 260),
    (182, 257),
    (210, 297),
)
"""16开, 大16开, 小16开, 大32开, 32开 and the ISO and JIS sizes in use, in millimetres."""
_MILLIMETRE = 1440 / 25.4
_NEAR = 1.2 * _MILLIMETRE
_LEAST, _MOST = 18, 45
_ASCENT, _DESCENT = 0.89, 0.22
"""How far Times reaches above and below the line, in parts of its size."""
_BREAKS = ("page", "column")


def sized(word: Word) -> Iterator[tuple[str, Element, int, int]]:
    """The sections by place, each with the short and the long side of its page: US Letter where it tells none."""
    for index, section in enumerate(word.sections, 1):
        size = said(section.find(w("pgSz")))
        sides = sorted((number(size.get("w", "12240")), number(size.get("h", "15840"))))
        yield f"{word.main} sectPr {index}", section, sides[0], sides[1]


@assertion(MAJOR, 2)
def book_size(word: Word) -> Iterator[Look]:
    """Every page has a size in use for Chinese books and papers.

    16开 is 185 × 260 mm, 大32开 140 × 203; US Letter cannot be printed here without new breaks on every page.
    """
    for where, _section, short, long in sized(word) if word.chinese else ():
        near = any(abs(short - a * _MILLIMETRE) < _NEAR and abs(long - b * _MILLIMETRE) < _NEAR for a, b in _SIZES)
        yield judged(where, f"{short / _MILLIMETRE:.0f} × {long / _MILLIMETRE:.0f} mm", near)


@assertion(MINOR, 2)
def one_size(word: Word) -> Iterator[Look]:
    """All pages have the same size.

    A book is trimmed once; a page of another size, even one laid on its side, is a fold-out that has to be meant.
    """
    sizes = [(where, (short, long)) for where, _section, short, long in sized(word) if word.chinese]
    for where, size in sizes[1:]:
        yield judged(
            where, f"{size} ≠ {sizes[0][1]}", max(abs(a - b) for a, b in zip(size, sizes[0][1], strict=True)) < 20
        )


@assertion(MINOR, 2)
def mirrored_margins(word: Word) -> Iterator[Look]:
    """Left and right pages mirror each other.

    A bound book needs its inner margin inside on both.
    """
    if word.book:
        there = on(said(word.settings.get("mirrorMargins"))) or on(said(word.settings.get("bookFoldPrinting")))
        yield judged("word/settings.xml", "w:mirrorMargins", there)


@assertion(MINOR, 2)
def binding_room(word: Word) -> Iterator[Look]:
    """The inner margin has room for the binding.

    With the gutter it is at least as wide as the outer one, else lines vanish in the fold.
    """
    if not word.book or not on(said(word.settings.get("mirrorMargins"))):
        return
    for where, section, _short, _long in sized(word):
        margins = said(section.find(w("pgMar")))
        inner = number(margins.get("left", "0")) + number(margins.get("gutter", "0"))
        yield judged(where, str(margins), inner >= number(margins.get("right", "0")))


@assertion(MINOR, 16)
def line_grid(word: Word) -> Iterator[Look]:
    """Lines stand on a grid.

    Facing pages of Chinese text keep their lines level; the grid (`docGrid`) does that without any work.
    """
    if word.chinese:
        for where, section, _short, _long in sized(word):
            grid = said(section.find(w("docGrid")))
            kept = grid.get("type") in ("lines", "linesAndChars", "snapToChars") and number(grid.get("linePitch", "0"))
            yield judged(where, str(grid), bool(kept))


@assertion(MINOR)
def pinyin_keeps_to_the_grid(word: Word) -> Iterator[Look]:
    """Pinyin above characters fits into a line of the grid.

    Raised higher (`hpsRaise`), it makes Word give its line the height of two.
    """
    pitches = [number(said(each.find(w("docGrid"))).get("linePitch", "0")) / 20 for each in word.sections]
    for ruby in word.document.iter(w("rubyPr")) if any(pitches) else ():
        raised, size, base = (
            number(said(ruby.find(w(name))).get("val", "0")) / 2 for name in ("hpsRaise", "hps", "hpsBaseText")
        )
        height = raised + size * _ASCENT + base * _DESCENT
        yield judged(word.main, f"w:hpsRaise {raised:g} pt: {height:.1f}", height <= max(pitches))


@assertion(MINOR)
def measure(word: Word) -> Iterator[Look]:
    """A line holds 18 to 45 characters of running text.

    Longer ones lose the eye on its way back, shorter ones tear apart under justification.
    """
    size = word.body[0].size if word.body else 0
    if size:
        for where, section, _short, _long in sized(word):
            columns = max(number(said(section.find(w("cols"))).get("num", "1")), 1)
            held = width(section) / 20 / size
            if held and columns == 1:
                yield judged(where, f"{held:.0f}", _LEAST <= held <= _MOST)


@assertion(MAJOR, 5)
def chapters_begin_pages(word: Word) -> Iterator[Look]:
    """Every chapter begins on a new page.

    章另页起, mostly on a right one.
    """
    if word.book:
        for chapter in word.chapters:
            yield None if begins_page(word, chapter) else chapter.at(w("pageBreakBefore").rpartition("}")[2])


@assertion(MAJOR, 7)
def title_page_alone(word: Word) -> Iterator[Look]:
    """The title page and the contents stand on pages of their own.

    扉页, 目录 and the first chapter on one page is the look of a memorandum.
    """
    if not word.book or not word.front:
        return
    following = [each for each in word.flow if each.place > word.front[-1].place]
    starts = [following[0]] if following else []
    if starts and starts[0].listed:
        starts += [each for each in following if each.level == 1][:1]
    for each in starts:
        apart = begins_page(word, each) or any(breaks(before) for before in word.front[-2:])
        yield None if apart else each.at("pageBreakBefore")


@assertion(MINOR, 18)
def front_matter_counted_apart(word: Word) -> Iterator[Look]:
    """The text is counted from page 1, what stands before it apart.

    目录 and prefaces have i, ii or a sequence of their own, so that the text keeps its page numbers when they grow.
    """
    if not word.book or not word.front:
        return
    numbered = [each for each in word.chapters if each.numbering] or word.chapters
    section = word.section_of(numbered[0])
    counting = said(None if section is None else section.find(w("pgNumType")))
    yield judged(word.main, f"pgNumType {counting}: {numbered[0].text}", counting.get("start") == "1")


def begins_page(word: Word, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins a page: by its style, a break within or before it, or a section's end before it."""
    if paragraph.place == 1 or on(paragraph.said("pageBreakBefore")):
        return True
    if any(value_of(each) in _BREAKS for each in paragraph.element.iter(w("br"))):
        return True
    before = _before(paragraph.element)
    while before is not None and before.tag == P:
        if breaks_element(before):
            section = before.find(f"{w('pPr')}/{w('sectPr')}")
            if section is None:
                return True
            return _kind_after(word, section) not in ("continuous", "nextColumn")
        if "".join(each.text or "" for each in before.iter(T)).strip():
            return False
        before = _before(before)
    return before is None


def breaks(paragraph: Paragraph) -> bool:
    """Whether a page ends with or in a paragraph."""
    return breaks_element(paragraph.element)


def breaks_element(element: Element) -> bool:
    """The same of its element."""
    if element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return True
    return any(value_of(each) in _BREAKS for each in element.iter(w("br")))


def value_of(element: Element) -> str:
    """The kind of a break."""
    return element.get(w("type"), "")


def _before(element: Element) -> Element | None:
    """What stands before a paragraph, in the content control before it too."""
    before = element.getprevious()
    if before is None:
        above = element.getparent()
        return None if above is None or above.tag == w("body") else _before(above)
    inner = list(before.iter(P)) if before.tag == w("sdt") else []
    return inner[-1] if inner else before


def _kind_after(word: Word, section: Element) -> str:
    """How the section after one begins: the kind stands in its own properties."""
    for one, following in pairwise(word.sections):
        if one is section:
            return value(following.find(w("type"))) or "nextPage"
    return "nextPage"


@assertion(MINOR)
def page_marks_rise(word: Word) -> Iterator[Look]:
    """The bookmarks of the original's pages (page_12) stand in the order of their numbers.

    One that falls back stands at the wrong place of its sentence, and the index leads there.
    """
    before = 0
    for each in word.document.iter(w("bookmarkStart")):
        name = each.get(w("name"), "")
        found = re.search(r"[0-9]+", named_page(name))
        if found:
            yield judged(word.main, name, int(found[0]) >= before)
            before = int(found[0])
