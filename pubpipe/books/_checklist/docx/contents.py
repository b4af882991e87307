"""The contents: a field, filled, complete, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import on, said
from pubpipe.books._checklist._word import Word

_TITLE = re.compile(r"目\s*[录次]|(?:插?图|表格?|图表)\s*目\s*[录次]|contents", re.I)


@assertion(MAJOR, 6)
def contents_are_there(word: Word) -> Iterator[Look]:
    """A book has a table of contents that Word can make anew (a TOC field).

    Typed contents are wrong after the first change.
    """
    if word.book:
        yield judged(word.main, "TOC", word.contents is not None)


@assertion(MAJOR, 6)
def contents_are_filled(word: Word) -> Iterator[Look]:
    """The table of contents holds its entries.

    An empty field asks every reader to know how to update it.
    """
    field = word.contents
    if field is not None:
        yield judged(word.main, field.code, bool(field.result.strip()) and bool(word.entries))


@assertion(MAJOR, 6)
def contents_are_complete(word: Word) -> Iterator[Look]:
    """Every chapter stands in the contents, under the title it has.

    A title changed in the text and not in the contents is an error on two pages.
    """
    if word.contents is not None:
        shown = [_bare(each.text) for each in word.entries]
        for each in word.chapters:
            title = _bare(each.text)
            if title and not _TITLE.fullmatch(each.text.strip()):
                yield None if any(title in entry for entry in shown) else each.at("TOC")


@assertion(MAJOR)
def contents_name_nothing_else(word: Word) -> Iterator[Look]:
    """Every entry of the contents is a heading of the text.

    An entry without heading is left from an earlier state.
    """
    titles = {_bare(each.text) for each in word.headings} - {""}
    for each in word.entries if word.contents is not None else ():
        shown = re.sub(r"\d+$|[ivxlc]+$", "", _bare(each.text.rpartition("\t")[0] or each.text))
        yield None if any(title in shown for title in titles) else each.at("TOC")


@assertion(MINOR, 6)
def contents_have_pages(word: Word) -> Iterator[Look]:
    """Every entry of the contents has its page, or Word is asked to fill it in.

    The page is what contents are for.
    """
    asked = on(said(word.settings.get("updateFields"))) or any(each.dirty for each in word.story.fields)
    for each in word.entries:
        yield None if asked or re.search(r"(?:[1-9]\d*|[ivxlc]+|[IVXLC]+)$", each.text.strip()) else each.at("PAGEREF")


@assertion(MAJOR, 6)
def contents_are_called_so(word: Word) -> Iterator[Look]:
    """The contents are called 目录.

    Programs write Table of Contents unless they are told.
    """
    if word.chinese and word.entries:
        before = [each.text for each in word.flow if each.place < word.entries[0].place and each.text.strip()][-3:]
        shown = next((text for text in reversed(before) if _TITLE.search(text)), before[-1] if before else "")
        yield judged(word.main, shown, re.search(r"目\s*[录次]", shown) is not None)
    elif word.chinese and word.contents is not None:
        titles = [each for each in word.flow if each.listed]
        for each in titles[:1]:
            yield None if re.search(r"目\s*[录次]", each.text) else each.at()


@assertion(MINOR, 6)
def entries_are_dotted(word: Word) -> Iterator[Look]:
    """In the contents dots lead from title to page.

    They lead the eye across the page.
    """
    for each in word.entries:
        if "\t" in each.text:
            tabs = [
                tab for style in word.looks.chain(each.style) for tab in style.iter() if str(tab.tag).endswith("}tab")
            ]
            tabs += [tab for tab in each.element.iter() if str(tab.tag).endswith("}tab")]
            leaders = {value for tab in tabs for key, value in tab.attrib.items() if str(key).endswith("}leader")}
            yield None if leaders & {"dot", "middleDot"} else each.at("w:leader")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
