"""What the title page and the copyright page say, in every edition alike (GB/T 12450).

What is known is said; what only the publisher can know is a labelled place to fill, never invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pubpipe.model import Book, Person

GAP = "\u3000"
"""Stands between names, and between a name and what its bearer did."""
DEEDS = {"aut": "著", "edt": "主编", "com": "编", "trl": "译", "rev": "审校", "ill": "绘图", "aui": "序", "ctb": "参编"}
"""What a person did, by MARC relator code, as a Chinese title page says it, in its order."""
_BEARERS = {"著": "著者", "编": "编者", "译": "译者", "绘图": "绘图者", "序": "序作者", "参编": "参编者"}
"""What the copyright page calls those who did it, where it is not the same word."""
PUBLISHER = "（出版者由出版社填写）"
TO_BE_FILLED = "（由出版社填写）"
_CATALOGUING = "（CIP数据由出版社申领）"
_FORMAT = "185毫米×260毫米　1/16"


class Line(NamedTuple):
    """A line of the copyright page: 书名：…; `open` where the publisher fills it in; `foreign` where it is not Chinese.

    Without label it is a sentence.
    """

    label: str
    value: str
    open: bool = False
    foreign: bool = False


class Section(NamedTuple):
    """A heading of the copyright page and its lines."""

    heading: str
    lines: tuple[Line, ...]


def original_title(book: Book) -> str:
    """The original's title with its subtitle."""
    return ": ".join(each for each in (book.original_title, book.original_subtitle) if each)


def full_title(book: Book) -> str:
    """The title with its subtitle."""
    return "——".join(each for each in (book.title, book.subtitle) if each)


def people(book: Book) -> Iterator[tuple[str, str]]:
    """What people did and their names, a deed after the other: ("著", "约翰·史密斯（John Smith）")."""
    for role, deed in DEEDS.items():
        names = [_name(person) for person in book.people if person.role == role]
        if names:
            yield deed, GAP.join(names)


def _name(person: Person) -> str:
    return f"{person.name}（{person.original_name}）" if person.original_name not in ("", person.name) else person.name


def imprint(book: Book, form: str = _FORMAT) -> list[Section]:
    """版权页: the original and its rights, the rights of this book, its CIP data, its record; `form` is its 开本."""
    sections = [
        Section("本书译自", tuple(_original(book))),
        Section("版权声明", (_known("", book.rights),)),
        Section("图书在版编目（CIP）数据", (Line("", _CATALOGUING, open=True),)),
        Section("版本记录", tuple(_record(book, form))),
    ]
    return [section for section in sections if section.lines]


def _original(book: Book) -> Iterator[Line]:
    """What is known of the original; nothing where the book is none of another."""
    if not book.original_title:
        return
    authors = "，".join(person.original_name for person in book.people if person.role == "aut" and person.original_name)
    lines = (
        Line("原书名", original_title(book), foreign=True),
        Line("原作者", authors, foreign=True),
        Line("原出版者", book.original_publisher, foreign=True),
        Line("原版年份", f"{book.original_year}年" if book.original_year else ""),
        Line("原版权", book.original_rights, foreign=True),
    )
    yield from (line for line in lines if line.value)
    yield Line("著作权合同登记号", TO_BE_FILLED, open=True)


def _record(book: Book, form: str) -> Iterator[Line]:
    yield Line("书名", full_title(book))
    if book.series:
        yield Line("丛书", book.series)
    for deed, names in people(book):
        yield Line(_BEARERS.get(deed, deed), names)
    yield _known("出版者", book.publisher)
    yield _known("出版地", book.place)
    yield _known("ISBN", book.isbn)
    yield _known("责任编辑")
    yield _known("印刷")
    yield Line("开本", form)
    for label in ("印张", "字数", "版次", "印次", "定价"):
        yield _known(label)
    if book.year:
        yield Line("译稿完成", f"{book.year}年")


def _known(label: str, value: str = "") -> Line:
    return Line(label, value or TO_BE_FILLED, open=not value)
