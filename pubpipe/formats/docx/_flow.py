"""A paragraph cut into pieces: runs, fields, revisions, links and controls made flat."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pubpipe.formats._fonts import SYMBOL_FONTS
from pubpipe.formats._page_marks import PAGE_MARK, named_page
from pubpipe.formats._rules import Ruling
from pubpipe.formats.docx._capitals import is_drop_cap, lower
from pubpipe.formats.docx._citations import is_control
from pubpipe.formats.docx._claims import SYMBOL
from pubpipe.formats.docx._fields import LINKS, LISTS, STALE, UNSEEN, Field
from pubpipe.formats.docx._looks import Dress, has_on, is_on
from pubpipe.formats.docx._names import (
    ALTERNATE,
    CLOSING,
    DELETED,
    FIELD,
    FIELD_MARK,
    HYPERLINK,
    ID,
    INSTRUCTION,
    MATH,
    MATH_NORMAL,
    MATH_PARAGRAPH,
    MATH_RUN,
    MATH_TEXT,
    OPENING,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SPACE,
    TRANSPARENT,
    W14_NAMESPACE,
    R,
    T,
    w,
)
from pubpipe.formats.docx._pieces import LINES, Alone, Edge, Pair, Text
from pubpipe.formats.docx._story import Story
from pubpipe.formats.docx._strand import Strand
from pubpipe.formats.docx._stretches import MARK
from pubpipe.model import Fate

_BREAKS = {w("tab"): ("tab", "\t"), w("ptab"): ("tab", "\t"), w("br"): ("br", "\n"), w("cr"): ("br", "\n")}
_HOSTS = frozenset({w("drawing"), w("pict"), w("object"), ALTERNATE})
_REFERENCES = {
    w("footnoteReference"): ("fn", "footnotes"),
    w("endnoteReference"): ("en", "endnotes"),
    w("commentReference"): ("cm", "comments"),
}
_OWN_MARK = w("customMarkFollows")
_BOOKMARK, _BOOKMARK_END, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("name")
_NO_BREAK_HYPHEN, _SOFT_HYPHEN = w("noBreakHyphen"), w("softHyphen")
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")
_DROPPED = frozenset({w("lastRenderedPageBreak"), w("proofErr"), _SOFT_HYPHEN})
_DELETED_TEXT = frozenset({w("delText"), w("delInstrText")})


class _Cutter(Strand):
    """Cuts one paragraph (or several that a deleted paragraph mark joins)."""

    # What stands beside runs

    def children(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self.run(child)
            elif tag is MARK and self.story.stretches.worn:
                self.stretch(child)
            elif tag != PPR and tag not in _DROPPED and isinstance(tag, str):
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

    # Runs

    def run(self, run: etree._Element) -> None:
        dress = self.plain
        self.marked = False
        if dress.hidden and not self.story.rules.hidden and run.find(RPR) is None:
            self.hidden(run)
            return
        for child in run:
            tag = child.tag
            if tag == T:
                self.text(run, child, dress)
            elif tag == RPR:
                dress = self.story.styles.dress(self.style, child)
                if dress.hidden and not self.story.rules.hidden:
                    break
            elif tag == _NO_BREAK_HYPHEN:
                self.words("\u2011", run, child, dress)
            elif tag not in _DROPPED and isinstance(tag, str):
                _IN_RUN.get(tag, _Cutter.thing_in)(self, run, child)
        if dress.hidden and not self.story.rules.hidden:
            self.hidden(run)

    def stretch(self, mark: etree._Element) -> None:
        """Runs of text one after another, told by their bytes."""
        stretches = self.story.stretches
        span = stretches.span(mark)
        kinds = stretches.worn[span]
        known = stretches.dresses.get(self.style)
        if known is None:
            known = stretches.dresses[self.style] = {}
        try:
            worn = [known[each] for each in kinds]
        except KeyError:
            worn = [self.dressed(each, known) for each in kinds]
        if self.pending is not None or None in worn:
            for run in stretches.expand(mark):
                self.run(run)
            return
        self.marked = False
        last = self.last if self.pieces and self.pieces[-1] is self.last else None
        for dress, words in zip(worn, stretches.words[span], strict=True):
            if last is not None and last.dress is dress:
                last.parts.append(words)
            elif words and dress is not None:
                last = Text([words], dress)
                self.pieces.append(last)
        self.last = last

    def dressed(self, worn: bytes, known: dict[bytes, Dress | None]) -> Dress | None:
        """What runs with these properties wear; None where they are not merely text to a reader."""
        if worn not in known:
            properties = self.story.stretches.wardrobe[worn] if worn else None
            dress = self.story.styles.dress(self.style, properties)
            unseen = dress.hidden and not self.story.rules.hidden
            known[worn] = None if unseen or dress.symbolic or dress.ruling else dress
        return known[worn]

    def hidden(self, run: etree._Element) -> None:
        """Hidden text is no reader's; fields begin and end in it all the same."""
        for child in run:
            tag = child.tag
            if tag == FIELD_MARK:
                self.field_mark(run, child)
            elif tag == INSTRUCTION:
                self.instruction(run, child)
            elif tag != RPR:
                self.claims.claim_all(child, Fate.EXCLUDED, "hidden text")
                if isinstance(tag, str) and tag not in _DROPPED:
                    self.anchor((run, child), True)

    def thing_in(self, run: etree._Element, child: etree._Element) -> None:
        self.alone("x", "", (run, child))

    def instruction(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.PROTECTED, "field code")
        if self.pending is None:
            self.anchor((run, child), True)
            return
        if not self.story.fields[-1].shows:
            self.story.fields[-1].instruction += child.text or ""
        self.member(run, child)

    def line_break(self, run: etree._Element, child: etree._Element) -> None:
        self.alone(*_BREAKS[str(child.tag)], (run, child))

    def reference(self, run: etree._Element, child: etree._Element) -> None:
        kind, series = _REFERENCES[str(child.tag)]
        self.notes.append((series, child.get(ID, "")))
        self.marked = has_on(child, _OWN_MARK)
        number = self.story.counts.get(kind, 0) + (0 if self.marked else 1)
        self.story.counts[kind] = number
        self.alone(kind, "" if self.marked or kind == "cm" else str(number), (run, child))

    def symbol(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.PROTECTED, "symbol", w("char"))
        self.alone("x", _symbol(child), (run, child))

    def deleted_text(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.EXCLUDED, "deleted revision")

    def ruby(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim_all(child, Fate.PROTECTED, "ruby")
        base = next(child.iterchildren(_RUBY_BASE), child)
        self.alone("x", self.story.stretches.visible(base), (run, child))

    def text(self, run: etree._Element, child: etree._Element, dress: Dress) -> None:
        text = child.text or ""
        bare = text.strip(" \t\r\n")
        if dress.symbolic and bare:
            self.claims.claim(child, Fate.PROTECTED, "symbol")
            self.alone("x", "•" * len(text.strip()), (run, child))
            return
        if len(bare) != len(text) and not self.story.preserve and child.get(SPACE) != "preserve":
            text = bare
        if dress.ruling and bare and self.pending is None and not self.marked:
            self.ruled(text, run, child, dress.ruling)
            return
        if self.marked and self.pending is None and isinstance(mark := self.pieces[-1], Alone):
            if self.claims.asked:
                self.answer(child, "note mark")
            mark.members.append((run, child))
            mark.display += text
            return
        if self.claims.asked:
            self.answer(child, "")
        if self.pending is not None:
            self.words(text.translate(LINES), run, child, dress)
        elif (last := self.last) is not None and last.dress is dress and self.pieces[-1] is last:
            last.parts.append(text)
        elif text:
            self.last = Text([text], dress)
            self.pieces.append(self.last)

    def ruled(self, text: str, run: etree._Element, child: etree._Element, ruling: Ruling) -> None:
        """Words that a rule of the project keeps from translators."""
        if len(child):
            self.claims.claim_all(child, Fate.EXCLUDED, "damaged text")
        self.claims.claim(child, *ruling)
        excluded = ruling[0] is Fate.EXCLUDED
        self.pieces.append(Alone("x" if excluded else "c", text.translate(LINES), [(run, child)], excluded))

    def answer(self, child: etree._Element, rule: str) -> None:
        """Say what becomes of a text: protected by this rule or by that of the fields around it, or translated."""
        if len(child):
            self.claims.claim_all(child, Fate.EXCLUDED, "damaged text")
        if rule or self.pending is not None:
            self.claims.claim(child, Fate.PROTECTED, rule or self.rule())
        else:
            self.claims.claim(child, Fate.TRANSLATED, "inserted revision" if self.revised else "text")

    def host(self, run: etree._Element | None, child: etree._Element) -> None:
        self.hosts.append(child)
        has_picture = any(True for _each in child.iter(*_PICTURES))
        self.alone("img" if has_picture else "x", "", (run, child))

    def meet(self, element: etree._Element) -> None:
        """Remember hosts and notes inside something protected, which are given to translators all the same."""
        for each in element.iter(*_HOSTS, *_REFERENCES):
            if each.tag in _REFERENCES:
                self.notes.append((_REFERENCES[each.tag][1], each.get(ID, "")))
            elif not any(ancestor in self.hosts for ancestor in each.iterancestors()):
                self.hosts.append(each)


_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


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

_IN_RUN: dict[str, Callable[[_Cutter, etree._Element, etree._Element], None]] = {
    FIELD_MARK: _Cutter.field_mark,
    INSTRUCTION: _Cutter.instruction,
    **dict.fromkeys(_BREAKS, _Cutter.line_break),
    **dict.fromkeys(_REFERENCES, _Cutter.reference),
    **dict.fromkeys(_HOSTS, _Cutter.host),
    SYMBOL: _Cutter.symbol,
    **dict.fromkeys(_DELETED_TEXT, _Cutter.deleted_text),
    _RUBY: _Cutter.ruby,
}
"""What a run holds beside its text, likewise."""


def _symbol(element: etree._Element) -> str:
    try:
        point = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if 0xE000 <= point <= 0xF8FF or element.get(w("font"), "").lower() in SYMBOL_FONTS or not 0x20 <= point < 0xD800:
        return "•"
    return chr(point)
