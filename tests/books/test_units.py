"""Measures with their metric values, in a book."""

from __future__ import annotations

import re

import pytest

from pubpipe import books
from pubpipe.books import Assembled, Headword
from pubpipe.books._ast import nodes, plain, plain_blocks
from pubpipe.model import Book, Chapter
from tests.books.conftest import galleys, localised_text

ONE = """# 距离5英里

公园离城5英里，湖离城 **五英里** ，路长8千米（5英里）。再走10英里[^1]就到五英里湖。

> 任何人不得在距学校500英尺处停车。

- 占地5英亩；
- 宽`5英尺`；
- 见[5英里步道](https://example.org)。

| 项目 | 数 | 说明 |
|---|---|---|
| 管道 | 5英里 | 全长5英里，已建成。 |

[^1]: 合10英里。
"""
TWO = "# 二\n\n又走了5英里。\n"
TERMS = (Headword("Five Mile Lake", "五英里湖", kind="place"),)
BRACKETS = re.compile("（约[^（）]*）")


def assembled(**settings: str) -> Assembled:
    chapters = [localised_text("1.md", ONE, 1), localised_text("2.md", TWO, 2)]
    book = Book("b", "书", "Book", (Chapter("1.md"), Chapter("2.md")), assembly=tuple(settings.items()))
    return books.assemble(book, galleys(*chapters), {}, TERMS)


def text(made: Assembled) -> str:
    return "\n".join(plain_blocks(list(part.blocks)) for part in made.parts if part.matter == "body")


EVERY = {
    "离城5英里（约8千米），",
    "五英里（约8千米），",
    "10英里（约16千米）",
    "占地5英亩（约2公顷）",
    "全长5英里（约8千米），",
    "合10英里（约16千米）。",
    "又走了5英里（约8千米）。",
}
FIRST = {"离城5英里（约8千米），", "10英里（约16千米）", "占地5英亩（约2公顷）"}


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, set()),
        ({"units": "every"}, EVERY),
        ({"units": "first"}, FIRST),
        ({"units": "first", "mention_in": "chapter"}, FIRST | {"又走了5英里（约8千米）。"}),
    ],
)
def test_measures_are_converted_in_running_text(settings: dict[str, str], wanted: set[str]) -> None:
    made = assembled(**settings)
    shown = text(made)
    assert {each for each in wanted if each not in shown} == set()
    assert len(BRACKETS.findall(shown)) == len(wanted)


def test_without_the_brackets_the_text_is_the_translator_s() -> None:
    assert BRACKETS.sub("", text(assembled(units="every"))) == text(assembled())


def test_bold_stays_bold() -> None:
    (bold,) = [
        node
        for part in assembled(units="every").parts
        for node in nodes(list(part.blocks))
        if node["t"] == "Strong" and "英里" in plain(node["c"])
    ]
    assert plain(bold["c"]) == "五英里"
