"""What stands on and beside the cells of a sheet: comments, shapes, charts, prompts, tooltips, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pubpipe.formats import Rules
from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._claims import Claims
from pubpipe.formats.xlsx._names import FALLBACK, RELATION_ID, THREADED_NAMESPACE, XDR_NAMESPACE, a, c, x
from pubpipe.formats.xlsx._places import Attribute, Margin, Paragraph, Place, Rich, Thread
from pubpipe.formats.xlsx._rich import compose, paragraph_runs, string_runs
from pubpipe.formats.xlsx._rules import apart, run_ruling

_THREADED_TEXT = f"{{{THREADED_NAMESPACE}}}text"
_PROMPTS = (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 224))
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_COPY = "tc="
"""How the author of a comment begins that only copies a threaded one for old readers."""


class Objects:
    """The objects of the sheets of a workbook, in the order they are met."""

    def __init__(self, book: Book, claims: Claims, rules: Rules) -> None:
        self.book, self.claims, self.rules = book, claims, rules
        self.charts: list[str] = []
        self._met: set[str] = set()

    def places(self, part: str) -> Iterator[Place]:
        """Everything of a sheet that is no cell."""
        yield from self._comments(part)
        for drawing in self.book.related(part, "drawing"):
            yield from self._drawing(drawing)
        root = self.book.root(part)
        yield from self._prompts(part, root)
        if self.rules.headers:
            for name in _MARGINS:
                for element in root.iterfind(f"{x('headerFooter')}/{x(name)}"):
                    yield from self._margin(part, element, "header" if name.endswith("Header") else "footer")

    def _margin(self, part: str, element: etree._Element, role: str) -> Iterator[Place]:
        sections = Margin(part, element, self.book.touch).sections()
        if sections:
            self.claims.translate(element)
        else:
            self.claims.protect(element, "fields of a header")
        for section in sections:
            yield Place(role, section.content, written=[section])

    def _prompts(self, part: str, root: etree._Element) -> Iterator[Place]:
        for element in root.iter("{*}dataValidation"):
            for name, limit in _PROMPTS:
                yield from self._attribute(part, element, name, "box", limit)
        for element in root.iter(x("hyperlink")):
            yield from self._attribute(part, element, "tooltip", "title", 255)

    def _attribute(
        self, part: str, element: etree._Element, name: str, role: str, limit: int = 32767
    ) -> Iterator[Place]:
        words = element.get(name, "")
        if any(map(str.isalnum, words)):
            self.claims.translate(element, name)
            yield Place(role, (words,), written=[Attribute(part, element, name, self.book.touch, limit)])

    # Comments

    def _comments(self, part: str) -> Iterator[Place]:
        threads = self.book.related(part, "threadedComment")
        copies: list[tuple[str, etree._Element]] = []
        for name in self.book.related(part, "comments"):
            root = self.book.root(name)
            authors = [each.text or "" for each in root.iterfind(f"{x('authors')}/{x('author')}")]
            for comment in root.iter(x("comment")):
                at = comment.get("authorId", "")
                author = authors[int(at)] if at.isdecimal() and int(at) < len(authors) else ""
                body = comment.find(x("text"))
                if body is None:
                    continue
                if threads and author.startswith(_COPY):
                    copies += [(name, each) for each in body.iter(x("t"))]
                    self.claims.exclude_all(body, x("t"), "copy of a threaded comment")
                elif self.rules.comments:
                    yield from self._comment(name, body)
        for name in threads:
            for body in self.book.root(name).iter(_THREADED_TEXT):
                words = body.text or ""
                if self.rules.comments and any(map(str.isalnum, words)):
                    self.claims.translate(body)
                    yield Place("comment", (words,), written=[Thread(name, body, copies, self.book.touch)])

    def _comment(self, part: str, body: etree._Element) -> Iterator[Place]:
        line = compose(apart(string_runs(body), self.rules), italic=self.rules.italic)
        for each in body.iter(x("t")):
            if line is None:
                self.claims.protect(each, "no letters")
            elif ruling := run_ruling(each.getparent(), self.rules):
                self.claims.said[each, ""] = ruling
            elif each.getparent().tag != x("rPh"):  # type: ignore[union-attr]
                self.claims.translate(each)
        if line is not None:
            yield Place("comment", line.content, written=[Rich(part, body, line, self.book.touch)])

    # Shapes and charts

    def _drawing(self, part: str) -> Iterator[Place]:
        if part in self._met:
            return
        self._met.add(part)
        root = self.book.root(part)
        charts = {each.id: each.target for each in self.book.package.relations(part)}
        for element in root.iter():
            if next(element.iterancestors(FALLBACK), None) is not None:
                if element.tag == a("t"):
                    self.claims.exclude(element, "fallback")
            elif element.tag == f"{{{XDR_NAMESPACE}}}cNvPr":
                if self.rules.alt:
                    yield from self._attribute(part, element, "descr", "alt")
                    yield from self._attribute(part, element, "title", "title")
            elif element.tag == a("p"):
                yield from self._paragraph(part, element)
            elif element.tag == c("chart"):
                target = charts.get(element.get(RELATION_ID, ""), "")
                if target in self.book.package and target not in self._met:
                    yield from self._chart(target)

    def _chart(self, part: str) -> Iterator[Place]:
        self._met.add(part)
        self.charts.append(part)
        root = self.book.root(part)
        for element in root.iter(a("p"), c("v")):
            if element.tag == a("p"):
                yield from self._paragraph(part, element)
            elif self._is_literal(element) and any(map(str.isalpha, element.text or "")):
                self.claims.translate(element)
                yield Place("box", (element.text or "",), written=[Attribute(part, element, "", self.book.touch)])

    def _is_literal(self, value: etree._Element) -> bool:
        """Whether a name or category is written in the chart itself, not taken from cells."""
        parent = value.getparent()
        if parent is not None and parent.tag == c("tx"):
            return True
        return next(value.iterancestors(c("strLit")), None) is not None

    def _paragraph(self, part: str, paragraph: etree._Element) -> Iterator[Place]:
        runs = paragraph_runs(paragraph)
        line = None if runs is None else compose(apart(runs, self.rules), italic=self.rules.italic)
        for each in paragraph.iter(a("t")):
            if ruling := run_ruling(each.getparent(), self.rules):
                self.claims.said[each, ""] = ruling
            elif runs is None:
                self.claims.protect(each, "formula in a shape")
            elif line is None:
                self.claims.protect(each, "no letters")
            else:
                field = next(each.iterancestors(a("fld")), None)
                if field is None:
                    self.claims.translate(each)
                else:
                    self.claims.protect(each, "field")
        if line is not None:
            yield Place("box", line.content, written=[Paragraph(part, paragraph, line, self.book.touch)])
