"""The one walk over a presentation: every place a translator sees, in the order of the show.

Properties and names of sections first; then each slide, its title before all else, its comments and the speaker's notes
after it; last what layouts and masters show beside their prompts.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._places import Attribute
from pubpipe.formats.pptx._claims import Claims
from pubpipe.formats.pptx._deck import Deck, Slide
from pubpipe.formats.pptx._names import PARAGRAPH, SECTION, TREE, p
from pubpipe.formats.pptx._places import Place
from pubpipe.formats.pptx._shapes import RoleOf, Shapes
from pubpipe.formats.pptx._styles import Styles, kind_of
from pubpipe.model import Fate

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
META = (f"{_DUBLIN_CORE}title", f"{_DUBLIN_CORE}subject", f"{_PROPERTIES}keywords", f"{_DUBLIN_CORE}description")
"""Document properties a reader of the published file meets."""

_HIDDEN = ("0", "false")
_ON_SLIDES = ("chart", "chartEx", "diagramData", "diagramDrawing", "chartUserShapes")


class Walk:
    """A walk over one file. After `places` has run, `claims` answers for all text of the `parts` opened."""

    def __init__(self, deck: Deck, rules: Rules) -> None:
        self.deck, self.rules = deck, rules
        self.claims = Claims()
        self.slides = deck.slides()
        self.parts = deck.opened()

    def places(self) -> Iterator[Place]:
        """Every place, in reading order."""
        yield from self._meta()
        for slide in self.slides:
            hidden = self.deck.root(slide.part).get("show") in _HIDDEN
            self.claims.rule = "hidden slide" if hidden else "text"
            if hidden and not self.rules.hidden_slides:
                self._leave(slide)
            else:
                yield from self.slide(slide)
        self.claims.rule = "text"
        for part in self._below():
            yield from self._margin(part)

    def _meta(self) -> Iterator[Place]:
        name = self.deck.properties()
        for element in self.deck.root(name) if name else ():
            if element.tag in META and (element.text or "").strip() and self.rules.meta:
                self.claims.translate(element)
                yield Place("meta", (element.text or "",), written=[Attribute(name, element)])
            elif isinstance(element.tag, str):
                self.claims.claim(element, Fate.EXCLUDED, "document properties")
        for section in self.deck.root(self.deck.main).iter(SECTION):
            if not section.get("name", "").strip():
                continue
            if self.rules.meta:
                self.claims.translate(section, "name")
                yield Place("meta", (section.get("name", ""),), written=[Attribute(self.deck.main, section, "name")])
            else:
                self.claims.claim(section, Fate.EXCLUDED, "name of a section", "name")

    def _leave(self, slide: Slide) -> None:
        """Leave out a slide with its comments, its notes and the charts and diagrams on it."""
        left = [slide.part, *slide.comments, *([slide.notes] if slide.notes else [])]
        for part in left:
            if self.claims.enter(part):
                root = self.deck.root(part)
                self.claims.claim_all(root, Fate.EXCLUDED, "hidden slide")
                for comment in root.iter(p("text")):
                    self.claims.claim(comment, Fate.EXCLUDED, "hidden slide")
                left += [each for kind, each in self.deck.relations(part).values() if kind in _ON_SLIDES]

    def slide(self, slide: Slide) -> Iterator[Place]:
        """A slide, its comments, its notes."""
        styles = Styles(self.deck, slide.layout, slide.master)
        yield from self._part(slide.part, styles, self._role)
        for part in filter(self.claims.enter, slide.comments):
            yield from self._comments(part)
        if slide.notes and self.claims.enter(slide.notes):
            yield from self._part(slide.notes, Styles(self.deck), self._note_role)

    def _part(self, part: str, styles: Styles, role_of: RoleOf) -> Iterator[Place]:
        shapes = Shapes(self.deck, part, styles, self.claims, self.rules, role_of)
        root = self.deck.root(part)
        for tree in root.iterfind(f"{p('cSld')}/{TREE}"):
            yield from shapes.tree(tree)
        for controls in root.iterfind(f"{p('cSld')}/{p('controls')}"):
            yield from shapes.alternatives(controls)

    def _role(self, shape: etree._Element) -> str:
        kind = kind_of(shape)
        if kind is None:
            return "box"
        if kind in ("title", "ctrTitle"):
            return "heading"
        if kind in ("hdr", "ftr", "dt", "sldNum"):
            return ("header" if kind == "hdr" else "footer") if self.rules.headers else "-headers and footers"
        return "body"

    def _note_role(self, shape: etree._Element) -> str:
        role = self._role(shape)
        return role if role in ("header", "footer", "-headers and footers") else "note"

    def _margin_role(self, shape: etree._Element) -> str:
        if kind_of(shape) is not None:
            return "-placeholder prompt"
        return "footer" if self.rules.headers else "-text of layouts and masters"

    def _below(self) -> list[str]:
        """The layouts and masters slides stand on, each once."""
        return list(dict.fromkeys(part for slide in self.slides for part in (slide.layout, slide.master) if part))

    def _margin(self, part: str) -> Iterator[Place]:
        yield from self._part(part, Styles(self.deck), self._margin_role)

    def _comments(self, part: str) -> Iterator[Place]:
        root = self.deck.root(part)
        shapes = Shapes(self.deck, part, Styles(self.deck), self.claims, self.rules, self._role)
        for element in root.iter(p("text"), PARAGRAPH):
            if not self.rules.comments:
                self.claims.claim_all(element, Fate.EXCLUDED, "comments")
                self.claims.claim(element, Fate.EXCLUDED, "comments")
            elif element.tag == PARAGRAPH:
                place = shapes.paragraph(element, None, "comment")
                if place is not None:
                    yield place
            elif (element.text or "").strip():
                self.claims.translate(element)
                yield Place("comment", (element.text or "",), written=[Attribute(part, element)])
        for place in shapes.alternatives(root):
            place.role = "comment"
            yield place
