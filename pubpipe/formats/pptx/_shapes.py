"""Shapes, groups, tables, pictures, charts and SmartArt of one part, in the order they stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._places import Attribute
from pubpipe.formats.pptx._claims import ATTRIBUTES, Claims
from pubpipe.formats.pptx._deck import Deck
from pubpipe.formats.pptx._graphics import Graphics
from pubpipe.formats.pptx._line import compose
from pubpipe.formats.pptx._names import ALTERNATE, CELL, CHOICE, FRAME, GROUP, PARAGRAPH, TABLE
from pubpipe.formats.pptx._places import Passage, Place, fold
from pubpipe.formats.pptx._styles import Styles, is_hidden, kind_of
from pubpipe.model import Fate

RoleOf = Callable[[etree._Element], str]
"""Says of a shape: a role, `body` (items or paragraphs by their bullets), or `-` and a rule that leaves it out."""

_OUTER = ("header", "footer", "note")


class Shapes:
    """The walk over the shapes of one part."""

    def __init__(self, deck: Deck, part: str, styles: Styles, claims: Claims, rules: Rules, role_of: RoleOf) -> None:
        self.deck, self.part, self.styles = deck, part, styles
        self.claims, self.rules, self.role_of = claims, rules, role_of

    def tree(self, tree: etree._Element) -> Iterator[Place]:
        """Every place of a shape tree or group, a title before all else."""
        children = [each for each in tree if isinstance(each.tag, str)]
        for child in sorted(children, key=lambda each: kind_of(each) not in ("title", "ctrTitle")):
            if not self.rules.hidden and is_hidden(child):
                self.claims.claim_all(child, Fate.EXCLUDED, "hidden shape")
            elif child.tag == ALTERNATE:
                yield from self.alternate(child)
            elif child.tag == GROUP:
                yield from self.tree(child)
            else:
                yield from self.shape(child)

    def alternate(self, element: etree._Element) -> Iterator[Place]:
        """What old and new readers see, drawn several times, told once."""
        shown: list[Place] = []
        for branch in sorted(element, key=lambda each: each.tag != CHOICE):
            places = list(self.tree(branch))
            shown += fold(shown, places) if shown else places
        yield from shown

    def shape(self, shape: etree._Element) -> Iterator[Place]:
        """The texts of one shape, picture or frame."""
        role = self.role_of(shape)
        if role.startswith("-"):
            self.claims.claim_all(shape, Fate.EXCLUDED, role[1:])
            return
        if shape.tag == FRAME:
            yield from self.frame(shape, role)
        else:
            yield from self.paragraphs(shape, shape, role)
        yield from self.alternatives(shape, role)

    def paragraphs(self, container: etree._Element, shape: etree._Element | None, role: str) -> Iterator[Place]:
        """Every paragraph in an element; of a title's the first is the heading."""
        for paragraph in container.iter(PARAGRAPH):
            if next(paragraph.iterancestors(PARAGRAPH), None) is not None:
                continue
            place = self.paragraph(paragraph, shape, role)
            if place is not None:
                yield place
                role = "paragraph" if role == "heading" else role

    def paragraph(self, paragraph: etree._Element, shape: etree._Element | None, role: str) -> Place | None:
        """A paragraph's place, or None if there is no text in it."""
        inherited = self.styles.inherited(shape, paragraph)
        line = compose(paragraph, inherited, self.claims, self.rules)
        if line is None:
            return None
        bullet = self.styles.bullet(shape, paragraph) if role == "body" else None
        if role == "body":
            role = "paragraph" if bullet is None else "item"
        passage = Passage(self.part, paragraph, line, inherited, self.rules.italic, bullet)
        return Place(role, line.content, 2 if role == "heading" else 0, written=[passage])

    def frame(self, frame: etree._Element, role: str) -> Iterator[Place]:
        """A table, a chart, SmartArt, or whatever text a frame holds."""
        inner = role if role in _OUTER else ""
        for table in frame.iter(TABLE):
            for cell in table.iter(CELL):
                if _is_covered(cell):
                    self.claims.claim_all(cell, Fate.EXCLUDED, "merged cell")
                else:
                    yield from self.paragraphs(cell, None, inner or "cell")
        if next(frame.iter(TABLE), None) is None:
            yield from self.paragraphs(frame, None, inner or "box")
        yield from Graphics(self, frame, inner).places()

    def alternatives(self, element: etree._Element, role: str = "") -> Iterator[Place]:
        """Alternative texts, titles and tooltips in an element, each text once with all attributes that say it."""
        found: dict[tuple[str, str], Place] = {}
        for tag, attribute in ATTRIBUTES:
            for each in element.iter(tag):
                words = each.get(attribute, "")
                if not words.strip():
                    continue
                if attribute != "tooltip" and not self.rules.alt:
                    self.claims.claim(each, Fate.EXCLUDED, "alternative texts", attribute)
                    continue
                self.claims.translate(each, attribute)
                kind = "alt" if attribute == "descr" else "title"
                place = found.setdefault((kind, words), Place(role if role in _OUTER[:2] else kind, (words,)))
                place.written.append(Attribute(self.part, each, attribute))
        yield from found.values()


def _is_covered(cell: etree._Element) -> bool:
    return any(cell.get(name) in ("1", "true") for name in ("hMerge", "vMerge"))
