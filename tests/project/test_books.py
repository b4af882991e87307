from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.books._settings import references
from pubpipe.errors import Misused
from pubpipe.model import Book, Chapter, Edition, Person
from pubpipe.project import _books


def read(folder: Path, text: str) -> Book:
    path = folder / "bridges" / "book.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return _books.read(path)


def test_a_book_is_what_its_file_says(tmp_path: Path) -> None:
    text = """
        title = "桥梁"
        original_title = "Bridges"
        year = 2026
        chapters = ["1 Spans.docx", "more/2-piers.md"]
        editions = {docx = {page = "16k"}}
        [[people]]
        name = "李明"
        role = "translator"
        sort_as = "li ming"
    """
    assert read(tmp_path, text) == Book(
        id="bridges",
        title="桥梁",
        original_title="Bridges",
        year=2026,
        chapters=(Chapter("1 Spans.docx"), Chapter("more/2-piers.md")),
        people=(Person("李明", "trl", sort_as="li ming"),),
        editions=(Edition("docx", (("page", "16k"),)),),
        assembly=(("numbering", "textbook"), ("glossary", "yes")),
    )


def test_an_edition_says_its_format_its_readers_and_its_languages(tmp_path: Path) -> None:
    text = """
        title = "桥梁"
        original_title = "Bridges"
        chapters = ["1.docx", {source = "answers.docx", matter = "back", audience = "trainer"}]
        [assembly]
        glossary = "no"
        [editions.trainee]
        format = "docx"
        audience = "trainee"
        page = "a4"
        [editions.both]
        format = "epub"
        bilingual = "alternating"
    """
    book = read(tmp_path, text)
    assert book.chapters == (Chapter("1.docx"), Chapter("answers.docx", "back", "trainer"))
    assert book.assembly == (("numbering", "textbook"), ("glossary", "no"))
    assert book.editions == (
        Edition("trainee", (("page", "a4"),), "docx", audience="trainee"),
        Edition("both", (), "epub", bilingual="alternating"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("chapters = []", "missing: title"),
        ("subtitel = 1", "unknown key: subtitel (nearest: subtitle)"),
        ('chapters = ["../a.docx"]', "a chapter must stand in the book's folder: ../a.docx"),
        ('chapters = ["a\\\\b.docx"]', "a chapter must stand in the book's folder: a\\b.docx"),
        ('chapters = ["a.docx", "b/a.md"]', "two chapters of one name: a.docx and b/a.md"),
        ('chapters = ["a.md"]\n[[people]]\nname = "X"\nrole = "boss"', "people.role must be one of author, "),
        ('chapters = ["a.md"]\n[[people]]\nrole = "author"', "missing: people.name"),
        ('chapters = ["a.md"]\nkind = "novel"', "kind must be one of "),
        (
            'chapters = ["a.md"]\n[assembly]\nglosary = "no"',
            "unknown key: assembly.glosary (nearest: assembly.glossary)",
        ),
        ('chapters = ["a.md"]\n[assembly]\nglossary = "on"', "assembly.glossary must be one of yes, no: on"),
        ('chapters = [{source = "a.md", matter = "mid"}]', "chapters.matter must be one of front, body, back: mid"),
        (
            'chapters = ["a.md"]\n[editions.docx]\naudience = "all"',
            "editions.docx.audience must be one of trainee, trainer: all",
        ),
        (
            'chapters = ["a.md"]\nbibliography = "../works.json"',
            "the bibliography must stand in the book's folder: ../works.json",
        ),
        (
            'chapters = ["a.md"]\nbibliography = "works.docx"',
            "the bibliography must end in one of .json, .bib, .bibtex, .ris, .yaml, .yml: works.docx",
        ),
        ('chapters = ["a.md"]\nbibliography = 7', "wrong kind of value for bibliography: 7"),
        (
            'chapters = ["a.md"]\n[assembly]\nreferences = 2020',
            "assembly.references must be one of source, 2025, 2015: 2020",
        ),
        ('year = "2026"', "wrong kind of value for year: 2026"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    titles = "" if sentence.startswith("missing: title") else 'title = "T"\noriginal_title = "O"\n'
    with pytest.raises(Misused) as caught:
        read(tmp_path, titles + text)
    assert str(caught.value).startswith(f"{tmp_path / 'bridges' / 'book.toml'}: {sentence}")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("", "source"),
        ('bibliography = "works.bib"', "2025"),
        ('bibliography = "more/works.JSON"\n[assembly]\nreferences = 2015', "2015"),
        ('bibliography = "works.bib"\n[assembly]\nreferences = "source"', "source"),
        ('[assembly]\nreferences = "2025"', "2025"),
    ],
)
def test_the_year_of_the_references(tmp_path: Path, text: str, year: str) -> None:
    book = read(tmp_path, f'title = "T"\noriginal_title = "O"\nchapters = ["a.md"]\n{text}')
    assert references(book) == year


def test_a_written_book_reads_back(tmp_path: Path) -> None:
    settings = (("numbering", "textbook"), ("glossary", "yes"))
    book = Book("bridges", '桥"梁', "Bridges", (Chapter("1 Spans.docx"),), assembly=settings)
    assert read(tmp_path, _books.write(book).decode()) == book


def test_chapter_2_comes_before_chapter_10() -> None:
    names = ["chapter 10.docx", "Chapter 2.docx", "appendix.docx", "chapter 1b.docx"]
    assert sorted(names, key=_books.natural) == [
        "appendix.docx",
        "chapter 1b.docx",
        "Chapter 2.docx",
        "chapter 10.docx",
    ]
