"""What is cut from a paragraph so far: its pieces, and the fields that are open in it."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.docx._fields import LINKS, LISTS, MARK_TYPE, STALE, UNSEEN, Field
from pubpipe.formats.docx._looks import Dress
from pubpipe.formats.docx._pieces import Alone, Anchor, Edge, Member, Pair, Piece, Text
from pubpipe.formats.docx._story import Story


class Strand:
    """The pieces of one paragraph in the making; what stands in a field is pending until it ends.

    `crossed` when its fields and controls cross, so that it must stay as it is; `ended` are the ends of bookmarks that
    mark pages, which stay with their beginnings.
    """

    def __init__(self, story: Story, style: str) -> None:
        self.story = story
        self.claims = story.claims
        self.style = style
        self.plain = story.styles.dress(style)
        self.pieces: list[Piece] = []
        self.hosts: list[etree._Element] = []
        self.notes: list[tuple[str, str]] = []
        self.ended: list[etree._Element] = []
        self.links: list[etree._Element] = []
        self.crossed = False
        self.depth = 0
        self.sheltered = 0
        self.pending: list[Member] | None = None
        self.pending_depth = 0
        self.display: list[str] = []
        self.revised = False
        self.marked = False
        self.last: Text | None = None
        if story.fields and any(not each.link for each in story.fields):
            self._collect()

    def _collect(self) -> None:
        self.pending, self.pending_depth, self.display = [], self.depth, []

    def anchor(self, member: Member, opens: bool) -> None:
        if self.pending is not None:
            if not self.sheltered:
                self.pending.append(member)
        else:
            self.pieces.append(Anchor([member], opens))

    def alone(self, type: str, display: str, *members: Member) -> None:
        if self.pending is not None:
            if not self.sheltered:
                self.pending.extend(members)
            if self.story.fields[-1].shows:
                self.display.append(display)
        else:
            self.pieces.append(Alone(type, display, list(members)))

    def member(self, run: etree._Element, child: etree._Element) -> None:
        if self.pending is not None and not self.sheltered:
            self.pending.append((run, child))

    def rule(self) -> str:
        """Why text is protected here: in a field's code, in its result, or in a list such as the contents."""
        fields = self.story.fields
        lists = [LISTS[each.kind] for each in fields if each.shows and each.kind in LISTS]
        if lists:
            return lists[0]
        return "field result" if all(each.shows for each in fields) else "field code"

    def words(self, text: str, run: etree._Element, child: etree._Element, dress: Dress) -> None:
        if self.pending is not None:
            self.member(run, child)
            if all(each.shows for each in self.story.fields):
                self.display.append(text)
        else:
            self.last = Text([text], dress)
            self.pieces.append(self.last)

    # Fields

    def field_mark(self, run: etree._Element, mark: etree._Element) -> None:
        fields = self.story.fields
        if mark not in self.story.marks:
            self.anchor((run, mark), True)
            return
        kind = mark.get(MARK_TYPE)
        if kind == "begin":
            if self.pending is None:
                self._collect()
            fields.append(Field(mark, depth=self.depth))
            self.member(run, mark)
        elif kind == "separate" and fields:
            self.member(run, mark)
            self.separate(fields[-1])
        elif kind == "end" and fields:
            self.end(fields.pop(), (run, mark))

    def separate(self, this: Field) -> None:
        this.shows = True
        if this.kind in STALE:
            self.story.stale.append(this.begin)
        if this.kind not in LINKS or self.sheltered or any(not each.link for each in self.story.fields[:-1]):
            return
        this.link = True
        this.edge = Edge(Pair("a", before=self.pending or []), True)
        self.pending = None
        self.pieces.append(this.edge)

    def end(self, this: Field, member: Member) -> None:
        if this.link:
            edge = this.edge
            if edge is None or edge not in self.pieces or this.depth != self.depth:
                self._dissolve(this)
                self.pieces.append(Alone("x", "", [member]))
                return
            edge.pair.after.append(member)
            self.pieces.append(Edge(edge.pair, False))
            return
        if self.pending is None:
            return
        if not self.sheltered:
            self.pending.append(member)
        if any(not each.link for each in self.story.fields):
            return
        members, display, self.pending = self.pending, "".join(self.display), None
        if self.sheltered or self.pending_depth != self.depth:
            self.crossed = True
        if this.kind in UNSEEN and not display:
            self.pieces.append(Anchor(members, True))
        else:
            self.pieces.append(Alone("x" if this.kind in LINKS else "fld", display, members))

    def _dissolve(self, this: Field) -> None:
        """A link that ends in another paragraph or control is no pair here: its marks stand alone."""
        if this.edge is not None and this.edge in self.pieces:
            at = self.pieces.index(this.edge)
            self.pieces[at] = Alone("x", "", this.edge.pair.before)
        this.edge = None

    def finish(self) -> None:
        """Say that the paragraph ends here."""
        if self.pending:
            self.pieces.append(Alone("fld", "".join(self.display), self.pending))
        self.pending = None
        for each in self.story.fields:
            if each.link:
                self._dissolve(each)
