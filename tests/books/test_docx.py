"""The Word edition beyond the list of defects: sound, the same every time, readable back, page numbers filled in."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Part
from pubpipe.books._ast import header, paragraph, string
from pubpipe.books._docx.runs import scripts
from pubpipe.books.docx import addresses_of_docx, write
from pubpipe.errors import Misused

from .conftest import BOOK, NAMES, W, assemble, localised, localised_text


def test_same_book_same_bytes(assembled: Assembled, file: bytes) -> None:
    assert write(assembled, {"layout": "no"}) == file
    dated = write(assembled, {"layout": "no"}, datetime(2026, 11, 22, tzinfo=UTC))
    assert b"2026-11-22T00:00:00Z" in zipfile.ZipFile(io.BytesIO(dated)).read("docProps/core.xml")


def test_unknown_settings_are_refused(assembled: Assembled) -> None:
    with pytest.raises(Misused, match=r'^editions\.docx: page must be one of "16k", "a32", "a4", "a4-wide": a5$'):
        write(assembled, {"page": "a5"})
    known = r"known: page, design, recto, links, emphasis, layout, draft, review"
    with pytest.raises(Misused, match=rf"^editions\.docx: unknown key: papersize \(nearest: page; {known}\)$"):
        write(assembled, {"papersize": "16k"})


def test_every_unit_can_be_read_back(assembled: Assembled, file: bytes) -> None:
    read = addresses_of_docx(file)
    assert sorted(set(books.addresses(assembled)) - set(read)) == []
    shown = {
        address: read[address] for address in ("1:1.2/h", "1:1.2/a1", "1:1.4/n1", "2:1.1/t1", "2:1.1/c8", "3:1.1/t1")
    }
    assert shown == {
        "1:1.2/h": "由来",
        "1:1.2/a1": "三个方框，由上而下",
        "1:1.4/n1": "又称“城市经理制”。",
        "2:1.1/t1": "预算周期",
        "2:1.1/c8": "审议",
        "3:1.1/t1": "道路养护",
    }


def test_python_docx_opens_it(file: bytes) -> None:
    opened = python_docx.Document(io.BytesIO(file))
    assert opened.core_properties.title == "市政管理入门"
    assert [each.text for each in opened.paragraphs if each.style is not None and each.style.name == "Heading 1"] == [
        "\u3000议会—经理制",
        "\u3000预算与绩效",
        "\u3000公共工程",
    ]


def test_every_style_used_is_defined(written: dict[str, etree._Element]) -> None:
    defined = {each.get(f"{W}styleId") for each in written["word/styles.xml"].iter(f"{W}style")}
    named = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next")
    used = {each.get(f"{W}val") for part in written.values() for each in part.iter(*named)}
    assert sorted(used - defined, key=str) == []


def test_nothing_is_formatted_by_hand(written: dict[str, etree._Element]) -> None:
    """Paragraphs bear a style, a number or a section; runs bear a style, a hint or a language."""
    allowed = {"pStyle", "keepNext", "numPr", "sectPr", "rStyle", "rFonts", "lang"}
    for name in ("word/document.xml", "word/footnotes.xml"):
        properties = [look for each in written[name].iter(f"{W}pPr", f"{W}rPr") for look in each]
        assert {etree.QName(each).localname for each in properties} <= allowed
    fonts = {tuple(each.keys()) for each in written["word/document.xml"].iter(f"{W}rFonts")}
    assert fonts <= {(f"{W}hint",)}


def test_schema(file: bytes, outside: Callable[[str], Path]) -> None:
    """ECMA-376 transitional, every WordprocessingML part."""
    folder = outside("schemas/public/openxml/OfficeOpenXML-XMLSchema-Transitional")
    w3c = outside("schemas/oasis/xliff-21/schemas/informativeCopiesOf3rdPartySchemas/w3c")

    class Local(etree.Resolver):
        def resolve(self, url: str, public: str, context: object) -> object:
            if url.rsplit("/", 1)[-1] == "xml.xsd":
                return self.resolve_filename(str(w3c / "xml.xsd"), context)
            return None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    schema = etree.XMLSchema(etree.parse(str(folder / "wml.xsd"), parser))
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/[^/]+\.xml", name):
                schema.validate(etree.fromstring(package.read(name)))
                assert (name, [error.message for error in schema.error_log]) == (name, [])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice: page numbers cannot be laid out")
def test_contents_have_page_numbers(assembled: Assembled) -> None:
    with zipfile.ZipFile(io.BytesIO(write(assembled))) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        settings_part = etree.fromstring(package.read("word/settings.xml"))
    entries = [
        "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for paragraph in document.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in ("TOC1", "TOC2")
    ]
    found = [re.fullmatch(r"(.*\D)(\d+)", entry) for entry in entries]
    pages = [int(each[2]) for each in found if each]
    assert len(pages) == len(entries) == 9
    assert pages == sorted(pages)
    assert (pages[0], pages[1], pages[-1] > 2) == (1, 1, True)
    assert [each for each in document.iter(f"{W}fldChar") if each.get(f"{W}dirty")] == []
    assert settings_part.find(f"{W}updateFields") is None


def test_without_layout_fields_are_marked(written: dict[str, etree._Element]) -> None:
    assert len([each for each in written["word/document.xml"].iter(f"{W}fldChar") if each.get(f"{W}dirty")]) == 14
    assert written["word/settings.xml"].find(f"{W}updateFields") is not None


def test_drafts_show_what_is_unfinished() -> None:
    chapter = localised(NAMES[1], 1, {"1/p1": books.unfinished(("这句未完。",))})
    package = zipfile.ZipFile(io.BytesIO(write(assemble(chapter), {"layout": "no", "draft": "yes"})))
    document = etree.fromstring(package.read("word/document.xml"))
    marked = [
        "".join(each.text or "" for each in run.iter(f"{W}t"))
        for run in document.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and style.get(f"{W}val") == "Unfinished"
    ]
    assert marked == ["【未定稿】", "【未定稿】这句未完。"]


def test_translators_notes_have_their_own_series() -> None:
    targets = {"1/p1": ("甲", *books.note(("一。",)), "乙", *books.note(("二。",)), "。")}
    package = zipfile.ZipFile(io.BytesIO(write(assemble(localised(NAMES[1], 1, targets)), {"layout": "no"})))
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    document = etree.fromstring(package.read("word/document.xml"))
    assert ["".join(each.itertext()) for each in notes][2:] == ["⑴ 一。——译者注", "⑵ 二。——译者注"]
    assert [each.get(f"{W}customMarkFollows") for each in document.iter(f"{W}footnoteReference")] == ["1", "1"]


SCRIPTS = [
    ("城市经理（city manager）", [("城市经理（", True), ("city manager", False), ("）", True)]),
    ("“城市经理”", [("“城市经理”", True)]),
    ("他说“city manager”。", [("他说“", True), ("city manager", False), ("”。", True)]),
    ("He said “yes” to it", [("He said “yes” to it", False)]),
    ("the council’s，好", [("the council’s", False), ("，好", True)]),
    ("1914—1924年", [("1914", False), ("—", True), ("1924", False), ("年", True)]),
    ("如此……", [("如此……", True)]),
    ("A·B 与 C", [("A·B ", False), ("与", True), (" C", False)]),
]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_scripts(text: str, expected: list[tuple[str, bool]]) -> None:
    assert list(scripts(text)) == expected


@given(st.text(alphabet="甲a ’“”…—（1.", max_size=30))
@settings(max_examples=100, deadline=None)
def test_scripts_lose_nothing(text: str) -> None:
    assert "".join(piece for piece, _chinese in scripts(text)) == text


def test_front_matter_is_counted_in_roman_and_chapters_may_open_on_the_right() -> None:
    preface = localised_text("00-preface.md", "# 前言\n\n编者的话。\n", 1)
    assembled = assemble(preface, localised(NAMES[1], 2))
    assert [(part.id, part.matter, part.number) for part in assembled.parts] == [
        ("c1", "front", ""),
        ("c2", "body", "第一章"),
    ]
    package = zipfile.ZipFile(io.BytesIO(write(assembled, {"layout": "no", "recto": "yes"})))
    document = etree.fromstring(package.read("word/document.xml"))
    kinds = [each.get(f"{W}val") for each in document.iterfind(f".//{W}sectPr/{W}type")]
    counting = [(each.get(f"{W}fmt"), each.get(f"{W}start")) for each in document.iter(f"{W}pgNumType")]
    assert kinds == ["nextPage", "oddPage", "oddPage", "oddPage"]
    assert counting == [("decimal", None), ("lowerRoman", "1"), ("lowerRoman", None), ("decimal", "1")]


def test_equations_are_words_own() -> None:
    part = Part(
        "c1", "body", "第一章", "甲", (header(1, [string("甲")], "c1", number="第一章"), paragraph([formula()]))
    )
    package = zipfile.ZipFile(io.BytesIO(write(Assembled(BOOK, (part,)), {"layout": "no"})))
    document = etree.fromstring(package.read("word/document.xml"))
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
    assert ["".join(each.itertext()) for each in document.iter(f"{math}oMath")] == ["a2"]


def formula() -> dict[str, object]:
    return {"t": "Math", "c": [{"t": "InlineMath"}, "a^2"]}
