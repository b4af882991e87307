"""Notes: circled, led to and back from, the translator's apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import TYPE, XHTML, Ebook, Element, Page, kinds, local, words
from pubpipe.text.scripts import han_count

_TERM = 2
"""Chinese characters from which on a link is a word of the text."""
_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿⑴-⒇]|〔\\d+〕|\\*+")
_TRANSLATOR = re.compile("——\\s*译者?注。?$")


def references(ebook: Ebook) -> Iterator[tuple[Page, Element]]:
    """The marks of notes."""
    for page in ebook.pages:
        for each in page.each("a"):
            if kinds(each) & {"noteref"}:
                yield page, each


@assertion(MAJOR, 11)
def notes_circled(ebook: Ebook) -> Iterator[Look]:
    """Marks of notes are ①②③, not bare figures.

    The convention of Chinese books; a bare figure is hard to touch. A term that leads to what it means is no mark.
    """
    for page, each in references(ebook) if ebook.chinese else ():
        if han_count(words(each)) < _TERM:
            yield judged(page.at(each), words(each), _CIRCLED.fullmatch(words(each)) is not None)


@assertion(MAJOR, 11)
def notes_answer(ebook: Ebook) -> Iterator[Look]:
    """Every mark leads to its note.

    A mark that leads nowhere is an error each.
    """
    for page, each in references(ebook):
        note = _note(ebook, page, each)
        yield judged(page.at(each), each.get("href", ""), note is not None and bool(words(note)))


@assertion(MAJOR, 11)
def notes_lead_back(ebook: Ebook) -> Iterator[Look]:
    """Every note leads back to its mark.

    Else who reads a note has lost the page.
    """
    for page, each in references(ebook):
        note = _note(ebook, page, each)
        if note is not None:
            marks = {each.get("id", "")} | {above.get("id", "") for above in list(each.iterancestors())[:1]}
            backs = [link.get("href", "").partition("#")[2] for link in note.iter(f"{XHTML}a")]
            yield judged(page.at(note), words(note), any(back and back in marks for back in backs))


@assertion(MINOR, 11)
def notes_pop_up(ebook: Ebook) -> Iterator[Look]:
    """Notes are what reading systems show where the mark is touched (aside, footnote).

    Apple Books, WeRead and others show an aside in a window.
    """
    for page, each in references(ebook):
        note = _note(ebook, page, each)
        if note is not None:
            known = local(note) == "aside" and bool(kinds(note) & {"footnote", "endnote", "rearnote"})
            yield judged(page.at(note), f"{local(note)} {note.get(TYPE, '')}", known)


@assertion(MINOR, 11)
def marks_bare(ebook: Ebook) -> Iterator[Look]:
    """Marks are text alone within their links.

    iBooks shows no pop-up where another element stands between.
    """
    for page, each in references(ebook):
        yield judged(page.at(each), words(each), len(each) == 0)


@assertion(MINOR)
def marks_say_so(ebook: Ebook) -> Iterator[Look]:
    """Marks say to readers' aids that they are marks (doc-noteref).

    DPUB-ARIA 1.1; older reading systems go by epub:type alone.
    """
    for page, each in references(ebook):
        yield judged(page.at(each), each.get("role", "role"), each.get("role") == "doc-noteref")


@assertion(MINOR)
def marks_once(ebook: Ebook) -> Iterator[Look]:
    """No mark stands twice on a page.

    Two notes ① on one page cannot be told apart.
    """
    seen: set[tuple[str, str]] = set()
    for page, each in references(ebook):
        yield judged(page.at(each), words(each), (page.name, words(each)) not in seen)
        seen.add((page.name, words(each)))


@assertion(MAJOR)
def translators_notes_apart(ebook: Ebook) -> Iterator[Look]:
    """The translator's notes have a series of their own.

    One series for both makes the author's numbers disagree with the original's.
    """
    theirs: set[str] = set()
    found: list[tuple[Page, Element]] = []
    for page, each in references(ebook):
        note = _note(ebook, page, each)
        if note is not None and _TRANSLATOR.search(words(note)):
            found.append((page, each))
        elif note is not None:
            theirs |= {_series(words(each))}
    for page, each in found if theirs else ():
        yield judged(page.at(each), words(each), _series(words(each)) not in theirs)


def _note(ebook: Ebook, page: Page, mark: Element) -> Element | None:
    name, anchor = ebook.target(page, mark.get("href", ""))
    return ebook.ids.get(name, {}).get(anchor) if anchor else None


def _series(mark: str) -> str:
    """The kind of a mark: ① and ⑳ are of one, ⑴ and * of others."""
    if re.match("[⑴-⒇]", mark):
        return "⑴"
    return "*" if mark.startswith("*") else "①" if _CIRCLED.match(mark) else "1"
