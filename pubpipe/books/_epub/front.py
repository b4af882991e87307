"""The pages before the text: 扉页 and 版权页, as blocks; what only the publisher knows is a labelled place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pubpipe.books import Block, Inline
from pubpipe.books._ast import div, header, paragraph, span, string, words
from pubpipe.books._imprint import GAP, PUBLISHER, Line, Section, imprint, original_title, people
from pubpipe.books._steps.chapter.languages import mark
from pubpipe.books._steps.chapter.spacing import space
from pubpipe.model import SOURCE_LANGUAGE, Book

DRAFT = "草稿，供审校，不供出版"


def inlines_of_text(text: str) -> list[Inline]:
    """A text from book.toml as inlines: spaced as Chinese is, its Latin runs marked as English."""
    inlines = words(_line_of(text))
    space(inlines)
    mark(inlines)
    return inlines


def tidy(text: str) -> str:
    """A text from book.toml without the spaces Chinese does not have."""
    inlines = words(_line_of(text))
    space(inlines)
    return "".join(each.get("c", " ") for each in inlines)


def _line_of(text: str) -> str:
    """A text in one line; full-width spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def english(text: str) -> Inline:
    """A text in the original's language."""
    return span(words(" ".join(text.split())), lang=SOURCE_LANGUAGE)


def title_page(book: Book, draft: bool) -> list[Block]:
    """扉页: series, titles, who made the book, who publishes it; a draft says that it is one."""
    blocks = [div([paragraph(inlines_of_text(book.series))], "series")] if book.series else []
    blocks.append(header(1, inlines_of_text(book.title), "title", "title"))
    if book.subtitle:
        blocks.append(div([paragraph(inlines_of_text(f"——{book.subtitle}"))], "subtitle"))
    if book.original_title:
        blocks.append(div([paragraph([english(original_title(book))])], "original"))
    blocks += [div([paragraph(inlines_of_text(f"{names}{GAP}{deed}"))], "people") for deed, names in people(book)]
    publisher = inlines_of_text(book.publisher) if book.publisher else [_placeholder(PUBLISHER)]
    blocks.append(div([paragraph(publisher)], "publisher"))
    return [div([paragraph([span([string(DRAFT)], "unfinished")])], "draft"), *blocks] if draft else blocks


def copyright_page(book: Book, sections: Sequence[Section] | None = None) -> list[Block]:
    """版权页, of these sections or of all."""
    blocks = [header(1, [string("版权信息")], "copyright", "title")]
    for order, section in enumerate(imprint(book) if sections is None else sections, 1):
        blocks.append(header(2, inlines_of_text(section.heading), f"copyright-{order}"))
        blocks += [_line(line) for line in section.lines]
    return blocks


def _line(line: Line) -> Block:
    label = [span([*inlines_of_text(line.label), string("：")], "label")] if line.label else []
    if line.open:
        value = [_placeholder(line.value)]
    else:
        value = [english(line.value)] if line.foreign else inlines_of_text(line.value)
    return div([paragraph([*label, *value])], "line")


def _placeholder(text: str) -> Inline:
    """A place for what is not known here and never invented."""
    return span(inlines_of_text(text), "placeholder")
