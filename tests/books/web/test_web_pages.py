"""What the site's pages say, where they lead, and what they never ask for."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace

import pytest
from lxml import html

from pubpipe.books import epub
from pubpipe.errors import Misused
from tests.books.epub.handmade import ASSEMBLED, BOOK, MODIFIED, Opened
from tests.books.web.handmade import BILINGUAL, made, read, text

NAMES = ["c1.html", "c2.html", "c3.html", "c4.html", "copyright.html", "glossary.html", "images/form.png", "index.html"]
OWN = ["search-texts.js", "search.html", "search.js", "site.css", "site.js", "sitemap.xml", "style.css"]


def test_the_files(files: dict[str, bytes]) -> None:
    assert list(files) == NAMES + OWN
    assert made(url="https://example.org/shu", original_url="https://example.org/book/") == files
    assert list(made(search="no")) == [*NAMES, "site.css", "site.js", "style.css"]


def test_every_link_leads_somewhere(files: dict[str, bytes], pages: dict[str, html.HtmlElement]) -> None:
    ids = {name: [node.get("id") for node in page.iter() if node.get("id")] for name, page in pages.items()}
    assert [(name, each) for name, own in ids.items() for each in own if own.count(each) > 1] == []
    lost = []
    for name, page in pages.items():
        for node, key, target, _place in page.iterlinks():
            address, _hash, place = target.partition("#")
            if key == "action" or not re.match(r"\w+:", address):
                there = posixpath.normpath(address) if address else name
                if there not in files or (place and place not in ids[there]):
                    lost.append((name, node.tag, target))
    assert lost == []


def test_nothing_is_fetched_from_the_net(files: dict[str, bytes], pages: dict[str, html.HtmlElement]) -> None:
    outside = [
        (name, node.tag, node.get("rel"), target)
        for name, page in pages.items()
        for node, _key, target, _place in page.iterlinks()
        if re.match(r"\w+:|//", target) and node.tag != "a" and node.get("rel") not in ("canonical", "alternate")
    ]
    assert outside == []
    for name in ("site.css", "style.css", "site.js", "search.js"):
        assert re.findall(rb"url\(|@import|https?:|fetch\(|XMLHttp|import\(", files[name]) == []


def test_a_chapter_says_what_the_e_book_says() -> None:
    opened, pages = Opened(epub.write(ASSEMBLED, {}, MODIFIED)), read(made(ASSEMBLED))
    for part in ASSEMBLED.parts:
        (section,) = pages[f"{part.id}.html"].xpath("//main/*[contains(@class, 'site-text')]")
        for tips in section.find_class("site-tips"):
            tips.drop_tree()
        (whole,) = opened.find(f"{part.id}.xhtml", "//h:body")
        assert text(section) == re.sub(r"\s+", "", "".join(whole.itertext()))


def test_heads(pages: dict[str, html.HtmlElement]) -> None:
    assert {name: page.findtext("head/title") for name, page in pages.items()} == {
        "index.html": "城市管理入门",
        "c1.html": "前言 | 城市管理入门",
        "c2.html": "第一章　议会ICMA制 | 城市管理入门",
        "c3.html": "第二章　预算 | 城市管理入门",
        "c4.html": "第三章　棕地 | 城市管理入门",
        "glossary.html": "术语对照表 | 城市管理入门",
        "copyright.html": "版权信息 | 城市管理入门",
        "search.html": "搜索 | 城市管理入门",
    }
    assert {page.get("lang") for page in pages.values()} == {"zh-Hans"}
    told = {name: page.xpath("string(//meta[@name='description']/@content)") for name, page in pages.items()}
    assert told["index.html"] == "一本小书。"
    assert told["c4.html"] == "棕地是可能受污染的土地。城市经理负责棕地再开发。"
    links = pages["index.html"].xpath("//head/link[not(@rel='stylesheet')]")
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("canonical", None, "https://example.org/shu/"),
        ("alternate", "zh-Hans", "https://example.org/shu/"),
        ("alternate", "en", "https://example.org/book/"),
        ("next", None, "c1.html"),
    ]
    assert pages["c2.html"].xpath("string(//link[@rel='canonical']/@href)") == "https://example.org/shu/c2.html"
    assert pages["c2.html"].xpath("//meta[@name='robots']") == []


def test_the_map(files: dict[str, bytes]) -> None:
    held = re.findall(r"<loc>(.*?)</loc><lastmod>(.*?)</lastmod>", files["sitemap.xml"].decode())
    names = ["", "c1.html", "c2.html", "c3.html", "c4.html", "glossary.html", "copyright.html"]
    assert held == [(f"https://example.org/shu/{name}", "2026-11-22") for name in names]
    assert "sitemap.xml" not in made()


def test_the_frame(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["c2.html"]
    assert [node.tag for node in page.find("body")] == ["a", "header", "div", "footer"]
    assert page.xpath("//body/a/@href") == ["#site-main"]
    assert [(link.text_content(), link.get("href")) for link in page.xpath("//header/nav//a")] == [
        ("目录", "index.html#site-contents"),
        ("术语对照表", "glossary.html"),
    ]
    assert [
        (link.text_content(), link.get("href"), link.get("aria-current"))
        for link in page.xpath("//nav[@aria-label='全书目录']//a")
    ] == [
        ("前言", "c1.html", None),
        ("第一章　议会ICMA制", "c2.html", "page"),
        ("第一节　起源", "c2.html#c2-s1", None),
        ("第二章　预算", "c3.html", None),
        ("第三章　棕地", "c4.html", None),
        ("术语对照表", "glossary.html", None),
    ]
    assert [(link.get("rel"), link.text_content()) for link in page.xpath("//nav[@aria-label='翻页']/a")] == [
        ("prev", "上一章前言"),
        ("next", "下一章第二章　预算"),
    ]
    assert [(link.get("hreflang"), link.text) for link in page.xpath("//footer//a")] == [
        (None, "版权信息"),
        ("en", "Running a City: A Reader"),
    ]


def test_only_what_is_known_is_said_of_the_book(pages: dict[str, html.HtmlElement]) -> None:
    assert [node.text_content() for node in pages["copyright.html"].xpath("//main//p")] == [
        "原书名：Running a City: A Reader",
        "原作者：Jane Doe",
        "原出版者：City Press",
        "原版年份：2024年",
        "原版权：Copyright 2024 Jane Doe.",
        "版权所有。",
        "书名：城市管理入门——市县人员读本",
        "丛书：城市管理丛书",
        "著者：简·多伊（Jane Doe）",
        "译者：李明",
        "审校：pubpipe项目组",
        "译稿完成：2026年",
    ]
    assert pages["index.html"].find_class("publisher") == []
    known = read(made(replace(ASSEMBLED, book=replace(BOOK, publisher="某某出版社"))))
    assert [text(node) for node in known["index.html"].find_class("publisher")] == ["某某出版社"]


def test_a_term_leads_to_its_entry_where_it_first_stands(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["c4.html"]
    tips = {
        node.get("id"): (node.text_content(), [each.text for each in node if each.get("lang") == "en"])
        for node in page.xpath("//*[@role='tooltip']")
    }
    assert [
        (link.text, link.get("href"), tips[link.get("aria-describedby")], link.getparent().text_content())
        for link in page.find_class("term")
    ] == [
        (
            "棕地",
            "glossary.html#term-1",
            ("棕地\u3000brownfield", ["brownfield"]),
            "棕地是可能受污染的土地。城市经理负责棕地再开发。",
        ),
        (
            "城市经理",
            "glossary.html#term-3",
            ("城市经理\u3000city manager（CM）由议会任命的行政首长。", ["city manager", "CM"]),
            "棕地是可能受污染的土地。城市经理负责棕地再开发。",
        ),
        (
            "棕地再开发",
            "glossary.html#term-2",
            ("棕地再开发\u3000brownfield redevelopment", ["brownfield redevelopment"]),
            "棕地是可能受污染的土地。城市经理负责棕地再开发。",
        ),
    ]
    assert pages["glossary.html"].find_class("term") == []
    assert text(pages["glossary.html"].get_element_by_id("term-3")) == "citymanager（CM）城市经理第三章"


def test_the_english_follows_the_chinese(pages: dict[str, html.HtmlElement]) -> None:
    sides = pages["c4.html"].find_class("switch")
    assert [[(node.tag, node.get("lang")) for node in side] for side in sides] == [
        [("p", None), ("details", "en")],
        [("p", None), ("details", "en")],
    ]
    assert [(node.get("data-first"), node.text) for node in pages["c4.html"].xpath("//button[@id='site-english']")] == [
        ("hidden", "显示英文原文")
    ]
    assert read(made(ASSEMBLED))["c2.html"].xpath("//button[@id='site-english']") == []


def test_what_the_search_looks_in(files: dict[str, bytes]) -> None:
    held = json.loads(files["search-texts.js"].decode().removeprefix("window.pubpipeTexts=").removesuffix(";\n"))
    assert held["pages"][3] == ["c4.html", "第三章　棕地"]
    assert [each for each in held["texts"] if each[0] == 3] == [
        [3, "c4", 1, "第三章 棕地"],
        [3, "at_u4_c1_sp1", 0, "棕地是可能受污染的土地。城市经理负责棕地再开发。"],
        [3, "at_u4_c1_sp2", 0, "城市经理制与城市经理不同。"],
        [3, "at_u4_c1_sp3", 0, "清查棕地；"],
        [3, "at_u4_c1_sp4", 0, "再利用。"],
    ]


def test_a_draft_says_so_and_hides_from_search_engines() -> None:
    files = made(draft="yes", url="https://example.org/")
    for name, page in read(files).items():
        assert (name, [node.text for node in page.find_class("site-draft")]) == (name, ["草稿，供审校，不供出版"])
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "sitemap.xml" not in files


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "http://[", "https://example.org/#x"])
@pytest.mark.parametrize("key", ["url", "original_url"])
def test_an_address_must_be_one(key: str, url: str) -> None:
    with pytest.raises(Misused) as told:
        made(**{key: url})
    assert str(told.value) == f"editions.web: {key} is no address on the net: {url}"


def test_a_setting_must_be_known() -> None:
    with pytest.raises(Misused):
        made(theme="dark")


def test_a_part_may_be_called_like_a_page_of_the_site() -> None:
    parts = tuple(replace(part, id="index") if part.id == "glossary" else part for part in BILINGUAL.parts)
    assert [name for name in made(replace(BILINGUAL, parts=parts)) if "index" in name] == [
        "index.html",
        "part-index.html",
    ]
