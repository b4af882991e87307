"""Pinyin above characters: of Chinese names where they first stand, or of characters few people know."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._address import addressed_chapter
from pubpipe.books._ast import Node, inlines_of, span, string
from pubpipe.books._manuscript import Manuscript
from pubpipe.books._pinyin import pinyin, reading
from pubpipe.books._places import running, standing, standing_at
from pubpipe.books._scripts import is_han
from pubpipe.text.standard import is_of_general_use

_NAMES = ("person", "place")
_CLOSED = ("Code", "Image", "Math", "Note", "Quoted")
"""Inlines whose characters bear nothing."""


def wanted(manuscript: Manuscript) -> bool:
    """Whether the book has any."""
    return manuscript.setting("ruby") != "no"


def apply(manuscript: Manuscript) -> None:
    """Give names, or rare characters, their pinyin at the first mention in the book or in each chapter."""
    if manuscript.setting("ruby") == "names":
        _names(manuscript)
    else:
        _rare(manuscript)


def _names(manuscript: Manuscript) -> None:
    """The persons and places of the register whose English is their pinyin: 聂彪, Nie Biao."""
    longer = sorted({term.chinese for term in manuscript.terms}, key=len, reverse=True)
    paragraphs = running(manuscript)
    by_chapter = manuscript.setting("mention_in") == "chapter"
    for term in standing(manuscript):
        syllables = pinyin(term) if term.kind in _NAMES else ()
        told: set[str] = set()
        for address in term.addresses if syllables else ():
            scope = addressed_chapter(address) if by_chapter else ""
            if scope not in told and address in paragraphs:
                place = standing_at(_shown(paragraphs[address]), term.chinese, longer)
                if place >= 0 and _annotate(paragraphs[address], place, syllables):
                    told.add(scope)


def _rare(manuscript: Manuscript) -> None:
    """The characters that are not in GB 2312, which has those of the first two tables of 通用规范汉字表."""
    told: set[tuple[str, str]] = set()
    by_chapter = manuscript.setting("mention_in") == "chapter"
    for address, inlines in running(manuscript).items():
        scope = addressed_chapter(address) if by_chapter else ""
        for place, character in enumerate(_shown(inlines)):
            if is_han(character) and not is_of_general_use(character) and (scope, character) not in told:
                syllable = reading(character)
                if syllable and _annotate(inlines, place, (syllable,)):
                    told.add((scope, character))


def _shown(inlines: list[Node]) -> str:
    """The characters that may bear pinyin, those of the text alone, one after another."""
    return "".join(each[place]["c"] for each, place in _texts(inlines))


def _texts(inlines: list[Node]) -> Iterator[tuple[list[Node], int]]:
    """Every Str as its list and its place, in reading order, but for those that bear nothing or bear it already."""
    for place, node in enumerate(inlines):
        if node["t"] == "Str":
            yield inlines, place
        elif node["t"] not in _CLOSED:
            yield from _texts(inlines_of(node) or [])


def _annotate(inlines: list[Node], offset: int, syllables: tuple[str, ...]) -> bool:
    """Put pinyin above the characters at an offset of `_shown`; whether they stand in one piece."""
    for holder, place in _texts(inlines):
        text = holder[place]["c"]
        if offset < len(text):
            end = offset + len(syllables)
            if end > len(text):
                return False
            above = span([string(text[offset:end])], "ruby", pinyin=" ".join(syllables))
            pieces = [string(text[:offset]), above, string(text[end:])]
            holder[place : place + 1] = [piece for piece in pieces if piece["c"] != ""]
            return True
        offset -= len(text)
    return False
