"""参考文献: what the entries of a list of works say. An entry is known by the number it begins with, [1]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, Passage, assertion, judged
from pubpipe.books._checklist.either.text import WORK, Text

_CITED = re.compile(r"\[(\d{1,4}(?:[-–,，]\s?\d{1,4})*)\]")
_NUMBERED = re.compile(r"\[(\d{1,4})\]\s*(\S.*)", re.DOTALL)


def _entries(opened: Text) -> Iterator[tuple[Passage, int, str]]:
    """Each entry with its number and what it says."""
    for each in opened.passages:
        found = _NUMBERED.fullmatch(each.text.strip())
        if found:
            yield each, int(found[1]), found[2]


@assertion(MINOR)
def works_say_their_kind(opened: Text) -> Iterator[Look]:
    """Every entry of the references says what kind of work it is: [M], [J], [EB/OL].

    GB/T 7714 wants the mark behind the title.
    """
    if opened.chinese:
        for each, _number, words in _entries(opened):
            yield judged(each.where, each.text, WORK.search(words) is not None)


@assertion(MAJOR)
def works_counted_in_order(opened: Text) -> Iterator[Look]:
    """The entries of the references are counted 1, 2, 3; a chapter's own may begin at 1.

    By the numbers readers find what the text cites.
    """
    before = 0
    for each, number, _words in _entries(opened):
        yield judged(each.where, each.text, number in (before + 1, 1))
        before = number


@assertion(MINOR)
def works_listed_once(opened: Text) -> Iterator[Look]:
    """No work stands twice in one list of references.

    A work that is cited again keeps its first number (GB/T 7714).
    """
    seen: set[str] = set()
    for each, number, words in _entries(opened):
        seen = set() if number == 1 else seen
        yield judged(each.where, each.text, words not in seen)
        seen.add(words)


@assertion(MINOR)
def works_are_cited(opened: Text) -> Iterator[Look]:
    """Every numbered entry of the references is cited in the text, where the text cites by numbers.

    References are what the text cites; what was read besides is listed apart (GB/T 7714).
    """
    entries = {id(each) for each, _number, _words in _entries(opened)}
    cited: set[int] = set()
    for each in opened.passages if entries else ():
        for found in _CITED.findall(each.text) if id(each) not in entries else ():
            for piece in re.split("[,，]", found):
                first, *last = re.split("[-–]", piece)
                cited |= set(range(int(first), int(last[-1] if last else first) + 1))
    if cited:
        for each, number, _words in _entries(opened):
            yield judged(each.where, each.text, number in cited)
