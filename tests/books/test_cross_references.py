"""References a reader can follow: to a chapter's own title, by the Chinese of a heading, by the book's numbers."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pubpipe import books
from pubpipe.books import Assembled, Doubt, Localised
from pubpipe.books._ast import identity, nodes, plain, plain_blocks
from pubpipe.formats import format_of
from pubpipe.model import Chapter

from .conftest import BOOK, assemble, galleys, localised_text

FIRST = """<html lang="en"><head><title>水务</title></head><body><h1 id="top">水务</h1>
<p>见<a href="#top">上文</a>、<a href="b.html#intro">下一章</a>和<a href="b.html#costs">2.1节</a>。</p></body></html>"""
SECOND = """<html lang="en"><head><title>道路</title></head><body><h1 id="intro">道路</h1>
<h2 id="costs">2.1 成本</h2><p>见<a href="#costs">2.1节</a>。</p></body></html>"""


def references(assembled: Assembled) -> list[tuple[str, str]]:
    """What each link of the book shows, and where it leads."""
    return [
        (plain(node["c"][1]), node["c"][2][0])
        for part in assembled.parts
        for node in nodes(list(part.blocks))
        if node["t"] == "Link"
    ]


def test_links_to_a_chapter_s_own_title_and_to_a_section_of_another() -> None:
    assembled = assemble(localised_text("a.html", FIRST, 1), localised_text("b.html", SECOND, 2))
    assert references(assembled) == [
        ("上文", "#c1"),
        ("下一章", "#c2"),
        ("第二章第一节", "#c2-s1"),
        ("第一节", "#c2-s1"),
    ]
    assert [doubt for doubt in assembled.doubts if doubt.serious] == []


def test_an_anchor_in_a_heading_is_the_heading() -> None:
    assembled = assemble(localised_text("a.md", "# 路\n\n见[1.1节](#key)。\n\n## 1.1 成本 {#key}\n\n文。\n", 1))
    assert references(assembled) == [("第一节", "#c1-s1")]
    assert identity(assembled.parts[0].blocks[2]) == "c1-s1"
    assert [identity(node) for node in nodes(list(assembled.parts[0].blocks)) if node["t"] == "Span"] == []


def test_a_heading_is_found_by_the_id_another_program_makes_of_it() -> None:
    text = "# 路\n\n见[甲](#build-test-deploy)和[乙](#build--testdeploy)。\n\n## Build & Test/Deploy\n\n文。\n"
    assembled = assemble(localised_text("a.md", text, 1))
    assert references(assembled) == [("甲", "#c1-s1"), ("乙", "#c1-s1")]


def field(instruction: str, shows: str) -> str:
    return f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>{shows}</w:t></w:r></w:fldSimple>'


def complex_field(instruction: str, shows: str) -> list[str]:
    mark = f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{{}}"/></w:r>'
    inside = f"<w:r {nsdecls('w')}><w:instrText> {instruction} </w:instrText></w:r>"
    shown = f"<w:r {nsdecls('w')}><w:t>{shows}</w:t></w:r>"
    return [mark.format("begin"), inside, mark.format("separate"), shown, mark.format("end")]


def chapter(*parts: str | list[str]) -> Localised:
    """A Word chapter: a section with a bookmark, a paragraph of words and fields; its headings are in Chinese."""
    made = docx.Document()
    made.add_heading("Managing Parks", 1)
    heading = made.add_heading("", 2)
    heading._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="_Ref7"/>'))
    heading.add_run("1.1 Tree Care")
    heading._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    paragraph = made.add_paragraph()
    for part in parts:
        for each in [part] if isinstance(part, str) else part:
            if each.startswith("<"):
                paragraph._p.append(parse_xml(each))
            else:
                paragraph.add_run(each)
    held = io.BytesIO()
    made.save(held)
    word = format_of("01.docx")
    document = word.read(held.getvalue())
    chinese = {"1/h": ("公园管理",), "1.1/h": ("1.1 树木养护",)}
    return Localised(Chapter("01.docx"), word.merge(held.getvalue(), books.mark(document, 1, chinese)), document)


CASES = {
    "the words of a heading": (["见", field(r"REF _Ref7 \h", "1.1 Tree Care"), "。"], "见树木养护。"),
    "its number": (["见第", field(r"REF _Ref7 \r \h", "1.1"), "节。"], "见第一节。"),
    "its number alone": (["见", field(r"REF _Ref7 \r \h", "1.1"), "。"], "见第一节。"),
    "its page": (["见第", field(r"PAGEREF _Ref7 \h", "12"), "页。"], "见第一节。"),
    "its page, in a field of several runs": (["见第", complex_field(r"PAGEREF _Ref7 \h", "12"), "页。"], "见第一节。"),
    "words of one's own": (["见", field(r"REF _Ref7 \h", "养护树木"), "。"], "见养护树木。"),
}


@pytest.mark.parametrize("case", CASES)
def test_fields_that_refer_to_a_heading(case: str) -> None:
    parts, shown = CASES[case]
    assembled = assemble(chapter(*parts))
    blocks = list(assembled.parts[0].blocks)
    assert plain(blocks[-1]["c"][1][0]["c"]) == shown
    assert [target for _words, target in references(assembled)] == ["#c1-s1"]
    assert [doubt for doubt in assembled.doubts if doubt.serious] == []


NUMBERED = """# 第一章 水

见1.2节、1.1.1节和第二章；另见1.3节。

## 1.1 源

### 1.1.1 井

文。

## 1.2 用

文。

## 1.3 小结

文。
"""
SCHEMES = {
    "textbook": ["见第二节、“井”和第二章；另见“小结”。", "见第一章“井”和第一章第一节。"],
    "units": ["见“用”、“井”和第二单元；另见“小结”。", "见第一单元“井”和第一单元“源”。"],
    "decimal": ["见第1.2节、第1.1.1节和第2章；另见“小结”。", "见第1.1.1节和第1.1节。"],
    "articles": ["见第二条、“井”和“路”；另见“小结”。", "见“井”和第一条。"],
    "none": ["见1.2节、1.1.1节和第二章；另见1.3节。", "见1.1.1节和1.1节。"],
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_typed_references_in_each_way_of_numbering(scheme: str) -> None:
    chapters = (localised_text("a.md", NUMBERED, 1), localised_text("b.md", "# 第二章 路\n\n见1.1.1节和1.1节。\n", 2))
    book = replace(BOOK, chapters=tuple(each.chapter for each in chapters), assembly=(("numbering", scheme),))
    assembled = books.assemble(book, galleys(*chapters))
    assert [plain_blocks([part.blocks[1]]).strip() for part in assembled.parts] == SCHEMES[scheme]
    assert [target for _words, target in references(assembled)] == [
        "#c1-s3",
        "#c1-s2",
        "#c2",
        "#c1-s4",
        "#c1-s2",
        "#c1-s1",
    ]
    assert assembled.doubts == ()


def test_sections_a_program_numbered_are_counted() -> None:
    first = "# 水\n\n见1.2节和1.2.1节。\n\n## 小结\n\n文。\n\n## 用\n\n### 井\n\n文。\n"
    assembled = assemble(localised_text("a.md", first, 1), localised_text("b.md", "# 路\n\n见1.2节和2.1节。\n", 2))
    assert references(assembled) == [("第一节", "#c1-s2"), ("“井”", "#c1-s3"), ("第一章第一节", "#c1-s2")]
    assert assembled.doubts == (
        Doubt("1:1/p1", "a.md: 1.2节 was taken for: 用"),
        Doubt("1:1/p1", "a.md: 1.2.1节 was taken for: 井"),
        Doubt("2:1/p1", "b.md: 1.2节 was taken for: 用"),
        Doubt("2:1/p1", "b.md: nothing in the book is called 2.1节", serious=True),
    )


def test_captions_without_numbers_are_counted() -> None:
    table = "<table><caption>{}</caption><tr><th>甲</th></tr><tr><td>乙</td></tr></table>"
    page = "<html lang='en'><head><title>水</title></head><body><h1>水</h1><p>{}</p>{}{}</body></html>"
    text = page.format("见表1-2和表1-3。", table.format("水价"), table.format("水量"))
    assembled = assemble(localised_text("a.html", text, 1))
    assert references(assembled) == [("表1-2", "#table-1-2")]
    assert assembled.doubts == (
        Doubt("1:1/p1", "a.html: 表1-2 was taken for: 水量"),
        Doubt("1:1/p1", "a.html: nothing in the book is called 表1-3", serious=True),
    )
