"""Word files: what is read from them and what is written into them, case by case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import docx, leftover
from pubpipe.model import Fate
from tests.formats.cases import cases, check_reading, check_reading_again, split
from tests.formats.docx_files import NAMESPACES, part, shown, word, written

CASES = Path(__file__).parent / "docx"
READING = cases(CASES / "reading.toml")


@pytest.mark.parametrize("case", READING)
def test_reading(case: dict[str, Any]) -> None:
    parts, units, ledger, rules = split(case)
    check_reading(docx, word(**parts), units, ledger, rules)


@pytest.mark.parametrize("case", READING)
def test_reading_what_was_written(case: dict[str, Any]) -> None:
    parts, _units, _ledger, rules = split(case)
    check_reading_again(docx, word(**parts), rules)


@pytest.mark.parametrize("case", cases(CASES / "writing.toml"))
def test_writing(case: dict[str, Any]) -> None:
    source = word(case["body"])
    unit = docx.read(source).units[0]
    merged = docx.merge(source, {unit.id: written(case["target"], unit.content)})
    paragraph = re.search("<w:body>(.*)<w:sectPr", part(merged, "word/main part.xml"), re.DOTALL)
    assert paragraph is not None
    assert paragraph[1] == case["paragraph"]


def test_both_branches_of_a_text_box_are_written() -> None:
    case = next(each.values[0] for each in READING if "told once, with both" in str(each.id))
    source = word(case["body"])
    merged = docx.merge(source, {"0/x1": ("盒",), "0/a1": ("框",), "0/x3": ("稿",)})
    document = part(merged, "word/main part.xml")
    assert (document.count(">盒</w:t>"), document.count('descr="框"'), document.count('alt="框"')) == (2, 1, 1)
    assert '<v:textpath string="稿"/>' in document


def test_only_touched_parts_change() -> None:
    source = word("<w:p><w:r><w:t>Body</w:t></w:r></w:p>", header="<w:p><w:r><w:t>Top</w:t></w:r></w:p>")
    merged = docx.merge(source, {"0/d1": ("眉",)})
    changed = [
        name
        for name in ("main part", "styles", "settings", "odd-names/top")
        if part(source, f"word/{name}.xml") != part(merged, f"word/{name}.xml")
    ]
    assert changed == ["styles", "settings", "odd-names/top"]


def test_the_file_is_told_what_it_is_now() -> None:
    field = '<w:fldSimple w:instr="TOC"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    source = word(f"<w:p><w:r><w:t>Body</w:t></w:r></w:p><w:p>{field}</w:p>", settings="<w:zoom/><w:compat/><w:rsids/>")
    merged = docx.merge(source, {"0/p1": ("正文",)})
    settings = '<w:zoom/><w:updateFields/><w:compat/><w:rsids/><w:themeFontLang w:eastAsia="zh-CN"/>'
    assert part(merged, "word/settings.xml").split(NAMESPACES)[1] == f">{settings}</w:settings>"
    assert '<w:fldSimple w:instr="TOC" w:dirty="1">' in part(merged, "word/main part.xml")
    assert '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>' in part(merged, "word/styles.xml")


def test_strict_files_stay_strict() -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    source = word("<w:p><w:r><w:t>Body</w:t></w:r></w:p>")
    source = rewritten(source, namespace, strict)
    document = docx.read(source)
    assert [shown(unit.content) for unit in document.units] == ["Body"]
    assert leftover(document, docx.scan(source)) == []
    merged = part(docx.merge(source, {"0/p1": ("正文",)}), "word/main part.xml")
    assert (strict in merged, namespace in merged, "正文" in merged) == (True, False, True)


def rewritten(source: bytes, old: str, new: str) -> bytes:
    """The package with one string replaced in every part."""
    import io
    import zipfile

    from tests.formats.docx_files import package

    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return package({name: archive.read(name).replace(old.encode(), new.encode()) for name in archive.namelist()})


def test_a_choice_that_shows_what_it_stores_is_shown_in_chinese_and_stored_as_it_was() -> None:
    control = "<w:sdt><w:sdtPr><w:comboBox>{}</w:comboBox></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    source = word(control.format('<w:listItem w:value="North"/>'))
    merged = docx.merge(source, {"0/i1": ("北",)})
    assert control.format('<w:listItem w:value="North" w:displayText="北"/>') in part(merged, "word/main part.xml")
    assert [(each.fate, each.rule, each.text) for each in docx.read(merged).ledger if each.text in ("North", "北")] == [
        (Fate.TRANSLATED, "text", "北"),
        (Fate.PROTECTED, "value of a choice", "North"),
    ]
