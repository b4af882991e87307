"""Citations: numbers in brackets lead to the entries of their works, which hang."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._looks import Element, number
from pubpipe.books._checklist._paragraphs import Paragraph
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import HYPERLINK, P, R, T, w

_CITED = re.compile(r"\[(\d{1,4})\]")
_ENTRY = re.compile(r"\[(\d{1,4})\]\s*\S")


def _citations(word: Word) -> Iterator[tuple[Element, str]]:
    """The links within the file that show a number in brackets, each with the number."""
    for link in word.document.iter(HYPERLINK):
        found = _CITED.fullmatch("".join(each.text or "" for each in link.iter(T)).strip())
        if found and link.get(w("anchor")):
            yield link, found[1]


def _entries(word: Word) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs that begin with a number in brackets, each with the number."""
    for each in word.paragraphs:
        found = _ENTRY.match(each.text.strip())
        if found and not each.level:
            yield each, found[1]


_START = w("bookmarkStart")


def _bookmarks(word: Word) -> dict[str, Element]:
    """The paragraph each bookmark begins in."""
    held = ((each.get(w("name"), ""), next(each.iterancestors(P), None)) for each in word.document.iter(_START))
    return {name: paragraph for name, paragraph in held if paragraph is not None}


@assertion(MAJOR)
def citations_lead_to_works(word: Word) -> Iterator[Look]:
    """Every citation [1] that is a link leads to the entry of its number.

    One that leads to another work is worse than none.
    """
    entries = {each.element: number for each, number in _entries(word)}
    places = _bookmarks(word)
    for link, cited in _citations(word):
        anchor = link.get(w("anchor"), "")
        entry = places.get(anchor)
        yield judged(word.main, f"[{cited}] {anchor}", entry is not None and entries.get(entry) == cited)


@assertion(MINOR)
def citations_raised(word: Word) -> Iterator[Look]:
    """Citations by numbers that are links are raised.

    At full size they read as text (GB/T 7714 shows them as superior figures).
    """
    for link, cited in _citations(word):
        paragraph = word.by_element.get(next(link.iterancestors(P)))
        run = next(link.iter(R), None)
        if paragraph is not None and run is not None:
            raised = paragraph.look("vertAlign", run).get("val") == "superscript"
            yield None if raised else paragraph.at(f"[{cited}]")


@assertion(MINOR)
def works_hang(word: Word) -> Iterator[Look]:
    """The lines of an entry hang behind its number.

    A number at the margin is found at once.
    """
    if any(True for _each in _citations(word)):
        for each, _number in _entries(word):
            indent = each.said("ind")
            hanging = number(indent.get("hanging", "0")) or number(indent.get("hangingChars", "0"))
            yield None if hanging > 0 else each.at(each.text)
