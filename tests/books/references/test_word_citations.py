"""Citations of Word files' reference managers in a book: their own data, their own lists."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pubpipe import books
from pubpipe.books import Assembled, Localised
from pubpipe.formats import docx
from pubpipe.model import Book, Chapter
from tests.books.conftest import Shelf, galleys
from tests.books.references.test_references import WORKS, listed, paragraphs
from tests.formats.docx_citations import CITED, CITING, LISTS, begun, built, citing, field, mark, paragraph, text

ENTRY = {
    "endnote": "[1] Wilson W. The Study of Administration[J]. Political Science Quarterly，1887，2（2）：197-222.",
    "word": "[1] White L D. The City Manager[M]. Chicago：University of Chicago Press，1927.",
}
SVARA = "[1] Svara J H. Official leadership in the city[M]. New York：OUP，1990."


def assembled(*sources: bytes, bibliography: str = "", **settings: str) -> Assembled:
    """A book of these Word files."""
    chapters = []
    for place, source in enumerate(sources, 1):
        document = docx.read(source)
        chapters.append(
            Localised(Chapter(f"{place}.docx"), docx.merge(source, books.mark(document, place, {})), document)
        )
    named = tuple(chapter.chapter for chapter in chapters)
    book = Book("b", "书", "Book", named, assembly=tuple(settings.items()), bibliography=bibliography)
    return books.assemble(book, galleys(*chapters), {"works.json": WORKS})


@pytest.mark.parametrize("manager", CITING)
def test_its_own_data_are_enough(manager: str) -> None:
    """The manager's list makes room for the book's, with the heading that headed nothing else."""
    found = assembled(citing(manager), references="2025")
    page = "" if "endnote" in manager else "12"
    assert paragraphs(found) == [f"Managers matter^[1]{page}^."]
    assert list(listed(found).values()) == [ENTRY.get(manager.partition(",")[0], SVARA)]
    assert [node["c"][1][0] for part in found.parts for node in part.blocks if node["t"] == "Header"] == [
        "c1",
        "references",
    ]
    assert found.doubts == ()


def test_without_a_bibliography_the_file_is_followed() -> None:
    found = assembled(citing("word"))
    assert paragraphs(found) == [
        "Managers matter (White, 1927, p. 12).",
        "Svara, J. H. (1990). Official leadership in the city.",
        "White, L. D. (1927). The city manager.",
    ]
    assert listed(found) == {}


def test_what_two_files_say_of_one_work_is_one_entry() -> None:
    """Keys are each library's own: 7 is one work here and may be another there."""
    found = assembled(citing("zotero"), citing("word"), citing("mendeley"), references="2025")
    assert list(listed(found).values()) == [SVARA, ENTRY["word"].replace("[1]", "[2]")]


def test_works_of_one_name_are_told_apart() -> None:
    """Mendeley calls the first work of every citation ITEM-1."""
    other = json.loads(json.dumps(CITED).replace("Svara", "Stillman").replace("city", "country"))
    fields = [field(f"ADDIN CSL_CITATION {json.dumps(data)}", "(1990)") for data in (CITED, other, CITED)]
    found = assembled(built(*(paragraph(text("A "), each) for each in fields)), references="2025")
    assert paragraphs(found) == ["A^[1]12^", "A^[2]12^", "A^[1]12^"]
    assert list(listed(found).values()) == [
        SVARA,
        "[2] Stillman J H. Official leadership in the country[M]. New York：OUP，1990.",
    ]


def test_a_heading_within_the_list_goes_with_it() -> None:
    """Word's own list stands in a control with its title, which may be no heading."""
    title = '<w:p><w:pPr><w:pStyle w:val="Bibliography"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>'
    listing = paragraph(begun(LISTS["word"]), text("White, L. D. (1927)."), mark("end"))
    found = assembled(built(paragraph(text("A "), CITING["word"]), title, listing), references="2025")
    assert paragraphs(found) == ["A^[1]12^"]
    assert found.doubts == ()


def test_a_list_of_its_own_takes_the_place_of_the_managers() -> None:
    found = assembled(citing("zotero"), references="2015", references_in="chapter")
    assert [node["t"] for node in found.parts[0].blocks] == ["Header", "Div", "Header", "Div"]
    assert listed(found) == {"c1-ref-1": "[1] SVARA J H. Official leadership in the city[M]. New York: OUP, 1990."}


def test_a_galley_keeps_what_its_file_says_of_works() -> None:
    document = docx.read(citing("word"))
    chapter = Chapter("1.docx")
    (made,) = galleys(Localised(chapter, citing("word"), document))
    head, body = made.kept()
    kept = books.kept_galley(head, Shelf({"body": body}), "body", 1, chapter)
    assert kept.body.read() == made.body
    assert replace(kept, body=made.body) == made
    assert b"The City Manager" in made.works


@pytest.mark.parametrize(
    "data",
    [
        '{"citationItems": []}',
        '{"citationItems": [{"id": 1}]}',
        '{"citationItems": [{"id": 1, "itemData": {"title": "\\ud800\\u0000"}}]}',
    ],
)
def test_strange_data_harm_nobody(data: str) -> None:
    found = assembled(built(paragraph(text("A "), field(f"ADDIN CSL_CITATION {data}", "(1990)"))), references="2025")
    assert paragraphs(found)[0].startswith("A")
