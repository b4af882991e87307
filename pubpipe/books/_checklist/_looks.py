"""How a Word file's text looks, once its defaults, styles and direct formatting are added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from pubpipe.formats.docx.names import A_NAMESPACE, VAL, w

Element: TypeAlias = etree._Element
Said: TypeAlias = Mapping[str, str]
"""Attributes of a property by their local names: `{"firstLineChars": "200", "firstLine": "420"}`; {} where none is."""

_OFF = ("0", "false", "off", "none")
_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}


class Looks:
    """The styles and defaults of a Word file. What a nearer one says of an attribute holds."""

    def __init__(self, styles: Element | None, numbering: Element | None, theme: Element | None) -> None:
        self.by_id: dict[str, Element] = {}
        self.default = ""
        self._levels = _levels(numbering)
        self._styled = {
            (number, level["pStyle"].get("val", "")): level
            for (number, _depth), level in self._levels.items()
            if "pStyle" in level
        }
        self._faces = _theme_faces(theme)
        self._known: dict[tuple[str, ...], Said] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._base: dict[str, Element | None] = {"pPr": None, "rPr": None}
        for style in () if styles is None else styles.iter(w("style")):
            self.by_id.setdefault(style.get(w("styleId"), ""), style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self.default = style.get(w("styleId"), "")
        if styles is not None:
            for kind in self._base:
                self._base[kind] = styles.find(f"{w('docDefaults')}/{w(kind + 'Default')}/{w(kind)}")

    def chain(self, style: str) -> Iterator[Element]:
        """A style and those it is based on, nearest first; a circle ends where it began."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style].find(w("basedOn")))

    def name(self, style: str) -> str:
        """The name of a style, or its id."""
        return value(self.by_id[style].find(w("name"))) or style if style in self.by_id else style

    def names(self, style: str) -> frozenset[str]:
        """The names, in lower case, of a style and of those it is based on."""
        if style not in self._names:
            self._names[style] = frozenset(self.name(each.get(w("styleId"), "")).lower() for each in self.chain(style))
        return self._names[style]

    def defaults(self, kind: str, name: str) -> Said:
        """A property (`rFonts`) of the document's defaults of a kind (`pPr` or `rPr`)."""
        base = self._base[kind]
        return said(None if base is None else base.find(w(name)))

    def of_style(self, style: str, kind: str, name: str) -> Said:
        """A property as a paragraph's style says it, defaults and inherited ones included."""
        key = (style, kind, name)
        if key not in self._known:
            merged = dict(self.defaults(kind, name))
            if kind == "pPr" and name == "ind":
                merged |= self.level(self.of_style(style, "pPr", "numPr"), style).get("ind", {})
            for each in reversed(list(self.chain(style or self.default))):
                properties = each.find(w(kind))
                if properties is not None:
                    _put(merged, properties, name)
            self._known[key] = merged
        return self._known[key]

    def paragraph(self, element: Element, name: str) -> Said:
        """A property of a paragraph as it comes out."""
        properties = element.find(w("pPr"))
        style = value(None if properties is None else properties.find(w("pStyle")))
        merged = dict(self.of_style(style, "pPr", name))
        if properties is not None:
            if name == "ind" and (numbering := properties.find(w("numPr"))) is not None:
                merged |= self.level(_numbering(numbering), style).get("ind", {})
            _put(merged, properties, name)
        return merged

    def run(self, paragraph: Element, run: Element | None, name: str) -> Said:
        """A property of a run in a paragraph as it comes out; of any run without formatting of its own for None."""
        properties = paragraph.find(w("pPr"))
        style = value(None if properties is None else properties.find(w("pStyle")))
        own = None if run is None else run.find(w("rPr"))
        if own is None:
            return self.of_style(style, "rPr", name)
        merged = dict(self._of_styles(style, value(own.find(w("rStyle"))), name))
        _put(merged, own, name)
        return merged

    def _of_styles(self, paragraph: str, character: str, name: str) -> Said:
        """A property of a run as the styles of its paragraph and its own say it."""
        key = (paragraph, character, name, "run")
        if key not in self._known:
            merged = dict(self.of_style(paragraph, "rPr", name))
            for each in reversed(list(self.chain(character))):
                properties = each.find(w("rPr"))
                if properties is not None:
                    _put(merged, properties, name)
            self._known[key] = merged
        return self._known[key]

    def face(self, fonts: Said, slot: str) -> str:
        """The face a slot (`eastAsia`) of merged `rFonts` names, found in the theme where it refers to it."""
        theme = fonts.get(_SLOTS[slot], "")
        return self._faces.get(theme, "") if theme else fonts.get(slot, "")

    def level(self, numbering: Said, style: str = "") -> dict[str, Said]:
        """What the level of a list says, by name: numFmt, lvlText, suff, ind; {} where there is no such list.

        A style that names a list stands at the level that names the style.
        """
        number, depth = numbering.get("numId", ""), numbering.get("ilvl", "")
        return self._styled.get((number, style)) or self._levels.get((number, depth or "0"), {})


def value(element: Element | None) -> str:
    """The `w:val` of a property, or ""."""
    return "" if element is None else element.get(VAL, "")


def said(element: Element | None) -> dict[str, str]:
    """The attributes of a property by their local names; a switch without any is on."""
    if element is None:
        return {}
    return {str(key).rpartition("}")[2]: str(each) for key, each in element.attrib.items()} or {"val": "on"}


def on(switch: Said, otherwise: bool = False) -> bool:
    """Whether a switch is on; `otherwise` where nothing is said of it."""
    return switch.get("val", "on") not in _OFF if switch else otherwise


def number(text: str) -> int:
    """A number of an attribute, 0 where it is none."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return 0


def _put(merged: dict[str, str], properties: Element, name: str) -> None:
    """Let a nearer property hold; a face takes the place of a theme's and the other way round."""
    element = properties.find(w(name))
    if element is None:
        return
    own = _numbering(element) if name == "numPr" else said(element)
    for slot, theme in _SLOTS.items():
        if slot in own and theme not in own:
            merged.pop(theme, None)
    merged.update(own)


def _numbering(element: Element) -> dict[str, str]:
    found = {"numId": value(element.find(w("numId"))), "ilvl": value(element.find(w("ilvl")))}
    return {key: each for key, each in found.items() if each}


def _levels(numbering: Element | None) -> dict[tuple[str, str], dict[str, Said]]:
    """What each level of each list says, by the list's number and the level's."""
    if numbering is None:
        return {}
    abstract = {each.get(w("abstractNumId"), ""): each for each in numbering.iter(w("abstractNum"))}
    found: dict[tuple[str, str], dict[str, Said]] = {}
    for each in numbering.iter(w("num")):
        holder = abstract.get(value(each.find(w("abstractNumId"))))
        overridden = list(each.iter(w("lvl")))
        for level in [*(() if holder is None else holder.iter(w("lvl"))), *overridden]:
            own: dict[str, Said] = {str(child.tag).rpartition("}")[2]: said(child) for child in level}
            indent = level.find(f"{w('pPr')}/{w('ind')}")
            own["ind"] = said(indent)
            found[each.get(w("numId"), ""), level.get(w("ilvl"), "0")] = own
    return found


def _theme_faces(theme: Element | None) -> dict[str, str]:
    """The faces a theme has for `minorEastAsia` and its like, the Chinese one where it has one."""
    faces: dict[str, str] = {}
    for size in ("major", "minor") if theme is not None else ():
        scheme = next(theme.iter(f"{{{A_NAMESPACE}}}{size}Font"), None) if theme is not None else None
        if scheme is None:
            continue
        typefaces = {str(each.tag).rpartition("}")[2]: each.get("typeface", "") for each in scheme}
        scripts = {each.get("script"): each.get("typeface", "") for each in scheme}
        faces[f"{size}EastAsia"] = typefaces.get("ea", "") or scripts.get("Hans", "")
        faces[f"{size}Ascii"] = faces[f"{size}HAnsi"] = typefaces.get("latin", "")
        faces[f"{size}Bidi"] = typefaces.get("cs", "")
    return faces
