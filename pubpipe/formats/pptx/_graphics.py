"""Charts and SmartArt, whose words stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from pubpipe.formats._places import Attribute
from pubpipe.formats.pptx._names import DIAGRAM_IDS, DRAWING_REFERENCE, PARAGRAPH, RELATION_DATA, RELATION_ID, c, cx
from pubpipe.formats.pptx._places import Place, fold
from pubpipe.model import Fate

if TYPE_CHECKING:
    from pubpipe.formats.pptx._shapes import Shapes

_NUMBERS = (c("numCache"), c("numLit"), cx("numDim"))
_NAMES = (c("tx"), cx("tx"), cx("txData"))


class Graphics:
    """The charts and diagrams of one frame."""

    def __init__(self, shapes: Shapes, frame: etree._Element, role: str) -> None:
        self.shapes, self.deck, self.claims = shapes, shapes.deck, shapes.claims
        self.frame, self.role = frame, role

    def places(self) -> Iterator[Place]:
        """Every place of the parts the frame shows."""
        relations = self.deck.relations(self.shapes.part)
        for chart in self.frame.iter(c("chart"), cx("chart")):
            part = relations.get(chart.get(RELATION_ID, ""), ("", ""))[1]
            if part and self.claims.enter(part):
                yield from self.chart(part)
        for diagram in self.frame.iter(DIAGRAM_IDS):
            part = relations.get(diagram.get(RELATION_DATA, ""), ("", ""))[1]
            if part and self.claims.enter(part):
                yield from self.diagram(part)

    def within(self, part: str) -> Shapes:
        """The walk over another part."""
        from pubpipe.formats.pptx._shapes import Shapes
        from pubpipe.formats.pptx._styles import Styles

        return Shapes(self.deck, part, Styles(self.deck), self.claims, self.shapes.rules, self.shapes.role_of)

    def chart(self, part: str) -> Iterator[Place]:
        """Titles and labels as captions; series and categories as the cached strings say them, each cell once."""
        inside = self.within(part)
        root = self.deck.root(part)
        found: dict[tuple[str, ...], Place] = {}
        for element in root.iter(PARAGRAPH, c("v"), cx("v"), cx("pt")):
            if element.tag == PARAGRAPH:
                place = inside.paragraph(element, None, self.role or "caption")
                if place is not None:
                    yield place
                continue
            words = element.text or ""
            if not words.strip():
                continue
            if next(element.iterancestors(*_NUMBERS), None) is not None or not any(map(str.isalpha, words)):
                self.claims.claim(element, Fate.PROTECTED, "number")
                continue
            self.claims.translate(element)
            role = self.role or ("caption" if next(element.iterancestors(*_NAMES), None) is not None else "cell")
            known = (role, words, *_cell(element))
            if known not in found:
                found[known] = Place(role, (words,))
            found[known].written.append(Attribute(part, element))
        yield from found.values()
        for kind, drawing in self.deck.relations(part).values():
            if kind == "chartUserShapes" and self.claims.enter(drawing):
                other = self.within(drawing)
                yield from other.paragraphs(self.deck.root(drawing), None, self.role or "caption")
                yield from other.alternatives(self.deck.root(drawing), self.role)

    def diagram(self, part: str) -> Iterator[Place]:
        """The words of SmartArt, with the drawing that shows them to readers who do not lay it out themselves."""
        places = list(self.within(part).paragraphs(self.deck.root(part), None, self.role or "box"))
        relations = self.deck.relations(self.shapes.part)
        for reference in self.deck.root(part).iter(DRAWING_REFERENCE):
            drawing = relations.get(reference.get("relId", ""), ("", ""))[1]
            if drawing and self.claims.enter(drawing):
                other = self.within(drawing)
                root = self.deck.root(drawing)
                repeated = [*other.paragraphs(root, None, self.role or "box"), *other.alternatives(root, self.role)]
                places += fold(places, repeated)
        yield from places
        yield from self.within(part).alternatives(self.deck.root(part), self.role)


def _cell(element: etree._Element) -> tuple[str, ...]:
    """Which cell of the workbook a cached string stands for: the range's formula and the point's number in it."""
    numbers = [each.get("idx", "") for each in element.iterancestors(c("pt"))]
    levels = [str(len(list(each.itersiblings(preceding=True)))) for each in element.iterancestors(c("lvl"))]
    formula = next((each.findtext(c("f")) for each in element.iterancestors(c("strRef"), c("multiLvlStrRef"))), None)
    if formula is None:
        return (str(id(element)),)
    return (formula, *levels, *numbers)
