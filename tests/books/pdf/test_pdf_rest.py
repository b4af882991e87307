"""Pages that come to rest: figures stay where they have been put, with their headings, captions and owners."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pubpipe.books import pdf
from pubpipe.books._ast import div, header, put, string, words
from pubpipe.books._settings import settled
from pubpipe.books._typst.book import decided
from pubpipe.books._typst.press import press
from tests.books.epub.handmade import ASSEMBLED, figure, image, note, png, unit
from tests.books.pdf.proofs import DATE, Proof, book, needed, para, proof


def test_what_is_decided_is_told_to_the_design() -> None:
    assert decided([]) == "#let decided = (:)\n"
    assert decided([("a-1", (True, False)), ("b", (False, True))]) == (
        '#let decided = ("a-1": (true, false, ), "b": (false, true, ), )\n'
    )


def test_figures_stay_where_they_stand() -> None:
    needed()
    with press(ASSEMBLED, settled("pdf", {}, pdf._SETTINGS), DATE) as ready:
        before = Proof(ready.printed())
        ready.decide()
        assert "table-1-1" in (ready.folder / "decided.typ").read_text("utf-8")
        assert Proof(ready.printed()).pages == before.pages


def test_a_figure_below_a_heading_stays_with_it() -> None:
    needed()
    shape = image("form.png", "方框")
    put(shape, "height", "200pt")
    picture = figure("figure-1-1", "图1-1", unit("1:1/t1", "结构"), shape)
    for lines in range(24, 32):
        text = [para(f"第{number}行。") for number in range(lines)]
        blocks = (*text, header(2, [string("结构图")], "s1", "unnumbered"), picture, para("其后。"))
        with press(replace(book(*blocks), media={"form.png": png()}), settled("pdf", {}, pdf._SETTINGS), DATE) as ready:
            made, warnings = ready._compiled()
        assert warnings == [], lines
        shown = Proof(made)
        pages = [shown.text(page) for page in range(5, int(shown.properties["Pages"]) + 1)]
        (under,) = [page.partition("结构图")[2] for page in pages if "结构图" in page]
        assert under.strip("0123456789"), lines


def test_notes_are_as_large_as_those_of_the_word_edition() -> None:
    shown = proof(book({"t": "Para", "c": [*words("正文。"), note("1:1/n1", "注脚。")]}))
    (word,) = [word for page in shown.pages for line in page for word in line if word.text == "注脚。"]
    assert word.bottom - word.top == pytest.approx(9, abs=0.1)


def test_whose_a_picture_is_stands_smaller_below_its_caption() -> None:
    owner = div([para("图片来源：本书编写组绘制")], "credit")
    picture = figure("figure-1-1", "图1-1", unit("1:1/t1", "结构"), image("form.png", "方框"))
    picture["c"][1][1].append(owner)
    shown = proof(replace(book(picture), media={"form.png": png()}))
    lines = [line for page in shown.pages for line in page]
    (caption,) = [line for line in lines if line[-1].text.endswith("结构")]
    (credit,) = [line for line in lines if line[0].text.startswith("图片来源")]
    assert credit[0].top > caption[0].bottom
    assert credit[0].bottom - credit[0].top < caption[-1].bottom - caption[-1].top
