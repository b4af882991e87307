"""The title pages and the table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books import Part
from pubpipe.books._ast import identity
from pubpipe.books._docx import fields
from pubpipe.books._docx.runs import runs, text_runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make, valued
from pubpipe.books._steps.spacing import tight
from pubpipe.books._steps.unfinished import LABEL
from pubpipe.model import Book, Person

ROLES = {"aut": "著", "edt": "主编", "trl": "译", "rev": "审校", "ill": "绘图", "aui": "序", "ctb": "参编"}
"""What people did, by MARC relator code, as a Chinese title page says it, in its order."""
PUBLISHER = "（出版者由出版社填写）"
_TO_BE_FILLED = (
    ("ISBN", "由出版社填写"),
    ("责任编辑", "由出版社填写"),
    ("出版发行", "由出版社填写"),
    ("印刷", "由出版社填写"),
    ("开本", "185毫米×260毫米　1/16"),
    ("印张", "由出版社填写"),
    ("字数", "由出版社填写"),
    ("版次", "由出版社填写"),
    ("印次", "由出版社填写"),
    ("定价", "由出版社填写"),
)
CONTENTS = "目录"
_DEEPEST = 2


def title_page(writing: Writing) -> list[Element]:
    """扉页: series, titles, people, publisher, each in its style (GB/T 12450)."""
    book = writing.assembled.book
    made = [_line("SeriesName", book.series)] if book.series else [styled("TitleSpace")]
    made.append(_line("BookTitle", book.title))
    if writing.draft:
        made.append(styled("BookSubtitle", *text_runs(LABEL, "Unfinished")))
    if book.subtitle:
        made.append(_line("BookSubtitle", f"——{book.subtitle}"))
    made.append(_line("OriginalTitle", original_title(book)))
    made.append(styled("TitleSpace"))
    made += [_line("Author", line) for line in people(book)]
    if book.publisher:
        made.append(_line("Publisher", book.publisher))
        if book.place:
            made.append(_line("Publisher", book.place))
    else:
        made.append(styled("Publisher", *text_runs(PUBLISHER, "Placeholder")))
    return made


def original_title(book: Book) -> str:
    """The original's title with its subtitle."""
    return f"{book.original_title}: {book.original_subtitle}" if book.original_subtitle else book.original_title


def people(book: Book) -> Iterator[str]:
    """A line a role: 约翰·史密斯（John Smith）　著."""
    for role, word in ROLES.items():
        names = [_name(person) for person in book.people if person.role == role]
        if names:
            yield "　".join(names) + "　" + word


def _name(person: Person) -> str:
    return f"{person.name}（{person.original_name}）" if person.original_name not in ("", person.name) else person.name


def imprint_page(writing: Writing) -> list[Element]:
    """版权页: what is known is said; what only the publisher can know is a labelled place to fill, never invented."""
    book = writing.assembled.book
    made = [styled("ImprintOpening", *_text("本书译自：" if _has_original(book) else book.title))]
    made += [_imprint(label, value) for label, value in _original(book) if value]
    if book.rights:
        made += [_heading("版权声明"), styled("Imprint", *_text(book.rights))]
    made.append(_heading("图书在版编目（CIP）数据"))
    made.append(styled("CataloguingBlock", *_placeholder("CIP数据由出版社申领")))
    made.append(_heading("版本记录"))
    made.append(_imprint("书名", f"{book.title}——{book.subtitle}" if book.subtitle else book.title))
    for line in people(book):
        names, _space, word = line.rpartition("　")
        made.append(_imprint({"著": "著者", "译": "译者"}.get(word, word), names))
    known = {"ISBN": book.isbn, "出版发行": " ".join(filter(None, (book.place, book.publisher)))}
    for label, filled in _TO_BE_FILLED:
        value = known.get(label, "")
        if value or not filled.endswith("填写"):
            made.append(_imprint(label, value or filled))
        else:
            made.append(styled("Imprint", *_text(f"{label}："), *_placeholder(filled)))
    if book.year:
        made.append(_imprint("出版年份", f"{book.year}年"))
    return made


def _has_original(book: Book) -> bool:
    return bool(book.original_title)


def _original(book: Book) -> Iterator[tuple[str, str]]:
    authors = "，".join(person.original_name for person in book.people if person.role == "aut" and person.original_name)
    yield "原书名", original_title(book)
    yield "原作者", authors
    yield "原出版者", book.original_publisher
    yield "原版年份", f"{book.original_year}年" if book.original_year else ""
    yield "原版权", book.original_rights


def _imprint(label: str, value: str) -> Element:
    return styled("Imprint", *_text(f"{label}：{value}"))


def _heading(text: str) -> Element:
    return styled("ImprintHeading", *_text(text))


def _line(style: str, text: str) -> Element:
    return styled(style, *_text(text))


def _text(text: str) -> list[Element]:
    return text_runs(tight(text))


def _placeholder(text: str) -> list[Element]:
    return text_runs(f"（{text}）", "Placeholder")


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
        """The runs: number, space, title without notes."""
        plain = [node for node in self.inlines if node["t"] not in ("Note", "Image", "LineBreak")]
        number = _text(f"{self.number}　") if self.number else []
        return [*number, *runs(writing, plain)]


def _entries(parts: tuple[Part, ...]) -> Iterator[tuple[int, str, _Title]]:
    for part in parts:
        for node in part.blocks:
            if node["t"] != "Header":
                continue
            level, (_own, names, pairs), inlines = node["c"]
            if level == 1 or (level <= _DEEPEST and "unnumbered" not in names):
                yield level, identity(node), _Title(dict(pairs).get("number", ""), inlines)
