"""EPUB: cases written by hand, the ledger's rules, names, what pandoc is given."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import Rules, epub, format_of, leftover
from tests.formats import epub_files
from tests.formats.epub_files import page, parts
from tests.formats.markdown_and_html import line, merged
from tests.formats.test_epub_laws import broken

CASES = tomllib.loads((Path(__file__).parent / "epub" / "cases.toml").read_text(encoding="utf-8"))["case"]
IDS = [case["name"] for case in CASES]


def book(case: dict[str, Any]) -> bytes:
    """The EPUB of a case; a page that is not whole gets its root and head."""
    pages = {
        name: page(text) if text.startswith(("<p", "<h1", "<nav")) else text for name, text in case["pages"].items()
    }
    return epub_files.epub(
        pages, **{key: case[key] for key in ("metadata", "spine", "version", "after") if key in case}
    )


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestCases:
    def test_units(self, case: dict[str, Any]) -> None:
        assert [line(unit) for unit in epub.read(book(case)).units] == case["units"].strip().splitlines()

    def test_merged(self, case: dict[str, Any]) -> None:
        source = book(case)
        made = parts(merged(epub, source, case.get("targets", {})))
        missing = [
            (name, text)
            for name, texts in case.get("merged", {}).items()
            for text in texts
            if text not in made[name].decode()
        ]
        assert missing == []
        changed = {name for name, data in parts(source).items() if made[name] != data}
        assert changed <= {*case.get("merged", {}), "EPUB/package.opf"} if "targets" in case else changed == set()

    def test_laws(self, case: dict[str, Any]) -> None:
        source = book(case)
        assert list(broken(source, epub.read(source))) == []


def test_the_ledger_names_its_rules() -> None:
    source = epub_files.epub(
        {"one.xhtml": page('<p>One<span epub:type="pagebreak" title="2"></span></p><p hidden="">No</p>')},
        metadata="<dc:title>T</dc:title><dc:creator>C</dc:creator><dc:date>2020</dc:date>",
        others={"EPUB/lost.xhtml": page("<p>Lost</p>"), "EPUB/data.xml": "<a>Data</a>"},
    )
    assert [(each.part, each.place, each.fate.value, each.rule, each.text) for each in epub.read(source).ledger] == [
        ("EPUB/package.opf", "line 3", "translated", "meta", "T"),
        ("EPUB/package.opf", "line 3", "protected", "name of a person or publisher", "C"),
        ("EPUB/package.opf", "line 3", "protected", "package metadata", "2020"),
        ("EPUB/one.xhtml", "line 3", "translated", "paragraph", "One"),
        ("EPUB/one.xhtml", "line 3 attributes", "protected", "page number", "2"),
        ("EPUB/one.xhtml", "line 3", "excluded", "hidden element", "No"),
        ("EPUB/lost.xhtml", "line 3", "excluded", "other part", "Lost"),
        ("EPUB/data.xml", "line 1", "excluded", "other part", "Data"),
    ]
    assert leftover(epub.read(source), epub.scan(source)) == []


def test_metadata_by_setting() -> None:
    source = epub_files.epub({"one.xhtml": page("<p>One</p>")}, metadata="<dc:title>T</dc:title>")
    assert [line(unit) for unit in epub.read(source, Rules(meta=False)).units] == ["0/p1 paragraph p | One"]


def test_the_media_type_stays_first_and_stored() -> None:
    source = epub_files.epub({"one.xhtml": page("<p>One</p>")})
    with zipfile.ZipFile(io.BytesIO(epub.merge(source, {"0/p1": ("一",)}))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert first.header_offset == 0


def test_names_that_do_not_say_they_are_utf8() -> None:
    source = epub_files.epub({"caf\xe9 one.xhtml": page("<p>One</p>")})
    silent = bytearray(source)
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = silent.rindex(header)
        silent[at + flags : at + flags + 2] = b"\0\0"
    with zipfile.ZipFile(io.BytesIO(epub.merge(bytes(silent), {"0/p1": ("一",)}))) as archive:
        assert archive.namelist()[-1] == "EPUB/caf\xe9 one.xhtml"


def test_the_suffix() -> None:
    assert format_of("Book.EPUB").SUFFIXES is epub.SUFFIXES


def test_prepared_is_one_page() -> None:
    source = epub_files.epub(
        {
            "one.xhtml": page(
                '<section epub:type="titlepage" id="s"><h1>Title</h1></section>'
                '<p>Text<a epub:type="noteref" href="notes.xhtml#n1">1</a> <a id="e"/> '
                '<a href="two.xhtml#s">there</a></p>'
                '<p><img src="a.png" alt="A"/></p>'
            ),
            "two.xhtml": page('<h1 id="s">Two</h1><p><svg><title>Plan</title><path/></svg></p>'),
            "notes.xhtml": page('<ol epub:type="endnotes"><li id="n1" epub:type="endnote">Note</li></ol>'),
            "nav.xhtml": page('<nav epub:type="toc"><ol><li>Menu</li></ol></nav>'),
            "a.png": "picture",
        }
    )
    made, reader = epub.prepare(source)
    assert (made, reader) == epub.prepare(source)
    assert reader == "epub"
    assert list(parts(made)) == [
        "mimetype",
        "META-INF/container.xml",
        "book.opf",
        "book.xhtml",
        "media/drawing-1.svg",
        "media/a.png",
    ]
    assert parts(made)["book.xhtml"].decode() == (
        '<html><head><title></title></head><body><div id="file-1"><section id="s"><h1>Title</h1></section>'
        '<p>Text<a href="#n1" epub:type="noteref">1</a> <a id="e"></a> <a href="#s-2">there</a></p>'
        '<p><img src="media/a.png" alt="A"></p></div>\n'
        '<div id="file-2"><h1 id="s-2">Two</h1><p><img src="media/drawing-1.svg" alt="Plan"></p></div>\n'
        '<div id="file-3"></div>\n<aside epub:type="footnote" id="n1"><p>Note</p></aside></body></html>'
    )
