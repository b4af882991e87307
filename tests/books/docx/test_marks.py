"""Marks of notes and citations stay with their text; narrow columns are ragged; entries end before their pages."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from pubpipe.books import Assembled, Part, addresses, bookmark, note
from pubpipe.books._ast import Node, div, header, link, paragraph, string, words
from pubpipe.books._docx.fields import is_joiner
from pubpipe.books.docx import addresses_of_docx, review, write
from tests.books.conftest import BOOK, NAMES, W, assemble, localised

JOINER = "\u200d"


def document(*blocks: Node, page: str = "16k") -> etree._Element:
    """The body of a book of one chapter of these blocks."""
    part = Part("c1", "body", "第一章", "甲", (header(1, [string("甲")], "c1", number="第一章"), *blocks))
    written = write(Assembled(BOOK, (part,)), {"layout": "no", "page": page})
    return opened(written, "document")[0]


def opened(written: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return etree.fromstring(package.read(f"word/{part}.xml"))


def text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def style(paragraph: etree._Element) -> str | None:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if named is None else named.get(f"{W}val")


MARK: Node = {"t": "Note", "c": [paragraph([string("注。")])]}
CITED: Node = {"t": "Superscript", "c": [link([string("[1]")], "#w1", "citation")]}
POWER: Node = {"t": "Superscript", "c": [string("2")]}


@pytest.mark.parametrize(
    ("inlines", "shown"),
    [
        ([string("经理"), MARK, string("。")], f"经理{JOINER}。"),
        ([{"t": "Strong", "c": [string("经理")]}, MARK], f"经理{JOINER}"),
        ([string("经理"), CITED, string("。")], f"经理{JOINER}[1]。"),
        ([string("（王，2009）"), POWER], f"（王，2009）{JOINER}2"),
        ([string("100 m"), POWER, string("的地块")], "100 m2的地块"),
    ],
)
def test_marks_are_joined_to_the_text_before_them(inlines: list[Node], shown: str) -> None:
    assert text(document(paragraph(inlines))[-2]) == shown


def test_joiners_are_no_text() -> None:
    """Neither for proofs read back nor for a review, which tracks no change of what nobody sees."""
    targets = {"1/p1": ("甲", *note(("一。",)), "乙。")}
    assembled = assemble(localised(NAMES[1], 1, targets))
    written = write(assembled, {"layout": "no"})
    (address,) = (each for each in addresses(assembled) if each.endswith(":1/p1"))
    assert addresses_of_docx(written)[address] == "甲⑴乙。"
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as package, zipfile.ZipFile(held, "w") as earlier:
        for each in package.infolist():
            tree = package.read(each)
            earlier.writestr(each, tree.replace(f"<w:t>{JOINER}</w:t>".encode(), b"<w:t></w:t>"))
    reviewed = opened(review(written, held.getvalue(), {}), "document")
    assert [each.tag for each in reviewed.iter(f"{W}ins", f"{W}del")] == []
    assert [is_joiner(each) for each in reviewed.iter(f"{W}r")].count(True) == 1
    assert bookmark(address) in {each.get(f"{W}name") for each in reviewed.iter(f"{W}bookmarkStart")}


def pair(english: Node, chinese: Node) -> Node:
    return div([div([english], "original", lang="en"), div([chinese], "translation")], "pair", "columns")


@pytest.mark.parametrize(
    ("page", "styles"),
    [
        ("16k", ["Original", "NarrowBodyText", "Original", "NarrowListBullet"]),
        ("a4-wide", ["Original", "BodyText", "Original", "ListBullet"]),
    ],
)
def test_narrow_columns_are_set_to_the_left(page: str, styles: list[str]) -> None:
    items: list[Node] = [
        {"t": "BulletList", "c": [[paragraph(words(each))]]} for each in ("Emergency: 911", "急救：911")
    ]
    pairs = [pair(paragraph(words("The manager.")), paragraph(words("经理。"))), pair(items[0], items[1])]
    (table,) = document(*pairs, page=page).iter(f"{W}tbl")
    assert [style(each) for each in table.iter(f"{W}p")] == styles


def test_choices_are_set_to_the_left() -> None:
    """Short lines of a letter each: one that goes on in a second would be torn open by what does not fit."""
    numbers = [1, {"t": "UpperAlpha"}, {"t": "Period"}]
    blocks: list[Node] = [
        {"t": "OrderedList", "c": [numbers, [[paragraph(words("市长"))], [paragraph(words("议会"))]]]}
    ]
    assert [style(each) for each in document(*blocks)[-3:-1]] == ["Choice", "Choice"]
