"""A paragraph cut into pieces: runs, fields, revisions, links and controls made flat."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pubpipe.formats.docx._capitals import is_drop_cap, lower
from pubpipe.formats.docx._citations import is_control
from pubpipe.formats.docx._fields import LINKS, LISTS, STALE, UNSEEN, Field
from pubpipe.formats.docx._looks import is_on
from pubpipe.formats.docx._pieces import Edge, Pair
from pubpipe.formats.docx._runs import DROPPED, Runs
from pubpipe.formats.docx._story import Story
from pubpipe.formats.docx._strand import Strand
from pubpipe.formats.docx._stretches import MARK
from pubpipe.formats.docx.names import (
    ALTERNATE,
    CLOSING,
    DELETED,
    FIELD,
    HYPERLINK,
    ID,
    MATH,
    MATH_NORMAL,
    MATH_PARAGRAPH,
    MATH_RUN,
    MATH_TEXT,
    OPENING,
    PPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TRANSPARENT,
    W14_NAMESPACE,
    R,
    w,
)
from pubpipe.model import Fate
from pubpipe.text.page_marks import PAGE_MARK, named_page

_BOOKMARK, _BOOKMARK_END, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")


class _Cutter(Runs):
    """Cuts one paragraph (or several that a deleted paragraph mark joins)."""

    def children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self.run(child)
            elif tag is MARK and self.story.stretches.worn:
                self.stretch(child)
            elif tag != PPR and tag not in DROPPED and isinstance(tag, str):
                _BESIDE_RUNS.get(tag, _Cutter.thing)(self, child)

    def thing(self, child: etree._Element) -> None:
        self.alone("x", "", (None, child))

    def transparent(self, child: etree._Element) -> None:
        revised, self.revised = self.revised, self.revised or str(child.tag).endswith(("}ins", "}moveTo"))
        self.children(child)
        self.revised = revised

    def deleted(self, child: etree._Element) -> None:
        self.claims.claim_all(child, Fate.EXCLUDED, "deleted revision")
        for mark in child.iter(*OPENING, *CLOSING):
            self.anchor((None, mark), mark.tag in OPENING)

    def opening(self, child: etree._Element) -> None:
        number = named_page(child.get(_NAME, "")) if child.tag == _BOOKMARK else ""
        if not number or self.pending is not None:
            self.anchor((None, child), True)
            return
        end = _end_of(child)
        self.alone(PAGE_MARK, number, (None, child), *([] if end is None else [(None, end)]))
        self.ended += [] if end is None else [end]

    def closing(self, child: etree._Element) -> None:
        if child not in self.ended:
            self.anchor((None, child), False)

    def link(self, child: etree._Element) -> None:
        self.links.append(child)
        self.shell(child, child, "a")

    def formula(self, child: etree._Element) -> None:
        self.claims.claim_all(child, Fate.PROTECTED, "formula")
        for run in child.iter(MATH_RUN) if self.claims.asked else ():
            if run.find(MATH_NORMAL) is not None:
                self.claims.claim_all(run, Fate.PROTECTED, "text in a formula")
        self.alone("x", "".join(each.text or "" for each in child.iter(MATH_TEXT)), (None, child))

    def host_beside(self, child: etree._Element) -> None:
        self.host(None, child)

    def shell(self, element: etree._Element, inside: etree._Element, type: str) -> None:
        if self.pending is not None:
            if not self.sheltered:
                self.pending.append((None, element))
            self.sheltered += 1
            self.children(inside)
            self.sheltered -= 1
            if self.pending is None:
                self.crossed = True
            return
        pair = Pair(type, shell=element)
        self.pieces.append(Edge(pair, True))
        self.depth += 1
        self.children(inside)
        if self.pending is not None and self.pending_depth >= self.depth:
            self.crossed = True
        self.depth -= 1
        self.pieces.append(Edge(pair, False))

    def control(self, control: etree._Element) -> None:
        properties, inside = control.find(SDT_PR), control.find(SDT_CONTENT)
        if inside is None:
            self.anchor((None, control), True)
        elif is_placeholder(control):
            self.claims.claim_all(control, Fate.PROTECTED, "placeholder")
            self.alone("c", self.story.stretches.visible(inside), (None, control))
        elif properties is not None and properties.find(f"{{{W14_NAMESPACE}}}checkbox") is not None:
            self.claims.claim_all(control, Fate.PROTECTED, "check box")
            self.alone("c", self.story.stretches.visible(inside), (None, control))
        elif is_control(properties):
            self.claims.claim_all(control, Fate.PROTECTED, "citation")
            self.alone("fld", self.story.stretches.visible(inside), (None, control))
        else:
            self.shell(control, inside, "x")

    def simple_field(self, element: etree._Element) -> None:
        this = Field(element, element.get(w("instr"), ""))
        if this.kind in LINKS:
            self.shell(element, element, "a")
            return
        if this.kind in STALE:
            self.story.stale.append(element)
        self.claims.claim_all(element, Fate.PROTECTED, LISTS.get(this.kind, "field result"))
        self.meet(element)
        if this.kind in UNSEEN:
            self.anchor((None, element), True)
        else:
            self.alone("fld", self.story.stretches.visible(element), (None, element))


def cut(paragraphs: list[etree._Element], style: str, story: Story) -> Strand:
    """The pieces of a paragraph, or of several that deleted paragraph marks or a drop cap join into one."""
    cutter = _Cutter(story, style)
    starts = []
    for paragraph in paragraphs:
        starts.append(len(cutter.pieces))
        cutter.last = None
        cutter.children(paragraph)
    cutter.finish()
    for paragraph, start, end in zip(paragraphs, starts, starts[1:], strict=False):
        if is_drop_cap(paragraph):
            lower(cutter.pieces[start:end], cutter.pieces[:start] + cutter.pieces[end:])
    return cutter


def _end_of(start: etree._Element) -> etree._Element | None:
    """Where the bookmark ends that starts here, if it does so beside it."""
    identity = start.get(ID, "")
    return next((each for each in start.itersiblings(_BOOKMARK_END) if each.get(ID, "") == identity), None)


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control shows its prompt ("Click here to enter text"), which nobody wrote."""
    properties = control.find(SDT_PR)
    return properties is not None and is_on(properties.find(w("showingPlcHdr")))


_BESIDE_RUNS: dict[str, Callable[[_Cutter, etree._Element], None]] = {
    **dict.fromkeys(TRANSPARENT, _Cutter.transparent),
    **dict.fromkeys(DELETED, _Cutter.deleted),
    **dict.fromkeys(OPENING, _Cutter.opening),
    **dict.fromkeys(CLOSING, _Cutter.closing),
    HYPERLINK: _Cutter.link,
    SDT: _Cutter.control,
    FIELD: _Cutter.simple_field,
    MATH: _Cutter.formula,
    MATH_PARAGRAPH: _Cutter.formula,
    ALTERNATE: _Cutter.host_beside,
}
"""What a paragraph holds beside runs, and what is made of it; of all else, a thing that stands alone."""
