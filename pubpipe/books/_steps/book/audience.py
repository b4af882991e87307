"""Whom the edition is for: what trainers alone may read leaves the trainees' edition, its numbers stay as they are."""

from __future__ import annotations

import re

from pubpipe.books._ast import Node, attributes, block_lists, classes, identity, nodes, plain, plain_blocks, rows_of
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps.book.numbers import bare
from pubpipe.books._steps.book.references import slug
from pubpipe.books._steps.chapter.items import not_understood
from pubpipe.messages import _
from pubpipe.patterns import pattern

TRAINERS = ("answer", "trainer")
"""The roles no trainee reads."""
_HEADING = pattern(
    r"(参考|练习|习题|思考题|试题|标准)*答案(与提示|与解析|要点|及评分标准)?|评分(标准|要点|细则)|(教师|培训师|教员|讲师)(说明|提示|用书|手册|笔记)"
    r"|(model |sample )?answers?( key)?|answers to .*|solutions?|marking (scheme|guide)"
    r"|(trainer|instructor|teacher|facilitator)['’]?s?\W+(notes?|guide|manual)",
    re.IGNORECASE,
)


_ANSWERS = pattern(r"(正确|参考|标准)?答案|正确选项|(correct |right )?answers?|answer key", re.IGNORECASE)


def apply(manuscript: Manuscript) -> None:
    """Withhold answers, trainers' notes and trainers' chapters from trainees."""
    if manuscript.edition.audience != "trainee":
        return
    if manuscript.book.kind == "itembank":
        _unread(manuscript)
    for sheet in list(manuscript.sheets):
        whole = sheet.chapter.audience == "trainer" or _HEADING.fullmatch(plain(sheet.blocks[0]["c"][2]).strip())
        if whole:
            manuscript.sheets.remove(sheet)
            _withhold(manuscript, sheet, sheet.blocks)
        else:
            _sections(manuscript, sheet, sheet.blocks)
            _roles(manuscript, sheet, sheet.blocks)
            _columns(manuscript, sheet)
    _drop_pictures(manuscript)


def _unread(manuscript: Manuscript) -> None:
    """Refuse the tables of an item bank that were not understood: their keys would stand in sight."""
    message = _("{file}: this table is no item bank; one has columns for question, choices and answer: {heads}")
    for sheet in manuscript.sheets:
        for heads in not_understood(sheet):
            manuscript.doubt("", message.format(file=sheet.chapter.source, heads=heads), serious=True)


def _columns(manuscript: Manuscript, sheet: Sheet) -> None:
    """Refuse a table that would show trainees a column of answers."""
    for table in nodes(sheet.blocks):
        rows = [row for _part, row in rows_of(table)] if table["t"] == "Table" else []
        for cell in rows[0][1] if rows else ():
            if _ANSWERS.fullmatch(head := plain_blocks(cell[4]).strip()):
                message = _("{file}: trainees would see a column of answers: {head}")
                manuscript.doubt("", message.format(file=sheet.chapter.source, head=head), serious=True)


def _sections(manuscript: Manuscript, sheet: Sheet, blocks: list[Node]) -> None:
    """Take out what stands below a heading 参考答案, with the heading, up to the next one of its level or above."""
    place = 0
    while place < len(blocks):
        node = blocks[place]
        for inner in block_lists(node):
            _sections(manuscript, sheet, inner)
        if node["t"] == "Header" and _HEADING.fullmatch(bare(node["c"][2])):
            end = place + 1
            while end < len(blocks) and not (blocks[end]["t"] == "Header" and blocks[end]["c"][0] <= node["c"][0]):
                end += 1
            _withhold(manuscript, sheet, blocks[place:end])
            del blocks[place:end]
        else:
            place += 1


def _roles(manuscript: Manuscript, sheet: Sheet, blocks: list[Node]) -> None:
    for node in list(blocks):
        if "role" in classes(node) and set(TRAINERS) & set(classes(node)):
            _withhold(manuscript, sheet, [node])
            blocks.remove(node)
        else:
            for inner in block_lists(node):
                _roles(manuscript, sheet, inner)


def _withhold(manuscript: Manuscript, sheet: Sheet, blocks: list[Node]) -> None:
    """Note what leads nowhere now: the addresses and ids of these blocks, and what the text may call them by."""
    for node in nodes(blocks):
        manuscript.withheld.update(sheet.withhold(node))
        address, own = attributes(node).get("address", ""), identity(node)
        called = [own] if own else []
        if node["t"] == "Header":
            called += [slug(plain(node["c"][2])), slug(sheet.headings.get(address, ""))]
        for name in called:
            manuscript.withheld.add(sheet.anchors.setdefault(name, own or name))
        manuscript.withheld.add(address or own)


def _drop_pictures(manuscript: Manuscript) -> None:
    """Leave the book no picture that only trainers see; the covers stay."""
    kept = {dict(edition.settings).get("cover", "") for edition in manuscript.book.editions}
    for sheet in manuscript.sheets:
        kept |= {node["c"][2][0] for node in nodes(sheet.blocks) if node["t"] == "Image"}
    for name in set(manuscript.media) - kept:
        del manuscript.media[name]
