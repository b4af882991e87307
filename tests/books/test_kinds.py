"""What other publications than textbooks need: questions from an item bank, a chapter for each record."""

from __future__ import annotations

from dataclasses import replace

from pubpipe import books
from pubpipe.books import Assembled
from pubpipe.books._ast import attributes, classes, nodes, plain_blocks
from pubpipe.model import Book, Chapter, Edition

from .conftest import galleys, localised_text

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
