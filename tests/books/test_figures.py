"""figures/figures.csv: whose the pictures are, who permitted them, 审图号; what it says stands below the captions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

import pytest
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Illustration, Localised, docx, epub, web
from pubpipe.books._ast import classes, nodes, plain_blocks
from pubpipe.books._figures import TABLE, Facts, facts_of, read
from pubpipe.errors import Misused
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter
from tests.books.epub.handmade import png

MODIFIED = datetime(2026, 1, 1)
CHAPTER = """# 第一章 城市

![图1-1 美国地图](figures/map.png)

![](figures/hall.png)

正文。
"""
ENGLISH = """file,type,source,permission,map number,credit
figures/map.png,map,USGS,not needed,GS(2026)1234号,
hall.png,photo,,obtained,,© 2020 某市
"""


def book(table: str | None, chapter: str = CHAPTER, more: Mapping[str, bytes] | None = None) -> Assembled:
    files = {"figures/map.png": png(), "figures/hall.png": png() + b"\0"} | dict(more or {})
    files |= {} if table is None else {TABLE: table.encode()}
    made = Book("b", "书", "Book", (Chapter("one.md"),), assembly=(("figures", "yes"),))
    document = format_of("one.md").read(chapter.encode())
    marked = format_of("one.md").merge(chapter.encode(), books.mark(document, 1, {}))
    return books.assemble(made, [books.galley(Localised(made.chapters[0], marked, document), 1)], files)


def serious(made: Assembled) -> list[str]:
    return [each.message for each in made.doubts if each.serious]


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name).decode()


@pytest.mark.parametrize(
    "table",
    [
        ENGLISH,
        "图,类型,来源,授权,审图号,署名\nmap.png,地图,USGS,无需,审图号：GS（2026）1234号,\n"
        "hall.png,照片,,已取得,,© 2020 某市\n",
        "备注;审图号;图片文件;类型;授权状态;来源;署名\n好;gs（2026） 1234号;./figures/map.png;地图;自有;USGS;\n"
        ";;figures/hall.png;;有;;© 2020 某市\n",
    ],
)
def test_a_table_is_read_in_either_language(table: str) -> None:
    first, second = read(TABLE, table.encode("gb18030"))
    assert (first.is_map, first.source, first.permission, first.number) == (
        True,
        "USGS",
        "not needed",
        "GS（2026）1234号",
    )
    assert (second.is_map, second.permission, second.line) == (False, "obtained", "© 2020 某市")
    assert first.line == "图片来源：USGS；审图号：GS（2026）1234号"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("GS（2026）1234号", "GS（2026）1234号"),
        ("GS京(2023)0012号", "GS京（2023）0012号"),
        ("国审字（2016）第1234号", "国审字（2016）第1234号"),
        ("京S（2025）012号", "京S（2025）012号"),
        ("鲁SG〔2024〕007号", "鲁SG（2024）007号"),
        ("审图号: 浙S (2023) 40号", "浙S（2023）40号"),
    ],
)
def test_numbers_of_maps(number: str, printed: str) -> None:
    assert [each.number for each in read(TABLE, f"file,审图号\na.png,{number}\n".encode())] == [printed]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            "file,审图号\na.png,GS 1234\n",
            "row 2, column 审图号: no number of a map's review, such as GS（2026）1234号 or 京S（2026）012号: GS 1234",
        ),
        (
            "file,permission\na.png,obtaind\n",
            "row 2, column permission: unknown permission (nearest: obtained; "
            "known: obtained, requested, not needed, none): obtaind",
        ),
        ("file\na.png\na.png\n", "row 3, column file: row 2 has this picture already"),
        ("permission\nnone\n", "row 1: no such column: file (there are: permission)"),
    ],
)
def test_faults_name_their_row(table: str, sentence: str) -> None:
    with pytest.raises(Misused) as caught:
        read(TABLE, table.encode())
    assert str(caught.value) == f"figures/figures.csv: {sentence}"


def test_a_picture_is_found_by_the_best_of_its_names() -> None:
    table = (Facts(2, "one/map.png"), Facts(3, "two/map.png"), Facts(4, "image1.png"))
    assert [facts_of(table, names) for names in (["two/map.png"], ["x.png", "image1.png"], ["x.png"])] == [
        table[1],
        table[2],
        None,
    ]


def test_the_line_stands_below_the_caption() -> None:
    made = book(ENGLISH)
    figure = next(node for node in nodes(list(made.parts[1].blocks)) if node["t"] == "Figure")
    title, credit = figure["c"][1][1]
    assert plain_blocks([title]) == "美国地图"
    assert (classes(credit), plain_blocks([credit])) == (["credit"], "图片来源：USGS；审图号：GS（2026）1234号")
    (below,) = [node for node in made.parts[1].blocks if classes(node) == ["role", "source"]]
    assert plain_blocks([below]) == "© 2020 某市"
    assert serious(made) == []


def test_the_list_of_figures_has_titles_alone() -> None:
    assert plain_blocks(list(book(ENGLISH).parts[0].blocks)).splitlines()[-1] == "图1-1　美国地图　第一章"


def test_every_edition_shows_it() -> None:
    made = book(ENGLISH)
    number = "审图号：GS（2026）1234号"
    document = etree.fromstring(part(docx.write(made, {"layout": "no"}, MODIFIED), "word/document.xml").encode())
    texts = ["".join(each.itertext("{*}t")) for each in document.iter("{*}p")]
    assert [each for each in texts if number in each] == [f"图片来源：USGS；{number}"]
    page = part(epub.write(made, {}, MODIFIED), "EPUB/c1.xhtml")
    (caption,) = re.findall("<figcaption.*?</figcaption>", page, re.DOTALL)
    assert '<div class="credit">' in caption
    assert number in re.sub("<[^>]*>", "", caption)
    assert number in re.sub("<[^>]*>", "", web.files(made, {}, MODIFIED)["c1.html"].decode())


def test_without_a_table_nothing_is_asked() -> None:
    made = book(None)
    assert serious(made) == []
    assert made.pictures == (Illustration("one.md", "map.png"), Illustration("one.md", "hall.png"))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("map.png,map,,not needed,\nhall.png,,,obtained,\n", "one.md: map without 审图号: map.png"),
        ("map.png,,,none,\nhall.png,,,obtained,\n", "one.md: nobody has permitted this picture: map.png"),
        ("map.png,,,,\nhall.png,,,obtained,\n", "one.md: nobody has permitted this picture: map.png"),
        ("map.png,,,obtained,\n", "one.md: picture is not in figures/figures.csv: hall.png"),
    ],
)
def test_what_may_not_be_published_is_a_serious_doubt(rows: str, sentence: str) -> None:
    assert serious(book(f"file,type,source,permission,map number\n{rows}")) == [sentence]


def test_what_is_awaited_and_what_is_not_shown_are_doubted() -> None:
    made = book("file,permission\nmap.png,requested\nhall.png,own\nother.png,own\n")
    assert [(each.message, each.serious) for each in made.doubts if "caption" not in each.message] == [
        ("one.md: picture without alternative text: hall.png", False),
        ("one.md: permission for this picture is still awaited: map.png", False),
        ("figures/figures.csv: row 4: the book shows no such picture: other.png", False),
    ]


def test_a_table_may_give_the_words_for_a_picture() -> None:
    made = book("file,permission,替代文字\nmap.png,own,\nhall.png,own,市政厅\n")
    assert [each.message for each in made.doubts] == ["one.md: picture without caption: hall.png"]


def test_a_twin_bears_the_credit_of_its_original() -> None:
    made = book(ENGLISH, more={"figures/zh_CN/map.png": png() + b"\1"})
    assert [(each.name, each.twin) for each in made.pictures] == [
        ("map.png", "figures/zh_CN/map.png"),
        ("hall.png", ""),
    ]
    assert "审图号" in plain_blocks(list(made.parts[1].blocks))
    assert made.untwinned == ("one.md: hall.png",)
