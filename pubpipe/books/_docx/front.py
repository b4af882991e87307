"""The title pages and the table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books import Part
from pubpipe.books._ast import identity
from pubpipe.books._docx import fields
from pubpipe.books._docx.runs import runs, text_runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make, valued
from pubpipe.books._imprint import GAP, PUBLISHER, Line, imprint, original_title, people
from pubpipe.books._numbering import gap
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.books._steps.chapter.spacing import tight
from pubpipe.books._steps.chapter.unfinished import LABEL

_DEEPEST = 2


def title_page(writing: Writing) -> list[Element]:
    """扉页: series, titles, people, publisher, each in its style (GB/T 12450)."""
    book = writing.assembled.book
    made = [_line("SeriesName", book.series)] if book.series else [styled("TitleSpace")]
    made.append(_line("BookTitle", book.title))
    if book.subtitle:
        made.append(_line("BookSubtitle", f"——{book.subtitle}"))
    if writing.draft:
        made.append(styled("BookSubtitle", *text_runs(LABEL, "Unfinished")))
    if book.original_title:
        made.append(_line("OriginalTitle", original_title(book)))
    made.append(styled("TitleSpace"))
    made += [_line("Author", f"{names}{GAP}{deed}") for deed, names in people(book)]
    if book.publisher:
        made.append(_line("Publisher", book.publisher))
        if book.place:
            made.append(_line("Publisher", book.place))
    else:
        made.append(styled("Publisher", *_placeholder(PUBLISHER)))
    return made


def imprint_page(writing: Writing) -> list[Element]:
    """版权页, on a page of its own."""
    made: list[Element] = []
    for section in imprint(writing.assembled.book, writing.page.form):
        heading = _text(section.heading)
        made.append(styled("ImprintHeading" if made else "ImprintOpening", *heading))
        made += [
            _imprint(line, "CataloguingBlock" if "CIP" in section.heading else "Imprint") for line in section.lines
        ]
    return made


def _imprint(line: Line, style: str) -> Element:
    label = _text(f"{line.label}：") if line.label else []
    if line.open:
        return styled(style, *label, *_placeholder(line.value))
    return styled(style, *label, *(text_runs(line.value) if line.foreign else _text(line.value)))


def _line(style: str, text: str) -> Element:
    return styled(style, *_text(text))


def _text(text: str) -> list[Element]:
    return text_runs(tight(text))


def _placeholder(text: str) -> list[Element]:
    return text_runs(text, "Placeholder")


def contents(writing: Writing) -> Element:
    """目录: a field with its entries filled in; page numbers as far as they are known, else marked to be updated."""
    entries = list(_entries(writing.assembled.parts))
    known = all(writing.place(own) in writing.pages for _level, own, _title in entries)
    code = f'TOC \\o "1-{_DEEPEST}" \\h \\z \\t "无编号章标题,1"'
    made = []
    for index, (level, own, title) in enumerate(entries):
        place = writing.place(own)
        page = fields.coded(f"PAGEREF {place} \\h", [fields.run(writing.pages.get(place, "0"))], dirty=not known)
        line = [*title(writing), make("w:r", {}, make("w:tab")), *page]
        content = [make("w:hyperlink", {"w:anchor": place, "w:history": 1}, *line)]
        if index == 0:
            content = [
                fields.mark("begin", dirty=not known),
                fields.instruction(code),
                fields.mark("separate"),
                *content,
            ]
        if index == len(entries) - 1:
            content.append(fields.mark("end"))
        made.append(styled(f"TOC{level}", *content))
    part = make("w:docPartObj", {}, valued("w:docPartGallery", "Table of Contents"), make("w:docPartUnique"))
    heading = styled("TOCHeading", *_text("目　录"))
    return make("w:sdt", {}, make("w:sdtPr", {}, part), make("w:sdtContent", {}, heading, *made))


class _Title:
    """A heading's line in the contents, written when the runs are needed."""

    def __init__(self, number: str, inlines: list[dict[str, object]]) -> None:
        self.number = number
        self.inlines = inlines

    def __call__(self, writing: Writing) -> list[Element]:
        """The runs: number and title as the heading has them, without notes."""
        left = ("Note", "Image", "LineBreak")
        plain = [node for node in self.inlines if node["t"] not in left and not is_page(node)]
        number = _text(self.number + gap(self.number)) if self.number else []
        return [*number, *runs(writing, plain)]


def _entries(parts: tuple[Part, ...]) -> Iterator[tuple[int, str, _Title]]:
    for part in parts:
        for node in part.blocks:
            if node["t"] != "Header":
                continue
            level, (_own, names, pairs), inlines = node["c"]
            if level == 1 or (level <= _DEEPEST and "unnumbered" not in names):
                yield level, identity(node), _Title(dict(pairs).get("number", ""), inlines)
