"""Lists and emphasis, as Chinese books have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion
from pubpipe.books._checklist._looks import on
from pubpipe.books._checklist._word import Word
from pubpipe.text.scripts import han_count

_SIGN = re.compile(r"（%\d）|%\d[.．、）]?|[●○■□◆◇▲△★☆—·①-⑳]|")
_TYPED = re.compile(r"(?:[•●○■◆▪\-*]|\d{1,2}[.)、]|[（(]\d{1,2}[)）])\s*(?=\S)")


@assertion(MINOR, 19)
def lists_are_native(word: Word) -> Iterator[Look]:
    """Items of lists are numbered by Word, not typed.

    Typed numbers do not follow, and no reading aid says that it is a list.
    """
    for each in word.flow:
        if each.numbering and not each.level:
            yield None
    for before, each in pairwise(word.flow):
        two = all(
            _TYPED.match(one.text) and not one.numbering and not one.level and not one.listed for one in (before, each)
        )
        if two and han_count(each.text):
            yield each.at("w:numPr")


@assertion(MINOR, 19)
def signs_are_chinese(word: Word) -> Iterator[Look]:
    """Items are counted （1） ① 1. or marked ●, as in Chinese books, not with the small dots and brackets of others.

    Chinese type has no half-width brackets round numbers.
    """
    for each in word.flow:
        if each.numbering and not each.level and han_count(each.text):
            sign = each.numbering.get("lvlText", {}).get("val", "").strip()
            form = each.numbering.get("numFmt", {}).get("val", "")
            yield None if _SIGN.fullmatch(sign) or "ircle" in form else each.at(sign)


@assertion(MAJOR, 11)
def han_upright(word: Word) -> Iterator[Look]:
    """No Han is slanted.

    Emphasis is 楷体 or dots below; Chinese type has no italics, what a program shows is the upright pushed over.
    """
    for each in (*word.paragraphs, *word.notes):
        if word.chinese and han_count(each.text):
            slanted = [text for run, text in each.runs if han_count(text) and on(each.look("i", run))]
            yield each.at(slanted[0]) if slanted else None


@assertion(MINOR)
def text_not_underlined(word: Word) -> Iterator[Look]:
    """Running text is not underlined by hand.

    A line below is a proper name's mark (专名号) or a blank to be filled in.
    """
    for each in word.running:
        lined = [
            text
            for run, text in each.runs
            if han_count(text)
            and run.find("{*}rPr/{*}u") is not None
            and each.look("u", run).get("val", "none") != "none"
        ]
        yield each.at(lined[0]) if lined else None


@assertion(MINOR)
def text_not_all_bold(word: Word) -> Iterator[Look]:
    """No paragraph of running text is bold from end to end.

    What is all emphasised is not.
    """
    for each in word.body:
        runs = [run for run, text in each.runs if text.strip()]
        yield each.at("w:b") if runs and all(on(each.look("b", run)) for run in runs) else None
