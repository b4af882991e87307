"""A Word file opened for examination: its paragraphs, fields, sections and tables, and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from pubpipe.books._checklist import Passage
from pubpipe.books._checklist._language import mostly_chinese, sets_languages_apart
from pubpipe.books._checklist._looks import Element, Looks, number, on, value
from pubpipe.books._checklist._paragraphs import NUMBER, Paragraph, pictured
from pubpipe.books._checklist._stories import Field, Story
from pubpipe.errors import Unreadable
from pubpipe.formats.docx import parts
from pubpipe.formats.docx.names import BOX_CONTENT, FALLBACK, RELATION_ID, TBL, P, w
from pubpipe.text.scripts import han_count

RUNNING = 40
"""Chinese characters of a paragraph that surely goes over its first line."""
_MARKS = ("。", "；", "！", "？")
_CODE = re.compile(r"代码|\bcode\b|preformatted|verbatim|plain text")
_LONGEST_CAPTION = 80
_BOOK = 3


class Word:
    """A Word file as an editor sees it. Raises Unreadable where its package or its document is damaged."""

    def __init__(self, data: bytes) -> None:
        self.office = parts.Word(data)
        self.package = self.office.package
        self.main = self.office.main
        self.document = self.office.root(self.main)
        self.damaged: dict[str, str] = {}
        self.looks = Looks(self.tree("styles"), self.tree("numbering"), self.tree("theme"))

    def root(self, name: str) -> Element | None:
        """The tree of a part, or None where there is no such part or it is damaged, which is remembered."""
        if not name or name not in self.package:
            return None
        try:
            return self.office.root(name)
        except Unreadable as error:
            self.damaged[name] = str(error)
            return None

    def tree(self, kind: str) -> Element | None:
        """The tree of the part the document names for a purpose (`settings`), or None."""
        return self.root(self.office.related(kind))

    @cached_property
    def settings(self) -> dict[str, Element]:
        """The document's settings by name."""
        root = self.tree("settings")
        return {} if root is None else {etree.QName(each).localname: each for each in root.iterchildren("*")}

    @cached_property
    def story(self) -> Story:
        """The fields of the document itself."""
        return Story(self.document)

    @cached_property
    def fields(self) -> list[Field]:
        """The fields of the document, its notes, heads and feet."""
        others = [self.tree("footnotes"), self.tree("endnotes"), *(root for _name, root in self.margins)]
        return [*self.story.fields, *(each for root in others if root is not None for each in Story(root).fields)]

    @cached_property
    def margins(self) -> list[tuple[str, Element]]:
        """Heads and feet by the names of their parts."""
        references = self.document.iter(w("headerReference"), w("footerReference"))
        named = [(name, self.root(name)) for name, _kind in self.office.margins(references)]
        return [(name, root) for name, root in named if root is not None]

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the document itself, those in tables and boxes too."""
        return list(self._paragraphs(self.main, self.document, self.story))

    @cached_property
    def notes(self) -> list[Paragraph]:
        """The paragraphs of its footnotes and endnotes, without separators."""
        found: list[Paragraph] = []
        for kind in ("footnotes", "endnotes"):
            root = self.tree(kind)
            if root is not None:
                paragraphs = self._paragraphs(self.office.related(kind), root, Story(root))
                found += [each for each in paragraphs if not _separator(each.element)]
        return found

    @cached_property
    def flow(self) -> list[Paragraph]:
        """The paragraphs of the document itself but those in tables and boxes."""
        return [each for each in self.paragraphs if not each.inside]

    @cached_property
    def headings(self) -> list[Paragraph]:
        """Its headings, empty ones too."""
        return [each for each in self.flow if each.level]

    @cached_property
    def chapters(self) -> list[Paragraph]:
        """Its headings of the first level."""
        return [each for each in self.headings if each.level == 1]

    @cached_property
    def front(self) -> list[Paragraph]:
        """What stands before the contents and the first heading: the title pages."""
        found: list[Paragraph] = []
        for each in self.flow:
            if each.level or each.listed:
                break
            found.append(each)
        return found if self.headings else []

    @cached_property
    def running(self) -> list[Paragraph]:
        """Running text of a Chinese document: paragraphs of several lines behind the first heading."""
        if not self.chinese:
            return []
        first = self.headings[0].place if self.headings else 0
        return [
            each
            for each in self.flow
            if each.place > first
            and not (each.level or each.listed or each.caption)
            and any(mark in each.text for mark in _MARKS)
            and han_count(each.text) >= RUNNING
        ]

    @cached_property
    def body(self) -> list[Paragraph]:
        """Running text but items of lists and what hangs or is set line by line."""
        return [each for each in self.running if not each.numbering and "\n" not in each.text and not each.hanging]

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts of its paragraphs and notes, but those of programs."""
        shown = (each for each in (*self.paragraphs, *self.notes) if each.text.strip())
        return [
            Passage(each.at().where, each.text, each.english)
            for each in shown
            if not _CODE.search(" ".join(each.names))
        ]

    @cached_property
    def chinese(self) -> bool:
        """Whether it is a Chinese text."""
        return mostly_chinese("".join(each.text for each in self.paragraphs))

    @cached_property
    def book(self) -> bool:
        """Whether it is a Chinese book: several chapters, and a title page or contents before them."""
        fronted = self.contents is not None or any(each.text.strip() for each in self.front)
        return self.chinese and len(self.chapters) >= _BOOK and fronted

    @cached_property
    def sheets(self) -> bool:
        """Whether there is a line round every page: certificates, which are looked at and not read on."""
        framed = [section.find(w("pgBorders")) is not None for section in self.sections]
        return bool(framed) and all(framed)

    @cached_property
    def captions(self) -> list[Paragraph]:
        """Captions of a Chinese text: by their style, or beginning like one beside a picture or table."""
        found = []
        for each in self.flow if self.chinese else ():
            text = each.text.strip()
            if each.listed or not text or len(text) > _LONGEST_CAPTION or each.english:
                continue
            if each.caption or (NUMBER.match(text) and text[-1] not in "。；" and self._beside(each)):
                found.append(each)
        return found

    @cached_property
    def contents(self) -> Field | None:
        """The field of the contents, or None."""
        return next((each for each in self.story.fields if each.kind == "TOC" and "\\c" not in each.code), None)

    @cached_property
    def entries(self) -> list[Paragraph]:
        """The entries of the contents."""
        return [
            each for each in self.flow if any(re.match(r"toc \d", name) for name in each.names) and each.text.strip()
        ]

    @cached_property
    def sections(self) -> list[Element]:
        """The properties of its sections, in order."""
        return [
            each
            for each in self.document.iter(w("sectPr"))
            if next(each.iterancestors(w("sectPrChange")), None) is None
        ]

    @cached_property
    def tables(self) -> list[Element]:
        """Its tables but those within tables and those that only set two languages side by side."""
        return [
            each
            for each in self.document.iter(TBL)
            if each not in self.parallel and next(each.iterancestors(TBL, FALLBACK), None) is None
        ]

    @cached_property
    def parallel(self) -> frozenset[Element]:
        """The tables that are no tables: English and Chinese side by side, row by row."""
        return frozenset(each for each in self.document.iter(TBL) if sets_languages_apart(each))

    @cached_property
    def bookmarks(self) -> list[str]:
        """The names of all bookmarks."""
        roots = [self.document, self.tree("footnotes"), self.tree("endnotes")]
        return [each.get(w("name"), "") for root in roots if root is not None for each in root.iter(w("bookmarkStart"))]

    @cached_property
    def targets(self) -> dict[str, str]:
        """The parts the document's relationships lead to, by their ids; "" for what lies outside."""
        return {each.id: each.target for each in self.package.relations(self.main)}

    @cached_property
    def measure(self) -> int:
        """The width of its text in twentieths of a point, by its last section; 0 where that is not told."""
        return max((width(each) for each in self.sections), default=0)

    @cached_property
    def by_element(self) -> dict[Element, Paragraph]:
        """The paragraphs of the document by their elements."""
        return {each.element: each for each in self.paragraphs}

    def neighbour(self, element: Element, step: int) -> Element | None:
        """What stands before (-1) or behind (1) a paragraph or table that is not empty, nor a caption in English."""
        found: Element | None = element
        while found is not None:
            found = found.getprevious() if step < 0 else found.getnext()
            if found is None or found.tag == TBL:
                return found
            paragraph = self.by_element.get(found)
            if paragraph is None or (paragraph.caption and paragraph.english):
                continue
            if paragraph.text.strip() or pictured(found):
                return found
        return None

    def _beside(self, paragraph: Paragraph) -> bool:
        """Whether a picture or table stands next to a paragraph."""
        around = [self.neighbour(paragraph.element, step) for step in (-1, 1)]
        return any(each is not None and (each.tag == TBL or pictured(each)) for each in around)

    def heads(self, section: Element) -> dict[tuple[str, str], Element]:
        """The heads and feet a section has or goes on with, by (header or footer, even, default or first)."""
        found: dict[tuple[str, str], Element] = {}
        for each in self.sections:
            for reference in each.iterchildren(w("headerReference"), w("footerReference")):
                root = self.root(self.targets.get(reference.get(RELATION_ID, ""), ""))
                kind = etree.QName(reference).localname[:6]
                if root is not None:
                    found[kind, reference.get(w("type"), "default")] = root
            if each is section:
                break
        return found

    def section_of(self, paragraph: Paragraph) -> Element | None:
        """The section a paragraph of the document stands in."""
        following = (each for each in paragraph.element.iter(w("sectPr")))
        own = next(following, None)
        if own is not None:
            return own
        places = self._section_places
        return next((section for place, section in places if place >= paragraph.place), None)

    @cached_property
    def _section_places(self) -> list[tuple[int, Element]]:
        places = {each.element: each.place for each in self.paragraphs}
        found = []
        for section in self.sections:
            holder = next(section.iterancestors(P), None)
            found.append((len(self.paragraphs) + 1 if holder is None else places.get(holder, 0), section))
        return found

    def _paragraphs(self, part: str, root: Element, story: Story) -> Iterator[Paragraph]:
        for place, element in enumerate(root.iter(P), 1):
            above = next(element.iterancestors(TBL, BOX_CONTENT, FALLBACK), None)
            if above is not None and above.tag == FALLBACK:
                continue
            flows = above is None or above in self.parallel
            inside = "" if flows else "table" if above is not None and above.tag == TBL else "box"
            made = Paragraph(
                self.looks, part, place, element, "", inside, value(element.find(f"{w('pPr')}/{w('pStyle')}"))
            )
            made.runs = [(run, text) for run, text in story.runs_of(element) if not self._hidden(made, run)]
            made.text = "".join(text for _run, text in made.runs)
            made.level = self._level(made)
            yield made

    def _hidden(self, paragraph: Paragraph, run: Element) -> bool:
        properties = run.find(w("rPr"))
        return properties is not None and on(paragraph.look("vanish", run))

    def _level(self, paragraph: Paragraph) -> int:
        outline = paragraph.said("outlineLvl").get("val", "")
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < 9 else 0
        named = [name for name in paragraph.names if name.startswith("heading ") and name[8:].isdecimal()]
        return min((int(name[8:]) for name in named), default=0)


def width(section: Element) -> int:
    """The width of a section's text in twentieths of a point, 0 where it is not told."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return 0
    sides = sum(abs(number(margins.get(w(each), "0"))) for each in ("left", "right", "gutter"))
    return number(size.get(w("w"), "0")) - sides


def _separator(paragraph: Element) -> bool:
    note = next(paragraph.iterancestors(w("footnote"), w("endnote")), None)
    return note is not None and note.get(w("type"), "normal") != "normal"
