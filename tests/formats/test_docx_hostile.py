"""Files that mean harm or are not what they say: one sentence each, within bounds (law 8)."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import docx, leftover
from tests.formats.docx_files import package, part, word

SOUND = word("<w:p><w:r><w:t>Text</w:t></w:r></w:p>")


def with_part(name: str, data: bytes) -> bytes:
    """The sound file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        return package({each: archive.read(each) for each in archive.namelist()} | {name: data})


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
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


def test_numbering_out_of_its_place_is_answered_for() -> None:
    lost = '<w:lvlText w:val="Part %1"/><w:lvl><w:lvlText w:val="%1."/><w:lvlText w:val="Step %1"/></w:lvl>'
    source = word("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", numbering=lost)
    document = docx.read(source)
    assert leftover(document, docx.scan(source)) == []
    assert [(each.place, each.text, each.rule) for each in document.ledger if "numbering" in each.part] == [
        ("w:lvlText[2]@val", "%1.", "number format"),
        ("w:lvlText[1]@val", "Part %1", "numbering text"),
        ("w:lvlText[3]@val", "Step %1", "numbering text"),
    ]


def test_workbooks_are_read_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>x</t></si></sst>'
    book = package({"xl/sharedStrings.xml": strings})
    monkeypatch.setattr("pubpipe.formats._workbooks.MAX_XML", len(strings))
    with zipfile.ZipFile(io.BytesIO(word(""))) as archive:
        sound = {each: archive.read(each) for each in archive.namelist()}
    source = package(sound | {f"word/embeddings/book{number}.xlsx": book for number in range(3)})
    document = docx.read(source)
    assert [each.text for each in document.ledger] == ["book0.xlsx", "x", "book1.xlsx", "book2.xlsx"]
    assert leftover(document, docx.scan(source)) == []
