"""Books: people, chapters, editions."""

from __future__ import annotations

from pubpipe.model.values import value


@value
class Person:
    """Somebody named on the title page. `role` is a MARC relator code: aut, trl, edt, rev, ill, pbl …"""

    name: str
    role: str
    original_name: str = ""
    sort_as: str = ""


@value
class Chapter:
    """A chapter of a book: its source file's name within the book's folder, and its title where the file has none.

    `matter` is front, body or back; "" lets its title decide (前言 is front matter, 参考文献 is back matter).
    `audience` is "", for everybody, or trainer: it stands in no edition for trainees. `records` is a CSV of the book's
    folder: the chapter is made once a row, its fields {{name}} filled in from the column of that name, in
    Chinese from name_zh where there is one.
    """

    source: str
    matter: str = ""
    audience: str = ""
    records: str = ""
    title: str = ""

    @property
    def id(self) -> str:
        """The file's name without suffix, as PO files and addresses use it."""
        return self.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]


@value
class Edition:
    """One published form of a book.

    `format` is what it is written as (docx, epub …); "" is what its name says. `audience` is "", for everybody, trainee
    (no answers, no trainer's notes) or trainer; `bilingual` is "" or how the English stands beside the Chinese:
    alternating, columns, facing or switch. `settings` are the format's own.
    """

    name: str
    settings: tuple[tuple[str, str], ...] = ()
    format: str = ""
    audience: str = ""
    bilingual: str = ""


@value
class Book:
    """What book.toml says: the titles, the people, the rights, the chapters in order and the editions.

    `kind` is the kind of publication, whose profile says what book.toml does not; `assembly` are the settings of
    assembling (numbering, first mention, lists …), the same for every edition. `bibliography` is the file of the book's
    folder that says what the works are which its text cites, or "".
    """

    id: str
    title: str
    original_title: str
    chapters: tuple[Chapter, ...]
    subtitle: str = ""
    original_subtitle: str = ""
    series: str = ""
    subject: str = ""
    description: str = ""
    people: tuple[Person, ...] = ()
    publisher: str = ""
    place: str = ""
    year: int | None = None
    isbn: str = ""
    identifier: str = ""
    rights: str = ""
    original_publisher: str = ""
    original_year: int | None = None
    original_rights: str = ""
    editions: tuple[Edition, ...] = (Edition("docx"), Edition("epub"))
    kind: str = "textbook"
    assembly: tuple[tuple[str, str], ...] = ()
    bibliography: str = ""
