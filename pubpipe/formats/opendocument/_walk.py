"""The one walk over an OpenDocument file: every place a translator sees, in reading order.

Title and properties first; then the text, each paragraph followed by what hangs on it (frames, notes, comments), or
the slides, each with its notes; headers, footers, what masters show on every slide and words beside numbers last.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats._places import Attribute
from pubpipe.formats.opendocument._claims import Claims
from pubpipe.formats.opendocument._flow import cut
from pubpipe.formats.opendocument._inline import compose
from pubpipe.formats.opendocument._names import (
    AFTER,
    ALTERNATIVES,
    ANNOTATIONS,
    COVERED,
    FRAME,
    INDEXES,
    LINK,
    LINK_TITLE,
    LIST,
    NAMESPACES,
    NOTE,
    NOTE_BODY,
    OBJECT,
    OUTLINE_LEVEL,
    SECTION,
    SHAPE_SPACES,
    STYLE_NAME,
    TABLE,
    TEXT_BOX,
    TRACKED,
    H,
    P,
    all_named,
    named,
    tag_of,
)
from pubpipe.formats.opendocument._numbering import numberings
from pubpipe.formats.opendocument._pages import masters, slides
from pubpipe.formats.opendocument._parts import OpenDocument
from pubpipe.formats.opendocument._pieces import Story
from pubpipe.formats.opendocument._places import Passage, Place
from pubpipe.formats.opendocument._settings import emphasis
from pubpipe.formats.opendocument._styles import Styles
from pubpipe.model import Fate

META = frozenset({named("dc:title"), named("dc:subject"), named("meta:keyword"), named("dc:description")})
"""Document properties a reader of the published file meets."""

_ITEMS = all_named("text", "list-item", "list-header")
_DECLARATIONS = {
    **dict.fromkeys(all_named("text", "sequence-decls", "variable-decls", "user-field-decls"), "field value"),
    **dict.fromkeys(all_named("text", "dde-connection-decls", "alphabetical-index-auto-mark-file"), "field value"),
    named("presentation:date-time-decl"): "field value",
    named("office:forms"): "form control",
    named("office:scripts"): "script",
    named("office:event-listeners"): "script",
    named("text:number"): "numbering text",
    named("office:binary-data"): "embedded object",
    named("draw:object-ole"): "embedded object",
    OBJECT: "embedded object",
    COVERED: "covered cell",
}
"""Blocks that hold no text of the document's own, and the rule that leaves them out."""

_MARGIN_DECLARATIONS = {
    named("presentation:header-decl"): "header",
    named("presentation:footer-decl"): "footer",
}
_INSERTION, _REGION = named("text:insertion"), named("text:changed-region")
_IDS = (named("text:id"), "{http://www.w3.org/XML/1998/namespace}id")
_DISPLAY, _IS_HIDDEN = named("text:display"), named("text:is-hidden")
_HIDDEN_PARAGRAPH = named("text:hidden-paragraph")
_AUTHORS = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("dc", "meta"))
_LEVELS = frozenset(map(str, range(1, 11)))
MARGINS = ("header", "footer")
"""Roles of what stands on every page."""


class Walk:
    """A walk over one file. After `places` has run, `claims` are complete."""

    def __init__(self, document: OpenDocument, rules: Rules) -> None:
        self.document, self.rules = document, rules
        self.claims = Claims()
        self.main = self.story(document.content)
        self.title, self.shift = self._rank_title() if document.kind == "text" else ("heading", 0)

    def places(self) -> Iterator[Place]:
        """Every place, in reading order."""
        yield from self._meta()
        for body in self.document.body():
            if self.document.kind == "presentation":
                yield from slides(self, body)
            else:
                yield from self.blocks(body, self.main, "")
        yield from masters(self)
        yield from numberings(self.document, self.claims)

    def story(self, part: str) -> Story:
        """What the paragraphs of a part share."""
        insertions = set()
        for region in self.document.root(part).iter(_REGION) if part in self.document else ():
            if region.find(_INSERTION) is not None:
                insertions |= {region.get(name, "") for name in _IDS}
        styles = Styles(self.document, part)
        return Story(part, styles, self.claims, self.rules, frozenset(insertions - {""}))

    def _rank_title(self) -> tuple[str, int]:
        """What a paragraph in style Title is, and by how much headings stand below it.

        Beside one heading of level 1, the chapter's, it is the name of a series; otherwise it is the chapter's title,
        and several headings of level 1 are its sections.
        """
        styles = self.main.styles
        paragraphs = [each for body in self.document.body() for each in body.iter(P) if _has_text(each)]
        if not any(styles.is_title(each.get(STYLE_NAME, "")) for each in paragraphs):
            return "heading", 0
        headings = [each for body in self.document.body() for each in body.iter(H) if _has_text(each)]
        firsts = sum(
            each.get(OUTLINE_LEVEL, "1") == "1" and next(each.iterancestors(TABLE, FRAME), None) is None
            for each in headings
        )
        return ("title", 0) if firsts == 1 else ("heading", int(firsts > 1))

    def _meta(self) -> Iterator[Place]:
        meta = self.document.child(self.document.meta, "office:meta")
        for element in () if meta is None else meta:
            if element.tag in META and (element.text or "").strip() and not len(element) and self.rules.meta:
                self.claims.claim(element, Fate.TRANSLATED, "text")
                yield Place("meta", (element.text or "",), written=[Attribute(self.document.meta, element)])
            elif isinstance(element.tag, str):
                self.claims.claim_all(element, Fate.EXCLUDED, "document properties")

    # Blocks

    def blocks(self, container: etree._Element, story: Story, role: str) -> Iterator[Place]:
        """The places of every block in a container; "" is the role of running text."""
        self.claims.claim(container, Fate.EXCLUDED, "stray characters")
        for child in container:
            self.claims.claim(child, Fate.EXCLUDED, "stray characters", AFTER)
            if isinstance(child.tag, str):
                yield from self.block(child, story, role)

    def block(self, block: etree._Element, story: Story, role: str) -> Iterator[Place]:
        """The places of one block."""
        tag = tag_of(block)
        if tag in (P, H):
            yield from self._paragraph(block, story, role)
        elif tag == LIST or tag in _ITEMS or tag == named("text:numbered-paragraph"):
            yield from self.blocks(block, story, role or "item")
        elif tag == TABLE:
            parent = block.getparent()
            of_slide = role == "box" and parent is not None and parent.tag == FRAME
            yield from self.blocks(block, story, "cell" if of_slide else role or "cell")
        elif tag == SECTION and self._is_hidden(block):
            self.claims.claim_all(block, Fate.EXCLUDED, "hidden text")
        elif tag in INDEXES:
            self.claims.claim_all(block, Fate.EXCLUDED, INDEXES[tag])
        elif tag == TRACKED:
            self.claims.claim_all(block, Fate.EXCLUDED, "deleted revision")
        elif tag in ALTERNATIVES:
            yield from self._alternative(block, story, role)
        elif tag in ANNOTATIONS:
            yield from self._comment(block, story)
        elif tag in _MARGIN_DECLARATIONS:
            yield from self._declaration(block, story, _MARGIN_DECLARATIONS[tag])
        elif tag in _DECLARATIONS:
            self.claims.claim_all(block, Fate.EXCLUDED, _DECLARATIONS[tag])
        elif tag.startswith(_AUTHORS) or tag.endswith("}sender-initials"):
            self.claims.claim_all(block, Fate.EXCLUDED, "comment author")
        elif tag.startswith(SHAPE_SPACES) and tag != TEXT_BOX:
            yield from self.blocks(block, story, role or "box")
        else:
            yield from self.blocks(block, story, role)

    def _is_hidden(self, section: etree._Element) -> bool:
        if self.rules.hidden:
            return False
        return section.get(_DISPLAY) == "none" or section.get(_IS_HIDDEN) == "true"

    def _alternative(self, element: etree._Element, story: Story, role: str) -> Iterator[Place]:
        if not self.rules.alt:
            self.claims.claim_all(element, Fate.EXCLUDED, "alternative texts")
        elif len(element):
            self.claims.claim_all(element, Fate.EXCLUDED, "damaged text")
        elif (element.text or "").strip():
            self.claims.claim(element, Fate.TRANSLATED, "text")
            yield Place(
                role if role in MARGINS else "alt", (element.text or "",), written=[Attribute(story.part, element)]
            )

    def _declaration(self, element: etree._Element, story: Story, role: str) -> Iterator[Place]:
        if not self.rules.headers:
            self.claims.claim_all(element, Fate.EXCLUDED, "headers and footers")
        elif len(element):
            self.claims.claim_all(element, Fate.EXCLUDED, "damaged text")
        elif (element.text or "").strip():
            self.claims.claim(element, Fate.TRANSLATED, "text")
            yield Place(role, (element.text or "",), written=[Attribute(story.part, element)])

    def _comment(self, comment: etree._Element, story: Story) -> Iterator[Place]:
        if self.rules.comments:
            yield from self.blocks(comment, story, "comment")
        else:
            self.claims.claim_all(comment, Fate.EXCLUDED, "comments")

    def _paragraph(self, paragraph: etree._Element, story: Story, role: str) -> Iterator[Place]:
        if not self.rules.hidden and any(each.get(_IS_HIDDEN) == "true" for each in paragraph.iter(_HIDDEN_PARAGRAPH)):
            self.claims.claim_all(paragraph, Fate.EXCLUDED, "hidden text")
            return
        style = paragraph.get(STYLE_NAME, "")
        flow = cut(paragraph, story)
        line = compose(flow.pieces, story.styles.look(style, ()))
        if line is not None:
            own, level = self._role(paragraph, story, role)
            passage = Passage(story.part, paragraph, line, lambda: self._emphasis(story.part))
            yield Place(own, line.content, level, story.styles.named(style), [passage])
        for each in flow.hanging:
            yield from self._hanging(each, story, role)

    def _emphasis(self, part: str) -> str:
        return emphasis(self.document, part, self.rules.italic)

    def _role(self, paragraph: etree._Element, story: Story, role: str) -> tuple[str, int]:
        if role not in ("", "item"):
            return role, 0
        style = paragraph.get(STYLE_NAME, "")
        if paragraph.tag == H:
            outline = paragraph.get(OUTLINE_LEVEL, "1")
            return "heading", (int(outline) if outline in _LEVELS else 1) + self.shift
        if story.styles.is_title(style):
            return self.title, int(self.title == "heading")
        own, level = story.styles.role(style)
        if own == "paragraph":
            return role or own, 0
        return own, level + self.shift if level else 0

    def _hanging(self, element: etree._Element, story: Story, role: str) -> Iterator[Place]:
        """What hangs on a paragraph: a titled link, a note, a comment, a picture, shape or text box."""
        if element.tag == LINK:
            self.claims.claim(element, Fate.TRANSLATED, "text", LINK_TITLE)
            title = (element.get(LINK_TITLE, ""),)
            yield Place(
                role if role in MARGINS else "title", title, written=[Attribute(story.part, element, LINK_TITLE)]
            )
        elif element.tag == NOTE:
            for body in element.iterchildren(NOTE_BODY):
                yield from self.blocks(body, story, role if role in MARGINS else "note")
        elif element.tag in ANNOTATIONS:
            yield from self._comment(element, story)
        else:
            yield from self.block(element, story, role if role != "item" else "")


def _has_text(element: etree._Element) -> bool:
    return any(each.strip() for each in element.itertext(with_tail=False))
