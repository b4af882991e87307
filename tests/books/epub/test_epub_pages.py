"""What a page of the EPUB says and refuses to say."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.books import Block, addresses, bookmark
from pubpipe.books._ast import attribute, div, link, span, string
from pubpipe.books._epub.markup import safe_id
from pubpipe.books._epub.notes import sign
from tests.books.epub.handmade import ASSEMBLED, Opened, body, figure, image, inline, node, note, opened_with, png, unit

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


def test_marks_of_notes() -> None:
    assert [sign(number) for number in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "〔51〕"]


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
