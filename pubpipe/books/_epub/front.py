"""The pages before the text: 扉页 and 版权页, as blocks; what only the publisher knows is a labelled place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubpipe.books import Block, Inline
from pubpipe.books._ast import div, header, paragraph, span, string, words
from pubpipe.books._epub.xhtml import GAP
from pubpipe.books._steps.languages import mark
from pubpipe.books._steps.spacing import space
from pubpipe.model import SOURCE_LANGUAGE, Book, Person

DEEDS = {"aut": "著", "edt": "主编", "com": "编", "trl": "译", "rev": "审校", "ill": "绘图", "aui": "序", "ctb": "参编"}
"""What a person did, by MARC relator code, as a Chinese title page says it, in its order."""
DRAFT = "草稿，供审校，不供出版"
_TO_BE_FILLED = ("责任编辑", "印次", "版次", "字数", "定价")


def inlines_of_text(text: str) -> list[Inline]:
    """A text from book.toml as inlines: spaced as Chinese is, its Latin runs marked as English."""
    inlines = words(" ".join(text.split()))
    space(inlines)
    mark(inlines)
    return inlines


def tidy(text: str) -> str:
    """A text from book.toml without the spaces Chinese does not have."""
    inlines = words(" ".join(text.split()))
    space(inlines)
    return "".join(each.get("c", " ") for each in inlines)


def english(text: str) -> Inline:
    """A text in the original's language."""
    return span(words(" ".join(text.split())), lang=SOURCE_LANGUAGE)


def original(book: Book) -> str:
    """The original's title with its subtitle."""
    return ": ".join(each for each in (book.original_title, book.original_subtitle) if each)


def people(book: Book) -> Iterator[tuple[str, list[Person]]]:
    """The people of the title page, a deed after the other."""
    for role, deed in DEEDS.items():
        found = [person for person in book.people if person.role == role]
        if found:
            yield deed, found


def title_page(book: Book, draft: bool) -> list[Block]:
    """扉页: series, titles, who made the book, who publishes it; a draft says that it is one."""
    blocks = [div([paragraph(inlines_of_text(book.series))], "series")] if book.series else []
    blocks.append(header(1, inlines_of_text(book.title), "title", "title"))
    if book.subtitle:
        blocks.append(div([paragraph(inlines_of_text(f"——{book.subtitle}"))], "subtitle"))
    if book.original_title:
        blocks.append(div([paragraph([english(original(book))])], "original"))
    blocks += [div([paragraph([*_named(found), string(GAP + deed)])], "people") for deed, found in people(book)]
    publisher = inlines_of_text(book.publisher) if book.publisher else [_placeholder("（出版者由出版社填写）")]
    blocks.append(div([paragraph(publisher)], "publisher"))
    return [div([paragraph([span([string(DRAFT)], "unfinished")])], "draft"), *blocks] if draft else blocks


def copyright_page(book: Book) -> list[Block]:
    """版权页: the original and its rights above, CIP in the middle, the record of this edition below (GB/T 12450)."""
    blocks = [header(1, [string("版权信息")], "copyright", "title")]
    if book.original_title:
        authors = "，".join(
            person.original_name for person in book.people if person.role == "aut" and person.original_name
        )
        blocks.append(header(2, [string("本书译自")], "copyright-original"))
        blocks.append(_line("原书名", [english(original(book))]))
        blocks += [_line("原作者", [english(authors)])] if authors else []
        blocks += [_line("原出版者", [english(book.original_publisher)])] if book.original_publisher else []
        blocks += [_line("原版年份", [string(f"{book.original_year}年")])] if book.original_year else []
        blocks += [_line("原版权", [english(book.original_rights)])] if book.original_rights else []
        blocks.append(_line("著作权合同登记号", [_placeholder()]))
    blocks.append(header(2, [string("版权声明")], "copyright-rights"))
    blocks.append(div([paragraph(inlines_of_text(book.rights) if book.rights else [_placeholder()])], "line"))
    blocks.append(header(2, inlines_of_text("图书在版编目（CIP）数据"), "copyright-cip"))
    blocks.append(div([paragraph([_placeholder("（CIP数据由出版社申领）")])], "line"))
    blocks.append(header(2, [string("版本记录")], "copyright-record"))
    blocks.append(_line("书名", inlines_of_text("——".join(each for each in (book.title, book.subtitle) if each))))
    blocks += [_line("丛书", inlines_of_text(book.series))] if book.series else []
    blocks += [_line(deed, _named(found)) for deed, found in people(book)]
    blocks.append(_line("出版者", inlines_of_text(book.publisher) if book.publisher else [_placeholder()]))
    blocks.append(_line("出版地", inlines_of_text(book.place) if book.place else [_placeholder()]))
    blocks.append(_line("ISBN", inlines_of_text(book.isbn) if book.isbn else [_placeholder()]))
    blocks += [_line(each, [_placeholder()]) for each in _TO_BE_FILLED]
    return [*blocks, _line("译稿完成", [string(f"{book.year}年")])] if book.year else blocks


def _named(people: Sequence[Person]) -> list[Inline]:
    """Names with the original ones: 简·多伊（Jane Doe）."""
    named: list[Inline] = []
    for person in people:
        named += [string(GAP)] if named else []
        named += inlines_of_text(person.name)
        if person.original_name not in ("", person.name):
            named += [string("（"), english(person.original_name), string("）")]
    return named


def _placeholder(text: str = "（由出版社填写）") -> Inline:
    """A place for what is not known here and never invented."""
    return span(inlines_of_text(text), "placeholder")


def _line(label: str, value: list[Inline]) -> Block:
    return div([paragraph([span([*inlines_of_text(label), string("：")], "label"), *value])], "line")
