"""What a page of the EPUB says and refuses to say."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.books import Assembled, Block, Part, addresses, bookmark, epub
from pubpipe.books._ast import attribute, div, header, link, paragraph, span, string
from pubpipe.books._epub.cover import broken
from pubpipe.books._epub.markup import safe_id
from pubpipe.books._epub.notes import sign
from pubpipe.errors import Misused
from tests.books.epub.handmade import ASSEMBLED, BOOK, MODIFIED, Opened, figure, image, node, note, png, unit

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)">
<script>alert(1)</script><style>@import url(http://example.org/x.css);</style><style>.a{fill:red}</style>
<a xlink:href="http://example.org/"><rect width="9" height="9" fill="url(#g)"/></a>
<image href="http://example.org/x.png"/><set attributeName="x"/></svg>"""


def opened_with(*blocks: Block, media: dict[str, bytes] | None = None, **options: str) -> Opened:
    """A book of one chapter that holds these blocks."""
    part = Part("c1", "body", "第一章", "题", (header(1, [string("题")], "c1", number="第一章"), *blocks))
    return Opened(epub.write(Assembled(BOOK, (part,), media or {}), options, MODIFIED))


def body(opened: Opened) -> str:
    """The chapter's markup below its heading."""
    section = opened.find("c1.xhtml", "//h:section[@role='doc-chapter']")[0]
    written = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in section[1:])
    for space in (' xmlns="http://www.w3.org/1999/xhtml"', ' xmlns:epub="http://www.idpf.org/2007/ops"'):
        written = written.replace(space, "")
    return written


def inline(*inlines: Any) -> Block:
    return paragraph([string(each) if isinstance(each, str) else each for each in inlines])


SIDE = {"t": "AlignDefault"}
ALIGNED = {
    "t": "Table",
    "c": [
        attribute(),
        [None, []],
        [[{"t": "AlignRight"}, {"t": "ColWidth", "c": 0.2}], [SIDE, {"t": "ColWidth", "c": 0.8}]],
        [attribute(), [[attribute(), [[attribute(), SIDE, 1, 2, [inline("头")]]]]]],
        [
            [
                attribute(),
                0,
                [],
                [
                    [attribute(), [[attribute(), SIDE, 2, 1, [inline("1")]], [attribute(), SIDE, 1, 1, []]]],
                    [attribute(), [[attribute(), SIDE, 1, 1, [inline("二")]]]],
                ],
            ]
        ],
        [attribute(), []],
    ],
}
CASES = {
    "a role is an element of its own": (
        div([inline("故事")], "role", "case"),
        '<section class="case">\n<p>故事</p>\n</section>',
    ),
    "a box stands aside": (
        div([inline("旁注")], "role", "box"),
        '<aside class="box" aria-label="专栏1">\n<p>旁注</p>\n</aside>',
    ),
    "a byline is no box": (
        div([inline("2025年1月")], "role", "byline"),
        '<div class="byline">\n<p>2025年1月</p>\n</div>',
    ),
    "a box is headed by what is all bold": (
        div([inline(node("Strong", "要点")), inline("文。")], "role", "box"),
        '<aside class="box" aria-label="专栏1">\n<p class="heading"><strong>要点</strong></p>\n<p>文。</p>\n</aside>',
    ),
    "unfinished text shows": (
        inline(span([string("【未定稿】文")], "unfinished")),
        '<p><span class="unfinished">【未定稿】文</span></p>',
    ),
    "a book's title is no dotted emphasis": (inline(node("Emph", "《论语》")), '<p><em class="kai">《论语》</em></p>'),
    "emphasis is": (inline(node("Emph", "不是")), "<p><em>不是</em></p>"),
    "a table keeps its spans, sides and header": (
        ALIGNED,
        '<table>\n<thead>\n<tr>\n<th colspan="2" scope="col">头</th>\n</tr>\n</thead>\n<tbody>\n'
        '<tr>\n<td rowspan="2" class="right">1</td>\n<td/>\n</tr>\n<tr>\n<td>二</td>\n</tr>\n</tbody>\n</table>',
    ),
    "hooks and styles of the source are dropped": (
        div([inline(span([string("文")], "wild", onclick="alert(1)", style="color:red", role="button"))], "x"),
        "<p>文</p>",
    ),
    "raw markup is dropped": (
        inline("文", {"t": "RawInline", "c": ["html", "<script>alert(1)</script>"]}),
        "<p>文</p>",
    ),
    "a link that leads nowhere is its text": (inline(link([string("文")], "#gone")), "<p>文</p>"),
    "a link that acts is its text": (inline(link([string("文")], "javascript:alert(1)")), "<p>文</p>"),
    "a link outside is in an address's form": (
        inline(link([string("文")], "https://example.org/a b?城")),
        '<p><a href="https://example.org/a%20b?%E5%9F%8E">文</a></p>',
    ),
    "text by itself is a paragraph": ({"t": "Plain", "c": [string("文")]}, "<p>文</p>"),
    "lines are": (
        {"t": "LineBlock", "c": [[string("甲")], [string("乙")]]},
        '<p class="lines">甲<br/>乙</p>',
    ),
    "and so is what is broken": (
        inline(node("Strong", "甲", {"t": "LineBreak"}, "乙")),
        '<p class="lines"><strong>甲<br/>乙</strong></p>',
    ),
    "code has its own place": (
        div([{"t": "CodeBlock", "c": [attribute("x"), "a < b\nc"]}], "unit", address="1:1/p1"),
        '<pre id="_u1_c1_sp1"><code>a &lt; b\nc</code></pre>',
    ),
    "an item needs no paragraph, and has its place": (
        {"t": "BulletList", "c": [[unit("1:1/p1", "甲")], [unit("1:1/p2", "乙"), inline("丙")]]},
        '<ul>\n<li id="_u1_c1_sp1">甲</li>\n<li>\n<p id="_u1_c1_sp2">乙</p>\n<p>丙</p>\n</li>\n</ul>',
    ),
    "an anchor of the source stands within its paragraph": (
        {"t": "Div", "c": [["anchor", ["unit"], [["address", "1:1/p1"]]], [inline("文")]]},
        '<p id="_u1_c1_sp1"><span id="anchor"/>文</p>',
    ),
    "an id is taken once": (
        div(
            [inline({"t": "Span", "c": [attribute("a"), [string("甲")]]}, {"t": "Span", "c": [attribute("a"), []]})],
            "x",
        ),
        '<p><span id="a">甲</span></p>',
    ),
    "a term has its definitions": (
        {"t": "DefinitionList", "c": [[[string("词")], [[inline("义")]]]]},
        "<dl>\n<dt>词</dt>\n<dd>义</dd>\n</dl>",
    ),
    "quotes are the text's": (
        inline({"t": "Quoted", "c": [{"t": "DoubleQuote"}, [string("A & B")]]}),
        "<p>“A &amp; B”</p>",
    ),
    "a formula nobody can read stays as it is written": (
        inline({"t": "Math", "c": [{"t": "InlineMath"}, "\\frac{<"]}),
        "<p>\\frac{&lt;</p>",
    ),
    "an id is a name": (div([inline("文")], "unit", address="1:附/p1"), f'<p id="{bookmark("1:附/p1")}">文</p>'),
    "a picture of another kind is named": (
        figure("figure-1-1", "图1-1", inline("题"), image("a.emf", "曲线")),
        '<figure id="figure-1-1">\n<span class="missing">〔图片无法显示：曲线〕</span>\n'
        '<figcaption><span class="label">图1-1</span>　题</figcaption>\n</figure>',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_blocks_become(case: str) -> None:
    block, expected = CASES[case]
    assert body(opened_with(block, media={"a.emf": b"\x01\x00\x00\x00"})) == expected


def test_no_line_begins_with_a_note_s_mark() -> None:
    found = opened_with(inline("甲", note("1:1/n1", "注。"), "乙。")).find("c1.xhtml", "//h:p")[0]
    assert "".join(found.itertext()) == "甲\u2060①乙。"


def test_a_note_s_mark_stands_behind_a_link_and_within_another_note() -> None:
    inner = note("1:1/n2", "内注。", translator=True)
    outer: Block = {"t": "Note", "c": [unit("1:1/n1", "外注", inner, "。")]}
    opened = opened_with(inline(link([string("甲"), outer], "https://example.org/"), "乙", note("1:1/n3", "后注。")))
    found = opened.find("c1.xhtml", "//h:p")[0]
    assert ["".join(each.itertext()) for each in found] == ["甲", "①", "②"]
    notes = opened.find("c1.xhtml", "//h:aside")
    assert ["".join(each.itertext()).strip() for each in notes] == ["①外注\u2060⑴。", "②后注。", "⑴内注。"]
    marks = [each.get("id") for each in opened.find("c1.xhtml", "//h:a[@role='doc-noteref']")]
    assert marks == ["c1-mark-1", "c1-mark-2", "c1-mark-3"]


def test_a_picture_in_text_keeps_its_size() -> None:
    sized = image("a.png", "图", "")
    sized["c"][0][2] += [["width", "0.7083333in"], ["height", "40"], ["style", "color:red"]]
    opened = opened_with(inline("见", sized), media={"a.png": png()})
    (found,) = opened.find("c1.xhtml", "//h:p/h:img")
    assert dict(found.attrib) == {
        "src": "images/a.png",
        "alt": "图",
        "class": "inline",
        "style": "width: 0.708in; height: 40px",
    }


def test_headers_say_what_they_head() -> None:
    table = deepcopy(ALIGNED)
    body = table["c"][4][0]
    body[1], body[2] = 1, [[attribute(), [[attribute(), SIDE, 1, 2, [inline("组")]]]]]
    cells = opened_with(table).find("c1.xhtml", "//h:tr/*")
    assert [(etree.QName(each).localname, each.get("scope"), each.text) for each in cells] == [
        ("th", "col", "头"),
        ("th", "col", "组"),
        ("th", "row", "1"),
        ("td", None, None),
        ("td", None, "二"),
    ]


def test_every_address_is_an_id(opened: Opened) -> None:
    found = {node.get("id") for tree in opened.pages().values() for node in tree.iter()}
    assert [address for address in addresses(ASSEMBLED) if bookmark(address) not in found] == []


def test_ids_stand_once_in_a_file_and_links_lead_to_one(opened: Opened) -> None:
    pages = opened.pages()
    ids = {name: [node.get("id") for node in tree.iter() if node.get("id")] for name, tree in pages.items()}
    assert {name: found for name, found in ids.items() if len(found) != len(set(found))} == {}
    targets = [(name, link.get("href")) for name, tree in pages.items() for link in tree.iter("{*}a")]
    inner = [(name, target) for name, target in targets if not target.startswith("http")]
    lost = [
        each for each in inner if "#" in each[1] and each[1].split("#")[1] not in ids[each[1].split("#")[0] or each[0]]
    ]
    assert lost == []
    assert ("glossary.xhtml", "c2.xhtml#_u2_c1_sp1") in inner


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


def test_a_cover_that_is_given_is_taken() -> None:
    opened = opened_with(media={"front.png": png()}, cover="figures/front.png")
    assert [item.get("href") for item in opened.find("package.opf", "//o:item[@properties='cover-image']")] == [
        "images/front.png"
    ]


def test_a_draft_says_so() -> None:
    assert "草稿，供审校，不供出版" in "".join(opened_with(draft="yes").tree("title.xhtml").itertext())
    assert "草稿" not in "".join(opened_with(draft="no").tree("title.xhtml").itertext())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"toc": "4"}, 'editions.epub: toc must be one of "2", "1", "3": 4'),
        ({"page": "16k"}, "editions.epub: unknown key: page (known: toc, draft, cover, terms)"),
        ({"cover": "gone.png"}, "the cover is not among the book's pictures: gone.png"),
    ],
)
def test_settings_that_cannot_be_meant(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(Misused) as caught:
        epub.write(ASSEMBLED, given, MODIFIED)
    assert str(caught.value) == sentence


def test_marks_of_notes() -> None:
    assert [sign(number) for number in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "〔51〕"]


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("城市管理基础", 8, ["城市管理基础"]),
        ("中美城市管理交流读本", 8, ["中美城市管理", "交流读本"]),
        ("城市管理：理论与实践", 8, ["城市管理：", "理论与实践"]),
        ("地方政府预算的编制和执行", 8, ["地方政府预算的", "编制和执行"]),
        ("ICMA职业道德守则与城市经理", 8, ["ICMA职业道德", "守则与城市经理"]),
        ("Intergovernmental", 8, ["Intergovernmental"]),
        ("Foundations of City Management", 10, ["Foundations of", "City Management"]),
        ("", 8, []),
    ],
)
def test_titles_are_broken_evenly(text: str, ems: float, lines: list[str]) -> None:
    assert broken(text, ems) == lines


def test_words_of_the_book_are_not_broken() -> None:
    prose = "专业人员各有专业；专业训练。"
    title = "城市与县管理专业人员培训教材"
    assert broken(title, 8) == ["城市与县管理专", "业人员培训教材"]
    assert broken(title, 8, prose) == ["城市与县管理专业", "人员培训教材"]


@given(st.text(alphabet="城市管理与：, ICMA的", max_size=30).map(lambda text: " ".join(text.split())))
@settings(max_examples=100, deadline=None)
def test_breaking_a_title_loses_nothing(text: str) -> None:
    assert "".join(broken(text, 8)).replace(" ", "") == text.replace(" ", "")


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_ids_are_names_and_stay_different(identity: str) -> None:
    etree.fromstring(f'<a xml:id="{safe_id(identity)}"/>')
    assert safe_id(safe_id(identity)) == safe_id(identity)


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_arrives_as_it_is_or_not_at_all(text: str) -> None:
    opened = opened_with(unit("1:1/p1", text))
    shown = "".join(opened.find("c1.xhtml", "//h:p")[0].itertext())
    wanted = "".join(each for each in text if each in "\t\n" or 0x20 <= ord(each) <= 0xFFFD or ord(each) > 0xFFFF)
    assert "".join(shown.split()) == "".join(wanted.split())
    assert zipfile.ZipFile(io.BytesIO(opened.content)).testzip() is None
