"""What a chapter under way tells of itself."""

from __future__ import annotations

from pubpipe.books._address import UNFINISHED
from pubpipe.books._ast import div, header, paragraph, span, string
from pubpipe.books._manuscript import Sheet
from pubpipe.model import Chapter


def test_a_chapter_knows_what_it_may_hold() -> None:
    noted = {"t": "Note", "c": [paragraph([{"t": "Code", "c": [["", [], []], f"a{UNFINISHED}"]}])]}
    sheet = Sheet(1, Chapter("1.md"), [header(1, [string("题")], "c1"), div([paragraph([noted])], "box")])
    asked = ("Header", "Note", "Code", "box", UNFINISHED, "Image", "Table", "题")
    assert [each for each in asked if sheet.may_hold(each)] == ["Header", "Note", "Code", "box", UNFINISHED]
    assert sheet.may_hold("Image", "Note")
    assert not sheet.may_hold()


def test_it_is_looked_through_once_unless_told_to_look_again() -> None:
    sheet = Sheet(1, Chapter("1.md"), [paragraph([string("文")])])
    assert not sheet.may_hold("Span")
    sheet.blocks.append(paragraph([span([string("词")], "term")]))
    assert not sheet.may_hold("Span")
    sheet.look_again()
    assert sheet.may_hold("term")
