"""The ledger is silent about nothing: not about parts that are no sound XML, nor about formulas that name a DTD."""

from __future__ import annotations

import io
import zipfile

import pytest

from pubpipe.formats import Format, docx, leftover, opendocument, pptx, xlsx
from pubpipe.model import Account, Fate
from tests.formats.docx_files import word
from tests.formats.opendocument_files import opendocument as text_document
from tests.formats.pptx_files import deck
from tests.formats.xlsx_files import Sheet, row, workbook

FORMULA = (
    '<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'
    '<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:mi>speed</math:mi></math:math>'
)
SOURCES: list[tuple[Format, bytes]] = [
    (docx, word("<w:p><w:r><w:t>Body</w:t></w:r></w:p>")),
    (opendocument, text_document("<text:p>Body</text:p>")),
    (pptx, deck("<a:p><a:r><a:t>Body</a:t></a:r></a:p>")),
    (xlsx, workbook(Sheet(row(1, "Body")))),
]


def with_part(source: bytes, name: str, data: str) -> bytes:
    """The package with one part more."""
    output = io.BytesIO(source)
    with zipfile.ZipFile(output, "a") as package:
        package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return output.getvalue()


def changed(source: bytes, old: str, new: str) -> bytes:
    """The package with other words in its parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as package, zipfile.ZipFile(output, "w") as copy:
        for member in package.infolist():
            copy.writestr(member, package.read(member).replace(old.encode(), new.encode()))
    return output.getvalue()


def lines(kind: Format, source: bytes, part: str) -> list[Account]:
    """What the ledger says of a part, when it balances."""
    document = kind.read(source)
    assert leftover(document, kind.scan(source)) == []
    return [account for account in document.ledger if account.part == part]


@pytest.mark.parametrize(("kind", "source"), SOURCES, ids=["docx", "opendocument", "pptx", "xlsx"])
def test_a_part_nobody_can_read_is_named(kind: Format, source: bytes) -> None:
    name = "customXml/item1.xml"
    damaged = with_part(source, name, "<data>Words without an end")
    assert lines(kind, damaged, name) == [Account(name, "part", name, Fate.EXCLUDED, "unreadable part")]
    assert kind.merge(damaged, {}) == damaged


@pytest.mark.parametrize(("kind", "source"), [SOURCES[0], SOURCES[2]], ids=["docx", "pptx"])
def test_a_control_that_is_no_text_is_named(kind: Format, source: bytes) -> None:
    types = '<Default Extension="bin" ContentType="application/vnd.ms-office.activeX"/></Types>'
    name = "activeX/activeX1.bin"
    control = with_part(changed(source, "</Types>", types), name, "A caption")
    assert lines(kind, control, name) == [Account(name, "document", "activeX1.bin", Fate.EXCLUDED, "ActiveX control")]


def test_a_formula_with_a_document_type_is_read() -> None:
    name = "Object 1/content.xml"
    source = with_part(text_document("<text:p>Body</text:p>"), name, FORMULA)
    assert [(each.text, each.fate, each.rule) for each in lines(opendocument, source, name)] == [
        ("speed", Fate.EXCLUDED, "formula")
    ]


def test_entities_in_a_formula_are_not_read() -> None:
    name = "Object 1/content.xml"
    entity = '<!DOCTYPE math [<!ENTITY word "speed">]><math>&word;</math>'
    source = with_part(text_document("<text:p>Body</text:p>"), name, entity)
    assert lines(opendocument, source, name) == [Account(name, "part", name, Fate.EXCLUDED, "unreadable part")]
