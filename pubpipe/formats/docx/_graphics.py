"""Charts and SmartArt: parts of their own that a picture in the text shows.

A chart draws the strings its workbook held when it was saved. SmartArt keeps its words twice, as data and as the
drawing last made of them. Each of
these texts is told once and written wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._places import Attribute
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._drawing import PARAGRAPH, Sketch, has_words, sketch
from pubpipe.formats.docx._hosts import alternatives, own
from pubpipe.formats.docx._places import Place
from pubpipe.formats.docx.names import R_NAMESPACE, RELATION_ID
from pubpipe.formats.docx.parts import Word
from pubpipe.model import Fate, text

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART_EX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_EXTENSION = "{http://schemas.microsoft.com/office/drawing/2008/diagram}dataModelExt"
_SHAPE = "{http://schemas.microsoft.com/office/drawing/2008/diagram}sp"
_SHOWS = (f"{_CHART}chart", f"{_CHART_EX}chart", f"{_DIAGRAM}relIds", f"{_CHART}userShapes")
_STRINGS = {
    f"{_CHART}strCache": f"{_CHART}v",
    f"{_CHART}multiLvlStrCache": f"{_CHART}v",
    f"{_CHART}tx": f"{_CHART}v",
    f"{_CHART_EX}strDim": f"{_CHART_EX}pt",
    f"{_CHART_EX}txData": f"{_CHART_EX}v",
}
"""What holds strings a chart draws, and the elements they stand in."""


class Graphics:
    """The graphics of one Word file, each met once; `alt` gives their alternative texts too."""

    def __init__(self, word: Word, claims: Claims, alt: bool) -> None:
        self._word, self._claims, self._alt = word, claims, alt
        self.parts: set[str] = set()

    def places(self, host: etree._Element, part: str, role: str) -> Iterator[Place]:
        """The words of what a host shows: of its charts and SmartArt, and of shapes drawn in the host itself."""
        yield from self._sketches([each for each in host.iter(PARAGRAPH) if own(host, each)], part, host, role)
        for shown in [each for each in host.iter(*_SHOWS) if own(host, each)]:
            targets = {each.id: each.target for each in self._word.package.relations(part)}
            if shown.tag == f"{_DIAGRAM}relIds":
                data = targets.get(shown.get(f"{{{R_NAMESPACE}}}dm", ""), "")
                yield from self._diagram(data, targets, host, role)
            else:
                yield from self._chart(targets.get(shown.get(RELATION_ID, ""), ""), host, role)

    def _sketches(
        self, paragraphs: Iterable[etree._Element], part: str, host: etree._Element, role: str
    ) -> Iterator[Place]:
        for paragraph in paragraphs:
            found = sketch(paragraph, part, self._claims)
            if found is not None:
                yield Place(role, found.content, written=[found], host=host)

    # SmartArt

    def _diagram(self, data: str, targets: dict[str, str], host: etree._Element, role: str) -> Iterator[Place]:
        """The data's paragraphs, each with those of the drawing that show it, and what only the drawing says."""
        if not self._enter(data, "SmartArt"):
            return
        root = self._word.root(data)
        prompts = [each for point in root.iter(f"{_DIAGRAM}pt") if _prompts(point) for each in point.iter(PARAGRAPH)]
        for each in prompts:
            self._claims.claim_all(each, Fate.PROTECTED, "placeholder")
        said = [each for each in root.iter(PARAGRAPH) if each not in prompts]
        places = list(self._sketches(said, data, host, role))
        yield from places
        yield from self._alternatives(root, data, host, role)
        drawn_by = _presented(root)
        by_paragraph = {sketched(place).paragraph: place for place in places}
        for extension in root.iter(_EXTENSION):
            drawing = targets.get(extension.get("relId", ""), "")
            if not self._enter(drawing, "SmartArt"):
                continue
            for shape in self._word.root(drawing).iter(_SHAPE):
                shown = list(shape.iter(PARAGRAPH))
                told = [each for point in drawn_by.get(shape.get("modelId", ""), ()) for each in point.iter(PARAGRAPH)]
                prompt = any(each in prompts for each in told)
                twins = [by_paragraph[each] for each in told if each in by_paragraph]
                yield from self._drawn(shown, drawing, twins, prompt, host, role)
            yield from self._alternatives(self._word.root(drawing), drawing, host, role)

    def _drawn(
        self,
        paragraphs: list[etree._Element],
        drawing: str,
        twins: list[Place],
        prompt: bool,
        host: etree._Element,
        role: str,
    ) -> Iterator[Place]:
        """What a shape of the drawing says and the data do not; what both say is written with the data."""
        found = list(self._sketches(paragraphs, drawing, host, role))
        if prompt and len(found) != len(twins):
            for each in paragraphs:
                self._claims.claim_all(each, Fate.PROTECTED, "placeholder")
            return
        if len(found) != len(twins):
            yield from found
            return
        waiting = list(twins)
        alike = sorted(_said(each) for each in found) == sorted(_said(each) for each in twins)
        for place in found:
            twin = next(each for each in waiting if not alike or _said(each) == _said(place))
            waiting = [each for each in waiting if each is not twin]
            if not alike:
                self._claims.claim_all(sketched(place).paragraph, Fate.EXCLUDED, "SmartArt not drawn anew")
            twin.written += place.written

    # Charts

    def _chart(self, name: str, host: etree._Element, role: str) -> Iterator[Place]:
        """Titles, labels, and the strings of each cell of the workbook once, however many series repeat them."""
        if not self._enter(name, "chart figures"):
            return
        root = self._word.root(name)
        cells: dict[tuple[str, str, str], Place] = {}
        for element in root.iter(PARAGRAPH, *_STRINGS):
            if element.tag == PARAGRAPH:
                yield from self._sketches([element], name, host, role)
                continue
            for each in element.iter(_STRINGS[str(element.tag)]):
                words = each.text or ""
                if next(each.iterancestors(*_STRINGS), None) is not element or not has_words(words):
                    continue
                self._claims.claim(each, Fate.TRANSLATED, "text")
                written = Attribute(name, each, "")
                cell = _cell(element, each)
                place = cells.get(cell)
                if place is not None and place.content == (words,):
                    place.written.append(written)
                    continue
                place = Place(role, (words,), written=[written], host=host)
                if cell[0]:
                    cells[cell] = place
                yield place
        yield from self._alternatives(root, name, host, role)
        targets = {each.id: each.target for each in self._word.package.relations(name)}
        for shapes in root.iter(f"{_CHART}userShapes"):
            drawing = targets.get(shapes.get(RELATION_ID, ""), "")
            if self._enter(drawing, "chart figures"):
                yield from self._sketches(self._word.root(drawing).iter(PARAGRAPH), drawing, host, role)
                yield from self._alternatives(self._word.root(drawing), drawing, host, role)

    def _enter(self, name: str, rule: str) -> bool:
        """Begin with a part, protecting what is not claimed better; False if it is missing, damaged or known."""
        if not name or name in self.parts or name not in self._word.package or name == self._word.main:
            return False
        try:
            root = self._word.root(name)
        except Unreadable:
            return False
        self.parts.add(name)
        for each in root.iter("*"):
            if each.text and not each.text.isspace():
                self._claims.claim(each, Fate.PROTECTED, rule)
        return True

    def _alternatives(self, root: etree._Element, part: str, host: etree._Element, role: str) -> Iterator[Place]:
        if not self._alt:
            self._claims.claim_alternatives(root, Fate.EXCLUDED, "alternative texts")
            return
        for place in alternatives(root, part, self._claims):
            place.role = role if role in ("header", "footer") else place.role
            place.host = host
            yield place


def sketched(place: Place) -> Sketch:
    """What a place in a drawing is written by, first of all."""
    first = place.written[0]
    assert isinstance(first, Sketch)
    return first


def _said(place: Place) -> str:
    return "".join(text(place.content).split())


def _presented(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The points of SmartArt data that each shape of its drawing shows, in order."""
    points = {each.get("modelId", ""): each for each in root.iter(f"{_DIAGRAM}pt")}
    found: dict[str, list[etree._Element]] = {}
    for each in root.iter(f"{_DIAGRAM}cxn"):
        if each.get("type") == "presOf" and each.get("srcId", "") in points:
            found.setdefault(each.get("destId", ""), []).append(points[each.get("srcId", "")])
    return found


def _prompts(point: etree._Element) -> bool:
    """Whether a point of SmartArt shows its prompt ("[Text]"), which nobody wrote."""
    properties = point.find(f"{_DIAGRAM}prSet")
    return point.get("type", "node") == "node" and properties is not None and properties.get("phldr") == "1"


def _cell(strings: etree._Element, element: etree._Element) -> tuple[str, str, str]:
    """Which cell a string came from: the workbook's range, the level, the number; ("", "", "") where none is named."""
    point = next((each for each in (element, element.getparent()) if each is not None and each.get("idx")), None)
    around = strings if strings.tag == f"{_CHART_EX}strDim" else strings.getparent()
    formula = None if around is None else next(around.iterchildren(f"{_CHART}f", f"{_CHART_EX}f"), None)
    if point is None or formula is None:
        return "", "", ""
    level = point.getparent()
    siblings = [] if level is None else list(level.itersiblings(str(level.tag), preceding=True))
    return formula.text or "", str(len(siblings)), point.get("idx", "")
