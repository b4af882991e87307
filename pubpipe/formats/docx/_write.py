"""A target written into a paragraph: runs made anew in the clothes of the source's, everything else moved, not made."""

from __future__ import annotations

import re
from collections.abc import Set
from copy import deepcopy

from lxml import etree

from pubpipe.formats._codes import mend
from pubpipe.formats._fonts import EMPHASIS_FONT
from pubpipe.formats._han import is_han
from pubpipe.formats._markup import Hold, Name
from pubpipe.formats.docx._capitals import dress, is_drop_cap, lift
from pubpipe.formats.docx._inline import Clothing, Line
from pubpipe.formats.docx._looks import Dress
from pubpipe.formats.docx._pieces import Alone, Anchor, Edge, Member, Pair, Piece, Text
from pubpipe.formats.docx._stretches import MARK, Stretches, worded
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx.names import (
    CHANGE,
    ID,
    PPR,
    RPR,
    RUN_PROPERTIES,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    VAL,
    W_NAMESPACE,
    R,
    T,
    properties_of,
    w,
)
from pubpipe.model import Code, CodeKind, Content
from pubpipe.packages.xml import writable

_OPEN, _CLOSE = CodeKind.OPEN, CodeKind.CLOSE
_EITHER = re.compile("[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u2013\u00b0\u00d7\u2460-\u24ff\u2160-\u217f]")
_LINES = str.maketrans("\t\n\r\v\f", "     ", "\xad")
_ORDER = {tag: at for at, tag in enumerate(RUN_PROPERTIES)}
_FONTS, _LANGUAGE, _ITALIC, _EMPHASIS, _CHANGE = w("rFonts"), w("lang"), w("i"), w("em"), w("rPrChange")
_MARK_REVISIONS = (w("ins"), w("moveTo"), w("rPrChange"))


def write_line(
    paragraphs: list[etree._Element], line: Line, target: Content, styles: Styles, stretches: Stretches
) -> None:
    """Put a target in place of a paragraph's content; of several joined paragraphs the last one remains."""
    paragraph = paragraphs[-1]
    capital = dressed = None
    if len(paragraphs) > 1:
        capital = next((each for each in paragraphs[:-1] if is_drop_cap(each)), None)
        dressed = None if capital is None else dress(capital)
    properties = properties_of(paragraph)
    mark = _only_mark(paragraph, properties) if len(paragraphs) == 1 else None
    if mark is not None:
        pass
    elif properties is not None and paragraph[0] is properties:
        del paragraph[1:]
    else:
        del paragraph[:]
        paragraph.extend([] if properties is None else [properties])
    paragraph.text = None
    _Writer(paragraph, line, mend(line.content, target), styles, stretches, mark).write()
    if len(paragraphs) > 1:
        if capital is not None:
            stretches.expand_in(paragraph)
        children = [each for each in paragraph if each is not properties]
        lifted = capital is not None and lift(capital, _for_han(dressed, target), children)
        for other in paragraphs[:-1]:
            parent = other.getparent()
            if parent is not None and not (lifted and other is capital):
                parent.remove(other)


def _only_mark(paragraph: etree._Element, properties: etree._Element | None) -> etree._Element | None:
    """The mark of a stretch in which all stands that a paragraph says, if there is one."""
    if len(paragraph) != 1 + (properties is not None):
        return None
    last = paragraph[-1]
    return last if last.tag is MARK else None


def _for_han(properties: etree._Element | None, target: Content) -> etree._Element | None:
    """The properties of a drop cap, with the language of what it begins now."""
    if is_han("".join(part for part in target if isinstance(part, str))):
        properties = etree.Element(RPR) if properties is None else properties
        _property(_without_changes(properties), _LANGUAGE).set(w("eastAsia"), "zh-CN")
    return properties


def accept(paragraph: etree._Element) -> None:
    """Take away what a tracked change says of a paragraph and its mark."""
    for properties in paragraph.iterchildren(PPR):
        for each in list(properties.iterchildren(RPR, CHANGE)):
            if each.tag == RPR:
                for change in list(each.iterchildren(*_MARK_REVISIONS)):
                    each.remove(change)
            else:
                properties.remove(each)


Kind = tuple[Dress, bool, bool, bool, bool]
"""What tells runs of text apart: what they wear; made upright, and emphasised; for Chinese, with quotes of its own."""

_NAKED = Clothing(frozenset(), frozenset(), [Text([], Dress(frozenset(), None))])


class _Writer:
    """Writes one line into its paragraph, which was emptied but for a `mark`; what it held is moved back, not made."""

    def __init__(
        self,
        paragraph: etree._Element,
        line: Line,
        target: Content,
        styles: Styles,
        stretches: Stretches,
        mark: etree._Element | None,
    ) -> None:
        self.mark = mark
        self.line, self.target, self.styles, self.stretches = line, target, styles, stretches
        self.said: list[str] = []
        self.wearing: Kind | None = None
        self.kinds: dict[Name | None, Kind] = {}
        self.parents = [paragraph]
        self.links: list[Name] = []
        self.worn: list[Name] = []
        self.run: tuple[etree._Element, etree._Element] | None = None
        self.shells: set[Pair] = set()
        self.held: dict[Hold, list[Anchor]] = {}
        if line.anchors:
            names = {(part.type, part.id) for part in target if isinstance(part, Code)}
            for anchor, hold in line.anchors:
                lost = hold.name is not None and hold.name not in names
                self.held.setdefault(Hold(anchor.opens) if lost else hold, []).append(anchor)
        self.upright = self._upright() if line.italic else frozenset()

    def _upright(self) -> Set[Name | None]:
        """The looks (and bases of links) under which the target has Chinese characters."""
        found: set[Name | None] = set()
        links: list[Name | None] = [None]
        worn: list[Name] = []
        for part in self.target:
            if isinstance(part, str):
                name = worn[-1] if worn else links[-1]
                if name not in found and is_han(part):
                    found.add(name)
                continue
            name = (part.type, part.id)
            thing = self.line.things.get(name)
            stack: list[Name | None] | list[Name] = worn if isinstance(thing, Clothing) else links
            if isinstance(thing, Pair) and part.type != "a":
                continue
            if part.kind is _OPEN:
                stack.append(name)
            elif part.kind is _CLOSE and name in stack:
                stack.remove(name)
        return found

    def write(self) -> None:
        for piece in self.line.head:
            self.piece(piece)
        if self.held:
            self.anchors(Hold(True))
        for part in self.target:
            if isinstance(part, str):
                self.text(part)
            else:
                self.code(part)
        if self.held:
            self.anchors(Hold(False))
        for piece in self.line.tail:
            self.piece(piece)
        self.settle()

    def settle(self) -> None:
        """Set the runs of text written so far, before anything else."""
        if self.mark is not None:
            self.stretches.put_at(self.mark, "".join(self.said))
        elif self.said:
            self.parents[-1].append(self.stretches.put("".join(self.said)))
            self.said = []

    def anchors(self, hold: Hold) -> None:
        for anchor in self.held.get(hold, ()):
            self.members(anchor.members)

    def piece(self, piece: Piece) -> None:
        if isinstance(piece, Alone | Anchor):
            self.members(piece.members)
        elif isinstance(piece, Edge):
            if piece.opens:
                self.open(piece.pair)
            else:
                self.close(piece.pair)

    def code(self, code: Code) -> None:
        name = (code.type, code.id)
        thing = self.line.things[name]
        self.wearing = None
        if self.held:
            self.anchors(Hold(True, name, code.kind))
        if isinstance(thing, Clothing):
            if code.kind is _OPEN:
                self.worn.append(name)
            elif name in self.worn:
                self.worn.remove(name)
        elif isinstance(thing, Alone):
            self.members(thing.members)
        elif code.kind is _OPEN:
            self.open(thing)
            self.links += [name] if code.type == "a" else []
        else:
            self.close(thing)
            self.links[:] = [each for each in self.links if each != name]
        if self.held:
            self.anchors(Hold(False, name, code.kind))

    def append(self, element: etree._Element) -> None:
        self.settle()
        self.parents[-1].append(element)
        element.tail = None

    def members(self, members: list[Member]) -> None:
        """Move elements here, those of one run into one run with that run's properties."""
        for run, child in members:
            if run is None:
                self.append(child)
                self.run = None
                continue
            if self.run is None or self.run[0] is not run or self.run[1].getparent() is not self.parents[-1]:
                again = etree.Element(R)
                properties = run.find(RPR)
                if properties is not None:
                    again.append(_without_changes(deepcopy(properties)))
                self.append(again)
                self.run = run, again
            self.run[1].append(child)
            child.tail = None
        if not members or members[-1][0] is None:
            self.run = None

    def open(self, pair: Pair) -> None:
        self.run = None
        if pair.shell is None:
            if pair not in self.shells:
                self.members(pair.before)
            self.shells.add(pair)
            self.run = None
            return
        again = pair in self.shells
        shell = deepcopy(pair.shell) if again else pair.shell
        self.shells.add(pair)
        self.append(shell)
        inside = shell
        if shell.tag == SDT:
            _release(shell, again)
            inside = next(shell.iterchildren(SDT_CONTENT))
        del inside[:]
        inside.text = None
        self.parents.append(inside)

    def close(self, pair: Pair) -> None:
        self.run = None
        if pair.shell is None:
            self.members(pair.after)
            pair.after = []
            self.run = None
        elif len(self.parents) > 1:
            self.settle()
            self.parents.pop()

    # Text

    def text(self, text: str) -> None:
        self.run = None
        if not text.isprintable():
            text = writable(text.translate(_LINES))
        if not text:
            return
        kind = self.wearing or self.wear()
        if not text.isascii() and is_han(text):
            kind = (*kind[:3], True, _EITHER.search(text) is not None)
        beginning = self.stretches.runs.get(kind)
        if beginning is None:
            beginning = self.stretches.runs[kind] = self.stretches.beginning(self._made(*kind))
        self.said.append(worded(beginning, text))

    def wear(self) -> Kind:
        """The kind of run for text here: dressed as the source's own, until the next code."""
        link = self.links[-1] if self.links else None
        name = self.worn[-1] if self.worn else link
        if name in self.kinds:
            self.wearing = self.kinds[name]
            return self.wearing
        bases = self.line.bases
        clothing = self.line.things[self.worn[-1]] if self.worn else bases.get(link) or bases.get(None) or _NAKED
        assert isinstance(clothing, Clothing)
        upright = name in self.upright and ("i", "1") in clothing.look and self.styles.rules.italic != "slanted"
        emphasised = upright and ("i", "1") not in clothing.base
        self.wearing = self.kinds[name] = clothing.dress, upright, emphasised, False, False
        return self.wearing

    def _made(self, dress: Dress, upright: bool, emphasised: bool, han: bool, either: bool) -> etree._Element:
        properties = etree.Element(RPR) if dress.properties is None else deepcopy(dress.properties)
        _without_changes(properties)
        if upright:
            self._stand_upright(properties, dress.style, emphasised)
        if han:
            _property(properties, _LANGUAGE).set(w("eastAsia"), "zh-CN")
        if either:
            _property(properties, _FONTS).set(w("hint"), "eastAsia")
        run = etree.Element(R, nsmap={"w": W_NAMESPACE})
        if len(properties):
            run.append(properties)
        etree.SubElement(run, T)
        return run

    def _stand_upright(self, properties: etree._Element, style: str, emphasised: bool) -> None:
        """Chinese has no italic: dots under the characters or KaiTi instead, where it set words apart, by the rules."""
        for tag in (_ITALIC, w("iCs")):
            for each in properties.findall(tag):
                properties.remove(each)
        if ("i", "1") in self.styles.look(style, deepcopy(properties)):
            _property(properties, _ITALIC).set(VAL, "0")
        if emphasised and self.styles.rules.italic == "dots":
            _property(properties, _EMPHASIS).set(VAL, "dot")
        elif emphasised and self.styles.rules.italic == "kai":
            fonts = _property(properties, _FONTS)
            fonts.attrib.pop(w("eastAsiaTheme"), "")
            fonts.set(w("eastAsia"), EMPHASIS_FONT)


def _without_changes(properties: etree._Element) -> etree._Element:
    for change in properties.findall(_CHANGE):
        properties.remove(change)
    properties.tail = None
    return properties


def _property(properties: etree._Element, tag: str) -> etree._Element:
    """The run property of this name, put in its place by the schema's order if it is not there."""
    found = properties.find(tag)
    if found is not None:
        return found
    found = etree.Element(tag)
    order = _ORDER[tag]
    at = next(
        (at for at, each in enumerate(properties) if _ORDER.get(str(each.tag), len(_ORDER)) > order), len(properties)
    )
    properties.insert(at, found)
    return found


def _release(control: etree._Element, again: bool) -> None:
    """Loose a control from the data that would put the English back; a second one also from its number."""
    properties = control.find(SDT_PR)
    if properties is None:
        return
    for child in list(properties):
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "dataBinding" or (again and child.tag == ID):
            properties.remove(child)
