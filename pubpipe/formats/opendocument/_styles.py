"""Styles: what kind of paragraph a style makes, and how its text looks."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.opendocument._looks import Look, apply, look_of
from pubpipe.formats.opendocument._names import named
from pubpipe.formats.opendocument._parts import OpenDocument

_STYLE, _DEFAULT, _PROPERTIES = named("style:style"), named("style:default-style"), named("style:text-properties")
_NAME, _DISPLAY, _PARENT, _FAMILY = (
    named(f"style:{name}") for name in ("name", "display-name", "parent-style-name", "family")
)
_OUTLINE = named("style:default-outline-level")
_AUTOMATIC = "office:automatic-styles"
_QUOTES = {"quotations", "quote", "intense quote", "block text", "block quotation"}

Key = tuple[str, str]
"""A style's family and name."""


class Styles:
    """The styles one part of a file may name: its own automatic ones and the file's common ones."""

    def __init__(self, document: OpenDocument, part: str) -> None:
        self._by_key: dict[Key, etree._Element] = {}
        self._automatic: set[Key] = set()
        self._defaults: dict[str, etree._Element] = {}
        self._fonts: dict[str, str] = {}
        self._looks: dict[tuple[str, ...], Look] = {}
        for name, where in ((part, _AUTOMATIC), (document.styles, "office:styles"), (part, "office:styles")):
            group = document.child(name, where)
            for style in () if group is None else group:
                key = (style.get(_FAMILY, ""), style.get(_NAME, ""))
                if style.tag == _STYLE and key not in self._by_key:
                    self._by_key[key] = style
                    if where == _AUTOMATIC:
                        self._automatic.add(key)
                elif style.tag == _DEFAULT:
                    self._defaults.setdefault(key[0], style)
        for name in (document.styles, part):
            faces = document.child(name, "office:font-face-decls")
            for face in () if faces is None else faces:
                self._fonts[face.get(_NAME, "")] = face.get(named("svg:font-family"), "")

    def chain(self, family: str, name: str) -> list[etree._Element]:
        """A style and those it stands on, each once."""
        chain: list[etree._Element] = []
        while (style := self._by_key.get((family, name))) is not None and style not in chain:
            chain.append(style)
            name = style.get(_PARENT, "")
        return chain

    def named(self, name: str) -> str:
        """What the original calls a paragraph's style: the first one that is not automatic."""
        for style in self.chain("paragraph", name):
            if ("paragraph", style.get(_NAME, "")) not in self._automatic:
                return style.get(_DISPLAY) or str(style.get(_NAME, ""))
            name = style.get(_PARENT, "")
        return name

    def called(self, name: str) -> list[str]:
        """What the original calls a span's style and those it stands on, automatic ones left out."""
        return [
            str(style.get(_DISPLAY) or style.get(_NAME, ""))
            for style in self.chain("text", name)
            if ("text", style.get(_NAME, "")) not in self._automatic
        ]

    def _names(self, name: str) -> list[str]:
        return [str(each.get(_DISPLAY) or each.get(_NAME, "")).lower() for each in self.chain("paragraph", name)]

    def is_title(self, name: str) -> bool:
        """Whether it is the style of the document's title."""
        return "title" in self._names(name) or name == "Title"

    def role(self, name: str) -> tuple[str, int]:
        """The role of a paragraph (not a heading element) in a style, and the depth if that makes it a heading."""
        names = [*self._names(name), name.replace("_20_", " ").lower()]
        for style in self.chain("paragraph", name):
            level = style.get(_OUTLINE)
            if level is not None:
                return ("heading", int(level)) if level.isdecimal() and 0 < int(level[:2]) <= 10 else ("paragraph", 0)
        if "caption" in names:
            return "caption", 0
        return ("quote" if _QUOTES.intersection(names) else "paragraph"), 0

    def look(self, paragraph: str, spans: tuple[str, ...]) -> Look:
        """How text looks in a paragraph of a style, within spans of these styles, outermost first."""
        key = (paragraph, *spans)
        if (look := self._looks.get(key)) is None:
            seen: dict[str, str] = {}
            default = self._defaults.get("paragraph")
            layers = [] if default is None else [default]
            layers += reversed(self.chain("paragraph", paragraph))
            for span in spans:
                layers += reversed(self.chain("text", span))
            for style in layers:
                for properties in style.iterchildren(_PROPERTIES):
                    apply(seen, properties, self._fonts)
            look = self._looks[key] = look_of(seen)
        return look
