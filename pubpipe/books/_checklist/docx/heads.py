"""Running heads and page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, on, said
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._stories import Story
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import P, T, w


@assertion(MAJOR, 18)
def heads_are_there(word: Word) -> Iterator[Look]:
    """Every chapter has a running head.

    书眉: the reader of a loose page knows where it belongs.
    """
    if word.book:
        for chapter, heads in _of_chapters(word):
            shown = [_text(root) for (kind, _place), root in heads.items() if kind == "header"]
            yield None if any(shown) else chapter.at("w:headerReference")


@assertion(MAJOR, 18)
def pages_numbered(word: Word) -> Iterator[Look]:
    """Every chapter has page numbers.

    Contents and index lead to them.
    """
    if word.book:
        for chapter, heads in _of_chapters(word):
            kinds = {field.kind for root in heads.values() for field in Story(root).fields}
            yield None if "PAGE" in kinds else chapter.at("PAGE")


@assertion(MINOR, 18)
def left_and_right_heads(word: Word) -> Iterator[Look]:
    """Left and right pages have heads of their own: the book's title and the chapter's.

    双页书名, 单页章名.
    """
    if word.book:
        for chapter, heads in _of_chapters(word):
            both = on(said(word.settings.get("evenAndOddHeaders"))) and ("header", "even") in heads
            texts = {_text(heads[place]) for place in (("header", "even"), ("header", "default")) if place in heads}
            yield None if both and len(texts) == 2 else chapter.at("w:evenAndOddHeaders")


@assertion(MINOR, 18)
def heads_follow_chapters(word: Word) -> Iterator[Look]:
    """The head of right pages takes the chapter's title from its heading (STYLEREF).

    A typed head is wrong in the next chapter: an error each page.
    """
    if word.book:
        for chapter, heads in _of_chapters(word):
            root = heads.get(("header", "default"))
            kinds = {field.kind for field in Story(root).fields} if root is not None else set()
            yield None if "STYLEREF" in kinds else chapter.at("STYLEREF")


@assertion(MINOR, 18)
def openings_without_heads(word: Word) -> Iterator[Look]:
    """The page on which a chapter begins has no running head.

    The title of the chapter stands there already.
    """
    if word.book:
        for chapter, heads in _of_chapters(word):
            section = word.section_of(chapter)
            root = heads.get(("header", "first"))
            if section is not None and any(_text(each) for (kind, _place), each in heads.items() if kind == "header"):
                titled = on(said(section.find(w("titlePg"))))
                yield None if titled and (root is None or not _text(root)) else chapter.at("w:titlePg")


@assertion(MINOR, 18)
def page_numbers_outside(word: Word) -> Iterator[Look]:
    """Page numbers stand outside, left on left pages, or in the middle.

    Inside they vanish in the fold.
    """
    even = on(said(word.settings.get("evenAndOddHeaders")))
    seen: set[int] = set()
    for section in word.sections if word.book else ():
        for (_kind, place), root in word.heads(section).items():
            if place == "first" or id(root) in seen:
                continue
            seen.add(id(root))
            for field in Story(root).fields:
                if field.kind == "PAGE" and field.paragraph is not None:
                    side = word.looks.paragraph(field.paragraph, "jc").get("val", "left")
                    outside = ("left", "start") if place == "even" and even else ("right", "end")
                    framed = field.paragraph.find(f"{w('pPr')}/{w('framePr')}") is not None
                    yield judged(word.main, f"{place}: w:jc {side}", side in (*outside, "center") or framed)


@assertion(MINOR)
def heads_are_short(word: Word) -> Iterator[Look]:
    """No running head is longer than its line.

    A head of two lines pushes the text down.
    """
    size = 9
    for name, root in word.margins:
        for paragraph in root.iter(P):
            shown = _text(paragraph)
            if shown and word.measure and word.chinese:
                yield judged(
                    name, shown, sum(2 if ord(each) > 0x2E80 else 1 for each in shown) * size * 10 <= word.measure
                )


@assertion(MAJOR, 7)
def title_page_bare(word: Word) -> Iterator[Look]:
    """The title page has neither head nor page number.

    扉页 and what goes before it are counted, not numbered.
    """
    if word.book and word.front and word.sections:
        section = word.section_of(word.front[0])
        if section is None:
            return
        heads = word.heads(section)
        titled = on(said(section.find(w("titlePg"))))
        first = [root for (_kind, place), root in heads.items() if place == ("first" if titled else "default")]
        shown = [_text(root) for root in first] + [field.kind for root in first for field in Story(root).fields]
        yield judged(word.main, " ".join(filter(None, shown)), not any(shown))


def _of_chapters(word: Word) -> Iterator[tuple[Paragraph, dict[tuple[str, str], Element]]]:
    """The chapters of a book, each with the heads and feet of its section."""
    for chapter in word.chapters:
        section = word.section_of(chapter)
        if section is not None:
            yield chapter, word.heads(section)


def _text(root: Element) -> str:
    return "".join(each.text or "" for each in root.iter(T)).strip()
