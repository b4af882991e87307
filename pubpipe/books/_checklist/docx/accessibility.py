"""What a reader with a reading aid needs beyond headings, table heads and described pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import BOX_CONTENT, FALLBACK, HYPERLINK, w

_CONTRAST = 4.5
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_NUMBERS = re.compile(r"[0-9A-Za-z. -]{1,40}")


@assertion(MINOR)
def text_stands_out(word: Word) -> Iterator[Look]:
    """Coloured text stands out from white paper (4.5 : 1).

    WCAG 1.4.3; pale type also breaks up in print.
    """
    for each in word.paragraphs:
        for run, text in each.runs:
            colour = each.look("color", run).get("val", "auto")
            if text.strip() and colour != "auto" and len(colour) == 6 and not each.look("shd", run):
                yield None if contrast(colour) >= _CONTRAST else each.at(f"w:color {colour}")


@assertion(MINOR)
def text_not_in_boxes(word: Word) -> Iterator[Look]:
    """No text stands in floating boxes, which readers' aids read out of order or not at all.

    Translation tools and conversions lose it too. A page number of the original in the margin is none, where it is
    described.
    """
    boxes = [each for each in word.document.iter(BOX_CONTENT) if next(each.iterancestors(FALLBACK), None) is None]
    if word.paragraphs:
        yield None
    for each in boxes:
        text = "".join(part.text or "" for part in each.iter(w("t"))).strip()
        yield judged(word.main, text, not text or _is_page_mark(each, text))


def _is_page_mark(box: Element, text: str) -> bool:
    """Whether a box holds numbers of pages alone and its drawing says so."""
    drawing = next(box.iterancestors(w("drawing")), None)
    named = None if drawing is None else next(drawing.iter(f"{_WP}docPr"), None)
    said = "" if named is None else named.get("descr", "")
    return bool(_NUMBERS.fullmatch(text)) and text in said and text != said


@assertion(MINOR)
def links_say_where(word: Word) -> Iterator[Look]:
    """Every link has words that can be read.

    WCAG 2.4.4: a link without words is read as its address.
    """
    for link in word.document.iter(HYPERLINK):
        shown = "".join(each.text or "" for each in link.iter(w("t"))).strip()
        pictured = next(link.iter(w("drawing")), None) is not None
        yield judged(word.main, link.get(w("anchor"), "w:hyperlink"), bool(shown) or pictured)


@assertion(MINOR)
def nothing_blinks(word: Word) -> Iterator[Look]:
    """No text blinks or moves.

    Print cannot, and readers must not be made to wait (WCAG 2.2.2).
    """
    for each in word.flow:
        if each.text.strip():
            moving = [run for run, _text in each.runs if each.look("effect", run).get("val", "none") != "none"]
            yield each.at("w:effect") if moving else None


def contrast(colour: str) -> float:
    """The contrast of a colour (RRGGBB) with white, as WCAG 2 reckons it."""
    try:
        channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    except ValueError:
        return 21.0
    light = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)
