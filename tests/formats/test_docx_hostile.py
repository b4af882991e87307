"""Files that mean harm or are not what they say: one sentence each, within bounds (law 8)."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import docx, leftover
from pubpipe.formats._package import MAX_XML
from tests.formats.docx_files import package, part, word

SOUND = word("<w:p><w:r><w:t>Text</w:t></w:r></w:p>")


def with_part(name: str, data: bytes) -> bytes:
    """The sound file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        return package({each: archive.read(each) for each in archive.namelist()} | {name: data})


def entities() -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    document = part(SOUND, "word/main part.xml").replace("?>", f"?>{bomb}", 1)
    return with_part("word/main part.xml", document.replace("Text", "&b;").encode())


def utf16_entities() -> bytes:
    document = part(SOUND, "word/main part.xml").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return with_part("word/main part.xml", document.replace("?>", "?><!DOCTYPE x []>", 1).encode("utf-16"))


def encrypted_part() -> bytes:
    data = bytearray(SOUND)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at += 4
    return bytes(data)


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "an empty file"),
    "text": (lambda: b"Dear reader", "of another kind than its name says"),
    "rtf": (lambda: b"{\\rtf1}", "an RTF file under another name: save it as .docx"),
    "old": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "an old binary Office file: save it as .docx, .pptx or .xlsx",
    ),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted: remove the password in the program it was made with and save it again",
    ),
    "truncated": (lambda: SOUND[: len(SOUND) // 2], "cut off: the end of the file is missing; get it again"),
    "other zip": (lambda: package({"a.txt": "x"}), "not a Word file: it has no main document"),
    "no types": (
        lambda: package({name: part(SOUND, name) for name in ("_rels/.rels", "word/main part.xml")}),
        "not an Office file: no [Content_Types].xml",
    ),
    "no document": (
        lambda: package({name: part(SOUND, name) for name in ("[Content_Types].xml", "_rels/.rels")}),
        "not a Word file: it has no main document",
    ),
    "no body": (
        lambda: with_part("word/main part.xml", part(SOUND, "word/main part.xml").replace("w:body", "w:x").encode()),
        "a damaged Word file: its document has no body",
    ),
    "spreadsheet": (
        lambda: with_part(
            "[Content_Types].xml",
            part(SOUND, "[Content_Types].xml").replace("wordprocessingml.document", "spreadsheetml.sheet").encode(),
        ),
        "not a Word file: its main part is application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "entities": (entities, "a document type or entity is declared, which is refused: word/main part.xml"),
    "entities in UTF-16": (
        utf16_entities,
        "a document type or entity is declared, which is refused: word/main part.xml",
    ),
    "encrypted part": (encrypted_part, "encrypted: a password is needed for _rels/.rels"),
    "too large": (
        lambda: with_part("word/main part.xml", b"<a>" + b" " * MAX_XML + b"</a>"),
        "too large when unpacked, which is refused",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_sentence(name: str) -> None:
    make, sentence = CASES[name]
    source = make()
    started = time.monotonic()
    with pytest.raises(Unreadable) as error:
        docx.read(source)
    assert str(error.value) == sentence
    assert time.monotonic() - started < 5


def test_not_well_formed() -> None:
    source = with_part("word/main part.xml", b"<w:document><w:body>")
    with pytest.raises(Unreadable, match=r"^damaged: word/main part\.xml is not well-formed XML: "):
        docx.merge(source, {})


def test_parts_that_are_no_xml_do_no_harm() -> None:
    source = with_part("custom.xml", b"\x00\x01 no XML")
    assert [unit.content for unit in docx.read(source).units] == [("Text",)]


def test_a_damaged_chart_is_left_alone() -> None:
    chart = '<w:p><w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r></w:p><w:p><w:r><w:t>Text</w:t></w:r></w:p>'
    broken = {"part": "chart.xml", "id": "chart", "kind": "chart", "type": "application/xml", "data": "<c:chart"}
    source = word(chart, [broken])
    document = docx.read(source)
    assert [unit.content for unit in document.units] == [("Text",)]
    assert leftover(document, docx.scan(source)) == []


def test_workbooks_are_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>x</t></si></sst>'
    book = package({"xl/sharedStrings.xml": strings})
    monkeypatch.setattr("pubpipe.formats.docx._workbooks.MAX_XML", len(strings))
    with zipfile.ZipFile(io.BytesIO(word(""))) as archive:
        sound = {each: archive.read(each) for each in archive.namelist()}
    source = package(sound | {f"word/embeddings/book{number}.xlsx": book for number in range(3)})
    document = docx.read(source)
    assert [each.text for each in document.ledger] == ["book0.xlsx", "x", "book1.xlsx", "book2.xlsx"]
    assert leftover(document, docx.scan(source)) == []


def test_paths_that_climb_out_are_only_names() -> None:
    source = with_part("../../evil.xml", b"<a>x</a>")
    assert docx.merge(source, {"0/p1": ("文",)}) != source


def test_deep_nesting_is_refused_or_read() -> None:
    depth = 300
    deep = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    with pytest.raises(Unreadable, match=r"^damaged: word/main part\.xml is not well-formed XML: "):
        docx.read(word(deep))
