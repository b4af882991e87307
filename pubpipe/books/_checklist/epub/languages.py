"""Languages: what is said of them on each page and of the English within Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import LANGUAGE, MATH, XHTML, Ebook, Element, Page, language, local
from pubpipe.text.scripts import han_count

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_UNREAD = ("script", "style", "code", "pre", "annotation", "var", "samp", "kbd", "rt", "rp")


@assertion(MAJOR, 12)
def pages_chinese(ebook: Ebook) -> Iterator[Look]:
    """Every page of a Chinese book says that it is Chinese.

    WCAG 3.1.1; it decides between Chinese and Japanese forms of characters.
    """
    for page in ebook.pages if ebook.chinese else ():
        given = language(page.root)
        yield judged(page.name, f"lang {given or '-'}", given.startswith("zh"))


@assertion(MINOR)
def both_attributes(ebook: Ebook) -> Iterator[Look]:
    """`lang` and `xml:lang` stand together and agree.

    Old reading systems know the one, browsers the other.
    """
    for page in ebook.pages:
        for each in page.root.iter("*"):
            if str(each.tag).startswith(XHTML) and (each.get("lang") or each.get(LANGUAGE)):
                yield judged(
                    page.at(each), f"{each.get('lang')} {each.get(LANGUAGE)}", each.get("lang") == each.get(LANGUAGE)
                )


@assertion(MAJOR, 12)
def english_marked(ebook: Ebook) -> Iterator[Look]:
    """English words within Chinese are marked as English.

    A voice reads them as English, a face with serifs is taken for them, and they may be hyphenated.
    """
    for page in ebook.pages if ebook.chinese else ():
        for element, text in _texts(page):
            if _WORD.search(text) and language(element).startswith("zh"):
                yield judged(page.at(element), _WORD.search(text)[0], False)  # type: ignore[index]
            elif _WORD.search(text):
                yield None


@assertion(MAJOR)
def chinese_not_marked_as_english(ebook: Ebook) -> Iterator[Look]:
    """No Chinese text is marked as English.

    An English voice spells it or is silent.
    """
    for page in ebook.pages:
        for element, text in _texts(page):
            if han_count(text) > 1:
                yield None if not language(element).startswith("en") else judged(page.at(element), text.strip(), False)


@assertion(MINOR)
def tags_are_tags(ebook: Ebook) -> Iterator[Look]:
    """Every language is named by a tag that is one (BCP 47).

    Others are ignored.
    """
    for page in ebook.pages:
        for each in page.root.iter("*"):
            if each.get("lang") is not None:
                yield judged(page.at(each), each.get("lang", ""), _TAG.fullmatch(each.get("lang", "")) is not None)


def _texts(page: Page) -> Iterator[tuple[Element, str]]:
    """The pieces of text of a page, each with the element it stands in; no programs, no formulas, no pinyin."""
    waiting = [page.body]
    while waiting:
        element = waiting.pop()
        if element.text and element.text.strip():
            yield element, element.text
        for child in element:
            if child.tail and child.tail.strip():
                yield element, child.tail
            if local(child) and local(child) not in _UNREAD and child.tag != MATH:
                waiting.append(child)
