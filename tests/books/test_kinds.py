"""What other publications than textbooks need: questions from an item bank, a chapter for each record."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, docx
from pubpipe.books._ast import attributes, classes, nodes, plain_blocks
from pubpipe.model import Book, Chapter, Edition
from tests.books.conftest import W, galleys, localised_text
from tests.books.epub.handmade import png

BANK = """Item ID,Question,A,B,C,Answer,Rationale
B-001,预算由谁批准？,市长,议会,居民,B,批准预算是议会的权力。
B-002,城市经理由谁任命？,议会,市长,,A,
"""
CERTIFICATE = "# 结业证书\n\n兹证明{{姓名}}完成培训。\n\nThis certifies that {{name}} completed the course.\n"
NAMES = "\ufeff姓名,name\n王芳,Wang Fang\n李强,Li Qiang\n"


def bank(audience: str = "") -> Assembled:
    book = Book("b", "题库", "Bank", (Chapter("bank.csv"),))
    return books.assemble(book, galleys(localised_text("bank.csv", BANK, 1)), {}, (), Edition("e", audience=audience))


def roles(made: Assembled) -> list[tuple[str, str]]:
    return [
        (classes(node)[1], plain_blocks([node]))
        for part in made.parts
        for node in nodes(list(part.blocks))
        if "role" in classes(node)
    ]


def test_an_item_bank_becomes_questions_and_keys() -> None:
    assert roles(bank()) == [
        ("exercise", "［B-001］预算由谁批准？\n市长\n议会\n居民"),
        ("answer", "［B-001］答案：B\n解析：批准预算是议会的权力。"),
        ("exercise", "［B-002］城市经理由谁任命？\n议会\n市长"),
        ("answer", "［B-002］答案：A"),
    ]
    assert [doubt for doubt in bank().doubts if doubt.serious] == []


def test_the_paper_has_no_key() -> None:
    paper = "\n".join(text for _role, text in roles(bank("trainee")))
    assert "预算由谁批准？" in paper
    assert "答案" not in paper


def certificates(names: str = NAMES) -> Assembled:
    chapter = Chapter("certificate.md", records="names.csv")
    book = Book("b", "证书", "Certificate", (chapter,), assembly=(("numbering", "none"),))
    localised = replace(localised_text("certificate.md", CERTIFICATE, 1), chapter=chapter)
    return books.assemble(book, galleys(localised), {"names.csv": names.encode()})


def test_a_chapter_is_made_for_each_record() -> None:
    made = certificates()
    assert [part.id for part in made.parts] == ["c1r1", "c1r2"]
    assert [plain_blocks(list(part.blocks)).split("\n")[1:] for part in made.parts] == [
        ["兹证明王芳完成培训。", "This certifies that Wang Fang completed the course."],
        ["兹证明李强完成培训。", "This certifies that Li Qiang completed the course."],
    ]
    assert {attributes(node).get("lang") for node in nodes(list(made.parts[0].blocks)) if node["t"] == "Span"} == {"en"}


def test_a_record_without_a_field_stops_the_book() -> None:
    doubts = [doubt.message for doubt in certificates("姓名,name\n王芳,\n").doubts if doubt.serious]
    assert doubts == ["certificate.md: record 1 has nothing for this field: name"]


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("June 12, 2026", "2026年6月12日"),
        ("2026-06-12", "2026年6月12日"),
        ("12 June 2026", "2026年6月12日"),
        ("June 2026", "2026年6月"),
        ("May", "May"),
        ("Budget 2026", "Budget 2026"),
    ],
)
def test_a_date_nobody_translated_is_written_as_chinese_does(said: str, chinese: str) -> None:
    made = certificates(f'姓名,name\n"{said}",somebody\n')
    assert f"兹证明{chinese}完成培训。" in plain_blocks(list(made.parts[0].blocks))


SIGNED = """# 结业证书

::: signature
![印章](seal.png)

发证机构：示例培训中心（盖章）

日期：2026年6月15日
:::
"""


def signed() -> Assembled:
    book = Book("b", "证书", "Certificate", (Chapter("c.md"),), assembly=(("numbering", "none"), ("leaves", "no")))
    return books.assemble(book, galleys(localised_text("c.md", SIGNED, 1)), {"seal.png": png()})


def test_who_issues_it_stands_in_a_role_of_its_own() -> None:
    (block,) = [node for node in nodes(list(signed().parts[0].blocks)) if "signature" in classes(node)]
    assert plain_blocks([block]).strip() == "发证机构：示例培训中心（盖章）\n日期：2026年6月15日"


def test_a_seal_stands_behind_the_lines_it_confirms() -> None:
    written = docx.write(signed(), {"design": "certificate", "page": "a4-wide", "layout": "no"})
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    (anchor,) = tree.iter("{*}anchor")
    assert (anchor.get("behindDoc"), anchor.find("{*}docPr").get("descr")) == ("1", "印章")
    (extent,) = anchor.iterchildren("{*}extent")
    assert int(extent.get("cx")) == 42 * 36000
    styles = [each.get(f"{W}val") for each in tree.iter(f"{W}pStyle")]
    assert styles[1:] == ["Seal", "Signature", "Signature"]
    assert docx.addresses_of_docx(written)["1:1/a1"] == "印章"
    failed = [each.assertion.id for each in books.examine(written, "c.docx") if each.outcome == "failed"]
    assert [each for each in failed if each.startswith("docx/captions")] == []
