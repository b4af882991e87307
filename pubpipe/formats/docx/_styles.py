"""Styles: what kind of paragraph a style makes, and how its text looks."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pubpipe.formats import RULES, Rules
from pubpipe.formats._rules import Ruling, looks_matter, verdict
from pubpipe.formats.docx._looks import Dress, Look, combined, direct
from pubpipe.formats.docx.names import A_NAMESPACE, PPR, RPR, TYPE, VAL, child, said_of, w
from pubpipe.formats.docx.parts import Word

_STYLE, _BASED_ON, _NAME, _LEVEL, _NUMBERING = w("style"), w("basedOn"), w("name"), w("outlineLvl"), w("numPr")
_PSTYLE, _RSTYLE, _NUM_ID, _STYLE_ID = w("pStyle"), w("rStyle"), w("numId"), w("styleId")
_CHANGE, _COLOUR = w("rPrChange"), w("color")
_BODY_LEVEL = 9
_QUOTES = {"quote", "intense quote", "block text"}


class Styles:
    """The styles of a Word file, asked for roles and looks. Chains that run in circles end where they began."""

    def __init__(self, word: Word, rules: Rules = RULES) -> None:
        self.rules = rules
        self._asked = looks_matter(rules)
        name = word.related("styles")
        root = word.root(name) if name else None
        self._by_id: dict[str, etree._Element] = {}
        self._names: dict[str, str] = {}
        self._default = ""
        self._fonts = _theme_fonts(word)
        self._looks: dict[Look, Look] = {}
        self._dresses: dict[object, Dress] = {}
        self._said: dict[str, dict[str, str]] = {}
        defaults = None
        if root is not None:
            for style in root.iter(_STYLE):
                self._by_id.setdefault(style.get(_STYLE_ID, ""), style)
                named = child(style, _NAME)
                identity = style.get(_STYLE_ID, "")
                self._names.setdefault(identity, identity if named is None else named.get(VAL, identity))
                if style.get(TYPE) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                    self._default = style.get(_STYLE_ID, "")
            defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
        self._base = {"sz": "20", **direct(defaults, self._fonts)}
        self.titles = frozenset(each for each in self._by_id if self.name(each).lower() == "title")
        self._roles: dict[str, tuple[str, int]] = {}

    def name(self, style: str) -> str:
        """The name of a style by its id, or its id."""
        return self._names.get(style, style)

    def _chain(self, style: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._by_id and self._by_id[style] not in chain:
            chain.append(self._by_id[style])
            based_on = chain[-1].find(_BASED_ON)
            style = "" if based_on is None else based_on.get(VAL, "")
        return chain

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style, or "" where it names none."""
        return self.style_said(said_of(paragraph))

    def style_said(self, said: Mapping[str, etree._Element]) -> str:
        """The id of the style that a paragraph's properties name, or ""."""
        element = said.get(_PSTYLE)
        return "" if element is None else element.get(VAL, "")

    def role(self, paragraph: etree._Element) -> tuple[str, int]:
        """The role of a body paragraph, and the depth of a heading: by its style, its outline level, its numbering."""
        said = said_of(paragraph)
        return self.role_said(said, self.style_said(said))

    def role_said(self, said: Mapping[str, etree._Element], style: str) -> tuple[str, int]:
        """The same from what a paragraph's properties say, by name, and the style they name, or ""."""
        role, level = self.role_of_style(style or self._default)
        outline = _level(said.get(_LEVEL))
        if outline is not None:
            role, level = ("heading", outline + 1) if outline < _BODY_LEVEL else ("paragraph", 0)
        numbering = said.get(_NUMBERING)
        if numbering is not None and role in ("paragraph", "item"):
            role = "item" if _numbered(numbering) else "paragraph"
        return role, level

    def role_of_style(self, style: str) -> tuple[str, int]:
        """The same as the style alone has it."""
        if style not in self._roles:
            self._roles[style] = self._find_role(style)
        return self._roles[style]

    def _find_role(self, style: str) -> tuple[str, int]:
        if style in self.titles:
            return "heading", 1
        chain = [(self.name(each.get(_STYLE_ID, "")).lower(), each.find(PPR)) for each in self._chain(style)]
        normal = self.name(self._default).lower()
        for name, properties in chain:
            outline = None if properties is None or name == normal else _outline(properties)
            if outline is None and name.startswith("heading ") and name[8:].isdigit():
                outline = min(int(name[8:]), 9) - 1
            if outline is not None and outline < _BODY_LEVEL:
                return "heading", outline + 1
            if outline is not None:
                break
        for name, properties in chain:
            if name == "caption":
                return "caption", 0
            if name in _QUOTES:
                return "quote", 0
            numbering = None if properties is None else properties.find(_NUMBERING)
            if numbering is not None:
                return ("item" if _numbered(numbering) else "paragraph"), 0
            if name == "list" or (name.startswith("list ") and name != "list paragraph"):
                return "item", 0
        return "paragraph", 0

    def heading_name(self, style: str) -> int:
        """The depth in the name ("heading 2") of a style or of one it is based on, or 0."""
        for each in self._chain(style or self._default):
            name = self.name(each.get(_STYLE_ID, "")).lower()
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
        return 0

    def _says(self, style: str) -> dict[str, str]:
        if style not in self._said:
            said: dict[str, str] = {}
            for element in reversed(self._chain(style)):
                said.update(direct(element.find(RPR), self._fonts))
            self._said[style] = said
        return self._said[style]

    def look(self, paragraph_style: str, properties: etree._Element | None = None) -> Look:
        """How text looks in a paragraph of this style, with these run properties."""
        return self.dress(paragraph_style, properties).look

    def dress(self, paragraph_style: str, properties: etree._Element | None = None) -> Dress:
        """The same with all that follows from it; one object for all runs of one kind."""
        key: object = paragraph_style
        if properties is not None:
            key = (paragraph_style, *[_nested(each) if len(each) else (each.tag, *each.items()) for each in properties])
        if (dress := self._dresses.get(key)) is None:
            element = None if properties is None else child(properties, _RSTYLE)
            character = {} if element is None else self._says(element.get(VAL, ""))
            paragraph = {**self._base, **self._says(paragraph_style or self._default)}
            look = combined(paragraph, character, direct(properties, self._fonts))
            dress = self._dresses[key] = Dress(self._looks.setdefault(look, look), properties, paragraph_style)
            if self._asked:
                dress.ruling = self._ruling("" if element is None else element.get(VAL, ""), look, properties)
        return dress

    def _ruling(self, style: str, look: Look, properties: etree._Element | None) -> Ruling | None:
        """What a rule says of runs in a character style that look so; a paragraph's style is ruled with its unit."""
        said = dict(look)
        names = [self.name(each.get(_STYLE_ID, "")) for each in self._chain(style)]
        theme = None if properties is None else properties.find(_COLOUR)
        colours = [said.get("color", ""), "" if theme is None else theme.get(w("themeColor"), "")]
        return verdict(self.rules, names, [said.get("highlight", ""), said.get("shd", "")], colours)


def _nested(element: etree._Element) -> object:
    """What tells a run property with others inside it apart; nothing of a tracked change."""
    return None if element.tag == _CHANGE else etree.tostring(element, method="c14n", exclusive=True)


def _numbered(numbering: etree._Element) -> bool:
    """Whether numbering is given, and not taken away (number 0)."""
    number = child(numbering, _NUM_ID)
    return number is None or number.get(VAL) != "0"


def _outline(properties: etree._Element) -> int | None:
    return _level(child(properties, _LEVEL))


def _level(level: etree._Element | None) -> int | None:
    value = "" if level is None else level.get(VAL, "")
    return int(value) if value.isdigit() else None


def _theme_fonts(word: Word) -> dict[str, str]:
    name = word.related("theme")
    if not name:
        return {}
    fonts = {}
    for size in ("major", "minor"):
        scheme = next(word.root(name).iter(f"{{{A_NAMESPACE}}}{size}Font"), None)
        if scheme is None:
            continue
        for slots, script in ((("HAnsi", "Ascii"), "latin"), (("EastAsia",), "ea")):
            face = scheme.find(f"{{{A_NAMESPACE}}}{script}")
            for slot in slots:
                fonts[size + slot] = "" if face is None else face.get("typeface", "")
    return fonts
