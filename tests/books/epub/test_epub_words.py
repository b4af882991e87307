"""What the EPUB of the small book says; how it is made the editor's checklist asserts."""

from __future__ import annotations

from tests.books.epub.handmade import Opened

XHTML = "{http://www.w3.org/1999/xhtml}"


def text(node: object) -> str:
    return "".join(node.itertext())  # type: ignore[attr-defined]


def test_titles_of_pages(opened: Opened) -> None:
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


def test_landmarks(opened: Opened) -> None:
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


def test_people(opened: Opened) -> None:
    roles = {node.get("refines"): node.text for node in opened.find("package.opf", "//o:meta[@property='role']")}
    people = opened.find("package.opf", "//d:creator | //d:contributor")
    assert [(node.tag.split("}")[1], node.text, roles[f"#{node.get('id')}"]) for node in people] == [
        ("creator", "简·多伊", "aut"),
        ("contributor", "李明", "trl"),
        ("contributor", "pubpipe项目组", "rev"),
    ]


def test_metadata(opened: Opened) -> None:
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


def test_accessibility(opened: Opened) -> None:
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


def test_notes(opened: Opened) -> None:
    marks = opened.find("c2.xhtml", "//h:a[@e:type='noteref'][@role='doc-noteref']")
    assert [mark.text for mark in marks] == ["①", "②", "⑴", "③"]
    assert [mark.text for mark in opened.find("c3.xhtml", "//h:a[@e:type='noteref']")] == ["①"]
    series = opened.find("c2.xhtml", "//h:section[@class='notes']")
    assert [(each.get("aria-label"), [text(note).strip() for note in each]) for each in series] == [
        ("注释", ["①题注。", "②原书的注。", "③第二条注。"]),
        ("译者注", ["⑴中国称市。——译者注"]),
    ]


def test_cover(opened: Opened) -> None:
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


def test_contents(opened: Opened) -> None:
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


def test_captions(opened: Opened) -> None:
    figures = opened.find("c2.xhtml", "//h:figure[@id='figure-1-1']/h:figcaption")
    tables = opened.find("c2.xhtml", "//h:table[@id='table-1-1']/h:caption")
    assert [text(node) for node in (*figures, *tables)] == ["图1-1　组织结构", "表1-1　分工"]


def test_formulas(opened: Opened) -> None:
    assert [formula.get("alttext") for formula in opened.find("c3.xhtml", "//m:math")] == ["x^2+1"]


def test_english(opened: Opened) -> None:
    assert [text(node) for node in opened.find("c2.xhtml", "//h:*[@lang='en']")] == ["ICMA", "ICMA Press"]
