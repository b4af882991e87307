"""Captions: numbered by chapter with fields, in their place, upright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._language import MAP, REVIEWED
from pubpipe.books._checklist._looks import on
from pubpipe.books._checklist._paragraphs import NUMBER, Paragraph, pictured
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import TBL, TR, T
from pubpipe.text.scripts import han_count

_WELL_FORMED = re.compile(r"(?:续表|图|表)\d+(?:[-–—.．]\d+)?(?:\u3000.*)?$")
_SMALL = 2
_LARGE = 900_000
"""English metric units: 2.5 cm."""


@assertion(MAJOR, 9, 10)
def captions_numbered(word: Word) -> Iterator[Look]:
    """Captions read 图1-1　标题 or 表1-1　标题: number, full-width space, title.

    Figures and tables are counted by chapter and referred to by number.
    """
    if word.chinese:
        for each in word.captions:
            yield None if _WELL_FORMED.match(each.text.strip()) else each.at("图1-1\u3000")


@assertion(MAJOR, 9, 21)
def numbers_are_fields(word: Word) -> Iterator[Look]:
    """Numbers of figures and tables are fields (SEQ).

    Typed ones are wrong after the first figure that is moved.
    """
    for each in word.captions:
        if NUMBER.match(each.text.strip()):
            kinds = {word.story.within[run].kind for run, _text in each.runs if run in word.story.within}
            yield None if "SEQ" in kinds else each.at("SEQ")


@assertion(MAJOR)
def maps_reviewed(word: Word) -> Iterator[Look]:
    """A map shows its review number (审图号) in its caption or below it.

    地图管理条例: a map is published after its review, with the number.
    """
    for each in word.captions:
        if MAP.search(each.text):
            below = word.by_element.get(after) if (after := word.neighbour(each.element, 1)) is not None else None
            shown = each.text + (below.text if below else "")
            yield None if REVIEWED.search(shown) else each.at("审图号")


@assertion(MAJOR)
def numbers_in_order(word: Word) -> Iterator[Look]:
    """Figures and tables are counted without gaps and none twice.

    A number twice or left out is counted as an error.
    """
    counts: dict[tuple[str, str], int] = {}
    for each in word.captions:
        match = NUMBER.match(each.text.strip())
        if match:
            *chapter, last = re.split("[-–—.．]", match[2])
            key = (match[1], "-".join(chapter))
            counts[key] = counts.get(key, 0) + 1
            yield None if int(last) == counts[key] else each.at(f"{last} ≠ {counts[key]}")
            counts[key] = int(last)


@assertion(MAJOR, 9)
def captions_upright(word: Word) -> Iterator[Look]:
    """No caption is set in italics.

    Chinese type has no italics.
    """
    for each in word.captions:
        runs = [(run, text) for run, text in each.runs if han_count(text)]
        yield each.at("w:i") if any(on(each.look("i", run)) for run, _text in runs) else None


@assertion(MINOR, 9, 10)
def captions_centred(word: Word) -> Iterator[Look]:
    """Captions are centred.

    The convention of Chinese textbooks (图题居中).
    """
    for each in word.captions:
        yield None if each.said("jc").get("val") == "center" else each.at(f"w:jc {each.said('jc').get('val', 'left')}")


@assertion(MINOR, 9)
def captions_are_small(word: Word) -> Iterator[Look]:
    """Captions are no larger than the text.

    小五 below 五号 text: a caption is secondary.
    """
    text = next((each.size for each in word.body), 0)
    for each in word.captions if text else ():
        yield None if each.size <= text else each.at(f"{each.size} > {text} pt")


@assertion(MAJOR, 9)
def figures_above_captions(word: Word) -> Iterator[Look]:
    """The caption of a figure stands below it.

    图题在下.
    """
    for each in word.captions:
        if each.text.strip().startswith("图"):
            before = word.neighbour(each.element, -1)
            yield None if before is not None and pictured(before) else each.at("w:drawing")


@assertion(MAJOR, 10)
def tables_below_captions(word: Word) -> Iterator[Look]:
    """The caption of a table stands above it.

    表题在上.
    """
    for each in word.captions:
        if each.text.strip().startswith(("表", "续表")):
            after = word.neighbour(each.element, 1)
            yield None if after is not None and (after.tag == TBL or pictured(after)) else each.at("w:tbl")


@assertion(MINOR)
def captions_kept_together(word: Word) -> Iterator[Look]:
    """A figure is kept with the caption below it, a table's caption with the table.

    A caption alone on the next page belongs to nothing.
    """
    for each in word.captions:
        held = each
        if each.text.strip().startswith("图"):
            before = word.neighbour(each.element, -1)
            if before is None or before not in word.by_element:
                continue
            held = word.by_element[before]
        yield None if on(held.said("keepNext")) else held.at("w:keepNext")


@assertion(MINOR, 9)
def figures_have_captions(word: Word) -> Iterator[Look]:
    """Every figure that stands alone has a caption below it.

    A figure without number cannot be referred to.
    """
    known = {each.element for each in word.captions}
    for each in word.flow if word.chinese else ():
        if each.drawings and not each.text.strip() and _large(each) and not _is_behind(each):
            after = word.neighbour(each.element, 1)
            yield None if after is not None and after in known else each.at("w:drawing")


@assertion(MINOR, 10)
def tables_have_captions(word: Word) -> Iterator[Look]:
    """Every table of several rows has a caption above it.

    A table without number cannot be referred to.
    """
    known = {each.element for each in word.captions}
    for table in word.tables if word.book else ():
        rows = list(table.iterchildren(TR))
        if len(rows) > _SMALL:
            before = word.neighbour(table, -1)
            shown = "".join(each.text or "" for each in rows[0].iter(T))[:24]
            yield judged(word.main, f"w:tbl: {shown}", before is not None and before in known)


def _is_behind(paragraph: Paragraph) -> bool:
    """Whether its pictures stand behind the text: a seal, a ground."""
    anchors = list(paragraph.element.iter("{*}anchor"))
    return bool(anchors) and all(each.get("behindDoc") in ("1", "true") for each in anchors)


def _large(paragraph: Paragraph) -> bool:
    sizes = [each.get("cx", "0") for each in paragraph.element.iter() if str(each.tag).endswith("}extent")]
    return any(size.isdecimal() and int(size) > _LARGE for size in sizes)
