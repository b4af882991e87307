"""Headings: the numbers typed into their text go, our own come as attributes; every heading gets an id of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._ast import Node, attribute_list, attributes, drop_prefix, each_block, plain, put, said
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._numbering import gap, number
from pubpipe.books._numerals import HAN_NUMERAL, value
from pubpipe.books._steps.chapter.unfinished import LABEL

_END = r"[\s:：.．、—–\-\u3000]*"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve".split()
_CHAPTER = re.compile(
    rf"(?:{LABEL})?(?:第\s*([{HAN_NUMERAL}]+|\d+)\s*(?:章|单元|讲|课|部分)"
    rf"|(?:chapter|unit|lecture|lesson|part)\s+(\d+|{'|'.join(_ENGLISH)})\b"
    rf"|(\d+)(?:[.．、:：]\s*|\s+)(?=\D)){_END}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rf"(?:(\d+(?:[.．]\d+)+)|第\s*([{HAN_NUMERAL}]+|\d+)\s*[节条]|(?:section\s+|article\s+)(\d+(?:\.\d+)*)){_END}"
    rf"|[（(][{HAN_NUMERAL}\d]+[)）]\s*|[{HAN_NUMERAL}]+、\s*|\d+(?:[.．、](?!\d)\s*|\)\s*)",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"(前言|序言?|自序|代序|译者序|译序|出版说明|致谢|导读|preface|foreword|acknowledge?ments?)$", re.IGNORECASE
)
_BACK = re.compile(
    r"(附录.*|参考文献|参考书目|后记|译后记|跋|索引|术语表|参考答案|习题答案|appendix.*|references|bibliography|afterword)$",
    re.IGNORECASE,
)
FRAMED = "framed"
"""The class of a heading within a box or a case."""
OWN = "own"
"""The attribute of a chapter's title that says which id its file gives it."""
COUNTED = "counted"
"""The kind of labels that no heading bears, but would if a program had numbered it."""
COLUMN = re.compile(
    r"(学习目标|教学目标|本章(学习)?(目标|要点|小结|提要|导读|概要|总结)|(复习|课后|讨论)?思考题|(复习|讨论|课后)题"
    r"|练习(题|与思考)?|习题|讨论|(参考|练习|习题)?答案(与提示|要点)?|关键(术语|词|概念)|要点回顾|小结|延伸阅读|推荐阅读"
    r"|参考(文献|资料|书目)|资料来源|注释|案例([一二三四五六七八九十\d]|研究|分析)*([:：].*)?"
    r"|learning (objectives|outcomes).*|case( study)?\b.*|exercises?|(review |discussion )?questions|answer key|answers"
    r"|key (terms|points)|summary|further reading|references|notes)$",
    re.IGNORECASE,
)
"""Headings of the parts every chapter of a textbook has: they are not counted, nor is what stands below them."""


def apply(manuscript: Manuscript) -> None:
    """Number chapters through the book and sections through their chapter.

    In the scheme none the headings stay as they are; what they call themselves is noted all the same.
    """
    count = 0
    counts = [0] * 7
    for sheet in manuscript.sheets:
        title = sheet.blocks[0]
        if own := said(title, OWN):
            sheet.anchors[own] = sheet.id
            put(title, OWN, "")
        sheet.called = _strip_chapter(title, strip=manuscript.setting("numbering") != "none")
        text = bare(title["c"][2])
        sheet.matter = sheet.chapter.matter or (
            "front" if _FRONT.match(text) else "back" if _BACK.match(text) else "body"
        )
        if sheet.matter == "body":
            count += 1
            sheet.number = count
            sheet.called_as = number(manuscript.setting("numbering"), [count])
            sheet.labels["chapter", sheet.called or str(count)] = sheet.id
        manuscript.shown[sheet.id] = ("chapter", sheet.called_as) if sheet.called_as else ("", text)
        if sheet.called_as:
            put(title, "number", sheet.called_as)
            counts = [0] * 7
        else:
            _unnumber(title)
        _number_sections(manuscript, sheet, counts)
        if sheet.matter == "body" and not any(kind == "section" for kind, _number in sheet.labels):
            sheet.labels |= {(COUNTED, called): place for called, place in _counted(sheet)}


def _counted(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What the headings below the title would be called if each were counted, as Word does it, and their ids."""
    counts = [0] * 7
    for level, (place, *_rest), _inlines in (node["c"] for node in each_block(sheet.blocks) if node["t"] == "Header"):
        counts[level] += 1
        counts[level + 1 :] = [0] * (6 - level)
        if level > 1:
            yield ".".join([sheet.called or str(sheet.number), *map(str, counts[2 : level + 1])]), place


def bare(inlines: list[Node]) -> str:
    """A heading's text without the label of an unfinished one."""
    return plain(inlines).replace(LABEL, "").strip()


def _strip_chapter(title: Node, strip: bool = True) -> str:
    """Remove the number from a chapter's title, unless it is to stay; give it in Arabic figures, or ""."""
    found = _CHAPTER.match(plain(title["c"][2]))
    if not found or found.end() >= len(plain(title["c"][2])):
        return ""
    if strip:
        drop_prefix(title["c"][2], found.end())
    numeral = found[1] or found[2] or found[3]
    return str(_ENGLISH.index(numeral.lower()) + 1 if numeral.lower() in _ENGLISH else value(numeral))


def _unnumber(heading: Node) -> None:
    found = attribute_list(heading)
    assert found is not None
    found[1] = ["unnumbered"]


def _number_sections(manuscript: Manuscript, sheet: Sheet, counts: list[int]) -> None:
    scheme = manuscript.setting("numbering")
    column_level = 7
    for order, heading in enumerate([node for node in each_block(sheet.blocks) if node["t"] == "Header"][1:], 1):
        level, (old, names, _pairs), inlines = heading["c"]
        stripped = _SECTION.match(plain(inlines))
        called = ""
        if stripped and stripped.end() < len(plain(inlines)):
            called = (stripped[1] or stripped[3] or "").replace("．", ".")
            if scheme != "none":
                drop_prefix(inlines, stripped.end())
        identity = f"{sheet.id}-s{order}"
        if old:
            sheet.anchors[old] = identity
        if called and sheet.matter == "body":
            sheet.labels["section", called] = identity
        manuscript.shown[identity] = ("", f"“{bare(inlines)}”" if scheme != "none" else "")
        heading["c"][1] = [identity, [], [[key, pair] for key, pair in attributes(heading).items() if key == "address"]]
        if FRAMED in names:
            _unnumber(heading)
            continue
        column = COLUMN.match(bare(inlines)) is not None
        if column and level <= column_level:
            column_level = level
        if column or level > column_level or sheet.matter != "body":
            _unnumber(heading)
            continue
        column_level = 7
        counts[level] += 1
        counts[level + 1 :] = [0] * (6 - level)
        shown = number(scheme, [sheet.number, *counts[2 : level + 1]])
        if not shown:
            _unnumber(heading)
            continue
        put(heading, "number", shown)
        if gap(shown):
            manuscript.shown[identity] = ("section", shown)
