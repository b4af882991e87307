"""First mentions: where a term or name first stands in running text, its English follows in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pubpipe.books import Headword
from pubpipe.books._address import addressed_chapter
from pubpipe.books._ast import Node, insert, plain, span, string, words
from pubpipe.books._collation import is_romanised
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._places import running, standing, standing_at
from pubpipe.patterns import pattern

_ENGLISH = pattern("[A-Za-z][A-Za-z .,'’&/-]*[A-Za-z.]")
_RANK = pattern("[市县州镇村郡省](?![议长政民委府经财属区法宪立公警消辖])")
"""What belongs to a place's name where it stands behind it: 里弗顿市（Riverton）有 but 里弗顿（Riverton）市议会."""
_BEHIND = pattern(r"[”’》]?\s*[（(]")


def wanted(manuscript: Manuscript) -> bool:
    """Whether the book has any."""
    return manuscript.setting("first_mention") != "no"


def apply(manuscript: Manuscript) -> None:
    """Annotate the first mention of each name, or of each term, in the book or in each chapter.

    Where the translator annotated one, that is enough.
    """
    asked = manuscript.setting("first_mention")
    terms = [term for term in standing(manuscript) if term.mention and _is_wanted(term, asked)]
    longer = sorted({term.chinese for term in manuscript.terms}, key=len, reverse=True)
    paragraphs = running(manuscript)
    for term in terms:
        scopes: dict[str, list[list[Node]]] = {}
        for address in term.addresses:
            if address in paragraphs:
                chapter = addressed_chapter(address) if manuscript.setting("mention_in") == "chapter" else ""
                scopes.setdefault(chapter, []).append(paragraphs[address])
        for scope in scopes.values():
            if not any(_is_annotated(inlines, term, longer) for inlines in scope):
                any(_annotate(inlines, term, longer) for inlines in scope)


def _is_wanted(term: Headword, asked: str) -> bool:
    """Whether the setting asks for a term; a name that is the pinyin of its Chinese (Nanjing) says nothing more."""
    return (asked == "terms" or bool(term.kind or term.acronym)) and not is_romanised(term)


def _annotate(inlines: list[Node], term: Headword, longer: Sequence[str]) -> bool:
    """Put the English behind the term; whether there was a place for it."""
    whole = plain(inlines)
    start = standing_at(whole, term.chinese, longer)
    said = term.mention.partition(term.chinese)[2]
    end = start + len(term.chinese)
    end += term.kind == "place" and _RANK.match(whole, end) is not None
    return start >= 0 and insert(inlines, end, list(_inlines(said)))


def _is_annotated(inlines: list[Node], term: Headword, longer: Sequence[str]) -> bool:
    """Whether the translator wrote the English, or anything in brackets, behind the term."""
    whole = plain(inlines)
    start = standing_at(whole, term.chinese, longer)
    said = term.mention.partition(term.chinese)[2]
    behind = whole[start + len(term.chinese) :] if start >= 0 else ""
    return bool(_BEHIND.match(behind)) or any(_stands(each, whole) for each in _ENGLISH.findall(said))


def _stands(english: str, text: str) -> bool:
    """Whether the words stand in a text, by themselves: CM not in ICMA."""
    return re.search(rf"(?<![A-Za-z]){re.escape(english)}(?![A-Za-z])", text) is not None


def _inlines(said: str) -> Iterable[Node]:
    """（city manager，CM） as inlines, the English marked."""
    end = 0
    for found in _ENGLISH.finditer(said):
        if found.start() > end:
            yield string(said[end : found.start()])
        yield span(words(found[0]), lang="en")
        end = found.end()
    if end < len(said):
        yield string(said[end:])
