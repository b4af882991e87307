"""Charts and SmartArt in Word files: what is written into their parts, and the workbook a chart was drawn from."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

from pubpipe.formats import docx, leftover
from pubpipe.model import Account, Fate
from tests.formats.docx_files import package, part, word, written

READING = tomllib.loads((Path(__file__).parent / "docx" / "reading.toml").read_text(encoding="utf-8"))["case"]


def source(name: str) -> bytes:
    case = next(each for each in READING if name in each["name"])
    return word(case["body"], case.get("more", ()))


def test_a_cell_is_written_in_every_series_and_looks_are_kept() -> None:
    chart = source("a chart")
    title = docx.read(chart).units[2].content
    merged = docx.merge(chart, {"0/x1": written("<b1>年度</b1>成本", title), "0/x3": ("规划",)})
    data = part(merged, "word/charts/chart1.xml")
    assert data.count("<c:v>规划</c:v>") == 2
    assert (
        '<a:p><a:r><a:rPr lang="zh-CN" b="1" altLang="en-US"/><a:t>年度</a:t></a:r>'
        '<a:r><a:rPr lang="zh-CN" altLang="en-US"/><a:t>成本</a:t></a:r></a:p>'
    ) in data
    assert "<c:v>Roads</c:v>" in data


def test_data_and_drawing_say_the_same() -> None:
    merged = docx.merge(source("SmartArt: the data"), {"0/x1": ("议会",), "0/x3": ("只画",)})
    data, drawing = part(merged, "word/diagrams/data1.xml"), part(merged, "word/diagrams/drawing1.xml")
    assert (data.count("<a:t>议会</a:t>"), drawing.count("<a:t>议会</a:t>")) == (1, 1)
    assert '<a:rPr sz="2100" lang="zh-CN"/>' in drawing
    assert (data.count("只画"), drawing.count("只画")) == (0, 1)


def test_an_outdated_drawing_gets_what_the_data_say() -> None:
    old = source("SmartArt: the data")
    members = {name: part(old, name) for name in zipfile.ZipFile(io.BytesIO(old)).namelist()}
    drawing = "word/diagrams/drawing1.xml"
    members[drawing] = members[drawing].replace("Manager", "Boss")
    changed = package(members)
    document = docx.read(changed)
    assert [each.text for each in document.ledger if each.rule == "SmartArt not drawn anew"] == ["Council", "Boss"]
    assert leftover(document, docx.scan(changed)) == []
    assert "Boss" not in part(docx.merge(changed, {"0/x2": ("经理",)}), drawing)


def test_italics_in_a_drawing_become_dots() -> None:
    drawn = source("words of shapes")
    merged = docx.merge(drawn, {"0/x1": written("城市<br1=\n/><i1>厅</i1>", docx.read(drawn).units[0].content)})
    assert '<a:rPr i="0" lang="zh-CN" u="dotted"/>' in part(merged, "word/main part.xml")


def test_the_strings_of_an_embedded_workbook_are_named() -> None:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{namespace}"><si><t>Roads</t></si><si><t> </t></si></sst>'
    chart = source("a chart")
    members = {name: part(chart, name).encode() for name in zipfile.ZipFile(io.BytesIO(chart)).namelist()}
    members["word/embeddings/book.xlsx"] = package({"xl/sharedStrings.xml": strings})
    with_book = package(members)
    document = docx.read(with_book)
    found = [each for each in document.ledger if each.part.endswith(".xlsx") and each.text.strip()]
    assert found == [
        Account("word/embeddings/book.xlsx", "document", "book.xlsx", Fate.EXCLUDED, "embedded document"),
        Account("word/embeddings/book.xlsx", "xl/sharedStrings.xml t[1]", "Roads", Fate.EXCLUDED, "embedded workbook"),
    ]
    assert leftover(document, docx.scan(with_book)) == []
