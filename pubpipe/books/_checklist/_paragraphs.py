"""A paragraph of a Word file, and how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pubpipe.books._checklist import Place
from pubpipe.books._checklist._language import in_chinese
from pubpipe.books._checklist._looks import Element, Looks, Said, number, value
from pubpipe.formats.docx.names import RPR, w

NUMBER = re.compile(r"(图|表)\s*(\d+(?:[-–—.．]\d+)*)")
"""How a caption begins."""
_LATIN = re.compile("[A-Za-z]")
_DRAWINGS = (w("drawing"), w("pict"), w("object"))


@dataclass(eq=False)
class Paragraph:
    """A paragraph: the part it stands in, its place there, its text, and what kind it is.

    `level` is a heading's depth, 0 for others; `inside` is table, box or "".
    """

    looks: Looks
    part: str
    place: int
    element: Element
    text: str
    inside: str
    style: str = ""
    level: int = 0
    runs: list[tuple[Element, str]] = field(default_factory=list)

    def said(self, name: str) -> Said:
        """A property of it as it comes out."""
        return self.looks.paragraph(self.element, name)

    def look(self, name: str, run: Element | None = None) -> Said:
        """A property of one of its runs as it comes out, or of text in it without formatting of its own."""
        return self.looks.run(self.element, run, name)

    def face(self, slot: str, run: Element | None = None) -> str:
        """The face its text has in a slot (`eastAsia`, `ascii`)."""
        return self.looks.face(self.look("rFonts", run), slot)

    def run_at(self, place: int) -> Element | None:
        """The run that holds a character of its text."""
        for run, text in self.runs:
            if place < len(text):
                return run
            place -= len(text)
        return None

    @property
    def size(self) -> float:
        """The size of its first run with text in points."""
        first = next((run for run, text in self.runs if text.strip()), None)
        return number(self.look("sz", first).get("val", "20")) / 2

    @property
    def names(self) -> frozenset[str]:
        """The names, in lower case, of its style and of those it is based on."""
        return self.looks.names(self.style or self.looks.default)

    @property
    def numbering(self) -> dict[str, Said]:
        """The level of the list it is counted in, {} where it is not."""
        numbering = self.said("numPr")
        if not numbering.get("numId", "0").strip("0"):
            return {}
        return self.looks.level(numbering, self.style)

    @property
    def listed(self) -> bool:
        """Whether it stands in a table of contents or of figures."""
        return any(name.startswith(("toc", "table of figures")) for name in self.names)

    @property
    def caption(self) -> bool:
        """Whether its style says it is a caption."""
        return any("caption" in name or name in ("题注", "图题", "表题") for name in self.names)

    @property
    def drawings(self) -> list[Element]:
        """Its drawings."""
        return list(self.element.iter(w("drawing")))

    @property
    def english(self) -> bool:
        """Whether it is English and says so in every run: the original within a bilingual text."""
        said = [run.find(f"{RPR}/{w('lang')}") for run, text in self.runs if _LATIN.search(text)]
        return bool(said) and not in_chinese(self.text) and all(value(each).lower().startswith("en") for each in said)

    @property
    def hanging(self) -> bool:
        """Whether its first line hangs out."""
        indent = self.said("ind")
        return number(indent.get("hanging", "0")) > 0 or number(indent.get("hangingChars", "0")) > 0

    @property
    def empty(self) -> bool:
        """Whether it holds nothing at all: no text, picture, formula, break or end of a section."""
        kept = (*_DRAWINGS, w("br"), w("sectPr"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath")
        return not self.text.strip() and next(self.element.iter(*kept), None) is None

    def at(self, what: str = "") -> Place:
        """This place: what is wrong, and how its text begins."""
        text = self.text.strip()[:24]
        return Place(f"{self.part} ¶{self.place}", f"{what}: {text}" if what and text else what or text)


def pictured(element: Element) -> bool:
    """Whether a paragraph holds a picture or object."""
    return next(element.iter(*_DRAWINGS), None) is not None
