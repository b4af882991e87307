"""Emphasis by setting: 楷体 or 着重号, in each edition; Han is never slanted."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from pubpipe.books import docx, epub, web
from tests.books.conftest import W, assemble, localised_text

DATE = datetime(2026, 11, 22, tzinfo=UTC)
BOOK = assemble(localised_text("a.md", "# 题\n\n这*绝不*是**小事**，*《论市政》*里也说过。\n", 1))
KAI = """
/* Emphasis is set in 楷体, short words too. */

em {
  -webkit-text-emphasis: none;
  text-emphasis: none;
  font-family: "Kaiti SC", STKaiti, "LXGW WenKai", "AR PL UKai CN", KaiTi, "Songti SC", SimSun, serif;
}
"""


def part(written: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return package.read(name)


@pytest.mark.parametrize(
    ("settings", "look"),
    [
        ({}, [("rFonts", "楷体"), ("i", "0"), ("iCs", "0")]),
        ({"emphasis": "kai"}, [("rFonts", "楷体"), ("i", "0"), ("iCs", "0")]),
        ({"emphasis": "dots"}, [("i", "0"), ("iCs", "0"), ("em", "dot")]),
    ],
)
def test_word(settings: dict[str, str], look: list[tuple[str, str]]) -> None:
    styles = etree.fromstring(part(docx.write(BOOK, settings | {"layout": "no"}), "word/styles.xml"))
    (looks,) = styles.findall(f"{W}style[@{W}styleId='Emphasis']/{W}rPr")
    shown = [(etree.QName(each).localname, each.get(f"{W}eastAsia") or each.get(f"{W}val")) for each in looks]
    assert shown == look


def test_epub() -> None:
    plain = part(epub.write(BOOK, {}, DATE), "EPUB/style.css").decode()
    assert part(epub.write(BOOK, {"emphasis": "dots"}, DATE), "EPUB/style.css").decode() == plain
    assert part(epub.write(BOOK, {"emphasis": "kai"}, DATE), "EPUB/style.css").decode() == plain + KAI


def test_web() -> None:
    plain = web.files(BOOK, {}, DATE)["style.css"].decode()
    assert web.files(BOOK, {"emphasis": "kai"}, DATE)["style.css"].decode() == plain + KAI
