"""The file of an EPUB: its archive, what it says of the book and of itself, and what it is asked for."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from pubpipe.books import epub
from pubpipe.errors import Misused
from tests.books.epub.handmade import ASSEMBLED, BOOK, MODIFIED, Opened, body, figure, image, inline, opened_with, png

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)">
<script>alert(1)</script><style>@import url(http://example.org/x.css);</style><style>.a{fill:red}</style>
<a xlink:href="http://example.org/"><rect width="9" height="9" fill="url(#g)"/></a>
<image href="http://example.org/x.png"/><set attributeName="x"/></svg>"""


def test_the_same_book_gives_the_same_bytes(opened: Opened) -> None:
    assert epub.write(ASSEMBLED, {}, MODIFIED) == opened.content


def test_the_blocks_stay_as_they_were() -> None:
    before = repr(ASSEMBLED)
    epub.write(ASSEMBLED, {}, MODIFIED)
    assert repr(ASSEMBLED) == before


def test_the_archive_begins_with_its_type_and_has_one_date(opened: Opened) -> None:
    first = opened.zip.infolist()[0]
    assert (first.filename, first.compress_type, opened.content[30:58]) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"mimetypeapplication/epub+zip",
    )
    assert {entry.date_time for entry in opened.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened.names == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
        "EPUB/cover.xhtml",
        "EPUB/title.xhtml",
        "EPUB/copyright.xhtml",
        "EPUB/c1.xhtml",
        "EPUB/nav.xhtml",
        "EPUB/c2.xhtml",
        "EPUB/c3.xhtml",
        "EPUB/glossary.xhtml",
        "EPUB/style.css",
        "EPUB/images/cover.svg",
        "EPUB/images/form.png",
    ]


def test_nothing_is_invented_on_the_copyright_page(opened: Opened) -> None:
    lines = ["".join(line.itertext()) for line in opened.find("copyright.xhtml", "//h:p")]
    assert lines == [
        "原书名：Running a City: A Reader",
        "原作者：Jane Doe",
        "原出版者：City Press",
        "原版年份：2024年",
        "原版权：Copyright 2024 Jane Doe.",
        "著作权合同登记号：（由出版社填写）",
        "版权所有。",
        "（CIP数据由出版社申领）",
        "书名：城市管理入门——市县人员读本",
        "丛书：城市管理丛书",
        "著者：简·多伊（Jane Doe）",
        "译者：李明",
        "审校：pubpipe项目组",
        "出版者：（由出版社填写）",
        "出版地：（由出版社填写）",
        "ISBN：（由出版社填写）",
        "责任编辑：（由出版社填写）",
        "印刷：（由出版社填写）",
        "开本：185毫米×260毫米　1/16",
        "印张：（由出版社填写）",
        "字数：（由出版社填写）",
        "版次：（由出版社填写）",
        "印次：（由出版社填写）",
        "定价：（由出版社填写）",
        "译稿完成：2026年",
    ]


def test_an_isbn_that_is_given_identifies_the_book() -> None:
    book = replace(BOOK, isbn="978-7-111-11111-1", publisher="某出版社")
    opened = Opened(epub.write(replace(ASSEMBLED, book=book), {}, datetime(2026, 1, 2, tzinfo=UTC)))
    core = [node.text for node in opened.find("package.opf", "//d:identifier | //d:publisher")]
    assert core == ["urn:isbn:9787111111111", "某出版社"]


@pytest.mark.parametrize(
    ("alternatives", "modes", "sufficient", "described"),
    [
        ([], ["textual"], ["textual"], False),
        (["甲", "乙"], ["textual", "visual"], ["textual", "textual,visual"], True),
        (["甲", ""], ["textual", "visual"], ["textual,visual"], False),
    ],
)
def test_pictures_count_as_they_are(
    alternatives: list[str], modes: list[str], sufficient: list[str], described: bool
) -> None:
    blocks = [figure("", "", None, image("a.png", each)) for each in alternatives]
    opened = opened_with(*blocks, media={"a.png": png()})
    said = opened.find("package.opf", "//o:meta[starts-with(@property, 'schema:')]")
    of = {
        key: [each.text for each in said if each.get("property") == f"schema:{key}"]
        for key in ("accessMode", "accessModeSufficient")
    }
    assert of == {"accessMode": modes, "accessModeSufficient": sufficient}
    assert ("alternativeText" in [each.text for each in said]) == described


def test_a_decoration_is_said_to_be_one() -> None:
    opened = opened_with(inline("文", image("a.png", "", "", "decorative")), media={"a.png": png()})
    assert body(opened) == '<p>文<img src="images/a.png" alt="" role="presentation" class="inline"/></p>'
    assert [each.text for each in opened.find("package.opf", "//o:meta[@property='schema:accessMode']")] == ["textual"]


def test_a_drawing_only_draws() -> None:
    opened = opened_with(inline("文", image("图 一.svg", "图")), media={"图 一.svg": DRAWING})
    assert [item.get("href") for item in opened.find("package.opf", "//o:item[@media-type='image/svg+xml']")] == [
        "images/cover.svg",
        "images/picture-1.svg",
    ]
    drawing = opened.tree("images/picture-1.svg")
    found = [(etree.QName(each).localname, dict(each.attrib)) for each in drawing.iter()]
    assert found == [
        ("svg", {}),
        ("style", {}),
        ("a", {}),
        ("rect", {"width": "9", "height": "9", "fill": "url(#g)"}),
        ("image", {}),
    ]


def test_a_draft_says_so() -> None:
    assert "草稿，供审校，不供出版" in "".join(opened_with(draft="yes").tree("title.xhtml").itertext())
    assert "草稿" not in "".join(opened_with(draft="no").tree("title.xhtml").itertext())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"toc": "4"}, 'editions.epub: toc must be one of "2", "1", "3": 4'),
        (
            {"page": "16k"},
            "editions.epub: unknown key: page"
            " (known: toc, draft, cover, terms, emphasis, fonts, song, hei, kai, latin, code)",
        ),
        ({"cover": "gone.png"}, "the cover is not among the book's pictures: gone.png"),
    ],
)
def test_settings_that_cannot_be_meant(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Misused) as caught:
        epub.write(ASSEMBLED, given, MODIFIED)
    assert str(caught.value) == sentence
