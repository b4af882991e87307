"""Words that Word sets before a paragraph by itself ("Chapter %1"), and words a form offers to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._places import Place
from pubpipe.formats.docx._survey import NUMBERING, Survey
from pubpipe.formats.docx.names import VAL, child, w
from pubpipe.formats.docx.parts import Word
from pubpipe.model import Code, CodeKind, Content, Fate, content
from pubpipe.packages.xml import writable

LEVEL_TEXT = w("lvlText")
_LEVEL, _NUMBER, _ABSTRACT, _NUM_ID, _DEPTH = w("lvl"), w("num"), w("abstractNum"), w("numId"), w("ilvl")
_FORMAT, _STYLE = w("numFmt"), w("pStyle")
_ABSTRACT_ID, _LINKED = w("abstractNumId"), w("styleLink")
_COUNT = re.compile("(%[1-9])")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class Numbering:
    """The text of a level of a list: words, and marks for the numbers of this level and those above it."""

    part: str
    element: etree._Element
    content: Content
    marks: dict[tuple[str, int], str]

    @property
    def name(self) -> str:
        """The attribute it is written in."""
        return VAL

    def write(self, target: Content) -> None:
        """Put the target in place, each code as its mark."""
        words = [
            part.replace("%", "％") if isinstance(part, str) else self.marks[part.type, part.id]
            for part in mend(self.content, target)
        ]
        self.element.set(VAL, writable("".join(words)))


class Numberings:
    """The texts of levels that hold words, given if a paragraph or style of the file is numbered by them."""

    def __init__(self, word: Word, claims: Claims) -> None:
        self._claims = claims
        self._part = word.related("numbering")
        self._root = word.root(self._part) if self._part else None
        self._levels = [] if self._root is None else [each for each in self._root.iter(_LEVEL) if _words(each)]
        self._asked: set[tuple[str, str]] = set()
        styles = word.related("styles")
        if styles and self._levels:
            self.gather(Survey(word.root(styles)))

    def gather(self, survey: Survey) -> None:
        """Note by which levels a part's paragraphs are numbered, as long as they all stand there."""
        for reference in survey.all(NUMBERING) if self._levels else ():
            number, depth = child(reference, _NUM_ID), child(reference, _DEPTH)
            if number is not None:
                self._asked.add((number.get(VAL, ""), "0" if depth is None else depth.get(VAL, "0")))

    def places(self) -> Iterator[Place]:
        """What stands before numbered paragraphs."""
        if self._root is None:
            return
        self._claims.claim_all(self._root, Fate.EXCLUDED, "numbering text")
        if self._claims.asked:
            _leave(self._root, self._claims)
        used = _used(self._root, self._asked) if self._levels else set()
        for level in self._levels:
            element = level.find(LEVEL_TEXT)
            assert element is not None
            if level in used:
                self._claims.claim(element, Fate.TRANSLATED, "text", VAL)
                written = _numbering(self._part, element, element.get(VAL, ""))
                yield Place("header", written.content, written=[written])
            else:
                self._claims.claim(element, Fate.EXCLUDED, "unused numbering", VAL)


def _words(level: etree._Element) -> bool:
    """Whether a level's text holds a word, and not only a bullet or numbers."""
    element, kind = level.find(LEVEL_TEXT), level.find(_FORMAT)
    bullet = kind is not None and kind.get(VAL) == "bullet"
    return element is not None and not bullet and _WORD.search(_COUNT.sub("", element.get(VAL, ""))) is not None


def _leave(root: etree._Element, claims: Claims) -> None:
    """Answer for the bullets and number formats of levels without a word."""
    for level in root.iter(_LEVEL):
        element, kind = level.find(LEVEL_TEXT), level.find(_FORMAT)
        if element is not None and element.get(VAL) and not _words(level):
            bullet = kind is not None and kind.get(VAL) == "bullet"
            claims.claim(element, Fate.PROTECTED, "bullet" if bullet else "number format", VAL)


def _numbering(part: str, element: etree._Element, words: str) -> Numbering:
    marks: dict[tuple[str, int], str] = {}
    parts: list[str | Code] = []
    for each in _COUNT.split(words):
        if _COUNT.fullmatch(each):
            code = Code(CodeKind.ALONE, "c", len(marks) + 1, display="1")
            marks[code.type, code.id] = each
            parts.append(code)
        else:
            parts.append(each)
    return Numbering(part, element, content(parts), marks)


def _used(root: etree._Element, pairs: set[tuple[str, str]]) -> set[etree._Element]:
    """The levels some paragraph or style is numbered by: `pairs` are numbers and depths."""
    numbers = {number for number, _depth in pairs}
    by_list: dict[str, set[str]] = {}
    used: set[etree._Element] = set()
    for number in root.iter(_NUMBER):
        identity = number.get(_NUM_ID, "")
        depths = {depth for each, depth in pairs if each == identity}
        own = number.find(_ABSTRACT_ID)
        if identity in numbers and own is not None:
            by_list.setdefault(own.get(VAL, ""), set()).update(depths)
        used |= {level for level in number.iter(_LEVEL) if level.get(_DEPTH, "0") in depths}
    for abstract in root.iter(_ABSTRACT):
        numbered = by_list.get(abstract.get(_ABSTRACT_ID, ""))
        shared = abstract.find(_LINKED) is not None
        for level in abstract.iter(_LEVEL) if numbered is not None or shared else ():
            if shared or level.find(_STYLE) is not None or level.get(_DEPTH, "0") in (numbered or ()):
                used.add(level)
    return used
