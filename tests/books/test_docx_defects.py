"""The 25 defects of a default pandoc book, each asserted absent from the XML of our own Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from .conftest import W

Parts: TypeAlias = dict[str, etree._Element]
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HAN = re.compile(r"[\u4e00-\u9fff]")


def val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def document(written: Parts) -> etree._Element:
    return written["word/document.xml"]


def style(written: Parts, identity: str) -> etree._Element:
    return next(each for each in written["word/styles.xml"].iter(f"{W}style") if each.get(f"{W}styleId") == identity)


def inherited(written: Parts, identity: str, path: str) -> etree._Element | None:
    """A property of a style, or of the nearest style it is based on."""
    while identity:
        own = style(written, identity)
        found = own.find("/".join(W + step for step in path.split("/")))
        if found is not None:
            return found
        identity = val(own.find(f"{W}basedOn"))
    return None


def paragraphs(written: Parts, *styles: str) -> list[etree._Element]:
    return [each for each in document(written).iter(f"{W}p") if style_of(each) in styles]


def style_of(paragraph: etree._Element) -> str:
    return val(paragraph.find(f"{W}pPr/{W}pStyle"))


def text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def codes(element: etree._Element) -> list[str]:
    return [(each.text or "").strip() for each in element.iter(f"{W}instrText")]


def sections(written: Parts) -> list[etree._Element]:
    return list(document(written).iter(f"{W}sectPr"))


def runs(written: Parts) -> Iterator[etree._Element]:
    for name in ("word/document.xml", "word/footnotes.xml"):
        yield from written[name].iter(f"{W}r")


def test_01_faces_by_role(written: Parts) -> None:
    defaults = written["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert defaults is not None
    assert (defaults.get(f"{W}eastAsia"), defaults.get(f"{W}ascii")) == ("宋体", "Times New Roman")
    faces = {}
    for name in ("Heading1", "Heading2", "Quote", "Caption", "TableHead", "Emphasis"):
        found = inherited(written, name, "rPr/rFonts")
        faces[name] = "" if found is None else found.get(f"{W}eastAsia")
    expected = {
        "Heading1": "黑体",
        "Heading2": "黑体",
        "Quote": "楷体",
        "Caption": "黑体",
        "TableHead": "黑体",
        "Emphasis": "楷体",
    }
    assert faces == expected
    everything = b"".join(etree.tostring(part) for part in written.values()).decode()
    assert [name for name in ("Aptos", "Calibri", "Cambria", "等线", "Theme=") if name in everything] == []


def test_02_page_is_16k_with_mirrored_margins(written: Parts) -> None:
    sizes = {(each.get(f"{W}w"), each.get(f"{W}h")) for each in document(written).iter(f"{W}pgSz")}
    assert sizes == {("10488", "14740")}
    assert written["word/settings.xml"].find(f"{W}mirrorMargins") is not None
    assert {each.get(f"{W}gutter") for each in document(written).iter(f"{W}pgMar")} == {"283"}
    grids = {(each.get(f"{W}type"), each.get(f"{W}linePitch")) for each in document(written).iter(f"{W}docGrid")}
    assert grids == {("lines", "312")}
    assert val(style(written, "Heading1").find(f"{W}rPr/{W}sz")) == "32"
    assert val(written["word/styles.xml"].find(f"{W}docDefaults//{W}sz")) == "21"


def test_03_every_body_paragraph_is_indented_two_characters(written: Parts) -> None:
    body = {"BodyText", "ListBullet", "ListNumber", "Quote", "Case", "Box"}
    used = {style_of(each) for each in document(written).iter(f"{W}p")}
    indents = {}
    for name in sorted(body & used):
        indent = inherited(written, name, "pPr/ind")
        assert indent is not None
        indents[name] = (indent.get(f"{W}firstLineChars"), indent.get(f"{W}firstLine"))
    assert indents == dict.fromkeys(sorted(body & used), ("200", "420"))
    assert paragraphs(written, "BodyText")[0].getprevious() is not None
    assert [each for each in paragraphs(written, *body) if each.find(f"{W}pPr/{W}ind") is not None] == []
    assert inherited(written, "BodyText", "pPr/spacing") is None


def test_04_justified(written: Parts) -> None:
    assert {val(inherited(written, name, "pPr/jc")) for name in ("BodyText", "ListBullet", "Quote")} == {"both"}


def test_05_headings_are_black_numbered_and_begin_a_page(written: Parts) -> None:
    assert [each for each in written["word/styles.xml"].iter(f"{W}color") if val(each) != "595959"] == []
    assert val(inherited(written, "Heading1", "pPr/jc")) == "center"
    levels = written["word/numbering.xml"].find(f"{W}abstractNum")
    assert levels is not None
    numbers = [(val(each.find(f"{W}numFmt")), val(each.find(f"{W}lvlText"))) for each in levels.iter(f"{W}lvl")][:4]
    assert numbers == [
        ("chineseCountingThousand", "第%1章"),
        ("chineseCountingThousand", "第%2节"),
        ("chineseCountingThousand", "%3、"),
        ("chineseCountingThousand", "（%4）"),
    ]
    assert [text(each) for each in paragraphs(written, "Heading1")] == ["　议会—经理制", "　预算与绩效", "　公共工程"]
    kinds = [val(each.find(f"{W}type")) for each in sections(written)]
    assert kinds == ["nextPage"] * 6 + ["continuous"]


def test_05_unnumbered_headings_look_like_their_siblings(written: Parts) -> None:
    """注释 as 第三节: the same face, size and side; only the number is missing."""
    own = [etree.QName(each).localname for each in style(written, "PlainHeading2").iter() if each.get(f"{W}val") != "0"]
    assert own == ["style", "name", "basedOn", "next", "qFormat", "pPr", "numPr"]
    assert (val(inherited(written, "PlainHeading2", "pPr/jc")), val(inherited(written, "PlainHeading2", "rPr/sz"))) == (
        "center",
        "28",
    )


def test_05_a_number_and_its_heading_are_a_full_width_space_apart(written: Parts) -> None:
    """Word's own number ends with 章, so that a reference to it brings no space."""
    levels = list(written["word/numbering.xml"].find(f"{W}abstractNum").iter(f"{W}lvl"))  # type: ignore[union-attr]
    assert [val(each.find(f"{W}suff")) for each in levels][:6] == ["nothing"] * 6
    assert {text(each)[0] for each in paragraphs(written, "Heading1", "Heading2")} == {"\u3000"}
    assert {text(each)[0] for each in paragraphs(written, "Heading3")} & {"\u3000"} == set()


def test_06_contents_are_chinese_and_filled(written: Parts) -> None:
    assert [text(each) for each in paragraphs(written, "TOCHeading")] == ["目　录"]
    entries = [(style_of(each), text(each).rstrip("0")) for each in paragraphs(written, "TOC1", "TOC2")]
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
    names = {each.get(f"{W}name") for each in document(written).iter(f"{W}bookmarkStart")}
    anchors = {each.get(f"{W}anchor") for each in document(written).iter(f"{W}hyperlink") if each.get(f"{W}anchor")}
    assert sorted(anchors - names) == []


def test_07_title_pages_stand_alone(written: Parts) -> None:
    title = [text(each) for each in paragraphs(written, "BookTitle", "BookSubtitle", "OriginalTitle", "Publisher")]
    assert title == [
        "市政管理入门",
        "——写给市长和县长",
        "A Short Introduction to City Management",
        "（出版者由出版社填写）",
    ]
    imprint = [text(each) for each in paragraphs(written, "Imprint", "CataloguingBlock")]
    assert "（CIP数据由出版社申领）" in imprint
    assert "ISBN：（由出版社填写）" in imprint
    assert len(paragraphs(written, "ImprintOpening")) == 1
    assert inherited(written, "ImprintOpening", "pPr/pageBreakBefore") is not None


def test_08_people_by_role(written: Parts) -> None:
    assert [text(each) for each in paragraphs(written, "Author")] == [
        "约翰·史密斯（John Smith）　著",
        "李四　译",
        "王五　审校",
    ]


def test_09_figure_captions_are_numbered_centred_and_upright(written: Parts) -> None:
    captions = paragraphs(written, "Caption")
    assert [text(each) for each in captions] == ["图1-1　议会—经理制的结构", "图2-1　预算的四个阶段", "图3-1　道路养护"]
    assert {tuple(codes(each)) for each in captions} == {("SEQ 章 \\c \\* ARABIC", "SEQ 图 \\* ARABIC")}
    assert {tuple(codes(each)) for each in paragraphs(written, "Heading1")} == {
        ("SEQ 章 \\h", "SEQ 图 \\r 0 \\h", "SEQ 表 \\r 0 \\h")
    }
    assert val(inherited(written, "Caption", "pPr/jc")) == "center"
    assert inherited(written, "Caption", "rPr/i") is None
    assert [style_of(each.getprevious()) for each in captions] == ["Figure"] * 3  # type: ignore[arg-type]


def test_10_tables_have_three_lines_and_their_caption_above(written: Parts) -> None:
    captions = paragraphs(written, "TableCaption")
    assert [text(each) for each in captions] == ["表1-1　两种形式的比较", "表2-1　预算周期"]
    assert [each.getnext().tag for each in captions] == [f"{W}tbl"] * 2  # type: ignore[union-attr]
    table = style(written, "ThreeLineTable")
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert [(etree.QName(each).localname, each.get(f"{W}sz")) for each in borders] == [("top", "12"), ("bottom", "12")]
    assert table.find(f"{W}tblStylePr/{W}tcPr/{W}tcBorders/{W}bottom").get(f"{W}sz") == "6"  # type: ignore[union-attr]
    assert val(table.find(f"{W}tblPr/{W}jc")) == "center"
    tables = list(document(written).iter(f"{W}tbl"))
    assert {val(each.find(f"{W}tblPr/{W}tblStyle")) for each in tables} == {"ThreeLineTable"}
    assert [len(list(each.iter(f"{W}tblHeader"))) for each in tables] == [1, 2, 1]
    assert [row for row in document(written).iter(f"{W}tr") if row.find(f"{W}trPr/{W}cantSplit") is None] == []
    merged = tables[1]
    assert [val(each) for each in merged.iter(f"{W}gridSpan")] == ["2", "2"]
    assert [val(each) for each in merged.iter(f"{W}vMerge")] == ["restart", "", "restart", ""]


def test_11_no_slanted_han(written: Parts) -> None:
    slanted = {
        each.get(f"{W}styleId")
        for each in written["word/styles.xml"].iter(f"{W}style")
        if (found := each.find(f"{W}rPr/{W}i")) is not None and val(found) not in ("0", "false")
    }
    assert slanted == {"ForeignEmphasis"}
    assert [
        text(run) for run in runs(written) if val(run.find(f"{W}rPr/{W}rStyle")) in slanted and HAN.search(text(run))
    ] == []
    kai = [text(run) for run in runs(written) if val(run.find(f"{W}rPr/{W}rStyle")) == "Emphasis"]
    assert kai == ["专业管理", "不是"]


def test_12_no_stray_spaces(written: Parts) -> None:
    beside = re.compile(r"[\u4e00-\u9fff，。；：！？（）] | [\u4e00-\u9fff，。；：！？（）]")
    stray = [text(each) for each in document(written).iter(f"{W}p") if beside.search(text(each))]
    assert stray == []
    assert "它把政治领导与专业管理结合起来，ICMA自1914年起推广这一制度。" in text(document(written))


def test_13_brackets_round_chinese_are_full_width(written: Parts) -> None:
    assert "议会—经理制（council-manager form）是" in text(document(written))
    assert re.findall(r"[\u4e00-\u9fff]\([^)]*\)", text(document(written))) == []


def test_14_quotes_and_dashes_as_translated(written: Parts) -> None:
    found = text(document(written))
    assert "“城市经理”对议会负责。" in found
    assert "He said “yes” to the council’s offer" in found
    quoted = {piece for run in runs(written) if (piece := text(run)) and run.find(f"{W}rPr/{W}rFonts") is not None}
    assert "“城市经理”对议会负责。" in quoted
    assert [piece for piece in quoted if "yes" in piece] == []


def test_15_notes_are_circled_and_restart_each_page(written: Parts) -> None:
    assert [
        (val(each.find(f"{W}footnotePr/{W}numFmt")), val(each.find(f"{W}footnotePr/{W}numRestart")))
        for each in sections(written)
    ] == [("decimalEnclosedCircleChinese", "eachPage")] * 7
    notes = [text(each).strip() for each in written["word/footnotes.xml"].iter(f"{W}footnote")]
    assert notes == ["", "", "又称“城市经理制”。", "见ICMA, Code of Ethics, 2023."]
    assert len(list(document(written).iter(f"{W}footnoteReference"))) == 2


def test_16_chinese_line_breaking(written: Parts) -> None:
    settings = written["word/settings.xml"]
    assert val(settings.find(f"{W}characterSpacingControl")) == "compressPunctuation"
    languages = [settings.find(f"{W}{name}").get(f"{W}lang") for name in ("noLineBreaksAfter", "noLineBreaksBefore")]  # type: ignore[union-attr]
    assert languages == ["zh-CN", "zh-CN"]
    assert settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"  # type: ignore[union-attr]
    defaults = written["word/styles.xml"].find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    assert defaults is not None
    rules = [etree.QName(each).localname for each in defaults]
    assert rules == ["kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"]


def test_17_dates_are_chinese(written: Parts) -> None:
    assert re.findall(r"\d{4}-\d\d-\d\d", text(document(written))) == []
    assert "2026年" in text(document(written))


def test_18_running_heads_and_page_numbers(written: Parts) -> None:
    assert written["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None
    targets = {each.get("Id"): each.get("Target", "") for each in written["word/_rels/document.xml.rels"]}
    chapter = sections(written)[3]
    shown = {}
    for each in chapter.iter(f"{W}headerReference", f"{W}footerReference"):
        relation = each.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        part = written["word/" + targets[relation]]
        shown[etree.QName(each).localname[:6], each.get(f"{W}type")] = (text(part), codes(part))
    assert shown == {
        ("header", "even"): ("市政管理入门", ["STYLEREF 书名"]),
        ("header", "default"): ("第二章　预算与绩效", ["STYLEREF 1 \\n", "STYLEREF 1"]),
        ("header", "first"): ("", []),
        ("footer", "even"): ("1", ["PAGE"]),
        ("footer", "default"): ("1", ["PAGE"]),
        ("footer", "first"): ("1", ["PAGE"]),
    }
    assert chapter.find(f"{W}titlePg") is not None
    counting = [(each.get(f"{W}fmt"), each.get(f"{W}start")) for each in document(written).iter(f"{W}pgNumType")]
    assert counting == [
        ("decimal", None),
        ("lowerRoman", "1"),
        ("decimal", "1"),
        ("decimal", None),
        ("decimal", None),
        ("decimal", None),
        ("decimal", None),
    ]
    assert val(inherited(written, "FooterEven", "pPr/jc")) == "left"
    assert val(inherited(written, "Footer", "pPr/jc")) == "right"


def test_19_lists_are_native_with_chinese_signs(written: Parts) -> None:
    signs = {}
    for abstract in written["word/numbering.xml"].iter(f"{W}abstractNum"):
        signs[abstract.get(f"{W}abstractNumId")] = [val(each) for each in abstract.iter(f"{W}lvlText")][:2]
    assert (signs["1"], signs["2"]) == (["●", "○"], ["（%1）", "%2"])
    items = paragraphs(written, "ListBullet", "ListNumber")
    assert len(items) == 15
    assert [text(each) for each in items if each.find(f"{W}pPr/{W}numPr") is None] == []
    assert [text(each) for each in items if re.match(r"[●•\d（]", text(each))] == []


def test_20_languages_by_run(written: Parts) -> None:
    defaults = written["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults is not None and defaults.get(f"{W}eastAsia") == "zh-CN"
    english = [text(run) for run in runs(written) if val(run.find(f"{W}rPr/{W}lang")) == "en-US"]
    assert {"council-manager form", "ICMA", "Code of Ethics"} <= set(english)
    assert [piece for piece in english if HAN.search(piece)] == []
    assert [text(run) for run in runs(written) if HAN.search(text(run)) and re.search(r"[A-Za-z]", text(run))] == []


def test_21_cross_references_are_fields(written: Parts) -> None:
    found = [code for code in codes(document(written)) if code.startswith("REF ")]
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
    names = {each.get(f"{W}name") for each in document(written).iter(f"{W}bookmarkStart")}
    assert {code.split()[1] for code in found} <= names
    assert "见图1-1和第二章，另见第九章。" in text(document(written))


def test_22_pictures_have_their_own_names_and_descriptions(written: Parts) -> None:
    drawings = [(each.get("id"), each.get("name"), each.get("descr")) for each in document(written).iter(f"{WP}docPr")]
    assert drawings == [
        ("1", "1-form.png", "三个方框，由上而下"),
        ("2", "2-cycle.png", "圆形箭头，分四段"),
        ("3", "3-form.png", "三个方框"),
    ]
    widths = [int(each.get("cx", "0")) for each in document(written).iter(f"{WP}extent")]
    assert max(widths) <= 7980 * 635


def test_23_bookmarks_are_sound(written: Parts) -> None:
    starts = [
        each for name in ("word/document.xml", "word/footnotes.xml") for each in written[name].iter(f"{W}bookmarkStart")
    ]
    names = [each.get(f"{W}name", "") for each in starts]
    ids = [each.get(f"{W}id") for each in starts]
    assert (len(set(names)), len(set(ids))) == (len(names), len(ids))
    assert [name for name in names if not re.fullmatch(r"_\w{1,39}", name)] == []


def test_24_dots_and_dashes_may_not_begin_a_line(written: Parts) -> None:
    before = val(written["word/settings.xml"].find(f"{W}noLineBreaksBefore"))
    assert [sign for sign in "…—”）。，、；：？！》" if sign not in before] == []
    assert "如此而已……" in text(document(written))


def test_25_properties_name_translator_and_category(written: Parts) -> None:
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
