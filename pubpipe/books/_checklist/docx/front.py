"""The title pages: titles, people by what they did, the record of the edition (GB/T 12450)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MINOR, Look, assertion, judged
from pubpipe.books._checklist._word import Word
from pubpipe.text.scripts import han_count

_DEED = re.compile(r"(?:\S\s*[\s\u3000]|）\s*)(?:著|编著|主编|编|译|译著|编译|审校)$")
_RECORD = {
    "ISBN": "ISBN",
    "CIP": "CIP|在版编目",
    "版次": "版次|第[一二三四五六七八九十\\d]+版",
    "出版者": "出版者|出版社|出版发行|出版",
}
_DATE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@assertion(MINOR, 7)
def there_is_a_title_page(word: Word) -> Iterator[Look]:
    """A book begins with its title page.

    扉页 (GB/T 12450-2001).
    """
    if word.book:
        yield judged(word.main, word.flow[0].text, any(each.text.strip() for each in word.front))


@assertion(MINOR, 7)
def there_is_a_record(word: Word) -> Iterator[Look]:
    """A book has its copyright page (版权页): ISBN, CIP data, edition and publisher, or marked places for them.

    GB/T 12450-2001 asks for them on the back of the title page.
    """
    if word.book:
        text = "".join(each.text + "\n" for each in word.front)
        for name, pattern in _RECORD.items():
            yield judged(word.main, name, re.search(pattern, text) is not None)


@assertion(MINOR, 8)
def people_by_role(word: Word) -> Iterator[Look]:
    """On the title page author and translator stand on lines of their own, each with what they did.

    GB/T 12450-2001: 著, 译 and 审校 are said of each name.
    """
    lines = [each for each in word.front if _DEED.search(each.text.strip())]
    for each in word.front:
        names = {name for style in each.names for name in ("author", "著译者", "作者") if name in style}
        if names and each.text.strip():
            yield None if each in lines else each.at("著")
    for each in lines:
        both = re.search(r"著[\s\u3000；，,;]+.*译$", each.text.strip())
        yield each.at("著 译") if both else None


@assertion(MINOR, 8)
def original_named(word: Word) -> Iterator[Look]:
    """A translation names the title of its original.

    附书名页 of a translation: title, author, publisher and year of the original (GB/T 12450-2001).
    """
    text = [each.text for each in word.front]
    if word.book and any(re.search(r"译$", each.strip()) for each in text):
        latin = [each for each in text if re.search(r"[A-Za-z]{2,}[ ,:]+[A-Za-z]+", each) and not han_count(each)]
        yield judged(word.main, "原书名", bool(latin) or any(re.search("原(?:书|著|作)名", each) for each in text))


@assertion(MINOR, 17)
def dates_are_chinese(word: Word) -> Iterator[Look]:
    """Dates of the title pages are Chinese: 2026年11月.

    2026-11-22 is the date of a program.
    """
    for each in word.front if word.chinese else ():
        if re.search(r"\d{4}", each.text):
            match = _DATE.search(each.text)
            yield each.at(match[0]) if match else None


@assertion(MINOR)
def title_as_in_properties(word: Word) -> Iterator[Look]:
    """The title page bears the title that the properties name.

    Two titles of one book end as two books in a catalogue.
    """
    from pubpipe.books._checklist.docx.properties import core

    title = re.sub(r"\s", "", core(word).get("title", ""))
    if word.book and word.front and title:
        shown = re.sub(r"\s", "", "".join(each.text for each in word.front))
        yield judged(word.main, title, title in shown)
