"""What the Word edition of the tiny book says, and with which codes; how it looks the editor's checklist asserts."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from .conftest import W

Parts: TypeAlias = dict[str, etree._Element]
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def paragraphs(written: Parts, *styles: str) -> list[etree._Element]:
    return [
        each for each in written["word/document.xml"].iter(f"{W}p") if val(each.find(f"{W}pPr/{W}pStyle")) in styles
    ]


def text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def codes(element: etree._Element) -> list[str]:
    return [(each.text or "").strip() for each in element.iter(f"{W}instrText")]


def runs(written: Parts) -> list[etree._Element]:
    return [each for name in ("word/document.xml", "word/footnotes.xml") for each in written[name].iter(f"{W}r")]


def test_title_pages(written: Parts) -> None:
    title = [text(each) for each in paragraphs(written, "BookTitle", "BookSubtitle", "OriginalTitle", "Publisher")]
    assert title == [
        "市政管理入门",
        "——写给市长和县长",
        "A Short Introduction to City Management",
        "（出版者由出版社填写）",
    ]
    people = [text(each) for each in paragraphs(written, "Author")]
    assert people == ["约翰·史密斯（John Smith）　著", "李四　译", "王五　审校"]
    imprint = [text(each) for each in paragraphs(written, "Imprint", "CataloguingBlock")]
    assert {"（CIP数据由出版社申领）", "ISBN：（由出版社填写）", "译稿完成：2026年"} <= set(imprint)


def test_contents(written: Parts) -> None:
    assert [text(each) for each in paragraphs(written, "TOCHeading")] == ["目　录"]
    entries = [
        (val(each.find(f"{W}pPr/{W}pStyle")), text(each).rstrip("0")) for each in paragraphs(written, "TOC1", "TOC2")
    ]
    assert entries == [
        ("TOC1", "第一章　议会—经理制"),
        ("TOC2", "第一节　由来"),
        ("TOC2", "第二节　比较"),
        ("TOC1", "第二章　预算与绩效"),
        ("TOC2", "第一节　预算周期"),
        ("TOC2", "第二节　绩效"),
        ("TOC1", "第三章　公共工程"),
        ("TOC2", "第一节　道路"),
        ("TOC1", "术语对照表"),
    ]
    first = codes(paragraphs(written, "TOC1")[0])
    assert first == ['TOC \\o "1-2" \\h \\z \\t "无编号章标题,1"', "PAGEREF _r_c1 \\h"]


def test_headings(written: Parts) -> None:
    assert [text(each) for each in paragraphs(written, "Heading1")] == ["　议会—经理制", "　预算与绩效", "　公共工程"]
    counted = {tuple(codes(each)) for each in paragraphs(written, "Heading1")}
    assert counted == {("SEQ 章 \\h", "SEQ 图 \\r 0 \\h", "SEQ 表 \\r 0 \\h")}
    levels = written["word/numbering.xml"].find(f"{W}abstractNum")
    assert levels is not None
    assert [val(each) for each in levels.iter(f"{W}lvlText")][:5] == ["第%1章", "第%2节", "%3、", "（%4）", "%5．"]
    assert {text(each)[0] for each in paragraphs(written, "Heading3")} & {"\u3000"} == set()


def test_captions(written: Parts) -> None:
    captions = paragraphs(written, "Caption", "TableCaption")
    assert [text(each) for each in captions] == [
        "图1-1　议会—经理制的结构",
        "表1-1　两种形式的比较",
        "表2-1　预算周期",
        "图2-1　预算的四个阶段",
        "图3-1　道路养护",
    ]
    assert {tuple(codes(each)) for each in captions} == {
        ("SEQ 章 \\c \\* ARABIC", "SEQ 图 \\* ARABIC"),
        ("SEQ 章 \\c \\* ARABIC", "SEQ 表 \\* ARABIC"),
    }


def test_tables(written: Parts) -> None:
    tables = list(written["word/document.xml"].iter(f"{W}tbl"))
    assert [len(list(each.iter(f"{W}tblHeader"))) for each in tables] == [1, 2, 1]
    assert [val(each) for each in tables[1].iter(f"{W}gridSpan")] == ["2", "2"]
    assert [val(each) for each in tables[1].iter(f"{W}vMerge")] == ["restart", "", "restart", ""]


def test_emphasis_and_english(written: Parts) -> None:
    kai = [text(run) for run in runs(written) if val(run.find(f"{W}rPr/{W}rStyle")) == "Emphasis"]
    assert kai == ["专业管理", "不是"]
    english = {text(run) for run in runs(written) if val(run.find(f"{W}rPr/{W}lang")) == "en-US"}
    assert {"council-manager form", "ICMA", "Code of Ethics"} <= english
    shown = text(written["word/document.xml"])
    for sentence in (
        "议会—经理制（council-manager form）是",
        "它把政治领导与专业管理结合起来，ICMA自1914年起推广这一制度。",
        "“城市经理”对议会负责。",
        "He said “yes” to the council’s offer",
        "如此而已……",
        "见图1-1和第二章，另见第九章。",
    ):
        assert sentence in shown


def test_notes(written: Parts) -> None:
    notes = [text(each).strip() for each in written["word/footnotes.xml"].iter(f"{W}footnote")]
    assert notes == ["", "", "又称“城市经理制”。", "见ICMA, Code of Ethics, 2023."]


def test_heads(written: Parts) -> None:
    targets = {each.get("Id"): each.get("Target", "") for each in written["word/_rels/document.xml.rels"]}
    chapter = list(written["word/document.xml"].iter(f"{W}sectPr"))[3]
    shown = {}
    for each in chapter.iter(f"{W}headerReference", f"{W}footerReference"):
        part = written["word/" + targets[each.get(RELATION)]]
        shown[etree.QName(each).localname[:6], each.get(f"{W}type")] = (text(part), codes(part))
    assert shown == {
        ("header", "even"): ("市政管理入门", ["STYLEREF 书名"]),
        ("header", "default"): ("第二章　预算与绩效", ["STYLEREF 1 \\n", "STYLEREF 1"]),
        ("header", "first"): ("", []),
        ("footer", "even"): ("1", ["PAGE"]),
        ("footer", "default"): ("1", ["PAGE"]),
        ("footer", "first"): ("1", ["PAGE"]),
    }
    counting = [
        (each.get(f"{W}fmt"), each.get(f"{W}start")) for each in written["word/document.xml"].iter(f"{W}pgNumType")
    ]
    assert counting[:4] == [("decimal", None), ("lowerRoman", "1"), ("decimal", "1"), ("decimal", None)]


def test_lists(written: Parts) -> None:
    signs = {
        each.get(f"{W}abstractNumId"): [val(sign) for sign in each.iter(f"{W}lvlText")][:2]
        for each in written["word/numbering.xml"].iter(f"{W}abstractNum")
    }
    assert (signs["1"], signs["2"]) == (["●", "○"], ["（%1）", "%2"])
    assert len(paragraphs(written, "ListBullet", "ListNumber")) == 15


def test_references(written: Parts) -> None:
    found = [code for code in codes(written["word/document.xml"]) if code.startswith("REF ")]
    assert found == [
        "REF _r_figure_1_1_n \\h",
        "REF _r_c2 \\n \\h",
        "REF _r_c1_s2 \\n \\h",
        "REF _r_c3 \\n \\h",
        "REF _r_table_1_1_n \\h",
        "REF _r_c1 \\n \\h",
        "REF _r_figure_1_1_n \\h",
        "REF _r_table_2_1_n \\h",
        "REF _r_figure_3_1_n \\h",
    ]


def test_pictures(written: Parts) -> None:
    drawings = [
        (each.get("id"), each.get("name"), each.get("descr"))
        for each in written["word/document.xml"].iter(f"{WP}docPr")
    ]
    assert drawings == [
        ("1", "1-form.png", "三个方框，由上而下"),
        ("2", "2-cycle.png", "圆形箭头，分四段"),
        ("3", "3-form.png", "三个方框"),
    ]


def test_properties(written: Parts) -> None:
    core = {etree.QName(each).localname: each.text for each in written["docProps/core.xml"]}
    assert core == {
        "title": "市政管理入门",
        "subject": "城市管理",
        "creator": "约翰·史密斯",
        "keywords": "城市管理；城市管理译丛",
        "lastModifiedBy": "李四",
        "category": "译著",
        "language": "zh-CN",
    }
    custom = {each.get("name"): "".join(each.itertext()) for each in written["docProps/custom.xml"]}
    assert custom["译者"] == "李四"
