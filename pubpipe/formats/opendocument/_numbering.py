"""Words that stand before a numbered paragraph by themselves ("Chapter 1"), kept in its list's or outline's style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pubpipe.formats._places import Attribute
from pubpipe.formats.opendocument._claims import Claims
from pubpipe.formats.opendocument._names import OUTLINE_LEVEL, STYLE_NAME, H, all_named, named
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._places import Place
from pubpipe.model import Fate

_LEVELS = tuple(all_named("text", "list-level-style-number", "outline-level-style"))
_OUTLINE, _LEVEL = named("text:outline-style"), named("text:level")
_NAME, _LIST_STYLE, _FORMAT = named("style:name"), named("style:list-style-name"), named("style:num-format")
_AFFIXES = (named("style:num-prefix"), named("style:num-suffix"))
_LISTS = tuple(all_named("text", "list", "list-item", "numbered-paragraph"))
_WORD = re.compile(r"[^\W\d_]{2,}")


def numberings(document: OpenDocument, claims: Claims) -> Iterator[Place]:
    """The words of the levels that number something in the file; punctuation beside numbers is left out by rule."""
    parts = dict.fromkeys(part for part in (document.content, document.styles) if part in document)
    used: set[str] | None = None
    for part in parts:
        for level in document.root(part).iter(*_LEVELS):
            for affix in _AFFIXES:
                words = level.get(affix, "")
                if not _WORD.search(words):
                    continue
                used = _used([document.root(each) for each in parts]) if used is None else used
                if level.get(_FORMAT) and _key(level) in used:
                    claims.claim(level, Fate.TRANSLATED, "text", affix)
                    yield Place("header", (words,), written=[Attribute(part, level, affix)])
                else:
                    claims.claim(level, Fate.EXCLUDED, "unused numbering", affix)


def _key(level: etree._Element) -> str:
    style = level.getparent()
    if style is None or style.tag == _OUTLINE:
        return f"outline {level.get(_LEVEL, '')}"
    return f"list {style.get(_NAME, '')}"


def _used(roots: list[etree._Element]) -> set[str]:
    """The list styles and outline levels that something in the file names."""
    found = set()
    for root in roots:
        found |= {f"outline {each.get(OUTLINE_LEVEL, '1')}" for each in root.iter(H)}
        found |= {f"list {each.get(STYLE_NAME, '')}" for each in root.iter(*_LISTS)}
        found |= {f"list {each.get(_LIST_STYLE, '')}" for each in root.iter(named("style:style"))}
    return found
