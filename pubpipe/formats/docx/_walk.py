"""The one walk over a Word file: every place a translator sees, in reading order.

Title and properties first; then the body, each paragraph followed by what hangs on it (alternative texts, text boxes,
notes, comments); headers and footers last. What is not given to a translator is claimed on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._places import Attribute
from pubpipe.formats.docx._capitals import FRAME, is_drop_cap
from pubpipe.formats.docx._choices import Choices
from pubpipe.formats.docx._claims import Claims
from pubpipe.formats.docx._flow import cut, is_placeholder
from pubpipe.formats.docx._graphics import Graphics
from pubpipe.formats.docx._hosts import alternatives, branches, leave_loose, tables, word_arts
from pubpipe.formats.docx._inline import compose
from pubpipe.formats.docx._looks import is_on
from pubpipe.formats.docx._numbering import Numberings
from pubpipe.formats.docx._places import Passage, Place, same
from pubpipe.formats.docx._story import Story
from pubpipe.formats.docx._strand import Strand
from pubpipe.formats.docx._styles import Styles
from pubpipe.formats.docx._survey import FOOTER_REFERENCE, HEADER_REFERENCE, OUTLINE, PARAGRAPH_STYLE, Survey
from pubpipe.formats.docx.names import (
    ALTERNATE,
    BOX_CONTENT,
    CHANGE,
    CHOICE,
    DEL,
    MOVE_FROM,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TOOLTIP,
    TR,
    TRANSPARENT,
    TYPE,
    VAL,
    P,
    T,
    child,
    said_of,
    w,
)
from pubpipe.formats.docx.parts import Word
from pubpipe.model import Fate

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
META = (f"{_DUBLIN_CORE}title", f"{_DUBLIN_CORE}subject", f"{_PROPERTIES}keywords", f"{_DUBLIN_CORE}description")
"""Document properties a reader of the published file meets."""

_SERIES = {"footnotes": "note", "endnotes": "note", "comments": "comment"}
_MARGINS = ("header", "footer")


class Walk:
    """A walk over one file. After `places` has run, `stale` fields are complete, and `claims` where they are asked for.

    A place may be written as soon as it is given: all that stands in its paragraph and hangs on it has been walked.
    """

    def __init__(self, word: Word, rules: Rules, asked: bool = False) -> None:
        self.word, self.rules = word, rules
        self.claims = Claims(asked)
        self.styles = Styles(word, rules)
        self.stale: list[tuple[str, etree._Element]] = []
        self.graphics = Graphics(word, self.claims, rules.alt)
        self._choices = Choices(self.claims)
        self._numberings = Numberings(word, self.claims)
        self._surveys = {word.main: Survey(word.root(word.main))}
        self._margins = word.margins(self._surveys[word.main].all(HEADER_REFERENCE, FOOTER_REFERENCE))
        self._notes = {series: word.notes(series) for series in _SERIES}
        self._stories: dict[str, Story] = {}
        self._counts: dict[str, int] = {}
        self._title, self._shift = self._rank_title()

    def places(self) -> Iterator[Place]:
        """Every place, in reading order."""
        yield from self._meta()
        body = self.word.root(self.word.main).find(w("body"))
        assert body is not None
        yield from self._blocks(body, self.word.main, self._story(self.word.main), "")
        if self.claims.asked:
            self._leave_unreferenced()
        for part in list(self._stories):
            yield from self._choices.rest(part, "title")
        for part, role in self._margins:
            root = self.word.root(part)
            if self.rules.headers:
                yield from self._blocks(root, part, self._story(part), role)
                yield from self._choices.rest(part, role)
            else:
                self.claims.claim_all(root, Fate.EXCLUDED, "headers and footers")
        yield from self._numberings.places()
        for part, story in self._stories.items():
            self.stale += [(part, element) for element in story.stale]

    def parts(self) -> set[str]:
        """The parts the walk goes through, each of whose texts it must answer for."""
        series = {self.word.related(each) for each in _SERIES}
        margins = {part for part, _role in self._margins}
        graphics = self.graphics.parts
        return {
            self.word.main,
            self.word.properties(),
            self.word.related("numbering"),
            *series,
            *margins,
            *graphics,
        } - {""}

    def _story(self, part: str) -> Story:
        if part not in self._stories:
            survey = self._surveys.get(part) or Survey(self.word.root(part))
            story = Story.of(survey, self.styles, self.claims, self.rules, self.word.stretches(part))
            story.counts = self._counts
            self._stories[part] = story
            self._choices.gather(survey, part)
            self._numberings.gather(survey)
        return self._stories[part]

    def _rank_title(self) -> tuple[str, int]:
        """What a paragraph in style Title is, and by how much headings stand below it.

        Beside one heading of level 1, the chapter's, it is the name of a series; otherwise it is the chapter's title,
        and several headings of level 1 are its sections.
        """
        if not self.styles.titles:
            return "heading", 0
        titles = self.styles.titles
        survey = self._surveys[self.word.main]
        if not any(_tells(each.getparent()) for each in survey.all(PARAGRAPH_STYLE) if each.get(VAL) in titles):
            return "heading", 0
        firsts = sum(
            1
            for each in _styled(survey, self.styles)
            if self.styles.role(each) == ("heading", 1)
            and self.styles.style_of(each) not in titles
            and next(each.iter(T, etree.PI), None) is not None
            and next(each.iterancestors(TBL, BOX_CONTENT), None) is None
        )
        return ("title", 0) if firsts == 1 else ("heading", int(firsts > 1))

    def _meta(self) -> Iterator[Place]:
        name = self.word.properties()
        if not name:
            return
        for element in self.word.root(name):
            if element.tag in META and (element.text or "").strip() and self.rules.meta:
                self.claims.claim(element, Fate.TRANSLATED, "text")
                yield Place("meta", (element.text or "",), written=[Attribute(name, element, "")])
            else:
                self.claims.claim(element, Fate.EXCLUDED, "document properties")

    # Blocks

    def _blocks(self, container: etree._Element, part: str, story: Story, role: str) -> Iterator[Place]:
        joined: list[etree._Element] = []
        for block in list(container):
            tag = block.tag
            if tag == P:
                joined.append(block)
                said = said_of(block)
                if FRAME in said:
                    story.stretches.expand_in(block)
                if not runs_on(block, said):
                    yield from self._paragraph(joined, said, part, story, role)
                    joined = []
                continue
            if joined:
                yield from self._paragraph(joined, said_of(joined[-1]), part, story, role)
                joined = []
            if tag == TBL:
                yield from self._table(block, part, story, role)
            elif tag == SDT:
                inside = block.find(SDT_CONTENT)
                if inside is not None and is_placeholder(block):
                    self.claims.claim_all(block, Fate.PROTECTED, "placeholder")
                elif inside is not None:
                    yield from self._blocks(inside, part, story, role)
            elif tag in TRANSPARENT:
                yield from self._blocks(block, part, story, role)
            elif tag in (DEL, MOVE_FROM):
                self.claims.claim_all(block, Fate.EXCLUDED, "deleted revision")
            elif tag == ALTERNATE:
                for choice in block:
                    if choice.tag == CHOICE:
                        yield from self._blocks(choice, part, story, role)
                    else:
                        self.claims.claim_all(choice, Fate.EXCLUDED, "fallback")
        if joined:
            yield from self._paragraph(joined, said_of(joined[-1]), part, story, role)

    def _table(self, table: etree._Element, part: str, story: Story, role: str) -> Iterator[Place]:
        for place in tables(table, part, self.claims, self.rules.alt):
            place.role = role if role in _MARGINS else place.role
            yield place
        for row in table.iter(TR):
            if row.getparent() is not table and next(row.iterancestors(TBL), None) is not table:
                continue
            properties = row.find(w("trPr"))
            if properties is not None and properties.find(DEL) is not None:
                self.claims.claim_all(row, Fate.EXCLUDED, "deleted revision")
                continue
            for cell in row.iter(TC):
                if cell.getparent() is not row and next(cell.iterancestors(TR), None) is not row:
                    continue
                properties = child(cell, w("tcPr"))
                if properties is not None and child(properties, w("cellDel")) is not None:
                    self.claims.claim_all(cell, Fate.EXCLUDED, "deleted revision")
                else:
                    yield from self._blocks(cell, part, story, role or "cell")

    def _paragraph(
        self, paragraphs: list[etree._Element], said: Mapping[str, etree._Element], part: str, story: Story, role: str
    ) -> list[Place]:
        style = self.styles.style_said(said)
        places: list[Place] = []
        flow = cut(paragraphs, style, story)
        if flow.crossed:
            for each in paragraphs:
                self.claims.claim_all(each, Fate.PROTECTED, "crossed fields")
        else:
            line = compose(flow.pieces, flow.plain.look)
            if line is not None:
                name = self.styles.name(style) if style else ""
                role_here, level = (role, 0) if role else self.styles.role_said(said, style)
                if style in self.styles.titles and not role:
                    role_here, level = self._title, int(self._title == "heading")
                elif role_here == "heading":
                    level += self._shift
                passage = Passage(part, paragraphs, line, self.styles, story.stretches, RPR in said or CHANGE in said)
                places.append(Place(role_here, line.content, level, name, [passage]))
        if part in self._choices.parts:
            places += self._choices.places(paragraphs, part, role if role in _MARGINS else "title")
        if flow.links or flow.hosts or flow.notes:
            places += self._hanging(flow, part, story, role)
        return places

    def _hanging(self, flow: Strand, part: str, story: Story, role: str) -> Iterator[Place]:
        """What hangs on a paragraph: tooltips, pictures' texts, text boxes, notes and comments."""
        margin = role if role in _MARGINS else ""
        for link in flow.links:
            if (link.get(TOOLTIP) or "").strip():
                self.claims.claim(link, Fate.TRANSLATED, "text", TOOLTIP)
                yield Place(margin or "title", (link.get(TOOLTIP, ""),), written=[Attribute(part, link, TOOLTIP)])
        for host in flow.hosts:
            yield from self._host(host, part, story, role)
        for series, identity in flow.notes:
            note = self._notes[series].pop(identity, None)
            if note is None:
                continue
            name = self.word.related(series)
            if series == "comments" and not self.rules.comments:
                self.claims.claim_all(note, Fate.EXCLUDED, "comments")
                continue
            yield from self._blocks(note, name, self._story(name).within(), _SERIES[series])

    def _host(self, host: etree._Element, part: str, story: Story, role: str) -> Iterator[Place]:
        """The texts of a picture, shape or text box, each once however many branches show it."""
        leave_loose(host, self.claims)
        if self.rules.alt:
            for place in alternatives(host, part, self.claims):
                place.role = role if role in _MARGINS else place.role
                yield place
        else:
            self.claims.claim_alternatives(host, Fate.EXCLUDED, "alternative texts")
        yield from self.graphics.places(host, part, role or "box")
        shown: list[Place] = []
        for box in branches(host, CHOICE):
            for place in self._blocks(box, part, story.within(), role or "box"):
                shown.append(place)
                yield place
        twins = [place for place in shown if isinstance(place.written[0], Passage)]
        for box in branches(host, ""):
            for place in self._blocks(box, part, story.within(), role or "box"):
                twin = next((each for each in twins if same(each.content, place.content)), None)
                if twin is None:
                    yield place
                else:
                    twins.remove(twin)
                    twin.written += place.written
        for place in word_arts(host, part, role or "box", self.claims):
            twin = next((each for each in shown if same(each.content, place.content)), None)
            if twin is None:
                yield place
            else:
                twin.written += place.written

    def _leave_unreferenced(self) -> None:
        for part in filter(None, map(self.word.related, ("footnotes", "endnotes"))):
            for note in self.word.root(part):
                if note.get(TYPE, "normal") != "normal":
                    self.claims.claim_all(note, Fate.EXCLUDED, "note separator")
        for series, notes in self._notes.items():
            for note in notes.values():
                self.claims.claim_all(note, Fate.EXCLUDED, f"unreferenced {series}")


def _styled(survey: Survey, styles: Styles) -> Iterator[etree._Element]:
    """The paragraphs that may be headings: those in a heading's style, or with an outline level of their own."""
    found: dict[etree._Element, None] = {}
    for each in survey.all(PARAGRAPH_STYLE, OUTLINE):
        if each.tag == PARAGRAPH_STYLE and styles.role_of_style(each.get(VAL, ""))[0] != "heading":
            continue
        properties = each.getparent()
        paragraph = None if properties is None else properties.getparent()
        if paragraph is not None and paragraph.tag == P:
            found[paragraph] = None
    yield from found


def _tells(properties: etree._Element | None) -> bool:
    """Whether there is text in the paragraph of these properties."""
    paragraph = None if properties is None else properties.getparent()
    return paragraph is not None and next(paragraph.iter(T, etree.PI), None) is not None


def runs_on(paragraph: etree._Element, said: Mapping[str, etree._Element]) -> bool:
    """Whether the next paragraph belongs to this one: a tracked change deletes its end, or it is a drop cap."""
    mark = said.get(RPR)
    if mark is not None and (is_on(child(mark, DEL)) or is_on(child(mark, MOVE_FROM))):
        return True
    return FRAME in said and is_drop_cap(paragraph)
