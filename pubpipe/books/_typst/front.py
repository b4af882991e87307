"""The title pages and the contents."""

from __future__ import annotations

from pubpipe.books._imprint import GAP, PUBLISHER, Line, imprint, original_title, people
from pubpipe.books._steps.chapter.spacing import tight
from pubpipe.books._steps.chapter.unfinished import LABEL
from pubpipe.books._typst.code import call, joined, literal
from pubpipe.books._typst.writing import Writing


def title_page(writing: Writing, draft: bool) -> str:
    """扉页: series, titles, people, publisher (GB/T 12450)."""
    book = writing.assembled.book
    made = [call("title-line", literal("series"), _text(book.series))] if book.series else []
    made.append(call("title-line", literal("title"), _text(book.title)))
    if book.subtitle:
        made.append(call("title-line", literal("subtitle"), _text(f"——{book.subtitle}")))
    if draft:
        made.append(call("title-line", literal("draft"), call("unfinished", literal(LABEL))))
    if book.original_title:
        made.append(call("title-line", literal("original"), call("english", literal(original_title(book)))))
    made += [call("title-line", literal("person"), _text(f"{names}{GAP}{deed}")) for deed, names in people(book)]
    publisher = [_text(each) for each in (book.publisher, book.place) if each and book.publisher]
    publisher = publisher or [call("placeholder", literal(PUBLISHER))]
    return call(
        "title-page", joined(made), joined(call("title-line", literal("publisher"), each) for each in publisher)
    )


def imprint_page(writing: Writing) -> str:
    """版权页."""
    made: list[str] = []
    for section in imprint(writing.assembled.book, writing.paper.form):
        framed = "CIP" in section.heading
        lines = joined(call("par", _imprint(line)) for line in section.lines)
        made.append(call("imprint-section", _text(section.heading), lines, framed="true" if framed else "false"))
    return call("imprint-page", joined(made))


def _imprint(line: Line) -> str:
    label = [_text(f"{line.label}：")] if line.label else []
    if line.open:
        return joined([*label, call("placeholder", literal(line.value))])
    return joined([*label, call("english", literal(line.value)) if line.foreign else _text(line.value)])


def _text(text: str) -> str:
    return literal(tight(text))
