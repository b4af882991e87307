"""Whether a Chinese form stands as a word, measured on texts written to mislead."""

from __future__ import annotations

import csv
from pathlib import Path

from pubpipe.glossary import Glossary, Standing
from pubpipe.glossary.boundary import common_words, standing, straddling
from pubpipe.model import Concept, Term

ROWS = list(
    csv.DictReader(
        Path(__file__).with_name("zh-boundary-cases.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
)
DOUBTFUL_AND_REAL = ["本市经理负责", "财政局长", "棕地块"]
DOUBTFUL_AND_NOT = [
    "行政区划调整",
    "城市政府",
    "基金会计",
    "公共卫生间",
    "规划局部调整",
    "财政局面紧张",
    "预算法案",
    "城镇化解矛盾",
    "城市化学品管理",
]


def judged(text: str, forms: list[str], form: str) -> Standing:
    """The best standing of a form in a text, the longer forms laid over it first."""
    known = Glossary(
        (
            Concept(
                "x",
                tuple(Term(each, "zh-Hans") for each in dict.fromkeys(forms)),
            ),
        )
    ).chinese
    claimed: list[tuple[int, int]] = []
    best = Standing.NO
    for start, end, _forms in sorted(known.occurrences(text), key=lambda each: (each[0] - each[1], each[0])):
        if any(start < last and first < end for first, last in claimed):
            continue
        found = standing(text, start, end, known)
        if found is not Standing.NO:
            claimed.append((start, end))
        if text[start:end] == form and best is not Standing.YES:
            best = found if found is not Standing.NO else best
    return best


def test_the_measured_cases() -> None:
    """No wrong yes, no wrong no; what stays in doubt is listed here."""
    answers = {
        row["target_text"]: judged(row["target_text"], [*row["glossary_forms"].split("|"), row["form"]], row["form"])
        for row in ROWS
        if not (row["target_text"] == "城市经理负责预算" and row["form"] == "市经理")
    }
    real = {row["target_text"]: row["is_real_occurrence"] for row in ROWS}
    real["城市经理负责预算"] = "yes"
    sure = {text: answer.value for text, answer in answers.items() if answer is not Standing.DOUBT}
    assert sure == {text: real[text] for text in sure}
    doubtful = [text for text, answer in answers.items() if answer is Standing.DOUBT]
    assert [text for text in doubtful if real[text] == "yes"] == DOUBTFUL_AND_REAL
    assert [text for text in doubtful if real[text] == "no"] == DOUBTFUL_AND_NOT
    assert judged("城市经理负责预算", ["城市经理", "市经理"], "市经理") is Standing.NO


def test_the_straddling_word_is_named() -> None:
    assert straddling("城市长期规划", 1) == "城市"
    assert straddling("城市长期规划", 3) == "长期"
    assert straddling("市长主持会议", 2) == ""


def test_a_term_of_one_character() -> None:
    assert judged("各县提供服务", ["县"], "县") is Standing.YES
    assert judged("县级机构", ["县"], "县") is Standing.YES
    assert judged("一切都包括在内", ["包"], "包") is Standing.DOUBT


def test_our_words() -> None:
    """Two to six characters of Han each, sorted by no rule, and none of them Latin or punctuation."""
    assert [word for word in common_words() if not 2 <= len(word) <= 6 or not word.isalpha() or word.isascii()] == []
    assert len(common_words()) > 2_000
