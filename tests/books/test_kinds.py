"""What other publications than textbooks need: questions from an item bank, a chapter for each record."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

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
B-003,预算是法律。,True,FALSE,,True,
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
        ("exercise", "［B-003］预算是法律。\n正确\n错误"),
        ("answer", "［B-003］答案：正确"),
    ]
    assert [doubt for doubt in bank().doubts if doubt.serious] == []


def test_the_paper_has_no_key() -> None:
    paper = "\n".join(text for _role, text in roles(bank("trainee")))
    assert "预算由谁批准？" in paper
    assert "答案" not in paper


FOREIGN = """编号,领域,问,甲,乙,定论,难度
B-001,财政,预算由谁批准？,市长,议会,乙,2
"""
ENGLISH = ("Item ID", "Domain", "Question", "Option 1", "Option 2", "Correct answer", "Difficulty")


def foreign(audience: str, english: Sequence[str]) -> Assembled:
    """A bank whose heads the translator worded freely, with these heads in the original, and columns of its own."""
    localised = localised_text("bank.csv", FOREIGN, 1)
    units = [
        replace(unit, content=(head,)) if head else unit
        for unit, head in zip_longest(localised.document.units, english, fillvalue="")
        if not isinstance(unit, str)
    ]
    localised = replace(localised, document=replace(localised.document, units=tuple(units)))
    book = Book("b", "题库", "Bank", (Chapter("bank.csv"),), kind="itembank")
    return books.assemble(book, galleys(localised), {}, (), Edition("e", audience=audience))


def test_the_heads_of_the_original_tell_what_a_column_is_and_no_column_is_lost() -> None:
    assert roles(foreign("trainer", ENGLISH)) == [
        ("exercise", "［B-001］预算由谁批准？\n市长\n议会"),
        ("answer", "［B-001］答案：乙\n领域：财政\n难度：2"),
    ]
    assert [doubt for doubt in foreign("trainer", ENGLISH).doubts if doubt.serious] == []


def test_a_bank_nobody_understands_is_refused() -> None:
    told = "bank.csv: this table is no item bank; one has columns for question, choices and answer: {}"
    heads = "编号, 领域, 问, 甲, 乙, 定论, 难度"
    serious = [doubt.message for doubt in foreign("trainee", ()).doubts if doubt.serious]
    assert serious == [told.format(heads)]


def test_a_table_with_a_column_of_answers_is_refused_to_trainees() -> None:
    text = "# 题\n\n| 题 | 答案 |\n|---|---|\n| 一 | 二 |\n"
    book = Book("b", "题", "Items", (Chapter("a.md"),))
    made = books.assemble(book, galleys(localised_text("a.md", text, 1)), {}, (), Edition("e", audience="trainee"))
    serious = [doubt.message for doubt in made.doubts if doubt.serious]
    assert serious == ["a.md: trainees would see a column of answers: 答案"]


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
