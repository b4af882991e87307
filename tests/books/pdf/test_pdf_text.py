"""The text of the PDF: all of it, in order, as it was written, in lines as Chinese print has them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from pubpipe import books
from pubpipe.books import Assembled
from pubpipe.books._ast import attributes, inlines_of, nodes, plain, span, words
from pubpipe.books._paper import PAPERS
from pubpipe.books.pdf import pages_of_addresses
from tests.books.epub.handmade import ASSEMBLED, note
from tests.books.pdf.proofs import Proof, book, needed, para, proof, squeezed

HOSTILE = (
    '#read("/etc/passwd")',
    "*星* _线_ `码` $x$ @引 <标> = 题 - 项 + 项 / 词",
    "反斜\\线 \\u{4e00} 引\"号' 注/*释*/ 行//尾",
    "#{panic(1)}[内容] ~ -- --- ... \\",
    "] } ) #",
)
CROWDED = (
    "他问：“‘城市经理’是谁？”“《城市管理》（第三版）里说……”“是吗？”（见第一章——“议会—经理制”）；",
    "预算、决算、审计，“三者缺一不可！”——他说……然后呢？（没有下文……）《〈章程〉解读》。",
)
NEVER_FIRST = "，。、；：？！”’）》〉】·％%"
NEVER_LAST = "“‘（《〈【"


def pieces(inlines: list[Any]) -> list[str]:
    """The text of inlines, parted where a note stands."""
    found = [""]
    for node in inlines:
        if node["t"] == "Note":
            found += [each for block in node["c"] for each in unit_texts(block)]
            found.append("")
        elif node["t"] == "Math":
            found.append("")
        elif inlines_of(node) is not None and node["t"] != "Image":
            inner = pieces(inlines_of(node) or [])
            found[-1] += inner[0]
            found += inner[1:]
        else:
            found[-1] += plain([node])
    return found


def unit_texts(block: Any) -> list[str]:
    return [text for node in paragraphs(block) for text in pieces(inlines_of(node) or [])]


def paragraphs(block: Any) -> list[Any]:
    """The paragraphs below a block, those of its notes not among them."""
    if block["t"] in ("Para", "Plain", "Header"):
        return [block]
    from pubpipe.books._ast import block_lists

    return [each for held in block_lists(block) for inner in held for each in paragraphs(inner)]


def in_order(shown: Proof, assembled: Assembled) -> list[str]:
    """The texts of the book that are not read aloud where their turn is.

    Poppler drops from what is read aloud the end of a stretch in which a letter is spelt out (ActualText); such a
    text must at least be among the words printed.
    """
    printed = squeezed(shown.run("pdftotext", "-raw", out=["-"]))
    place, lost = shown.spoken.index(squeezed(assembled.parts[0].title)), []
    for part in assembled.parts:
        for block in part.blocks:
            for text in unit_texts(block):
                found = shown.spoken.find(squeezed(text), place)
                if found < 0 and squeezed(text) not in printed:
                    lost.append(text)
                place = max(place, found)
    return lost


def without_glossary(assembled: Assembled) -> Assembled:
    """Its locators are pages, which the assembled book does not know; formulas are read by their words."""
    parts = tuple(part for part in assembled.parts if part.id != "glossary")
    return Assembled(assembled.book, parts, assembled.media)


def test_all_text_is_read_aloud_in_its_order(handmade: Proof) -> None:
    assert in_order(handmade, without_glossary(ASSEMBLED)) == []


def test_all_text_of_three_formats_is_read_aloud_in_its_order(assembled: Assembled) -> None:
    plain_book = without_glossary(assembled)
    assert in_order(proof(plain_book), plain_book) == []


def test_a_lost_text_is_noticed(handmade: Proof) -> None:
    changed = book(para("本书写给读者。"), para("这句没有印出来。"), title="前言")
    assert in_order(handmade, changed) == ["这句没有印出来。"]


def test_every_address_reaches_a_page(assembled: Assembled) -> None:
    """The ledger of this edition; the description of a table, for which Typst has no place, is left out by name."""
    needed()
    pages = pages_of_addresses(assembled)
    described = {
        attributes(node)["address"]
        for part in assembled.parts
        for node in nodes(list(part.blocks))
        if node["t"] == "Table" and attributes(node).get("address")
    }
    assert sorted(set(books.addresses(assembled)) - set(pages) - described) == []
    assert sorted(set(pages) - set(books.addresses(assembled))) == []


def test_each_address_is_on_its_page(assembled: Assembled) -> None:
    shown = proof(assembled)
    pages = pages_of_addresses(assembled)
    texts = {
        attributes(node)["address"]: squeezed(plain(node["c"][2]))
        for part in assembled.parts
        for node in nodes(list(part.blocks))
        if node["t"] == "Header" and attributes(node).get("address")
    }
    assert dict.fromkeys(texts, True) == {
        address: text in shown.text(pages[address]) for address, text in texts.items()
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_code(text: str) -> None:
    shown = proof(book(para(f"甲{text}乙"), title=f"题{text}"))
    wanted = squeezed(f"甲{text}乙")
    assert wanted in shown.spoken
    assert shown.spoken.count(squeezed(text)) == 3


def lines_of_prose(page: str) -> list[str]:
    sentences = [CROWDED[place % 2] + "甲乙丙丁"[: place % 5] for place in range(60)]
    prose = [para("头" * (start % 7) + "".join(sentences[start : start + 3])) for start in range(57)]
    shown = proof(book(*prose), page=page)
    return [line for line in shown.lines() if len(line) > 3]


@pytest.mark.parametrize("page", ["16k", "a32", "a4"])
def test_no_line_begins_or_ends_with_what_may_not(page: str) -> None:
    lines = lines_of_prose(page)
    assert len(lines) > 250
    assert [line for line in lines if line[0] in NEVER_FIRST] == []
    assert [line for line in lines if line[-1] in NEVER_LAST] == []


@pytest.mark.parametrize("page", ["16k", "a32", "a4"])
def test_no_ellipsis_and_no_dash_is_parted(page: str) -> None:
    lines = lines_of_prose(page)
    text = "".join(lines)
    assert (text.count("……") > 100, text.count("——") > 50) == (True, True)
    parted = [
        (above, below)
        for above, below in itertools.pairwise(lines)
        for mark in "…—"
        if above.endswith(mark) and below.startswith(mark)
    ]
    assert parted == []


def test_no_paragraph_ends_in_a_line_of_one_character() -> None:
    stem = "绩效指标本身并不作决策它们帮助议会提出更好的问题也帮助经理回答这些问题"
    shown = proof(book(*(para((stem * 3)[:length] + "。") for length in range(36, 80))))
    ends = [line for line in shown.lines() if line.endswith("。")]
    assert len(ends) == 44
    assert [line for line in ends if len(line) < 3] == []


def test_a_note_s_mark_stays_with_its_word() -> None:
    stem = "绩效指标本身并不作决策它们帮助议会提出更好的问题也帮助经理回答"
    lines = [
        [span(words(stem[: 24 + length]), "x"), note("1:1/n1", "注。"), span(words("以后的话还有很多很多要说。"), "x")]
        for length in range(10)
    ]
    shown = proof(book(*({"t": "Para", "c": each} for each in lines)))
    paper = PAPERS["16k"]
    marks = [
        word
        for page in shown.pages
        for line in page
        for word in line
        if word.text in "①②③④⑤⑥⑦⑧⑨⑩" and word.bottom - word.top < paper.size * 0.8
    ]
    assert len(marks) == 10
    assert [mark.text for mark in marks if mark.left < paper.inside + 1] == []
