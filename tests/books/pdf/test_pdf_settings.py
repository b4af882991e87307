"""What the PDF edition refuses, and that it is the same every time."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.books import pdf
from pubpipe.books._typst import fonts
from pubpipe.books._typst.code import array, literal
from pubpipe.errors import Misused
from tests.books.epub.handmade import ASSEMBLED
from tests.books.pdf.proofs import DATE, needed, proof
from tests.books.tinyfonts import PLAIN, font

KNOWN = "page, design, recto, emphasis, links, draft, song, hei, kai, latin, code"


def test_same_book_same_bytes() -> None:
    needed()
    assert pdf.write(ASSEMBLED, {}, DATE) == pdf.write(ASSEMBLED, {}, DATE)
    assert pdf.write(ASSEMBLED) == pdf.write(ASSEMBLED)


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(Misused, match=r'^editions\.pdf: page must be one of "16k", "a32", "a4", "a4-wide": b5$'):
        pdf.write(ASSEMBLED, {"page": "b5"})
    with pytest.raises(Misused, match=rf"^editions\.pdf: unknown key: papersize \(nearest: page; known: {KNOWN}\)$"):
        pdf.write(ASSEMBLED, {"papersize": "16k"})


def test_a_font_that_is_not_there_is_named() -> None:
    needed()
    with pytest.raises(Misused, match=r"^editions\.pdf: song: no such font is installed, nor .*: 方正书宋$"):
        pdf.write(ASSEMBLED, {"song": "方正书宋"})


def test_a_font_of_the_books_folder_is_used(tmp_path: Path) -> None:
    (path := tmp_path / "square.ttf").write_bytes(font("Square Song", f"{PLAIN}截至年出版了"))
    names = [name for name, _kind, _embedded in proof(replace(ASSEMBLED, fonts=(path,)), song="square song").fonts()]
    assert [name for name in names if "Square" in name] == ["SquareSong-Regular"]


def test_without_typst_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Misused, match=r"^the PDF edition needs an extra: pip install 'pubpipe\[pdf\]'$"):
        pdf.write(ASSEMBLED)


class Font:
    def __init__(self, family: str, weight: int = 400) -> None:
        self.family = family
        self.weight = weight


class Fonts:
    def __init__(self, *found: Font) -> None:
        self.found = list(found)

    def fonts(self) -> list[Font]:
        return self.found


LATIN = (Font("Libertinus Serif"), Font("DejaVu Sans Mono"))
CHOICES = {
    "linux": ((Font("Noto Serif CJK SC"), Font("Noto Serif CJK SC", 700), Font("Noto Sans CJK SC")), ("", True)),
    "windows": ((Font("SimSun"), Font("SimHei"), Font("KaiTi")), ("KaiTi", False)),
    "macos": ((Font("Songti SC", 700), Font("Heiti SC"), Font("Kaiti SC")), ("Kaiti SC", True)),
}


@pytest.mark.parametrize("system", CHOICES)
def test_faces_of_each_system(system: str) -> None:
    found, (kai, heavy) = CHOICES[system]
    chosen = fonts.faces(Fonts(*found, *LATIN), {})  # type: ignore[arg-type]
    assert (chosen.song, chosen.hei) == (found[0].family, found[-1 if not kai else -2].family)
    assert (chosen.kai, chosen.heavy, chosen.latin) == (kai, heavy, "Libertinus Serif")


def test_without_chinese_letters_the_package_is_named() -> None:
    with pytest.raises(Misused, match=r"^no font for Chinese text .*fonts-noto-cjk.* editions\.pdf\.song$"):
        fonts.faces(Fonts(*LATIN), {})  # type: ignore[arg-type]


def test_literals() -> None:
    assert literal('a"b\\c\nd\te\0f\ud800') == '"a\\"b\\\\c\\nd\\tef"'


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> Any:
    needed()
    import typst

    empty = tmp_path_factory.mktemp("typst") / "empty.typ"
    empty.write_text("", "utf-8")
    return typst.Compiler(str(empty), ignore_system_fonts=True)


@given(texts=st.lists(st.text(max_size=40), max_size=20))
@settings(max_examples=30, deadline=None)
def test_typst_reads_literals_as_the_texts_they_are(compiler: Any, texts: list[str]) -> None:
    never = "[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
    assert json.loads(compiler.eval(array(map(literal, texts)))) == [re.sub(never, "", text) for text in texts]
