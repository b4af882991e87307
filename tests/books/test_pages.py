"""Page marks of the original (边码): from files of every format into the book, and out of it in every edition."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TypeGuard

import pytest
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Headword, Localised, docx, epub, examine, web
from pubpipe.books._ast import attributes, identity, inlines_of, nodes, plain
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Code
from tests.formats import epub_files
from tests.formats.docx_files import word
from tests.formats.opendocument_files import flat

HTML = """<h1>第一章 议会</h1>
<p>议会每周<span epub:type="pagebreak" role="doc-pagebreak" id="page_12" aria-label="12"></span>开会。</p>
<div role="doc-pagebreak" id="page_13" title="13"></div>
<p>会议公开。</p><hr role="doc-pagebreak" aria-label="14"><ul><li>甲</li><li role="doc-pagebreak" id="p15"
aria-label="15"></li><li>乙</li></ul><p>完。<a href="#page_12">12</a></p>"""
MARKDOWN = """# 第一章 议会

议会每周<span epub:type="pagebreak" role="doc-pagebreak" id="page_12" aria-label="12"></span>开会。

<div role="doc-pagebreak" id="page_13" title="13"></div>

会议公开。

[14]{.pagebreak}

- 甲
- []{#page_15 .pagebreak}乙

完。[12](#page_12)
"""


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def bookmark(number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="page_{number}"/><w:bookmarkEnd w:id="{number}"/>'


WORD = (
    f'<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>{run("第一章 议会")}</w:p>'
    f"<w:p>{run('议会每周')}{bookmark(12)}{run('开会。')}</w:p>{bookmark(13)}<w:p>{run('会议公开。')}</w:p>"
    f"<w:p>{bookmark(14)}</w:p><w:p>{run('甲')}</w:p><w:p>{bookmark(15)}{run('乙')}</w:p><w:p>{run('完。12')}</w:p>"
)


def mark(number: int) -> str:
    return f'<text:bookmark text:name="page_{number}"/>'


TEXT = (
    '<text:h text:outline-level="1">第一章 议会</text:h>'
    f"<text:p>议会每周{mark(12)}开会。</text:p><text:p>{mark(13)}会议公开。</text:p>"
    f"<text:p>{mark(14)}</text:p><text:p>甲</text:p><text:p>{mark(15)}乙</text:p><text:p>完。12</text:p>"
)
SOURCES = {
    "one.html": HTML.encode(),
    "one.md": MARKDOWN.encode(),
    "one.docx": word(WORD),
    "one.fodt": flat(TEXT),
    "one.epub": epub_files.epub({"one.xhtml": epub_files.page(HTML.replace('"14">', '"14"/>'))}),
}


def assembled(name: str, content: bytes, *more: tuple[str, str], original: bytes = b"") -> Assembled:
    """A book of one file, in Chinese already."""
    book = Book("b", "书", "Book", (Chapter(name),), assembly=more)
    document = format_of(name).read(content)
    marked = format_of(name).merge(content, books.mark(document, 1, {}))
    return books.assemble(book, [books.galley(Localised(book.chapters[0], marked, document, original), 1)])


def paragraphs(made: Assembled) -> list[str]:
    """The text of each paragraph and heading, its page marks in brackets."""
    found = []
    for node in nodes(list(made.parts[0].blocks)):
        if node["t"] in ("Para", "Plain", "Header"):
            found.append("".join(shown(each) for each in nodes(inlines_of(node) or [])))
    return found


def shown(node: dict[str, object]) -> str:
    if is_page(node):
        return f"[{attributes(node)['number']}]"
    return plain([node]) if node["t"] in ("Str", "Space") else ""


@pytest.mark.parametrize("name", SOURCES)
def test_marks_of_every_format_reach_the_book(name: str) -> None:
    made = assembled(name, SOURCES[name])
    assert paragraphs(made) == ["议会", "议会每周[12]开会。", "[13]会议公开。", "[14]甲", "[15]乙", "完。12"]
    marks = [node for node in nodes(list(made.parts[0].blocks)) if is_page(node)]
    assert [identity(each) for each in marks] == ["page-12", "page-13", "page-14", "page-15"]
    assert [each["c"][1] for each in marks] == [[], [], [], []]
    assert [each.message for each in made.doubts if each.serious] == []


def test_an_old_e_book_marks_pages_by_ids_alone() -> None:
    page = epub_files.page('<h1>A</h1><p>B<a id="page_12"></a>C.</p>')
    assert paragraphs(assembled("a.epub", epub_files.epub({"one.xhtml": page}))) == ["A", "B[12]C."]


def test_ids_within_a_mark_are_kept() -> None:
    mark = '<span class="pagenum" id="x"><a id="y">[Pg 3]</a></span>'
    html = f'<h1>A</h1><p>B{mark}. <a href="#y">y</a> <a href="#x">x</a></p>'
    made = assembled("a.html", html.encode())
    assert [node["c"][2][0] for node in nodes(list(made.parts[0].blocks)) if node["t"] == "Link"] == [
        "#c1-y",
        "#page-3",
    ]
    assert paragraphs(made)[1] == "B[3]. y x"


def test_links_to_a_page_lead_to_its_mark() -> None:
    made = assembled("one.html", SOURCES["one.html"])
    assert [node["c"][2][0] for node in nodes(list(made.parts[0].blocks)) if node["t"] == "Link"] == ["#page-12"]


def test_a_book_may_do_without() -> None:
    made = assembled("one.html", SOURCES["one.html"], ("pages", "no"))
    assert paragraphs(made) == ["议会", "议会每周开会。", "会议公开。", "甲", "乙", "完。12"]
    assert [node["c"][2][0] for node in nodes(list(made.parts[0].blocks)) if node["t"] == "Link"] == ["#c1-page_12"]


def test_pages_counted_anew_in_each_chapter_have_ids_of_their_own() -> None:
    book = Book("b", "书", "Book", (Chapter("one.html"), Chapter("two.html")))
    document = format_of("one.html").read(SOURCES["one.html"])
    galleys = [
        books.galley(Localised(replace(chapter), SOURCES["one.html"], document), number)
        for number, chapter in enumerate(book.chapters, 1)
    ]
    made = books.assemble(book, galleys)
    found = [identity(node) for part in made.parts for node in nodes(list(part.blocks)) if is_page(node)]
    assert found == [
        *(f"page-{number}" for number in range(12, 16)),
        *(f"c2-page-{number}" for number in range(12, 16)),
    ]


def test_a_mark_before_a_picture_waits_for_text() -> None:
    html = b"""<h1>A</h1><p><span role="doc-pagebreak" aria-label="7"></span><img src="a.png" alt="B"></p><p>C.</p>"""
    assert paragraphs(assembled("a.html", html))[-1] == "[7]C."


def test_the_last_mark_of_a_chapter_stands_at_its_end() -> None:
    html = b"""<h1>A</h1><p>C.</p><hr role="doc-pagebreak" aria-label="7">"""
    assert paragraphs(assembled("a.html", html)) == ["A", "C.[7]"]


def test_a_mark_at_the_wrong_place_is_doubted() -> None:
    html = b"""<h1>A</h1><p>C<span role="doc-pagebreak" aria-label="8"></span>.</p>
    <p>D<span role="doc-pagebreak" aria-label="7"></span>.</p>"""
    assert [each.message for each in assembled("a.html", html).doubts] == [
        "a.html: page 7 of the original begins behind page 8"
    ]


MODIFIED = datetime(2026, 1, 1)
TABLE = HTML + (
    '<table><tr><th>甲</th></tr><tr><td>乙<span role="doc-pagebreak" aria-label="16"></span></td></tr></table>'
    '<p>注<a role="doc-noteref" href="#n">1</a>。</p>'
    '<aside role="doc-footnote" id="n"><p>文<span role="doc-pagebreak" aria-label="17"></span>。</p></aside>'
)


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name).decode()


def word_file() -> bytes:
    return docx.write(assembled("one.html", TABLE.encode()), {"layout": "no"}, MODIFIED)


def test_word_shows_the_number_in_the_outer_margin_and_bookmarks_the_place() -> None:
    document = etree.fromstring(part(word_file(), "word/document.xml").encode())
    boxes = list(document.iter("{*}anchor"))
    assert [each.find("{*}docPr").get("descr") for each in boxes] == [f"原书第{number}页" for number in range(12, 16)]
    assert ["".join(each.itertext()).strip("0123456789-") for each in boxes] == ["outside"] * 4
    assert [
        (each.find("{*}positionH").get("relativeFrom"), each.find("{*}positionV").get("relativeFrom")) for each in boxes
    ] == [("page", "line")] * 4
    names = [each.get(each.keys()[1]) for each in document.iter("{*}bookmarkStart")]
    assert [each for each in names if each.startswith("page_")] == [f"page_{number}" for number in range(12, 17)]
    assert len({each.get("id") for each in document.iter("{*}docPr")}) == 4


def test_in_tables_and_notes_the_number_stands_in_the_text() -> None:
    made = word_file()
    within = re.compile('PageMarkWithin"/></w:rPr><w:t>([^<]*)')
    assert within.findall(part(made, "word/document.xml")) == ["〔16〕"]
    assert within.findall(part(made, "word/footnotes.xml")) == ["〔17〕"]


def test_proofs_are_read_without_the_numbers() -> None:
    found = docx.addresses_of_docx(word_file())
    assert found["1:1/p1"] == "议会每周开会。"
    assert found["1:1/c2"] == "乙"


def test_the_word_file_can_be_a_source_again() -> None:
    again = format_of("one.docx").read(word_file())
    assert [code.display for unit in again.units for code in unit.content if is_mark(code)] == ["12", "16", "17"]


def is_mark(code: object) -> TypeGuard[Code]:
    return isinstance(code, Code) and code.type == "pg"


def test_an_epub_has_a_page_list_and_says_of_what() -> None:
    made = epub.write(assembled("one.html", HTML.encode()), {}, MODIFIED)
    assert re.findall(r'aria-label="(\d+)"', part(made, "EPUB/c1.xhtml")) == ["12", "13", "14", "15"]
    listed = part(made, "EPUB/nav.xhtml").partition('epub:type="page-list"')[2]
    assert re.findall(r'<a href="([^"]*)">(\d+)</a>', listed) == [
        (f"c1.xhtml#page-{number}", str(number)) for number in range(12, 16)
    ]
    package = part(made, "EPUB/package.opf")
    assert re.findall(r">(page[A-Z][A-Za-z]*)<", package) == ["pageBreakMarkers", "pageNavigation"]
    assert '<meta property="pageBreakSource" xml:lang="en">Book</meta>' in package


def test_a_book_without_marks_claims_none() -> None:
    package = part(epub.write(assembled("a.html", b"<h1>A</h1><p>B.</p>"), {}, MODIFIED), "EPUB/package.opf")
    assert re.findall("page(?:Break|Nav)[A-Za-z]*|source-of", package) == []


def test_the_checklist_finds_the_marks_in_order() -> None:
    made = epub.write(assembled("one.html", HTML.encode()), {}, MODIFIED)
    asked = ["epub/navigation/page-marks-in-list", "epub/navigation/page-marks-numbered"]
    assert [(each.outcome.value, each.looked) for each in examine(made, "a.epub", asked)] == [
        ("passed", 8),
        ("passed", 8),
    ]
    asked = ["docx/page/page-marks-rise", "docx/accessibility/text-not-in-boxes"]
    assert [each.failed for each in examine(word_file(), "a.docx", asked)] == [0, 0]


def test_the_site_shows_them() -> None:
    made = web.files(assembled("one.html", HTML.encode()), {}, MODIFIED)
    assert re.findall(r'role="doc-pagebreak"[^>]*title="(\d+)"', made["c1.html"].decode()) == [
        "12",
        "13",
        "14",
        "15",
    ]


def test_an_index_may_give_the_pages_of_the_original() -> None:
    terms = [
        Headword("council", "议会", addresses=("1:1/h", "1:1/p1")),
        Headword("meeting", "开会", addresses=("1:1/p1",)),
        Headword("end", "完", addresses=("1:1/p5",)),
    ]
    document = format_of("one.html").read(HTML.encode())
    marked = format_of("one.html").merge(HTML.encode(), books.mark(document, 1, {}))
    book = Book("b", "书", "Book", (Chapter("one.html"),), assembly=(("index", "original"), ("glossary", "no")))
    made = books.assemble(book, [books.galley(Localised(book.chapters[0], marked, document), 1)], {}, terms)
    index = made.parts[-1]
    lines = [plain(inlines_of(node) or []) for node in nodes(list(index.blocks)) if node["t"] == "Para"]
    assert lines == ["索引中的页码为原书页码，即本书边码。", "K", "开会　12", "W", "完　15"]
    assert [node["c"][2][0] for node in nodes(list(index.blocks)) if node["t"] == "Link"] == ["#page-12", "#page-15"]
    text = part(docx.write(made, {"layout": "no"}, MODIFIED), "word/document.xml")
    assert re.findall('w:anchor="(page_[0-9]+)"', text)[-2:] == ["page_12", "page_15"]
    assert "INDEX" not in text and "XE " not in text
    page = re.sub("<[^>]*>", "", part(epub.write(made, {}, MODIFIED), "EPUB/index.xhtml"))
    assert "开会　12" in page
