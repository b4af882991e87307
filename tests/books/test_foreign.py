"""What documents of other houses showed: titles in the middle, headings in cells, pictures nobody can see."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.shared import Cm
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Doubt, Localised, epub
from pubpipe.books._ast import attributes, classes, identity, nodes, plain, plain_blocks
from pubpipe.books.docx import write
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Edition
from tests.formats.opendocument_files import opendocument

from .conftest import BOOK, TINY, W, assemble, galleys, localised_text

DATE = datetime(2026, 11, 22, tzinfo=UTC)
BODY = "美国的市和县由州设立，各州的法律规定它们能做什么，不能做什么。"
NO_TITLE = "no title found: it does not begin with a heading, and its properties name none"
TITLES = {
    "a heading in the middle stays there": ("01.md", f"{BODY}\n\n# 中\n\n后。\n", "01", ["中"], True),
    "the front matter names it": ("01.md", f"---\ntitle: 书名\n---\n\n{BODY}\n\n# 中\n\n后。\n", "书名", ["中"], False),
    "a short line may stand above": ("01.md", "2014年11月19日\n\n# 题\n\n## 节\n\n文。\n", "题", ["节"], False),
    "a list may not": ("01.md", "- 甲\n- 乙\n\n# 题\n\n文。\n", "01", ["题"], True),
    "the only highest heading is one": ("01.md", "## 题\n\n文。\n\n### 节\n\n文。\n", "题", ["节"], False),
    "several of a lower level are none": ("01.md", "## 甲\n\n文。\n\n## 乙\n\n文。\n", "01", ["甲", "乙"], True),
    "a page's own title": (
        "01.html",
        f"<html><head><title>页</title></head><body><p>{BODY}</p><h1>中</h1><p>后。</p></body></html>",
        "页",
        ["中"],
        False,
    ),
}


def word(made: docx.document.Document, name: str = "01.docx") -> Localised:  # type: ignore[name-defined]
    held = io.BytesIO()
    made.save(held)
    format_ = format_of(name)
    document = format_.read(held.getvalue())
    return Localised(Chapter(name), format_.merge(held.getvalue(), books.mark(document, 1, {})), document)


def headings(assembled: Assembled) -> list[str]:
    blocks = list(assembled.parts[0].blocks[1:])
    return [plain(node["c"][2]) for node in nodes(blocks) if node["t"] == "Header"]


@pytest.mark.parametrize("case", TITLES)
def test_titles(case: str) -> None:
    name, source, title, below, doubted = TITLES[case]
    assembled = assemble(localised_text(name, source, 1))
    assert (assembled.parts[0].title, headings(assembled)) == (title, below)
    assert assembled.doubts == ((Doubt("", f"{name}: {NO_TITLE}"),) if doubted else ())


def test_no_heading_is_moved_across_text() -> None:
    part = assemble(localised_text("01.md", f"{BODY}\n\n# 中\n\n后。\n", 1)).parts[0]
    shown = [node["c"] for node in nodes(list(part.blocks)) if node["t"] == "Str"]
    assert shown == ["01", BODY, "中", "后。"]


def test_a_word_file_s_properties_name_it() -> None:
    made = docx.Document()
    made.core_properties.title = "从属性来"
    made.add_paragraph(BODY)
    made.add_heading("中", 1)
    made.add_paragraph("后。")
    assembled = assemble(word(made))
    assert (assembled.parts[0].title, headings(assembled), assembled.doubts) == ("从属性来", ["中"], ())


TABLE = (
    "<h1>题</h1><h2>前</h2><table><tr><th><h3 id='a'>头</h3></th><th>值</th></tr>"
    "<tr><td><h2>格</h2><p>文</p></td><td>1</td></tr></table><h2>后</h2><p><a href='#a'>见头</a></p>"
)


def test_a_heading_in_a_cell_is_text_of_the_cell() -> None:
    assembled = assemble(localised_text("01.html", f"<html><body>{TABLE}</body></html>", 1))
    part = assembled.parts[0]
    found = [
        (attributes(node).get("number"), plain(node["c"][2])) for node in nodes(list(part.blocks)) if _header(node)
    ]
    assert found == [("第一章", "题"), ("第一节", "前"), ("第二节", "后")]
    (table,) = [node for node in part.blocks if node["t"] == "Table"]
    strong = [plain(node["c"]) for node in nodes([table]) if node["t"] == "Strong"]
    assert (plain_blocks([table]), strong) == ("头\n值\n格\n文\n1", ["格"])
    document = _document(assembled)
    anchors = {each.get(f"{W}anchor") for each in document.iter(f"{W}hyperlink") if "a" in each.get(f"{W}anchor", "")}
    assert anchors <= {each.get(f"{W}name") for each in document.iter(f"{W}bookmarkStart")}
    assert "_r_c1_a" in anchors


def _header(node: dict[str, object]) -> bool:
    return node["t"] == "Header"


def _document(assembled: Assembled) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write(assembled, {"layout": "no"}))) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _table(*widths: float) -> Localised:
    made = docx.Document()
    made.add_heading("题", 1)
    table = made.add_table(1, len(widths))
    table.autofit = False
    for index, width in enumerate(widths):
        table.columns[index].width = Cm(width)
        table.cell(0, index).width = Cm(width)
        table.cell(0, index).text = "甲乙丙丁"
    return word(made)


def test_columns_keep_the_proportions_they_were_given() -> None:
    grid = [int(each.get(f"{W}w", "0")) for each in _document(assemble(_table(8, 4, 4))).iter(f"{W}gridCol")]
    assert grid == [3989, 1995, 1996]


def test_columns_nobody_set_apart_share_the_width() -> None:
    (table,) = [node for node in assemble(_table(5, 5)).parts[0].blocks if node["t"] == "Table"]
    assert [column[1] for column in table["c"][2]] == [{"t": "ColWidthDefault"}] * 2


def test_a_case_stands_apart_whether_the_file_says_so_or_not() -> None:
    source = "# 题\n\n## 案例：甲市\n\n故事。\n\n结局。\n\n## 后\n\n文。\n"
    part = assemble(localised_text("01.md", source, 1)).parts[0]
    cases = [plain_blocks([node]) for node in part.blocks if "case" in classes(node)]
    assert cases == ["故事。\n结局。"]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def test_pictures_an_edition_cannot_show_are_doubted_and_those_without_words() -> None:
    files = {"a.svg": SVG, "b.emf": b"\x01\x00\x00\x00" + bytes(60), "c.png": (TINY / "figures/form.png").read_bytes()}
    source = "# 题\n\n一段。\n\n![曲线](a.svg)\n\n![图](b.emf)\n\n![](c.png)\n"
    book = replace(BOOK, editions=(Edition("docx"), Edition("epub")))
    assembled = books.assemble(book, galleys(localised_text("01.md", source, 1)), files)
    expected = [
        Doubt("1:1/a1", "01.md: the docx edition cannot show this picture: a.svg"),
        Doubt("1:1/a2", "01.md: the epub edition cannot show this picture: b.emf"),
        Doubt("1:1/a2", "01.md: picture without alternative text: c.png"),
    ]
    assert [doubt for doubt in assembled.doubts if "caption" not in doubt.message] == expected


def test_the_cover_an_edition_names_is_among_the_pictures() -> None:
    cover = (TINY / "figures/form.png").read_bytes()
    book = replace(BOOK, editions=(Edition("epub", (("cover", "figures/front.png"),)),))
    chapter = localised_text("01.md", "# 题\n\n文。\n", 1)
    assembled = books.assemble(book, galleys(chapter), {"figures/front.png": cover})
    assert (assembled.media, assembled.doubts) == ({"figures/front.png": cover}, ())
    written = zipfile.ZipFile(io.BytesIO(epub.write(assembled, {"cover": "figures/front.png"}, DATE)))
    assert written.read("EPUB/images/front.png") == cover
    missing = books.assemble(book, galleys(chapter), {})
    sentence = "book.toml: cover of the epub edition not found: figures/front.png"
    assert missing.doubts == (Doubt("", sentence, serious=True),)


def test_a_table_s_description_is_for_those_who_are_read_to() -> None:
    made = docx.Document()
    made.add_heading("题", 1)
    table = made.add_table(2, 2)
    table.cell(0, 0).text = "项目"
    table.cell(1, 1).text = "值"
    description = etree.SubElement(table._tbl.tblPr, f"{W}tblDescription")
    description.set(f"{W}val", "两行两列。")
    assembled = assemble(word(made))
    assert "两行两列" not in "".join(plain_blocks([block]) for block in assembled.parts[0].blocks)
    assert [each.get(f"{W}val") for each in _document(assembled).iter(f"{W}tblDescription")] == ["两行两列。"]
    page = zipfile.ZipFile(io.BytesIO(epub.write(assembled, {}, DATE))).read("EPUB/c1.xhtml")
    tree = etree.fromstring(page)
    (shown,) = tree.iter("{*}table")
    (hidden,) = [each for each in tree.iter("{*}p") if each.get("class") == "description"]
    assert (hidden.text, hidden.get("hidden")) == ("两行两列。", "hidden")
    assert shown.get("aria-describedby") == hidden.get("id")
    (address,) = [attributes(node)["address"] for node in assembled.parts[0].blocks if node["t"] == "Table"]
    assert hidden.get("id") == books.bookmark(address)


@pytest.mark.parametrize("book", [BOOK, Book("b", "书", "", ())])
def test_both_editions_say_the_same_of_the_book(book: Book) -> None:
    """版权页, line by line; a book that is no translation does not say of what."""
    assembled = replace(assemble(localised_text("01.md", "# 题\n\n文。\n", 1)), book=book)
    styles = ("Imprint", "ImprintOpening", "ImprintHeading", "CataloguingBlock")
    word_lines = [
        "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for paragraph in _document(assembled).iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in styles
    ]
    page = zipfile.ZipFile(io.BytesIO(epub.write(assembled, {}, DATE))).read("EPUB/copyright.xhtml")
    lines = ["".join(node.itertext()) for node in etree.fromstring(page).iter("{*}h2", "{*}p")]
    assert lines == word_lines
    assert ("本书译自" in lines, "著作权合同登记号：（由出版社填写）" in lines) == (bool(book.original_title),) * 2
    assert [line for line in lines if line.endswith("：")] == []
    assert "版权声明" in lines and "ISBN：（由出版社填写）" in lines


def test_lines_of_an_address_begin_alike() -> None:
    assembled = assemble(localised_text("01.html", "<h1>题</h1><p>甲会<br>乙路1号</p>", 1))
    styles = [each.get(f"{W}val") for each in _document(assembled).iter(f"{W}pStyle")]
    page = zipfile.ZipFile(io.BytesIO(epub.write(assembled, {}, DATE))).read("EPUB/c1.xhtml").decode()
    assert (styles.count("Lines"), page.count('class="lines"')) == (1, 1)


def test_a_question_keeps_its_choices_and_a_heading_its_first_lines() -> None:
    source = "# 题\n\n## 练习\n\n请回答：\n\n1. 哪一项？\n   - 甲\n   - 乙\n2. 为什么？\n"
    document = _document(assemble(localised_text("01.md", source, 1)))
    kept = [
        "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for paragraph in document.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert kept == ["请回答：", "哪一项？", "甲"]


def test_ids_of_headings_in_cells_lead_somewhere_in_both_editions() -> None:
    assembled = assemble(localised_text("01.html", f"<html><body>{TABLE}</body></html>", 1))
    ids = {identity(node) for node in nodes(list(assembled.parts[0].blocks))}
    assert "c1-a" in ids
    page = zipfile.ZipFile(io.BytesIO(epub.write(assembled, {}, DATE))).read("EPUB/c1.xhtml").decode()
    assert 'href="#c1-a"' in page and 'id="c1-a"' in page


def test_a_picture_within_the_page_is_put_beside_it() -> None:
    data = base64.b64encode(next(TINY.rglob("*.png")).read_bytes()).decode()
    made = assemble(
        localised_text("01.html", f'<h1>题</h1><p><img alt="图" src="data:image/png;base64,{data}"></p>', 1)
    )
    (name,) = made.media
    assert name.endswith(".png")
    assert [doubt for doubt in made.doubts if doubt.serious] == []


def test_a_file_s_suffix_is_no_part_of_its_title() -> None:
    made = assemble(localised_text("01.md", f"---\ntitle: 申请指南.docx\n---\n\n{BODY}\n", 1))
    assert made.parts[0].title == "申请指南"


def test_an_anchor_in_an_empty_paragraph_can_be_led_to() -> None:
    page = '<h1>题</h1><p><span><a id="page_23"></a></span></p><p>文。</p><p>见<a href="#page_23">此</a>。</p>'
    made = assemble(localised_text("01.html", page, 1))
    assert [doubt for doubt in made.doubts if doubt.serious] == []


def test_the_alternative_texts_of_a_picture_in_an_opendocument_text_are_its_own() -> None:
    picture = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>图</svg:title><svg:desc>城市</svg:desc>'
    body = f'<text:h text:outline-level="1">题</text:h><text:p>见{picture}</draw:frame>。</text:p>'
    held = io.BytesIO(opendocument(body))
    with zipfile.ZipFile(held, "a") as archive:
        archive.write(TINY / "figures" / "form.png", "Pictures/a.png")
    source = held.getvalue()
    format_ = format_of("01.odt")
    document = format_.read(source)
    assembled = assemble(Localised(Chapter("01.odt"), format_.merge(source, books.mark(document, 1, {})), document))
    (image,) = (node for node in nodes(list(assembled.parts[0].blocks)) if node["t"] == "Image")
    assert (attributes(image)["address"], plain(image["c"][1])) == ("1:1/a1", "图城市")
    assert assembled.doubts == ()


def test_the_picture_of_an_object_in_an_opendocument_text_is_found() -> None:
    shown = '<draw:image xlink:href="./ObjectReplacements/Object 1"/><svg:desc>图</svg:desc>'
    picture = f'<draw:frame><draw:object xlink:href="./Object 1"/>{shown}</draw:frame>'
    held = io.BytesIO(opendocument(f'<text:h text:outline-level="1">题</text:h><text:p>见{picture}。</text:p>'))
    with zipfile.ZipFile(held, "a") as archive:
        archive.write(TINY / "figures" / "form.png", "ObjectReplacements/Object 1")
    source = held.getvalue()
    format_ = format_of("01.odt")
    document = format_.read(source)
    assembled = assemble(Localised(Chapter("01.odt"), format_.merge(source, books.mark(document, 1, {})), document))
    assert (list(assembled.media), assembled.doubts) == (["Object 1"], ())


def test_a_name_that_word_gives_to_every_picture_names_none() -> None:
    def chapter(number: int) -> Localised:
        made = docx.Document()
        made.add_heading("题", 1)
        made.add_picture(str(TINY / "figures" / "form.png"), width=Cm(8))
        named = made.inline_shapes[0]._inline
        named.docPr.set("name", "Picture 1")
        named.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "图片 3")
        return word(made, f"0{number}.docx")

    chapters = [replace(chapter(number), chapter=Chapter(f"0{number}.docx")) for number in (1, 2)]
    book = Book("b", "书", "Book", tuple(each.chapter for each in chapters))
    twins = {"figures/zh_CN/Picture 1.png": b"1", "figures/zh_CN/02-image1.png": b"2"}
    assembled = books.assemble(book, galleys(*chapters), twins)
    assert [(each.chapter, each.name, each.twin) for each in assembled.pictures] == [
        ("01.docx", "01-image1.png", ""),
        ("02.docx", "02-image1.png", "figures/zh_CN/02-image1.png"),
    ]
