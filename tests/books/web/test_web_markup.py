"""What becomes of the e-book's markup on a site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree, html

from pubpipe.books import Assembled, Block, Part
from pubpipe.books._ast import attribute, div, header, link, span, string, words
from pubpipe.books._web.html import written
from pubpipe.books._web.tree import element
from tests.books.epub.handmade import BOOK, image, inline, node, png, table, unit
from tests.books.web.handmade import entry, made, read


def site(*blocks: Block, **more: Any) -> dict[str, html.HtmlElement]:
    """The pages of a book of one chapter that holds these blocks, and of a list of terms."""
    chapter = Part("c1", "body", "第一章", "题", (header(1, [string("题")], "c1", number="第一章"), *blocks))
    terms = div(
        [entry("budget", "预算", "c1"), entry("law", "法", "c1"), entry("ICMA", "ICMA", "c1")], "role", "glossary"
    )
    back = Part("glossary", "back", "", "术语表", (header(1, [string("术语表")], "glossary", "unnumbered"), terms))
    return read(made(Assembled(BOOK, (chapter, back), {"form.png": png()}, **more)))


def body(pages: dict[str, html.HtmlElement]) -> str:
    """The chapter's markup below its heading, without its tips."""
    (section,) = pages["c1.html"].xpath("//section[@role='doc-chapter']")
    for tips in section.find_class("site-tips"):
        tips.drop_tree()
    return re.sub(r">\s+<", "><", "".join(html.tostring(child, encoding="unicode") for child in section[1:])).strip()


PIXELS = image("form.png", "图", "")
PIXELS["c"][0][2] += [["width", "2in"]]
CASES = {
    "a box is a note and no landmark": (
        div([inline("旁注")], "role", "box"),
        '<div class="box" aria-label="专栏1" role="note"><p>旁注</p></div>',
    ),
    "a page mark is named by its title: axe-core knows no aria-label on it": (
        inline("文", {"t": "Span", "c": [attribute("page-12", "page", number="12"), []]}, "字"),
        '<p>文<span class="page" id="page-12" role="doc-pagebreak" title="12"></span>字</p>',
    ),
    "a picture says its width as HTML does": (
        inline("见", PIXELS),
        '<p>见<img src="images/form.png" alt="图" class="inline" width="192"></p>',
    ),
    "an id is letters, digits and hyphens": (
        unit("1:1/p1", "文"),
        '<p id="at_u1_c1_sp1">文</p>',
    ),
    "any other id is its digest": (
        inline({"t": "Span", "c": [attribute("甲.乙"), [string("此")]]}, link([string("彼")], "#甲.乙")),
        '<p><span id="at-6569d7a369681e14">此</span><a href="#at-6569d7a369681e14">彼</a></p>',
    ),
    "a term is marked once, not in a longer word, a link, a title or English": (
        inline(
            "预算法。", link([string("预算")], "https://example.org/"), "与预算和预算", span(words("ICMA"), lang="en")
        ),
        '<p>预算法。<a href="https://example.org/">预算</a>与<a class="term" href="glossary.html#term-1" '
        'aria-describedby="site-tip-1">预算</a>和预算<span lang="en">ICMA</span></p>',
    ),
    "a term may be emphasised": (
        inline(node("Strong", "预算"), "。"),
        '<p><strong><a class="term" href="glossary.html#term-1" aria-describedby="site-tip-1">预算</a></strong>。</p>',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_markup(case: str) -> None:
    block, expected = CASES[case]
    assert body(site(block)) == expected


def test_a_wide_table_scrolls_in_a_group_one_can_reach() -> None:
    wide = table("table-1-1", "表1-1", unit("1:1/t1", "分工"), ["甲", "乙", "丙", "丁"], [["1", "2", "3", "4"]])
    narrow = table("table-1-2", "表1-2", unit("1:1/t2", "人数"), ["甲", "乙"], [["1", "2"]])
    (group,) = site(wide, narrow)["c1.html"].find_class("site-wide")
    assert (group.get("role"), group.get("tabindex"), group.get("aria-label")) == ("group", "0", "表1-1 分工")
    assert [child.get("id") for child in group] == ["table-1-1"]


def test_in_columns_the_chinese_stands_first() -> None:
    sides = [div([inline("It is.")], "original", lang="en"), div([unit("1:1/p1", "是。")], "translation")]
    page = site(div(sides, "pair", "columns"), bilingual="columns")["c1.html"]
    assert [node.get("class") for node in page.find_class("pair")[0]] == ["translation", "original"]
    assert page.xpath("//button[@id='site-english']/@data-first") == ["shown"]
    assert page.find("body").get("class") == "body site-beside"


def test_a_long_title_is_cut_for_the_window() -> None:
    long = "很长的题目" * 20
    part = Part("c1", "body", "", long, (header(1, [string(long)], "c1"),))
    page = read(made(Assembled(BOOK, (part,), {})))["c1.html"]
    assert page.findtext("head/title") == long[:60] + "… | 城市管理入门"
    assert page.findtext(".//h1") == long


def test_html_is_written_without_what_only_xml_has() -> None:
    root = element("html")
    root.append(element("p", "1 < 2 & 3", hidden="hidden", title='"a"'))
    root.append(element("br"))
    root[0].set("{http://www.idpf.org/2007/ops}type", "footnote")
    root[0].set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    formula = etree.SubElement(root, "{http://www.w3.org/1998/Math/MathML}math")
    etree.SubElement(formula, "{http://www.w3.org/1998/Math/MathML}mspace")
    assert written(root) == (
        b'<!DOCTYPE html>\n<html><p hidden title="&quot;a&quot;">1 &lt; 2 &amp; 3</p><br>'
        b"<math><mspace></mspace></math></html>\n"
    )
