"""A paragraph cut into pieces; what is not given to a translator is claimed on the way."""

from __future__ import annotations

import re

from lxml import etree

from pubpipe.formats._rules import Ruling, looks_matter, verdict
from pubpipe.formats.opendocument._claims import enclosed
from pubpipe.formats.opendocument._looks import Look, is_symbolic
from pubpipe.formats.opendocument._names import (
    AFTER,
    ANNOTATIONS,
    BOOKMARK,
    BOOKMARK_NAME,
    BREAK,
    CHANGE_END,
    CHANGE_ID,
    CHANGE_START,
    CITATION,
    CLOSING,
    IMAGE,
    LINK,
    LINK_TITLE,
    META,
    NOTE,
    NOTE_BODY,
    NUMBER,
    OBJECT,
    OPENING,
    RUBY,
    RUBY_BASE,
    SHAPE_SPACES,
    SOFT_BREAK,
    SPACES,
    SPAN,
    STYLE_NAME,
    TAB,
    named,
    tag_of,
)
from pubpipe.formats.opendocument._pieces import Alone, Anchor, Edge, Flow, Pair, Spans, Story, Text
from pubpipe.model import Fate
from pubpipe.text.page_marks import PAGE_MARK, named_page

MAX_SPACES = 1000
"""More spaces than this in one place are not believed."""

_WHITE = re.compile("[ \t\r\n]+")
_COUNT, _NOTE_CLASS = named("text:c"), named("text:note-class")
_PLACEHOLDER, _SCRIPT = named("text:placeholder"), named("text:script")
_EMPTY = frozenset({SPACES, TAB, BREAK, SOFT_BREAK}) | OPENING | CLOSING
_PICTURES = frozenset({IMAGE, OBJECT, named("draw:object-ole"), named("draw:plugin")})


class _Cutter:
    def __init__(self, style: str, story: Story) -> None:
        self.style, self.story, self.claims = style, story, story.claims
        self.asked = looks_matter(story.rules)
        self.flow = Flow()
        self.pieces = self.flow.pieces
        self.spans: Spans = ()
        self.names: tuple[str, ...] = ()
        self.bare = True

    def inside(self, element: etree._Element) -> None:
        self.text(element, "", element.text)
        for child in element:
            self.child(child, tag_of(child))
            self.text(child, AFTER, child.tail)

    def look(self) -> Look:
        return self.story.styles.look(self.style, self.names)

    def hidden(self) -> bool:
        return not self.story.rules.hidden and ("hidden", "1") in self.look()

    def ruling(self, look: Look) -> Ruling | None:
        """What a rule says of words in the spans around; the paragraph's own style is ruled with its unit."""
        if not self.asked:
            return None
        said = dict(look)
        names = [style for name in self.names for style in self.story.styles.called(name)]
        return verdict(self.story.rules, names, [said.get("shade", "")], [said.get("colour", "")])

    # Text

    def text(self, owner: etree._Element, slot: str, raw: str | None) -> None:
        """Characters, white space collapsed as OpenDocument does it across the whole paragraph."""
        if not raw:
            return
        words = _WHITE.sub(" ", raw)
        if self.bare and words.startswith(" "):
            words = words[1:]
        if words:
            self.bare = words.endswith(" ")
        look = self.look()
        if self.hidden():
            self.claims.claim(owner, Fate.EXCLUDED, "hidden text", slot)
            self.pieces.append(Anchor(self.spans, enclosed(raw), True))
        elif is_symbolic(look) and words.strip():
            self.claims.claim(owner, Fate.PROTECTED, "symbol", slot)
            self.pieces.append(Alone("x", "•" * len(words.strip()), self.spans, enclosed(words)))
        elif (ruling := self.ruling(look)) and words.strip():
            self.claims.claim(owner, *ruling, slot)
            excluded = ruling[0] is Fate.EXCLUDED
            self.pieces.append(Alone("x" if excluded else "c", words, self.spans, enclosed(words), excluded))
        else:
            rule = "inserted revision" if self.story.revised else self.story.rule
            self.claims.claim(owner, Fate.TRANSLATED, rule, slot)
            self.words(words)

    def words(self, words: str) -> None:
        if words:
            self.pieces.append(Text(words, self.spans, self.look()))

    # Elements

    def child(self, child: etree._Element, tag: str) -> None:
        if tag in _EMPTY and (len(child) or child.text):
            self.claims.claim_all(child, Fate.EXCLUDED, "damaged text")
        if tag == SPAN:
            spans, names = self.spans, self.names
            self.spans, self.names = (*spans, child), (*names, child.get(STYLE_NAME, ""))
            self.inside(child)
            self.spans, self.names = spans, names
        elif tag in (LINK, META):
            self.pair(child, tag)
        elif tag == SPACES:
            count = child.get(_COUNT, "1")
            self.words(" " * min(int(count) if count.isdigit() else 1, MAX_SPACES))
            self.bare = False
        elif tag in (SOFT_BREAK, "comment"):
            return
        elif tag in OPENING or tag in CLOSING:
            self.mark(child, tag)
        elif tag in (NUMBER, _SCRIPT):
            self.claims.claim_all(child, Fate.EXCLUDED, "numbering text" if tag == NUMBER else "script")
            self.pieces.append(Anchor((), child, True))
        elif self.hidden():
            self.claims.claim_all(child, Fate.EXCLUDED, "hidden text")
            self.pieces.append(Anchor(self.spans, child, True))
        else:
            self.bare = False
            self.alone(child, tag)

    def pair(self, child: etree._Element, tag: str) -> None:
        if (child.get(LINK_TITLE) or "").strip():
            self.flow.hanging.append(child)
        pair = Pair("a" if tag == LINK else "x", child)
        spans, names = self.spans, self.names
        self.names = (*names, child.get(STYLE_NAME, ""))
        self.pieces.append(Edge(pair, True))
        self.inside(child)
        self.pieces.append(Edge(pair, False))
        self.spans, self.names = spans, names

    def mark(self, child: etree._Element, tag: str) -> None:
        identity = child.get(CHANGE_ID, "")
        if tag == CHANGE_START and identity in self.story.insertions:
            self.story.revised.add(identity)
        elif tag == CHANGE_END:
            self.story.revised.discard(identity)
        number = named_page(child.get(BOOKMARK_NAME, "")) if tag == BOOKMARK else ""
        if number:
            self.pieces.append(Alone(PAGE_MARK, number, (), child))
        else:
            self.pieces.append(Anchor((), child, tag in OPENING))

    def alone(self, child: etree._Element, tag: str) -> None:
        kind, display = "fld", shown(child)
        if tag in (TAB, BREAK):
            kind, display = ("tab", "\t") if tag == TAB else ("br", "\n")
        elif tag == NOTE:
            kind = "en" if child.get(_NOTE_CLASS) == "endnote" else "fn"
            citation = child.find(CITATION)
            display = "" if citation is None else shown(citation)
            self.claims.claim(child, Fate.EXCLUDED, "damaged text")
            for each in child:
                self.claims.claim(each, Fate.EXCLUDED, "damaged text", AFTER)
                if each.tag != NOTE_BODY:
                    self.claims.claim_all(each, Fate.PROTECTED, "note mark")
            self.flow.hanging.append(child)
        elif tag in ANNOTATIONS:
            kind, display = "cm", ""
            self.flow.hanging.append(child)
        elif tag == RUBY:
            self.claims.claim_all(child, Fate.PROTECTED, "ruby")
            kind, display = "x", "".join(shown(each) for each in child.iterchildren(RUBY_BASE))
        elif tag.startswith(SHAPE_SPACES):
            picture = next(child.iter(*_PICTURES), None) is not None
            kind, display = "img" if picture else "x", ""
            self.flow.hanging.append(child)
        elif tag == _PLACEHOLDER:
            self.claims.claim_all(child, Fate.PROTECTED, "placeholder")
            kind = "c"
        else:
            self.claims.claim_all(child, Fate.PROTECTED, "field result")
        self.pieces.append(Alone(kind, display, self.spans, child))


def cut(paragraph: etree._Element, story: Story) -> Flow:
    """The pieces of a paragraph."""
    cutter = _Cutter(paragraph.get(STYLE_NAME, ""), story)
    cutter.inside(paragraph)
    return cutter.flow


def shown(element: etree._Element) -> str:
    """The characters in an element, white space collapsed."""
    return _WHITE.sub(" ", "".join(map(str, element.itertext(with_tail=False))))
