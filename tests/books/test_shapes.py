"""One book for several readers: trainees without answers, and the English beside the Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pubpipe import books
from pubpipe.books import Assembled, Headword, Localised, addresses
from pubpipe.books._ast import attributes, classes, nodes, plain_blocks
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Content, Edition

from .conftest import galleys

LESSON = """# Budgets

Read [the key](#key) and see [Chapter 2](answers.md).

- one
- two **bold**

## Exercises

1. What is a budget?

::: answer
A plan in figures.
:::

## Answer key {#key}

Only trainers read this.

![Secret](figures/secret.png)

## Further reading

A book.
"""
LESSON_ZH = {
    "Budgets": "预算",
    "What is a budget?": "什么是预算？",
    "A plan in figures.": "用数字写成的计划。",
    "Answer key": "参考答案",
    "Only trainers read this.": "仅供培训师阅读。",
    "Further reading": "延伸阅读",
    "A book.": "一本书。",
    "one": "甲",
}
ANSWERS = "# All answers\n\nMore for trainers.\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8ffffff7f0009fb03fd05"
    "4345ca0000000049454e44ae426082"
)


def localised(name: str, source: str, number: int, chinese: Mapping[str, str], audience: str = "") -> Localised:
    form = format_of(name)
    document = form.read(source.encode())
    targets: dict[str, Content] = {
        unit.id: (chinese[whole],)
        for unit in document.units
        if (whole := "".join(part for part in unit.content if isinstance(part, str))) in chinese
    }
    marked = form.merge(source.encode(), books.mark(document, number, targets))
    original = form.merge(source.encode(), books.mark(document, number, {}))
    return Localised(Chapter(name, audience=audience), marked, document, original)


def assembled(**shape: str) -> Assembled:
    chapters = [
        localised("lesson.md", LESSON, 1, LESSON_ZH),
        localised("answers.md", ANSWERS, 2, {}, "trainer"),
        localised("last.md", "# Last\n\nThe end.\n", 3, {"Last": "末章"}),
    ]
    book = Book("b", "书", "Book", tuple(each.chapter for each in chapters))
    terms = (
        Headword("trainer", "培训师", addresses=("1:1.2/p1",)),
        Headword("budget", "预算", addresses=("1:1/h", "1:1.1/p2")),
    )
    edition = replace(Edition("e"), **shape)
    return books.assemble(book, galleys(*chapters), {"figures/secret.png": PIXEL}, terms, edition)


def words(made: Assembled) -> str:
    return "\n".join(plain_blocks(list(part.blocks)) for part in made.parts)


def test_a_trainee_sees_no_answer_and_the_numbers_stay() -> None:
    whole, trainee = assembled(), assembled(audience="trainee")
    hidden = ["用数字写成的计划", "参考答案", "仅供培训师", "培训师", "More for trainers"]
    assert [word for word in hidden if word not in words(whole)] == []
    assert [word for word in hidden if word in words(trainee)] == []
    assert [part.number for part in whole.parts] == ["第一章", "第二章", "第三章", ""]
    assert [part.number for part in trainee.parts] == ["第一章", "第三章", ""]
    assert (list(whole.media), list(trainee.media)) == (["secret.png"], [])
    assert [doubt for doubt in trainee.doubts if doubt.serious] == []


def test_what_a_trainee_may_not_see_is_linked_from_nowhere() -> None:
    trainee = assembled(audience="trainee")
    ids = {
        each["c"][0][0] if each["t"] != "Header" else each["c"][1][0]
        for part in trainee.parts
        for each in nodes(list(part.blocks))
        if each["t"] in ("Header", "Div", "Span", "Figure", "Table")
    }
    targets = {each["c"][2][0] for part in trainee.parts for each in nodes(list(part.blocks)) if each["t"] == "Link"}
    assert {target for target in targets if target[1:] not in ids} == set()


def test_a_trainer_sees_what_everybody_sees_and_more() -> None:
    assert addresses(assembled(audience="trainer")) == addresses(assembled())


@pytest.mark.parametrize("layout", ["alternating", "columns", "facing", "switch"])
def test_every_unit_has_its_english(layout: str) -> None:
    made = assembled(bilingual=layout)
    assert [doubt for doubt in made.doubts if doubt.serious] == []
    english = "\n".join(
        plain_blocks([node])
        for part in made.parts
        for node in nodes(list(part.blocks))
        if "original" in classes(node) and attributes(node)["lang"] == "en"
    )
    for sentence in (*LESSON_ZH, "two bold", "More for trainers.", "The end.", "All answers"):
        assert english.count(sentence) == 1, sentence
    assert addresses(made) == addresses(assembled())


def test_paragraphs_stand_in_pairs_side_by_side_and_in_turn() -> None:
    def shape(layout: str) -> list[str]:
        blocks = assembled(bilingual=layout).parts[0].blocks
        return [" ".join([node["t"], *classes(node)]) for node in blocks[:5]]

    assert shape("alternating") == ["Header", "Div original heading level1", "Div unit", "Div original", "BulletList"]
    assert shape("columns") == ["Header", "Div original heading level1", *["Div pair columns"] * 3]


@pytest.mark.parametrize("layout", ["alternating", "columns", "facing", "switch"])
def test_a_picture_before_the_words_stands_once_with_the_chinese(layout: str) -> None:
    source = "# One\n\n![Icon](figures/secret.png) Words follow.\n"
    chapter = localised(
        "a.md", source, 1, {"Icon": "图标", " Words follow.": "后有文字。", "Words follow.": "后有文字。"}
    )
    book = Book("b", "书", "Book", (chapter.chapter,))
    edition = Edition("e", bilingual=layout)
    made = books.assemble(book, galleys(chapter), {"figures/secret.png": PIXEL}, (), edition)
    assert [doubt for doubt in made.doubts if doubt.serious] == []
    parts = list(nodes(list(made.parts[0].blocks)))
    assert len([node for node in parts if node["t"] == "Image"]) == 1
    english = [node for node in parts if "original" in classes(node) and "heading" not in classes(node)]
    assert [plain_blocks([node]).strip() for node in english] == ["Words follow."]
