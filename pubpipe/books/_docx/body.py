"""The whole document: title pages, front matter, contents, chapters, back matter, each in its section."""

from __future__ import annotations

from itertools import groupby

from pubpipe.books import Part
from pubpipe.books._ast import classes, nodes, plain
from pubpipe.books._docx import front, index, margins
from pubpipe.books._docx.blocks import heading, paragraphs
from pubpipe.books._docx.sections import Heads, Section, close
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, tag
from pubpipe.books._settings import assembly

_LISTS = ("glossary", "index")
"""The roles whose entries stand in two columns."""
_FEWEST = 20
"""The entries of a part below which its lists need no columns."""
_MOST = 80
"""The entries of a part beyond which each of its lists begins on a page of its own."""


class Body:
    """The sections of the document, in order; `recto` begins each chapter on a right-hand page."""

    def __init__(self, writing: Writing, recto: bool) -> None:
        self.writing = writing
        self.recto = recto
        self.heads = Heads(writing)
        self._sections: list[tuple[list[Element], Section]] = []

    def make(self) -> list[Element]:
        """Everything that stands in w:body."""
        writing, parts = self.writing, self.writing.assembled.parts
        for identity, terms in index.entries(writing.assembled).items():
            writing.indexed[writing.place(identity)] = index.marked(terms)
        leaves = assembly(writing.assembled.book, "leaves") == "yes"
        if leaves:
            title = [*front.title_page(writing), *front.imprint_page(writing)]
            self._sections.append((title, Section(heads=self.heads.none(), opening=False)))
        begun = False
        for part in [each for each in parts if each.matter == "front" and not holds(each, "captions")]:
            self._part(part, "lowerRoman", 0 if begun else 1)
            begun = True
        if leaves:
            contents = self.heads.of("目录", "", numbered=False, recto=self.recto, fixed=True)
            section = Section(self._kind(), contents, form="lowerRoman", start=0 if begun else 1)
            self._sections.append(([front.contents(writing)], section))
            begun = True
        for part in [each for each in parts if each.matter == "front" and holds(each, "captions")]:
            self._part(part, "lowerRoman", 0 if begun else 1)
            begun = True
        begun = False
        for part in [each for each in parts if each.matter != "front"]:
            self._part(part, "decimal", 0 if begun else 1)
            begun = True
        return self._joined()

    def _kind(self) -> str:
        return "oddPage" if self.recto else "nextPage"

    def _part(self, part: Part, form: str, start: int) -> None:
        """A chapter: its heading opens a section; the entries of each list stand in two even columns below its own.

        Columns are evened out only before what goes on upon the same page: an empty line, after which the page ends.
        """
        title = plain(part.blocks[0]["c"][2])
        heads = self.heads.of(title, part.number, numbered=bool(part.number), recto=self.recto)
        section = Section(self._kind(), heads, form=form, start=start)
        if holds(part, *_LISTS) and _entries(part) >= _FEWEST:
            for titles, group in groupby(part.blocks, key=lambda node: node["t"] == "Header"):
                if titles:
                    self._sections.append(([heading(self.writing, node) for node in group], section))
                else:
                    columns = Section("continuous", heads, opening=False, form=form, columns=2)
                    self._sections.append((paragraphs(self.writing, list(group)), columns))
                    below = Section("continuous", heads, opening=False, form=form)
                    self._sections.append(([styled("TableEnd")], below))
                kind = "nextPage" if _entries(part) > _MOST else "continuous"
                section = Section(kind, heads, opening=False, form=form)
        elif self.writing.design == "certificate":
            sheet = Section(self._kind(), self.heads.none(), opening=False, framed=True)
            self._sections.append((paragraphs(self.writing, list(part.blocks)), sheet))
        else:
            style = "GlossaryLine" if holds(part, *_LISTS) else "BodyText"
            self._sections.append((paragraphs(self.writing, list(part.blocks), style), section))

    def _joined(self) -> list[Element]:
        """The sections one after another: each but the last ends in the properties of its last paragraph."""
        made: list[Element] = []
        for content, section in self._sections[:-1]:
            made += content
            if made[-1].tag != tag("w:p") or made[-1].find(f"{tag('w:pPr')}/{tag('w:sectPr')}") is not None:
                made.append(styled("TableEnd"))
            properties = made[-1].find(tag("w:pPr"))
            assert properties is not None
            properties.append(close(section, self.writing.page))
        content, section = self._sections[-1]
        return [*margins.shown(self.writing, [*made, *content]), close(section, self.writing.page)]


def holds(part: Part, *roles: str) -> bool:
    """Whether one of these roles stands among the blocks of a part."""
    return any(set(roles) & set(classes(node)) for node in part.blocks)


def _entries(part: Part) -> int:
    return sum("entry" in classes(node) for node in nodes(list(part.blocks)))
