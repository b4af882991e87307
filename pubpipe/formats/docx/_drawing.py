"""Paragraphs of DrawingML (`a:p`): the words of charts, SmartArt and drawings, read and written."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats._han import is_han
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx.names import A_NAMESPACE
from pubpipe.model import Code, CodeKind, Content, Fate, content
from pubpipe.packages.xml import writable

Look = frozenset[tuple[str, str]]
Name = tuple[str, int]


def _a(name: str) -> str:
    return f"{{{A_NAMESPACE}}}{name}"


PARAGRAPH, TEXT = _a("p"), _a("t")
_RUN, _BREAK, _FIELD, _RPR, _END = _a("r"), _a("br"), _a("fld"), _a("rPr"), _a("endParaRPr")
_SEEN = {
    _a(name)
    for name in ("solidFill", "gradFill", "noFill", "ln", "effectLst", "highlight", "latin", "hlinkClick", "uFillTx")
}
_SWITCHES = {"b": "0", "i": "0", "u": "none", "strike": "noStrike", "baseline": "0", "cap": "none", "sz": ""}
"""Attributes a reader sees, with the value that shows nothing."""

_DOTS = "dotted"
"""The underline that stands for italics in Chinese."""

_WORD = re.compile(r"[^\W\d_]")
_LINES = str.maketrans("\t\n\r\v\f", "     ", "\xad")


def has_words(text: str) -> bool:
    """Whether there is something to translate: a letter of any script."""
    return _WORD.search(text) is not None


def words_of(element: etree._Element) -> str:
    """The characters in an element, whatever they look like."""
    return "".join(each.text or "" for each in element.iter(TEXT))


@dataclass(slots=True)
class Sketch:
    """A paragraph of a drawing in a part: its content, and what its codes stand for."""

    part: str
    paragraph: etree._Element
    content: Content
    base: etree._Element | None
    things: dict[Name, etree._Element | None] = field(default_factory=dict)

    @property
    def element(self) -> etree._Element:
        """What it is written in."""
        return self.paragraph

    def write(self, target: Content) -> None:
        """Put the target in place of the paragraph's runs, breaks and fields."""
        for child in list(self.paragraph):
            if child.tag in (_RUN, _BREAK, _FIELD):
                self.paragraph.remove(child)
        ends = [at for at, child in enumerate(self.paragraph) if child.tag == _END]
        at = ends[0] if ends else len(self.paragraph)
        self.paragraph[at:at] = self._children(target)

    def _children(self, target: Content) -> list[etree._Element]:
        made: list[etree._Element] = []
        worn: list[Name] = []
        for part in mend(self.content, target):
            if isinstance(part, str):
                made.append(_run(self.things[worn[-1]] if worn else self.base, part, bool(worn)))
            elif part.kind is CodeKind.ALONE:
                thing = self.things[part.type, part.id]
                made += [] if thing is None else [thing]
            elif part.kind is CodeKind.OPEN:
                worn.append((part.type, part.id))
            else:
                worn.remove((part.type, part.id))
        return made


def _run(properties: etree._Element | None, text: str, apart: bool) -> etree._Element:
    """A run; Chinese stands upright, and dots under it set it apart where italics did."""
    run = etree.Element(_RUN, nsmap={"a": A_NAMESPACE})
    if is_han(text):
        properties = etree.Element(_RPR) if properties is None else deepcopy(properties)
        if properties.get("lang", "").partition("-")[0] != "zh":
            if properties.get("lang"):
                properties.set("altLang", properties.get("lang", ""))
            properties.set("lang", "zh-CN")
        if properties.get("i", "0") not in ("0", "false"):
            properties.set("i", "0")
            if apart and properties.get("u", "none") == "none":
                properties.set("u", _DOTS)
    if properties is not None:
        run.append(deepcopy(properties))
    etree.SubElement(run, TEXT).text = writable(text.translate(_LINES))
    return run


def sketch(paragraph: etree._Element, part: str, claims: Claims) -> Sketch | None:
    """The paragraph as a translator reads it, or None if there are no words in it; its texts claimed."""
    pieces: list[tuple[str, Look, etree._Element | None] | etree._Element] = []
    for child in paragraph:
        if child.tag == _RUN:
            properties = child.find(_RPR)
            pieces.append((words_of(child), _look(properties), properties))
        elif child.tag in (_BREAK, _FIELD):
            pieces.append(child)
    texts = [piece for piece in pieces if isinstance(piece, tuple) and piece[0]]
    words = has_words("".join(text for text, _look, _properties in texts))
    for each in paragraph.iter(TEXT):
        parent = each.getparent()
        if parent is None or parent.tag != _RUN:
            claims.claim(each, Fate.PROTECTED, "field result")
        elif words:
            claims.claim(each, Fate.TRANSLATED, "text")
        else:
            claims.claim(each, Fate.PROTECTED, "figures")
    if not words:
        return None
    amounts: dict[Look, int] = {}
    for text, look, _properties in texts:
        amounts[look] = amounts.get(look, 0) + len(text.strip())
    base = max(amounts, key=lambda look: amounts[look])
    found = Sketch(part, paragraph, (), next(each[2] for each in texts if each[1] == base))
    found.content = _content(pieces, base, found.things)
    return found


def _content(
    pieces: list[tuple[str, Look, etree._Element | None] | etree._Element],
    base: Look,
    things: dict[Name, etree._Element | None],
) -> Content:
    parts: list[str | Code] = []
    counts: dict[str, int] = {}
    standing: tuple[Name, Look] | None = None

    def named(type: str, thing: etree._Element | None) -> Name:
        counts[type] = counts.get(type, 0) + 1
        things[type, counts[type]] = thing
        return type, counts[type]

    for piece in pieces:
        if isinstance(piece, tuple) and not piece[0]:
            continue
        look = piece[1] if isinstance(piece, tuple) else base
        if standing and standing[1] != look:
            parts.append(Code(CodeKind.CLOSE, *standing[0]))
            standing = None
        if not isinstance(piece, tuple):
            kind, display = ("br", "\n") if piece.tag == _BREAK else ("fld", words_of(piece))
            parts.append(Code(CodeKind.ALONE, *named(kind, piece), display=display))
            continue
        if look != base and standing is None:
            standing = named(_type(look, base), piece[2]), look
            parts.append(Code(CodeKind.OPEN, *standing[0]))
        parts.append(piece[0].translate(_LINES))
    if standing:
        parts.append(Code(CodeKind.CLOSE, *standing[0]))
    return content(parts)


def _look(properties: etree._Element | None) -> Look:
    if properties is None:
        return frozenset()
    seen = {(name, value) for name, no in _SWITCHES.items() if (value := properties.get(name, no)) != no}
    for child in properties:
        if child.tag in _SEEN:
            seen.add((str(child.tag), str(etree.tostring(child, method="c14n", exclusive=True, with_tail=False))))
    return frozenset(seen)


def _type(look: Look, base: Look) -> str:
    extra = dict(look - base)
    if _a("hlinkClick") in extra:
        return "a"
    if "baseline" in extra:
        return "sub" if extra["baseline"].startswith("-") else "sup"
    italic = "i" in extra or extra.get("u") == _DOTS
    if "b" in extra:
        return "bi" if italic else "b"
    if italic:
        return "i"
    return "u" if "u" in extra else "s" if "strike" in extra else "f"
