"""Page marks: what counts as one, and that a translator's place for it is kept."""

from __future__ import annotations

import pytest

from pubpipe.formats import docx, opendocument
from pubpipe.segmentation import segment
from pubpipe.text.page_marks import is_marked, may_mark, named_page, page_number
from tests.formats.docx_files import part, shown, word, written
from tests.formats.opendocument_files import flat

NUMBERS = [
    ({"aria-label": "12"}, "", "12"),
    ({"aria-label": " Page 12. "}, "", "12"),
    ({"title": "[Pg xii]"}, "", "xii"),
    ({"title": "{10}"}, "", "10"),
    ({}, "p. 7", "7"),
    ({"id": "page_12"}, "", "12"),
    ({"id": "pg-xii"}, "", "xii"),
    ({"id": "A-3", "title": "A-3"}, "", "A-3"),
    ({"title": "The next page"}, "", ""),
    ({}, "mid", ""),
]


@pytest.mark.parametrize(("values", "text", "number"), NUMBERS)
def test_numbers(values: dict[str, str], text: str, number: str) -> None:
    assert page_number(values, text) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("page12", "12"),
        ("Page_12a", "12a"),
        ("pg_16", "16"),
        ("page-xii", "xii"),
        ("pagexii", ""),
        ("page", ""),
        ("_Toc12", ""),
        ("page_12_note", ""),
        ("homepage12", ""),
    ],
)
def test_names_of_bookmarks(name: str, number: str) -> None:
    assert named_page(name) == number


@pytest.mark.parametrize(
    ("values", "text", "marked"),
    [
        ({"role": "doc-pagebreak"}, "", True),
        ({"epub:type": "bodymatter PageBreak"}, "12", True),
        ({"role": "doc-pagebreak"}, "A sentence.", False),
        ({"class": "pagebreak"}, "", False),
        ({"class": "pagebreak", "id": "page_9"}, "", True),
        ({"class": "pagenum"}, "[Pg 9]", True),
        ({"class": "page"}, "9", False),
    ],
)
def test_what_marks_a_page(values: dict[str, str], text: str, marked: bool) -> None:
    assert is_marked(values, text) == marked
    assert may_mark(values) or not marked


WORD = (
    '<w:p><w:r><w:t xml:space="preserve">Meets </w:t></w:r>'
    '<w:bookmarkStart w:id="1" w:name="page_12"/><w:r><w:t>every</w:t></w:r><w:bookmarkEnd w:id="1"/>'
    '<w:r><w:t xml:space="preserve"> week. </w:t></w:r>'
    '<w:bookmarkStart w:id="2" w:name="page_13"/><w:bookmarkEnd w:id="2"/>'
    '<w:r><w:t>Then.</w:t></w:r><w:bookmarkStart w:id="3" w:name="page_14"/><w:bookmarkEnd w:id="3"/></w:p>'
)


def test_word_puts_a_bookmark_where_the_translator_does() -> None:
    source = word(WORD)
    (unit,) = docx.read(source).units
    assert shown(unit.content) == "Meets <pg1=12/>every week. <pg2=13/>Then."
    merged = docx.merge(source, {unit.id: written("<pg1=12/>每周开会。然<pg2=13/>后。", unit.content)})
    body = part(merged, "word/main part.xml")
    places = [body.index(each) for each in ('name="page_12"', "每周", "然", 'name="page_13"', "后", 'name="page_14"')]
    assert places == sorted(places)
    assert body.index('<w:bookmarkStart w:id="1"') < body.index('<w:bookmarkEnd w:id="1"') < body.index("每周")


def test_a_sentence_begins_with_the_page_that_begins_with_it() -> None:
    (unit,) = docx.read(word(WORD)).units
    assert [shown(each.source) for each in segment(unit).segments] == ["Meets <pg1=12/>every week.", "<pg2=13/>Then."]


def test_a_field_holds_no_page() -> None:
    field = (
        '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:bookmarkStart w:id="1" w:name="page_12"/><w:bookmarkEnd w:id="1"/><w:r><w:t>5</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    (unit,) = docx.read(word(field)).units
    assert shown(unit.content) == "See <fld1=5/>"


def test_opendocument_does_the_same() -> None:
    source = flat('<text:p>Meets <text:bookmark text:name="page_12"/>every week.</text:p>')
    (unit,) = opendocument.read(source).units
    assert shown(unit.content) == "Meets <pg1=12/>every week."
    merged = opendocument.merge(source, {unit.id: written("每周<pg1=12/>开会。", unit.content)}).decode()
    assert merged.index("每周") < merged.index('text:name="page_12"') < merged.index("开会")
