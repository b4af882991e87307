"""First mentions, the lists of names at the book's end, and the index."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pubpipe import books
from pubpipe.books import Assembled, Headword, epub
from pubpipe.books._ast import attributes, classes, nodes, plain, plain_blocks
from pubpipe.books._docx.body import Body
from pubpipe.books._docx.layout import romans
from pubpipe.books._docx.writing import Writing
from pubpipe.books._docx.xml import Element, tag
from pubpipe.books._numerals import roman
from pubpipe.books.docx import write
from pubpipe.model import Book, Chapter

from .conftest import galleys, localised_text
from .pdf.proofs import proof

ONE = """# 议会—经理制

城市经理由议会任命，市经理的上级是议会。见[城市经理](#x)。

## 城市经理

城市经理对议会负责。阿什伯纳是第一位。ICMA 是协会。
"""
TWO = "# 推广\n\n城市经理来自斯汤顿，参加了国际城市管理协会。\n"
TERMS = (
    Headword(
        "city manager",
        "城市经理",
        addresses=("1:1/p1", "1:1.1/h", "1:1.1/p1", "2:1/p1"),
        acronym="CM",
        mention="城市经理（city manager，CM）",
    ),
    Headword("manager", "经理", addresses=("1:1/p1",), mention="经理（manager）"),
    Headword("Charles Ashburner", "阿什伯纳", "", ("1:1.1/p1",), "person", mention="阿什伯纳（Charles Ashburner）"),
    Headword("Staunton", "斯汤顿", "", ("2:1/p1",), "place", mention="斯汤顿（Staunton）"),
    Headword(
        "International City/County Management Association",
        "国际城市管理协会",
        "",
        ("2:1/p1",),
        "organisation",
        "ICMA",
        "国际城市管理协会（International City/County Management Association，ICMA）",
    ),
)


def assembled(one: str = ONE, terms: tuple[Headword, ...] = TERMS, **settings: str) -> Assembled:
    chapters = [localised_text("1.md", one, 1), localised_text("2.md", TWO, 2)]
    book = Book("b", "书", "Book", (Chapter("1.md"), Chapter("2.md")), assembly=tuple(settings.items()))
    return books.assemble(book, galleys(*chapters), {}, terms)


def plain_element(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(tag("w:t")))


def running(made: Assembled) -> str:
    return "\n".join(plain_blocks(list(part.blocks)) for part in made.parts if part.matter == "body")


@pytest.mark.parametrize(
    ("settings", "annotated"),
    [
        ({}, []),
        (
            {"first_mention": "names"},
            [
                "城市经理（city manager，CM）由议会任命",
                "阿什伯纳（Charles Ashburner）是第一位",
                "斯汤顿（Staunton），",
                "国际城市管理协会（International City/County Management Association，ICMA）。",
            ],
        ),
        (
            {"first_mention": "names", "mention_in": "chapter"},
            [
                "城市经理（city manager，CM）由议会任命",
                "阿什伯纳（Charles Ashburner）是第一位",
                "城市经理（city manager，CM）来自",
                "斯汤顿（Staunton），",
                "国际城市管理协会（International City/County Management Association，ICMA）。",
            ],
        ),
    ],
)
def test_a_name_is_annotated_where_it_first_stands(settings: dict[str, str], annotated: list[str]) -> None:
    text = running(assembled(**settings))
    assert [each for each in annotated if each not in text] == []
    assert text.count("（") == len(annotated)


@pytest.mark.parametrize("written", ["城市经理（city manager）由议会任命。", "“城市经理”（CM）由议会任命。"])
def test_what_the_translator_annotated_is_left_alone(written: str) -> None:
    text = running(assembled(f"# 一\n\n{written}\n", first_mention="names"))
    assert written in text


@pytest.mark.parametrize(
    ("scheme", "numbers"),
    [
        ("textbook", ["第一章", "第一节", "一、", "（一）", "第二章"]),
        ("units", ["第一单元", "一、", "（一）", "1．", "第二单元"]),
        ("lectures", ["第一讲", "一、", "（一）", "1．", "第二讲"]),
        ("sections", ["一、", "（一）", "1．", "（1）", "二、"]),
        ("articles", ["", "第一条", "（一）", "", ""]),
        ("clauses", ["第一部分", "第一条", "（一）", "", "第二部分"]),
        ("decimal", ["1", "1.1", "1.1.1", "1.1.1.1", "2"]),
        ("none", ["", "", "", "", ""]),
    ],
)
def test_headings_are_numbered_by_the_scheme(scheme: str, numbers: list[str]) -> None:
    made = assembled("# 一\n\n## 二\n\n### 三\n\n#### 四\n\n文。\n", numbering=scheme)
    headings = [node for part in made.parts for node in nodes(list(part.blocks)) if node["t"] == "Header"]
    assert [attributes(each).get("number", "") for each in headings][:5] == numbers
    document = zipfile.ZipFile(io.BytesIO(write(made, {"layout": "no"}))).read("word/numbering.xml").decode()
    first = {"decimal": 'w:lvlText w:val="%1"', "units": 'w:lvlText w:val="第%1单元"'}.get(scheme, "w:lvlText")
    assert first in document


TABLES = "# 一\n\n表1：收入\n\n| 年 | 元 |\n|---|---|\n| 甲 | 1 |\n\n| 年 | 元 |\n|---|---|\n| 乙 | 2 |\n"


def test_figures_and_tables_are_listed_before_the_text() -> None:
    made = assembled(TABLES, figures="yes")
    listed = made.parts[0]
    assert (listed.matter, listed.title) == ("front", "图表目录")
    assert plain_blocks(list(listed.blocks)) == "图表目录\n表目录\n表1-1\u3000收入\u3000第一章"
    page = zipfile.ZipFile(io.BytesIO(epub.write(made, {}, datetime(2026, 1, 1, tzinfo=UTC))))
    assert 'href="c1.xhtml#table-1-1"' in page.read("EPUB/captions.xhtml").decode()
    document = zipfile.ZipFile(io.BytesIO(write(made, {"layout": "no"}))).read("word/document.xml").decode()
    assert 'w:val="TableofFigures"' in document


def test_the_list_of_figures_follows_the_contents_and_counts_in_roman() -> None:
    """目录 leads to 图表目录, whose page is counted ii where LibreOffice laid it out."""
    made = assembled(TABLES, figures="yes")
    writing = Writing(made)
    body = Body(writing, recto=False)
    text = [plain_element(each) for each in body.make()]
    assert [each for each in text if each in ("图表目录", "表目录")] == ["图表目录", "表目录"]
    contents = next(place for place, each in enumerate(text) if each.startswith("目　录"))
    assert contents < text.index("图表目录")
    assert [roman(each) for each in (1, 4, 9, 19, 44)] == ["i", "iv", "ix", "xix", "xliv"]
    assert romans(Body(Writing(made), recto=False).make()) == ["_r_captions", "_r_captions_table"]


def test_articles_are_counted_through_the_book() -> None:
    book = Book("b", "书", "Book", (Chapter("1.md"), Chapter("2.md")), assembly=(("numbering", "articles"),))
    texts = ["# 协议\n\n## 第一条　宗旨\n\n文。\n\n## Article 2. 职责\n\n文。\n", "# 附件\n\n## 第一条　范围\n\n文。\n"]
    chapters = [localised_text(f"{place}.md", each, place) for place, each in enumerate(texts, 1)]
    made = books.assemble(book, galleys(*chapters), {}, ())
    headings = [node for part in made.parts for node in nodes(list(part.blocks)) if node["t"] == "Header"]
    told = [(attributes(each).get("number", ""), plain(each["c"][2])) for each in headings]
    assert told == [("", "协议"), ("第一条", "宗旨"), ("第二条", "职责"), ("", "附件"), ("第三条", "范围")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("斯汤顿市有两万人。", "斯汤顿市（Staunton）有两万人。"),
        ("斯汤顿市议会有五人。", "斯汤顿（Staunton）市议会有五人。"),
        ("斯汤顿以东。", "斯汤顿（Staunton）以东。"),
    ],
)
def test_a_place_keeps_its_rank(line: str, expected: str) -> None:
    book = Book("b", "书", "Book", (Chapter("2.md"),), assembly=(("first_mention", "names"),))
    made = books.assemble(book, galleys(localised_text("2.md", f"# 题\n\n{line}\n", 2)), {}, TERMS)
    assert expected in running(made)


def test_choices_are_lettered_where_the_book_says_so() -> None:
    text = "# 一\n\n1. 下列哪一项正确？\n   1. 甲\n   2. 乙\n   3. 丙\n2. 依次说明：\n   1. 甲\n   2. 乙\n   3. 丙\n"
    forms = [
        [
            node["c"][0][1]["t"]
            for node in nodes(list(assembled(text, **told).parts[0].blocks))
            if node["t"] == "OrderedList"
        ]
        for told in ({}, {"choices": "capitals"})
    ]
    assert forms == [["DefaultStyle"] * 3, ["DefaultStyle", "UpperAlpha", "DefaultStyle"]]


def test_a_title_in_front_matter_stands_above_several_headings() -> None:
    made = assembled("---\ntitle: 报告\n---\n\n# 甲\n\n文。\n\n# 乙\n\n文。\n")
    headings = [node for node in nodes(list(made.parts[0].blocks)) if node["t"] == "Header"]
    assert [(node["c"][0], plain(node["c"][2])) for node in headings] == [(1, "报告"), (2, "甲"), (2, "乙")]


def test_a_certificate_is_a_framed_sheet() -> None:
    package = zipfile.ZipFile(
        io.BytesIO(
            write(assembled(glossary="no", names="no"), {"design": "certificate", "page": "a4-wide", "layout": "no"})
        )
    )
    document, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert document.count("<w:pgBorders ") == 2
    assert document.count('w:orient="landscape"') == document.count("<w:sectPr>")
    assert 'w:val="无编号章标题"' in styles and '<w:sz w:val="72"/>' in styles
    plain_styles = zipfile.ZipFile(io.BytesIO(write(assembled(), {"layout": "no"}))).read("word/styles.xml").decode()
    assert '<w:sz w:val="72"/>' not in plain_styles


def test_the_title_page_fits_a_small_leaf() -> None:
    """The publisher's frame stands within the leaf it is for."""
    for page, height in (("16k", 14740), ("a32", 11510), ("a4", 16838)):
        package = zipfile.ZipFile(io.BytesIO(write(assembled(), {"layout": "no", "page": page})))
        found = re.search(r'w:framePr [^>]*w:y="(\d+)"', package.read("word/styles.xml").decode())
        assert found is not None
        assert 0.8 < int(found[1]) / height < 0.9


def test_names_have_lists_of_their_own() -> None:
    """Where there are three or more; fewer stand among the terms."""
    few = assembled()
    assert [part.id for part in few.parts if part.matter == "back"] == ["glossary"]
    assert "斯汤顿\u3000Staunton" in plain_blocks(list(few.parts[-1].blocks))
    many = tuple(replace(term, english=f"{term.english}{suffix}") for term in TERMS for suffix in ("", " II", " III"))
    made = assembled(terms=many)
    assert [(part.id, part.title) for part in made.parts if part.matter == "back"] == [
        ("glossary", "术语对照表"),
        ("names", "人名译名对照表"),
        ("toponyms", "地名译名对照表"),
        ("acronyms", "机构与缩略语表"),
    ]
    one = assembled(names="no")
    assert [part.id for part in one.parts if part.matter == "back"] == ["glossary"]
    acronyms = plain_blocks(list(made.parts[-1].blocks))
    assert "International City/County Management Association（ICMA）\u3000国际城市管理协会" in acronyms


def test_the_index_leads_to_every_place() -> None:
    index = assembled(index="yes").parts[-1]
    entries = [plain_blocks([node]) for node in nodes(list(index.blocks)) if "entry" in classes(node)]
    assert (index.id, index.title) == ("index", "索引")
    assert entries == [
        "阿什伯纳\u3000第一章",
        "城市经理\u3000第一章、第一章、第一章、第二章",
        "国际城市管理协会\u3000第二章",
        "经理\u3000第一章",
        "斯汤顿\u3000第二章",
    ]


def test_an_epub_names_a_chapter_once_an_entry() -> None:
    made = epub.write(assembled(index="yes"), {}, datetime(2026, 1, 1, tzinfo=UTC))
    page = zipfile.ZipFile(io.BytesIO(made)).read("EPUB/index.xhtml").decode()
    entry = re.search('<p class="entry">城市经理.*?</p>', page)
    assert entry is not None
    assert re.sub("<[^>]+>", "", entry[0]) == "城市经理\u3000第一章、第二章"


def test_word_has_an_index_field_and_a_mark_at_each_place() -> None:
    package = zipfile.ZipFile(io.BytesIO(write(assembled(index="yes"), {"layout": "no"})))
    document = package.read("word/document.xml").decode()
    assert document.count(' XE "城市经理" ') == 4
    assert document.count(" INDEX ") == 1
    assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"')


def test_a_definition_stands_below_its_entry() -> None:
    terms = (*TERMS[:1], replace(TERMS[1], definition="受委托 管理的人。"))
    chapters = [localised_text("1.md", ONE, 1)]
    made = books.assemble(
        Book("b", "书", "Book", (Chapter("1.md"),), assembly=(("names", "no"),)), galleys(*chapters), {}, terms
    )
    (part,) = [each for each in made.parts if each.id == "glossary"]
    entries = [node for node in nodes(list(part.blocks)) if "entry" in classes(node)]
    assert [plain_blocks([node]).split("\n")[1:] for node in entries] == [[], ["受委托管理的人。"], [], []]
    with zipfile.ZipFile(io.BytesIO(write(made, {"layout": "no"}))) as package:
        document = package.read("word/document.xml").decode()
    assert re.findall(r'<w:pStyle w:val="GlossaryDefinition"/></w:pPr><w:r><w:t>([^<]*)', document) == [
        "受委托管理的人。"
    ]
    assert "受委托管理的人。" in proof(made).spoken
