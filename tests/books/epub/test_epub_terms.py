"""Terms that an e-book explains where they stand."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from pubpipe import books
from pubpipe.books import Assembled, Part, epub
from pubpipe.books._ast import header, paragraph, span, string, words
from tests.books.epub.handmade import ASSEMBLED, MODIFIED
from tests.books.web.handmade import GLOSSARY

BODY = (
    header(1, [string("城市经理")], "c1", number="第一章", address="1:1/h"),
    paragraph([string("城市经理负责"), {"t": "Strong", "c": [string("棕地再开发")]}, string("，棕地由城市经理清查。")]),
    paragraph([span(words("A city manager is 城市经理."), lang="en"), string("棕地。")]),
    {"t": "BlockQuote", "c": [paragraph([string("棕地。")])]},
)
BOOK = replace(
    ASSEMBLED,
    parts=(
        Part("c1", "body", "第一章", "城市经理", BODY),
        Part("c2", "body", "第二章", "二", (header(1, [string("二")], "c2", number="第二章"), BODY[2])),
        Part("glossary", "back", "", "术语对照表", GLOSSARY),
    ),
)


def pages(made: Assembled, **settings: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(epub.write(made, settings, MODIFIED))) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith("xhtml")}


def test_the_first_mention_in_a_chapter_leads_to_what_it_means() -> None:
    page = pages(BOOK, terms="notes")["EPUB/c1.xhtml"]
    assert re.findall(r'<a class="term" href="#([^"]*)" id="([^"]*)"[^>]*>([^<]*)</a>', page) == [
        ("c1-term-1", "c1-term-1-said", "城市经理"),
        ("c1-term-2", "c1-term-2-said", "棕地再开发"),
        ("c1-term-3", "c1-term-3-said", "棕地"),
    ]
    aside = page[page.index('<aside class="note" id="c1-term-1"') :].partition("</aside>")[0]
    said = re.sub(r"<[^>]*>|\n", "", aside.partition(">")[2])
    assert said == "城市经理\u3000city manager（CM）由议会任命的行政首长。"
    assert '<a class="backlink" href="#c1-term-1-said" role="doc-backlink">城市经理</a>' in aside


def test_another_chapter_explains_them_again() -> None:
    found = re.findall(r'<a class="term" href="#([^"]*)"', pages(BOOK, terms="notes")["EPUB/c2.xhtml"])
    assert found == ["c2-term-1"]


def test_nothing_is_explained_unasked_and_the_book_stays_as_it_is() -> None:
    before = repr(BOOK.parts)
    assert 'class="term"' in pages(BOOK, terms="notes")["EPUB/c1.xhtml"]
    assert repr(BOOK.parts) == before
    assert 'class="term"' not in "".join(pages(BOOK).values())


def test_an_editor_has_nothing_more_to_say() -> None:
    assert failed(epub.write(BOOK, {"terms": "notes"}, MODIFIED)) == failed(epub.write(BOOK, {}, MODIFIED))


def failed(book: bytes) -> list[str]:
    return [each.assertion.id for each in books.examine(book, "book.epub") if each.outcome == "failed"]
