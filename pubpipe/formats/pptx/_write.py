"""A target written into a paragraph: runs made anew in the clothes of the source's, all else moved, not made."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._codes import mend
from pubpipe.formats._fonts import EMPHASIS_FONT
from pubpipe.formats._markup import Name
from pubpipe.formats.pptx._line import Alone, Clothing, Line
from pubpipe.formats.pptx._looks import is_han, put
from pubpipe.formats.pptx._names import END, HOVER, LINK, PPR, RPR, RUN, TEXT, a
from pubpipe.model import Code, CodeKind, Content
from pubpipe.packages.xml import writable

_LINES = str.maketrans("\n\r\v\f", "    ")
_SPELLING = ("err", "dirty", "smtClean")


def write_line(
    paragraph: etree._Element, line: Line, inherited: dict[str, str], target: Content, italic: str = RULES.italic
) -> None:
    """Put a target in place of a paragraph's content; `italic` is what slanted words become."""
    writer = _Writer(paragraph, line, inherited, mend(line.content, target), italic)
    end = paragraph.find(END)
    for child in list(paragraph):
        if child.tag != PPR:
            paragraph.remove(child)
    writer.write()
    if end is not None:
        paragraph.append(end)


class _Writer:
    def __init__(
        self, paragraph: etree._Element, line: Line, inherited: dict[str, str], target: Content, italic: str
    ) -> None:
        self.paragraph, self.line, self.inherited, self.target = paragraph, line, inherited, target
        self.italic = italic
        self.worn: list[Name] = []
        self.links: list[Name] = []
        self.han = {name for name, text in self._texts() if is_han(text)}

    def _texts(self) -> list[tuple[Name | None, str]]:
        """Each text with the look or link it stands in."""
        found: list[tuple[Name | None, str]] = []
        for part in self.target:
            if isinstance(part, str):
                found.append((self.place(), part))
            else:
                self.turn(part)
        return found

    def place(self) -> Name | None:
        return self.worn[-1] if self.worn else self.links[-1] if self.links else None

    def turn(self, code: Code) -> None:
        """Put on or off what a code means."""
        if code.kind is CodeKind.ALONE:
            return
        name = (code.type, code.id)
        stack = self.worn if isinstance(self.line.things[name], Clothing) else self.links
        if code.kind is CodeKind.OPEN:
            stack.append(name)
        elif name in stack:
            stack.remove(name)

    def write(self) -> None:
        for piece in self.line.head:
            self.alone(piece)
        for part in self.target:
            if isinstance(part, str):
                self.text(part)
                continue
            thing = self.line.things[part.type, part.id]
            if isinstance(thing, Alone):
                self.alone(thing)
            else:
                self.turn(part)
        for piece in self.line.tail:
            self.alone(piece)

    def alone(self, piece: Alone) -> None:
        if piece.element is None:
            self.run("\t")
        else:
            piece.element.tail = None
            self.paragraph.append(piece.element)

    def text(self, text: str) -> None:
        text = writable(text.translate(_LINES))
        if text:
            self.run(text)

    def run(self, text: str) -> None:
        run = etree.SubElement(self.paragraph, RUN)
        self.dress(run, text)
        etree.SubElement(run, TEXT).text = text

    def dress(self, run: etree._Element, text: str) -> None:
        """Give a run the source's own properties, made fit for Chinese where its text is."""
        link = self.links[-1] if self.links else None
        base = self.line.bases.get(link) or self.line.bases.get(None) or next(iter(self.line.bases.values()))
        thing = self.line.things[self.worn[-1]] if self.worn else base
        clothing = thing if isinstance(thing, Clothing) else base
        if clothing.properties is None:
            properties = etree.SubElement(run, RPR)
        else:
            properties = deepcopy(clothing.properties)
            run.append(properties)
        properties.tail = None
        for name in _SPELLING:
            properties.attrib.pop(name, "")
        for mark in list(properties.iterchildren(LINK, HOVER)):
            properties.remove(mark)
        marks = self.line.things[link] if link else []
        assert isinstance(marks, list)
        for mark in marks:
            _set(properties, mark)
        if self.place() in self.han and self.italic != "slanted":
            self.stand_upright(properties, emphasised=("i", "1") in clothing.look - clothing.base)
        if is_han(text):
            language = properties.get("lang", "en-US")
            properties.set("lang", "zh-CN")
            if not language.startswith("zh"):
                properties.set("altLang", language)
        if not properties.attrib and not len(properties):
            run.remove(properties)

    def stand_upright(self, properties: etree._Element, emphasised: bool) -> None:
        """Chinese has no italic: KaiTi instead where it set words apart, if the rules want that."""
        properties.attrib.pop("i", "")
        if self.inherited.get("i") == "1":
            properties.set("i", "0")
        if emphasised and self.italic != "plain":
            font = put(properties, a("ea"))
            font.attrib.clear()
            font.set("typeface", EMPHASIS_FONT)


def _set(properties: etree._Element, mark: etree._Element) -> None:
    placed = put(properties, str(mark.tag))
    copy = deepcopy(mark)
    copy.tail = None
    properties.replace(placed, copy)
