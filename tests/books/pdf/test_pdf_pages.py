"""The pages of the PDF: facing margins, heads and feet, numbers, openings, notes, figures and tables."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from pubpipe.books import ROLES, Assembled, Part
from pubpipe.books._ast import attribute, div, header, link, paragraph, span, string, words
from pubpipe.books._paper import PAPERS
from tests.books.epub.handmade import ASSEMBLED, figure, image, node, note, numbered, png, table, unit
from tests.books.pdf.proofs import BOOK, Proof, book, para, part, proof

SENTENCE = "每个地方政府都必须回答两个问题：该做什么，由谁来做。"
LONG = [para(SENTENCE * 6) for _paragraph in range(30)]


def chapters(*matter: Any) -> Assembled:
    return Assembled(BOOK, tuple(matter), {"form.png": png()})


@pytest.fixture(scope="module")
def long() -> Proof:
    """A preface and two chapters of several pages."""
    return proof(
        chapters(
            part("c1", "", "前言", para(SENTENCE)),
            part("c2", "第一章", "议会", *LONG),
            part("c3", "第二章", "预算", *LONG),
        )
    )


@pytest.mark.parametrize("page", PAPERS)
def test_leaves_and_facing_margins(page: str) -> None:
    """Left-hand pages have the wide margin on the right, right-hand ones on the left; lines are as long as they say."""
    paper = PAPERS[page]
    shown = proof(chapters(part("c1", "第一章", "甲", *LONG)), page=page)
    size = re.match(r"([\d.]+) x ([\d.]+)", shown.properties["Page size"])
    assert size is not None
    assert (round(float(size[1]) / 72 * 25.4), round(float(size[2]) / 72 * 25.4)) == (paper.wide, paper.high)
    left, right = shown.pages[5], shown.pages[6]
    body = [[line for line in each if paper.top < line[0].top < paper.height - paper.bottom] for each in (left, right)]
    half = paper.size / 2
    for lines, margin in zip(body, (paper.outside, paper.inside), strict=True):
        assert min(line[0].left for line in lines) == pytest.approx(margin, abs=1)
        assert max(line[-1].right for line in lines) == pytest.approx(margin + paper.measure + half, abs=half + 1)
    assert paper.inside > paper.outside > 36


@pytest.mark.parametrize(("page", "lines"), [("16k", 38), ("a32", 28), ("a4", 38)])
def test_lines_of_a_page(page: str, lines: int) -> None:
    """A full page holds the lines of its paper, at even distances."""
    paper = PAPERS[page]
    shown = proof(chapters(part("c1", "第一章", "甲", *LONG)), page=page).pages[5]
    tops = sorted(
        {round(line[0].top, 1) for line in shown if paper.top - 5 < line[0].top < paper.height - paper.bottom}
    )
    assert len(tops) == lines
    distances = [after - before for before, after in itertools.pairwise(tops)]
    assert distances == pytest.approx([paper.pitch] * (lines - 1), abs=0.11)


def test_every_paragraph_is_indented_by_two_characters() -> None:
    shown = proof(book(*(para("短句。") for _paragraph in range(5))))
    paper = PAPERS["16k"]
    starts = [line[0].left for line in shown.pages[4] if line[0].text == "短句。"]
    assert starts == pytest.approx([paper.inside + 2 * paper.size] * 5, abs=0.5)


def test_heads_and_feet(long: Proof) -> None:
    """Title pages have neither; openings have a number alone; the book stands on the left, the chapter on the right."""
    paper = PAPERS["16k"]
    shown = []
    for page in long.pages:
        head = "".join(word.text for line in page for word in line if word.top < paper.top - 15)
        foot = [
            ("left" if line[0].left < paper.width / 2 else "right", "".join(word.text for word in line))
            for line in page
            if line[0].top > paper.height - paper.bottom
        ]
        shown.append((head, foot))
    assert shown == [
        ("", []),
        ("", []),
        ("", [("right", "i")]),
        ("", [("left", "ii")]),
        ("", [("right", "1")]),
        ("城市管理入门", [("left", "2")]),
        ("第一章议会", [("right", "3")]),
        ("城市管理入门", [("left", "4")]),
        ("第一章议会", [("right", "5")]),
        ("", [("left", "6")]),
        ("第二章预算", [("right", "7")]),
        ("城市管理入门", [("left", "8")]),
        ("第二章预算", [("right", "9")]),
        ("城市管理入门", [("left", "10")]),
    ]


def test_contents_have_the_pages(long: Proof) -> None:
    assert re.sub(r"\.+", " ", long.text(4)) == "目录前言 i第一章议会 1第二章预算 6ii"


def test_chapters_may_open_on_right_hand_pages() -> None:
    """The page left blank before one has nothing on it."""
    shown = proof(
        chapters(part("c1", "第一章", "甲", para("一。")), part("c2", "第二章", "乙", para("二。"))), recto="yes"
    )
    assert [bool(page) for page in shown.pages] == [True, True, True, False, True, False, True]
    assert [shown.text(page) for page in (5, 7)] == ["第一章甲一。1", "第二章乙二。3"]


def test_notes_begin_anew_on_each_page() -> None:
    noted = [
        {"t": "Para", "c": [string(SENTENCE * 5), note(f"1:1/n{place}", f"注{place}。"), string("完。")]}
        for place in range(24)
    ]
    noted[1]["c"][1] = note("1:1/n99", "译者的注。——译者注", translator=True)
    shown = proof(book(*noted))
    feet = [re.findall(r"([①-⑳⑴-⒇])(注\d+|译者)", shown.text(page)) for page in range(5, 5 + len(shown.pages) - 4)]
    assert feet[0][:3] == [("①", "注0"), ("⑴", "译者"), ("②", "注2")]
    assert [page[0][0] for page in feet if page] == ["①"] * len([page for page in feet if page])
    assert len([page for page in feet if page]) > 2
    assert sum(len(page) for page in feet) == 24


def test_fonts(handmade: Proof) -> None:
    """All are embedded and can be copied from; none is Japanese; nothing Chinese is slanted."""
    assert {(embedded, copied) for _name, embedded, copied in handmade.fonts()} == {("yes", "yes")}
    names = [name for name, _embedded, _copied in handmade.fonts()]
    assert [name for name in names if re.search(r"CJK(jp|kr|tc|hk)|JP", name)] == []
    assert [name for name in names if re.search("Italic|Oblique", name) and "CJK" in name] == []


def test_emphasis_is_another_face_or_dots() -> None:
    emphasised = book({"t": "Para", "c": [string("这是"), node("Emph", "要点"), string("。")]})
    kai, dots = proof(emphasised), proof(emphasised, emphasis="dots")
    assert len(kai.fonts(5)) == len(dots.fonts(5)) + 1
    assert "这是要点。" in kai.spoken and "这是要点。" in dots.spoken


def test_headings_bear_the_book_s_numbers(handmade: Proof) -> None:
    for shown in ("第一章议会ICMA制", "第一节起源", "一、早期", "第二章预算"):
        assert shown in handmade.spoken
    assert list(re.findall(r"\b(H\d)\b", handmade.tags)) == ["H1", "H1", "H1", "H2", "H3", "H1", "H2", "H1"]


def test_captions_bear_their_numbers() -> None:
    assert "图1-1组织结构" in proof(ASSEMBLED).text(3 + 2)


def test_glossary_has_pages() -> None:
    """A term that stands on two pages has both, one that stands twice on a page has it once."""
    places = [div([para(SENTENCE * 6)], "unit", address=f"1:1/p{place}") for place in range(30)]
    for place, each in enumerate(places):
        each["c"][0][0] = f"_u{place}"
    goals = [link([string("第一章")], f"#_u{place}", "locator") for place in (0, 1, 29)]
    entry = paragraph([string("城市经理\u3000"), goals[0], string("，"), goals[1], string("，"), goals[2]])
    glossary = Part(
        "glossary",
        "back",
        "",
        "术语对照表",
        (header(1, [string("术语对照表")], "glossary", "unnumbered"), div([div([entry], "entry")], "role", "glossary")),
    )
    shown = proof(chapters(part("c1", "第一章", "甲", *places), glossary))
    assert re.sub(r"\.+", " ", shown.text(10)) == "术语对照表城市经理 1、56"


def test_long_tables_repeat_their_head() -> None:
    rows = [[f"第{row}行", "内容"] for row in range(80)]
    shown = proof(book(table("table-1-1", "表1-1", unit("1:1/t1", "长表"), ["名", "文"], rows)))
    assert [shown.text(page).count("名文") for page in (5, 6, 7)] == [1, 1, 1]
    assert [shown.text(page).count("续表1-1") for page in (5, 6, 7)] == [0, 1, 1]
    assert shown.text(5).count("表1-1长表") == 1


def test_what_does_not_fit_goes_on_and_the_text_fills_the_page() -> None:
    picture = figure("figure-1-1", "图1-1", unit("1:1/t1", "结构"), image("form.png", "方框"))
    picture["c"][2][0]["c"][0]["c"][0][2].append(["width", "100%"])
    blocks = [*LONG[:5], para(SENTENCE * 3), picture, para("图后的话。" * 30)]
    shown = proof(Assembled(BOOK, book(*blocks).parts, {"form.png": png()}))
    assert "图1-1结构" in shown.text(6)
    assert "图后的话" in shown.text(5)
    assert shown.text(6).index("图1-1结构") < 20


def test_a_question_stays_with_its_choices() -> None:
    """Wherever the question stands on the page, its choices stand below it."""
    item = [
        unit("1:1/p2", "下列哪一项正确？"),
        numbered("Period", *(unit(f"1:1/p{9 + n}", f"选项{n}。") for n in range(4))),
    ]
    question = {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], [item]]}
    for lines in range(24, 33):
        shown = proof(book(*(para("短句。") for _line in range(lines)), question))
        pages = [shown.text(page) for page in range(5, len(shown.pages) + 1)]
        assert ["选项3" in page for page in pages] == ["下列哪一项" in page for page in pages]


def test_pictures_have_their_words_and_the_book_says_what_it_is() -> None:
    """The claim of PDF/UA-1 is made where every picture is described, and only there."""
    described = figure("figure-1-1", "图1-1", unit("1:1/t1", "结构"), image("form.png", "方框"))
    bare = figure("figure-1-1", "图1-1", unit("1:1/t1", "结构"), image("form.png", ""))
    made = [proof(Assembled(BOOK, book(each).parts, {"form.png": png()})) for each in (described, bare)]
    assert [b"pdfuaid:part" in each.content for each in made] == [True, False]
    assert [each.properties["Tagged"] for each in made] == ["yes", "yes"]
    assert [each.properties["Title"] for each in made] == ["城市管理入门"] * 2


def test_what_cannot_be_shown_is_named() -> None:
    shown = proof(Assembled(BOOK, book(paragraph([image("old.emf", "旧图")])).parts, {"old.emf": b"\1\0\0\0..."}))
    assert "〔图片无法显示：旧图〕" in shown.spoken


def test_equations() -> None:
    """Inline and on lines of their own; what TeX pandoc does not know stays as it was written."""
    kinds = ("InlineMath", "DisplayMath", "InlineMath")
    formulas = ("x^2+1", r"\sum_{i} a_i \cap \dots", r"\unknowncommand{x")
    math = [{"t": "Math", "c": [{"t": kind}, formula]} for kind, formula in zip(kinds, formulas, strict=True)]
    inner = [string("前"), math[0], string("中"), math[1], string("后"), math[2]]
    shown = proof(book({"t": "Para", "c": inner}))
    assert r"\unknowncommand{x" in shown.spoken
    assert shown.tags.count("Formula") == 2
    assert "NewCMMath" in " ".join(name for name, _embedded, _copied in shown.fonts())


def test_drafts_say_so() -> None:
    unfinished = paragraph([span([string("【未定稿】"), span(words("Not yet."), lang="en")], "unfinished")])
    final, draft = proof(book(unfinished)), proof(book(unfinished), draft="yes")
    assert (final.text(1).count("【未定稿】"), draft.text(1).count("【未定稿】")) == (0, 1)
    assert "【未定稿】Notyet." in draft.text(5)


def test_copyright_page_names_the_leaf() -> None:
    assert "140毫米×203毫米" in proof(book(para("文。")), page="a32").text(2)


def test_references_lead_where_they_say() -> None:
    target = header(2, [string("二")], "c1-s1", number="第一节")
    shown = proof(
        book(paragraph([string("见"), link([string("第一节")], "#c1-s1", "reference", kind="section")]), target)
    )
    assert shown.tags.count("Link") >= 1
    assert "见第一节" in shown.spoken


def test_nested_roles_and_unknown_divisions_lose_nothing() -> None:
    blocks = [div([para(f"文{role}。")], "role", role) for role in ROLES[:-3]]
    blocks += [div([para("未知的。")], "unknown"), {"t": "LineBlock", "c": [[string("诗一")], [string("诗二")]]}]
    blocks += [{"t": "DefinitionList", "c": [[[string("词")], [[para("义。")]]]]}]
    blocks += [{"t": "CodeBlock", "c": [attribute("", "csv"), "a,b\n1,2"]}]
    shown = proof(book(*blocks))
    for text in (*(f"文{role}。" for role in ROLES[:-3]), "未知的。", "诗一诗二", "词义。", "a,b1,2"):
        assert text in shown.spoken


BROKEN = {
    "a cut PNG": b"\x89PNG\r\n\x1a\nbroken",
    "a cut SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><oops",
    "a cut JPEG": b"\xff\xd8\xff\xe0xx",
    "another's file": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname" width="9"/></svg>',
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_damaged_picture_is_named_and_the_others_are_shown(case: str) -> None:
    blocks = [paragraph([image("bad.svg", "坏图")]), paragraph([image("form.png", "好图")])]
    media = {"bad.svg": BROKEN[case], "form.png": png()}
    shown = proof(Assembled(BOOK, book(*blocks).parts, media))
    assert "〔图片无法显示：坏图〕" in shown.spoken
    assert shown.tags.count("Figure") == 1


def test_words_in_drawings_are_in_the_book_s_faces() -> None:
    """Where a drawing names no font of its own, or a kind of font alone."""
    text = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><text y='20'{}>城市直骨</text></svg>"
    for family in ("", " font-family='sans-serif'", ' style="font-family:Nowhere, serif"'):
        media = {"a.svg": text.format(family).encode()}
        shown = proof(Assembled(BOOK, book(paragraph([image("a.svg", "图")])).parts, media))
        names = {name.split("-")[0] for name, _embedded, _copied in shown.fonts(5)}
        latin = {"LibertinusSerif", "LiberationSerif", "TimesNewRomanPSMT"}
    assert names <= {"NotoSansCJKsc", "NotoSerifCJKsc", "SourceHanSansSC", "SourceHanSerifSC"} | latin
