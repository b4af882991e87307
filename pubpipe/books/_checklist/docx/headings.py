"""Headings: real ones, numbered by Word, in Chinese order, kept with what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion
from pubpipe.books._checklist._looks import number, on
from pubpipe.books._checklist._word import Word
from pubpipe.text.scripts import han_count

_TYPED = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+(?:[章节篇讲条课编]|单元|部分)|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）"
)
_LEVEL = re.compile(
    r"第%\d(?:[章节篇讲条课编]|部分|单元)|%\d[、.．]?|（%\d）|%\d(?:[.．]%\d)+[.．]?|%\d）|附录%\d|练习%\d"
)
_COUNTED = re.compile("[章节篇讲条课编分元]$")
_SHORT = 40
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "decimal",
)


@assertion(MAJOR, 5)
def headings_are_headings(word: Word) -> Iterator[Look]:
    """What looks like a heading is one.

    A bold line 第一章 that is no heading is missing from the contents, from the navigation and from a reader's aid.
    """
    for each in word.flow:
        text = each.text.strip()
        if not text or len(text) > _SHORT or each.listed or each.numbering or each.caption:
            continue
        if each.level:
            yield None
        elif _TYPED.match(text) and not re.search("[。；，：]$", text):
            bold = all(on(each.look("b", run)) or each.size > 12 for run, shown in each.runs if shown.strip())
            if bold and each.place > 1 and text.startswith("第"):
                yield each.at("w:outlineLvl")


@assertion(MAJOR)
def levels_in_order(word: Word) -> Iterator[Look]:
    """No level of headings is left out.

    WCAG 1.3.1; the contents have a hole.
    """
    if word.headings:
        yield None
    for before, each in pairwise(word.headings):
        yield None if each.level <= before.level + 1 else each.at(f"{before.level} → {each.level}")


@assertion(MAJOR)
def headings_say_something(word: Word) -> Iterator[Look]:
    """No heading is empty.

    It makes an empty line in the contents.
    """
    for each in word.headings:
        shown = each.text.strip() or each.drawings
        yield None if shown else each.at(f"w:outlineLvl {each.level - 1}")


@assertion(MINOR, 5)
def chapters_numbered(word: Word) -> Iterator[Look]:
    """Chapters are counted: 第一章.

    References and the class go by chapter numbers; a newsletter does without.
    """
    if word.book:
        numbered = [each for each in word.chapters if each.numbering or _TYPED.match(each.text.strip())]
        yield None if numbered else word.chapters[0].at("w:numPr")


@assertion(MAJOR, 5)
def numbers_are_native(word: Word) -> Iterator[Look]:
    """Numbers of headings are Word's own, not typed.

    Only then do contents, references and heads follow when a chapter moves.
    """
    for each in word.headings:
        if each.numbering or _TYPED.match(each.text.strip()):
            yield each.at(f"w:t {each.text.strip()[:8]}") if _TYPED.match(each.text.strip()) else None


@assertion(MINOR, 5)
def numbers_are_chinese(word: Word) -> Iterator[Look]:
    """Numbers of headings have a form in use here: 第一章, 第一节, 一、, （一）, 1. or 1.1.

    (1.2) and A.1 are forms of other languages.
    """
    if word.chinese:
        for each in word.headings:
            level = each.numbering
            if level and level.get("numFmt", {}).get("val") not in ("none", "bullet"):
                form, text = level.get("numFmt", {}).get("val", ""), level.get("lvlText", {}).get("val", "").strip()
                yield None if form in _CHINESE and _LEVEL.fullmatch(text) else each.at(f"{form} {text}")


@assertion(MINOR)
def numbers_stand_apart(word: Word) -> Iterator[Look]:
    """A gap stands between 第一章 and the title.

    第一章预算 cannot be read at a glance.
    """
    for each in word.headings:
        level = each.numbering
        if level and _COUNTED.search(level.get("lvlText", {}).get("val", "").strip()):
            apart = level.get("suff", {}).get("val", "tab") != "nothing" or each.text.startswith(("\u3000", " "))
            yield None if apart else each.at("w:suff nothing")


@assertion(MINOR, 5)
def headings_are_black(word: Word) -> Iterator[Look]:
    """Headings are black.

    A second colour is a second printing plate; the blue is Word's default.
    """
    for each in word.headings if word.chinese else ():
        run = next((run for run, text in each.runs if text.strip()), None)
        if run is not None:
            colour = each.look("color", run)
            shown = colour.get("val", "auto")
            yield (
                None
                if shown in ("auto", "000000") and not _tinted(colour.get("themeColor", ""))
                else each.at(f"w:color {shown}")
            )


@assertion(MINOR, 5)
def chapters_centred(word: Word) -> Iterator[Look]:
    """Titles of chapters are centred.

    The convention for 章; lower levels may stand at the left.
    """
    if word.book:
        for each in word.chapters:
            side = each.said("jc").get("val", "left")
            yield None if side == "center" else each.at(f"w:jc {side}")


@assertion(MAJOR)
def headings_kept_with_text(word: Word) -> Iterator[Look]:
    """No heading is left at the foot of a page: it is kept with what follows.

    A heading alone at the foot of a page is 背题, an error.
    """
    for each in word.headings:
        yield None if on(each.said("keepNext")) else each.at("w:keepNext")


@assertion(MINOR)
def headings_end_open(word: Word) -> Iterator[Look]:
    """No heading ends with a full stop, comma or colon.

    A heading is no sentence; ？ and ！ may stand.
    """
    for each in word.headings:
        if word.chinese and han_count(each.text):
            yield each.at(each.text.strip()[-1]) if re.search("[。，；：、]$", each.text.strip()) else None


@assertion(MINOR)
def sizes_fall(word: Word) -> Iterator[Look]:
    """A heading is no larger than one of a higher level.

    Size tells the level.
    """
    sizes: dict[int, float] = {}
    for each in word.headings:
        if each.text.strip():
            sizes.setdefault(each.level, each.size)
    for higher, lower in pairwise(sorted(sizes)):
        first = next(each for each in word.headings if each.level == lower and each.text.strip())
        yield None if sizes[lower] <= sizes[higher] else first.at(f"{sizes[lower]} > {sizes[higher]} pt")


@assertion(MINOR)
def headings_not_indented_as_text(word: Word) -> Iterator[Look]:
    """A centred heading is not pushed aside by the indent of running text.

    It would stand two characters right of the middle.
    """
    for each in word.headings:
        if each.said("jc").get("val") == "center":
            indent = each.said("ind")
            first = number(indent.get("firstLineChars", "0")) or number(indent.get("firstLine", "0"))
            yield each.at(f"w:ind {dict(indent)}") if first > 0 else None


@assertion(MINOR)
def built_in_headings(word: Word) -> Iterator[Look]:
    """Headings use Word's own styles, or styles made from them.

    Templates, navigation and conversions know them by name.
    """
    for each in word.headings:
        known = any(name.startswith("heading ") or name in ("title", "标题") for name in each.names)
        yield None if known else each.at(word.looks.name(each.style) or "-")


def _tinted(theme: str) -> bool:
    return theme not in ("", "text1", "dark1", "tx1", "dk1", "none")
