"""Words that Word sets before a paragraph by itself ("Chapter %1"), and words a form offers to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats._xml import writable
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._names import VAL, child, w
from pubpipe.formats.docx._places import Place
from pubpipe.model import Code, CodeKind, Content, Fate, content

LEVEL_TEXT = w("lvlText")
_LEVEL, _NUMBER, _ABSTRACT, _NUM_ID, _DEPTH = w("lvl"), w("num"), w("abstractNum"), w("numId"), w("ilvl")
_FORMAT, _STYLE, _REFERENCE = w("numFmt"), w("pStyle"), w("numPr")
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

    def write(self, target: Content) -> None:
        """Put the target in place, each code as its mark."""
        words = [
            part.replace("%", "％") if isinstance(part, str) else self.marks[part.type, part.id]
            for part in mend(self.content, target)
        ]
        self.element.set(VAL, writable("".join(words)))


def numberings(root: etree._Element, part: str, users: list[etree._Element], claims: Claims) -> Iterator[Place]:
    """The texts of levels that hold words, if one of the parts in `users` numbers a paragraph by them."""
    used: set[etree._Element] | None = None
    for level in root.iter(_LEVEL):
        element = level.find(LEVEL_TEXT)
        words = "" if element is None else element.get(VAL, "")
        if element is None or not words:
            continue
        kind = level.find(_FORMAT)
        if kind is not None and kind.get(VAL) == "bullet":
            claims.claim(element, Fate.PROTECTED, "bullet", VAL)
        elif not _WORD.search(_COUNT.sub("", words)):
            claims.claim(element, Fate.PROTECTED, "number format", VAL)
        elif level not in (used := _used(root, users) if used is None else used):
            claims.claim(element, Fate.EXCLUDED, "unused numbering", VAL)
        else:
            claims.claim(element, Fate.TRANSLATED, "text", VAL)
            written = _numbering(part, element, words)
            yield Place("header", written.content, written=[written])


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


def _used(root: etree._Element, users: list[etree._Element]) -> set[etree._Element]:
    """The levels some paragraph or style is numbered by."""
    pairs: set[tuple[str, str]] = set()
    for user in users:
        for reference in user.iter(_REFERENCE):
            number, depth = child(reference, _NUM_ID), child(reference, _DEPTH)
            if number is not None:
                pairs.add((number.get(VAL, ""), "0" if depth is None else depth.get(VAL, "0")))
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
