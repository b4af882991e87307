"""The 17 defects of a default pandoc EPUB, in their order; each is absent from ours."""

from __future__ import annotations

import re

from tests.books.epub.handmade import Opened

HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
XHTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def text(node: object) -> str:
    return "".join(node.itertext())  # type: ignore[attr-defined]


def rules(opened: Opened, selector: str) -> str:
    style = opened.zip.read("EPUB/style.css").decode()
    found = re.search(rf"(?m)^{re.escape(selector)} \{{([^}}]*)\}}", style)
    assert found, selector
    return found[1]


def test_01_every_page_has_its_own_title(opened: Opened) -> None:
    titles = {name: tree.findtext(f"{XHTML}head/{XHTML}title") for name, tree in opened.pages().items()}
    assert titles == {
        "cover.xhtml": "封面",
        "title.xhtml": "扉页",
        "copyright.xhtml": "版权页",
        "c1.xhtml": "前言",
        "nav.xhtml": "目录",
        "c2.xhtml": "第一章　议会ICMA制",
        "c3.xhtml": "第二章　预算",
        "glossary.xhtml": "术语对照表",
    }


def test_02_the_contents_are_called_so(opened: Opened) -> None:
    assert [text(node) for node in opened.find("nav.xhtml", "//h:nav[@e:type='toc']/h:h1")] == ["目录"]


def test_03_landmarks_are_chinese_visible_and_lead_to_the_text(opened: Opened) -> None:
    nav = opened.find("nav.xhtml", "//h:nav[@e:type='landmarks']")[0]
    kind = "{http://www.idpf.org/2007/ops}type"
    assert [(link.get(kind), link.get("href"), text(link)) for link in nav.iter(f"{XHTML}a")] == [
        ("cover", "cover.xhtml", "封面"),
        ("titlepage", "title.xhtml", "扉页"),
        ("copyright-page", "copyright.xhtml", "版权页"),
        ("preface", "c1.xhtml", "前言"),
        ("toc", "nav.xhtml", "目录"),
        ("bodymatter", "c2.xhtml", "正文"),
        ("glossary", "glossary.xhtml", "术语对照表"),
    ]
    assert opened.find("nav.xhtml", "//*[@hidden]") == []


def test_04_the_translator_is_no_author(opened: Opened) -> None:
    roles = {node.get("refines"): node.text for node in opened.find("package.opf", "//o:meta[@property='role']")}
    people = opened.find("package.opf", "//d:creator | //d:contributor")
    assert [(node.tag.split("}")[1], node.text, roles[f"#{node.get('id')}"]) for node in people] == [
        ("creator", "简·多伊", "aut"),
        ("contributor", "李明", "trl"),
        ("contributor", "pubpipe项目组", "rev"),
    ]


def test_05_the_metadata_say_all_the_book_says(opened: Opened) -> None:
    core = [(node.tag.split("}")[1], node.text) for node in opened.find("package.opf", "//d:*")]
    assert core == [
        ("identifier", "urn:uuid:e415b40b-b1be-5bdf-a33b-d97f7d8a9304"),
        ("title", "城市管理入门"),
        ("title", "市县人员读本"),
        ("language", "zh-Hans"),
        ("creator", "简·多伊"),
        ("contributor", "李明"),
        ("contributor", "pubpipe项目组"),
        ("date", "2026"),
        ("subject", "城市管理"),
        ("description", "一本小书。"),
        ("source", "Running a City: A Reader. City Press, 2024"),
        ("rights", "版权所有。"),
        ("rights", "Copyright 2024 Jane Doe."),
    ]
    refined = [
        (node.get("refines"), node.get("property"), node.text)
        for node in opened.find("package.opf", "//o:meta[@property!='role'][@refines]")
    ]
    assert refined == [
        ("#title", "title-type", "main"),
        ("#title", "display-seq", "1"),
        ("#title", "alternate-script", "Running a City"),
        ("#subtitle", "title-type", "subtitle"),
        ("#subtitle", "display-seq", "2"),
        ("#subtitle", "alternate-script", "A Reader"),
        ("#person-1", "file-as", "Doe, Jane"),
        ("#person-1", "alternate-script", "Jane Doe"),
        ("#person-2", "file-as", "li ming"),
        ("#series", "collection-type", "series"),
    ]


def test_06_accessibility_is_what_was_found(opened: Opened) -> None:
    said = [
        (node.get("property"), node.text)
        for node in opened.find("package.opf", "//o:meta[starts-with(@property, 'schema:')]")
    ]
    assert said == [
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessModeSufficient", "textual,visual"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "MathML"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityHazard", "none"),
        (
            "schema:accessibilitySummary",
            "本书文字可重新排版，可调整字号、字体和颜色；有可链接的目录，各级标题层次完整；所有图片（1幅）均有替代文字；"
            "所有表格（1个）均标明表头；公式用MathML写成；注释与正文互有链接；没有声音、视频和闪烁的内容。本书未经无障碍认证。",
        ),
    ]
    assert opened.find("package.opf", "//*[contains(@property, 'conformsTo') or contains(@rel, 'conformsTo')]") == []


def test_07_captions_are_for_everybody(opened: Opened) -> None:
    for name in opened.pages():
        assert opened.find(name, "//*[@aria-hidden]") == []
    image = opened.find("c2.xhtml", "//h:figure/h:img")[0]
    assert (image.get("src"), image.get("alt")) == ("images/form.png", "组织结构图：议会在上")


def test_08_figures_and_tables_are_numbered(opened: Opened) -> None:
    figures = opened.find("c2.xhtml", "//h:figure[@id='figure-1-1']/h:figcaption")
    tables = opened.find("c2.xhtml", "//h:table[@id='table-1-1']/h:caption")
    assert [text(node) for node in (*figures, *tables)] == ["图1-1　组织结构", "表1-1　分工"]


def test_09_the_style_is_chinese(opened: Opened) -> None:
    assert "text-indent: 2em" in rules(opened, "p")
    assert "margin: 0;" in rules(opened, "p")
    page = rules(opened, "html")
    for declaration in (
        "line-break: strict",
        "text-autospace: normal",
        "hanging-punctuation: allow-end",
        '"Songti SC"',
        "SimSun",
    ):
        assert declaration in page
    assert "text-align: justify" in rules(opened, "body")
    assert "font-style: normal" in rules(opened, "em")
    style = opened.zip.read("EPUB/style.css").decode()
    assert re.findall(r"([^{}]+)\{[^}]*font-style: italic", style) == ['\n\nem [lang|="en"], [lang|="en"] em ']
    assert "@font-face" not in style
    for name, tree in opened.pages().items():
        assert tree.get("lang") == tree.get(LANGUAGE) == "zh-Hans", name


def test_10_formulas_are_mathml(opened: Opened) -> None:
    formulas = opened.find("c3.xhtml", "//m:math")
    assert [formula.get("alttext") for formula in formulas] == ["x^2+1"]
    properties = [item.get("href") for item in opened.find("package.opf", "//o:item[@properties='mathml']")]
    assert properties == ["c3.xhtml"]


def test_11_notes_are_circled_and_lead_both_ways(opened: Opened) -> None:
    marks = opened.find("c2.xhtml", "//h:a[@e:type='noteref'][@role='doc-noteref']")
    assert [(mark.text, len(mark)) for mark in marks] == [("①", 0), ("②", 0), ("⑴", 0), ("③", 0)]
    for mark in marks:
        asides = opened.find(
            "c2.xhtml", f"//h:aside[@id='{mark.get('href')[1:]}'][@e:type='footnote'][@role='doc-footnote']"
        )
        backs = asides[0].findall(f".//{XHTML}a[@role='doc-backlink']")
        assert [(back.text, back.get("href")) for back in backs] == [(mark.text, f"#{mark.get('id')}")]
    assert [mark.text for mark in opened.find("c3.xhtml", "//h:a[@e:type='noteref']")] == ["①"]
    series = opened.find("c2.xhtml", "//h:section[@class='notes']")
    assert [(each.get("aria-label"), [text(note) for note in each]) for each in series] == [
        ("注释", ["①题注。", "②原书的注。", "③第二条注。"]),
        ("译者注", ["⑴中国称市。——译者注"]),
    ]


def test_12_latin_words_are_english(opened: Opened) -> None:
    unmarked = []
    for name, tree in opened.pages().items():
        for node in tree.find(f"{XHTML}body").iter():
            if not isinstance(node.tag, str) or not node.tag.startswith(XHTML):
                continue
            english = any(above.get("lang") == above.get(LANGUAGE) == "en" for above in (node, *node.iterancestors()))
            found = [] if english else re.findall("[A-Za-z]{2,}", node.text or "")
            holder = node.getparent()
            inside = any(above.get("lang") == "en" for above in (holder, *holder.iterancestors()))
            unmarked += [
                (name, word) for word in found + ([] if inside else re.findall("[A-Za-z]{2,}", node.tail or ""))
            ]
    assert unmarked == []
    assert [text(node) for node in opened.find("c2.xhtml", "//h:*[@lang='en']")] == ["ICMA", "ICMA Press"]


def test_13_no_space_stands_beside_han(opened: Opened) -> None:
    for name, tree in opened.pages().items():
        for node in tree.find(f"{XHTML}body").iter(
            *(XHTML + tag for tag in ("p", "li", "h1", "h2", "h3", "td", "th", "figcaption"))
        ):
            if node.tag == f"{XHTML}li" and node.find(f"{XHTML}ol") is not None:
                continue
            shown = text(node)
            assert not re.search(rf"{HAN}[ \t\n]+|[ \t\n]+{HAN}", shown.replace("\u3000", "")), (name, shown)


def test_14_the_date_is_the_year(opened: Opened) -> None:
    assert [node.text for node in opened.find("package.opf", "//d:date")] == ["2026"]
    assert [node.text for node in opened.find("package.opf", "//o:meta[@property='dcterms:modified']")] == [
        "2026-11-22T08:00:00Z"
    ]


def test_15_there_is_a_cover(opened: Opened) -> None:
    items = opened.find("package.opf", "//o:item[@properties='cover-image']")
    assert [(item.get("href"), item.get("media-type")) for item in items] == [("images/cover.svg", "image/svg+xml")]
    assert [image.get("alt") for image in opened.find("cover.xhtml", "//h:img")] == ["封面：《城市管理入门》"]
    drawn = opened.tree("images/cover.svg").findall("{http://www.w3.org/2000/svg}text")
    assert [each.text for each in drawn] == [
        "城市管理丛书",
        "城市管理入门",
        "市县人员读本",
        "Running a City",
        "简·多伊　著",
        "李明　译",
        "pubpipe项目组　审校",
    ]


def test_16_the_contents_lead_through_the_headings(opened: Opened) -> None:
    links = opened.find("nav.xhtml", "//h:nav[@e:type='toc']//h:a")
    depths = [len(list(link.iterancestors(f"{XHTML}ol"))) for link in links]
    assert list(zip(depths, [link.get("href") for link in links], map(text, links), strict=True)) == [
        (1, "c1.xhtml", "前言"),
        (1, "c2.xhtml", "第一章　议会ICMA制"),
        (2, "c2.xhtml#c2-s1", "第一节　起源"),
        (1, "c3.xhtml", "第二章　预算"),
        (2, "c3.xhtml#c3-s1", "案例"),
        (1, "glossary.xhtml", "术语对照表"),
    ]
    for link in links:
        page, _hash, anchor = link.get("href").partition("#")
        assert not anchor or len(opened.find(page, f"//h:*[@id='{anchor}']")) == 1


def test_17_there_is_no_guide_to_be_wrong(opened: Opened) -> None:
    assert opened.find("package.opf", "//o:guide") == []
    assert [name for name in opened.names if name.endswith(".ncx")] == []
