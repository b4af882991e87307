"""Sections: the title pages without heads, the front matter in i ii iii, the body from 1, a section a chapter."""

from __future__ import annotations

from dataclasses import dataclass

from pubpipe.books._docx import fields
from pubpipe.books._docx.page import COLUMN_SPACE, FOOTER, GUTTER, HEADER, LINE, Page
from pubpipe.books._docx.runs import text_runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make, root, valued
from pubpipe.books._numbering import gap

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section begins and what runs above and below it.

    `heads` are relationship ids by "header even", "footer default" …; `start` 0 goes on counting.
    A `framed` section has a line round each page, and its text in the middle of the height.
    """

    kind: str = "nextPage"
    heads: tuple[tuple[str, str], ...] = ()
    opening: bool = True
    form: str = "decimal"
    start: int = 0
    columns: int = 1
    framed: bool = False


def close(section: Section, page: Page) -> Element:
    """The w:sectPr of a section on such pages."""
    made = make("w:sectPr")
    for place, relation in section.heads:
        part, _space, kind = place.partition(" ")
        made.append(make(f"w:{part}Reference", {"w:type": kind, "r:id": relation}))
    made.append(
        make("w:footnotePr", {}, valued("w:numFmt", "decimalEnclosedCircleChinese"), valued("w:numRestart", "eachPage"))
    )
    made.append(valued("w:type", section.kind))
    turned: dict[str, str | int] = {"w:orient": "landscape"} if page.width > page.height else {}
    made.append(make("w:pgSz", {"w:w": page.width, "w:h": page.height, **turned}))
    made.append(
        make(
            "w:pgMar",
            {
                "w:top": page.top,
                "w:right": page.outer,
                "w:bottom": page.bottom,
                "w:left": page.inner,
                "w:header": HEADER,
                "w:footer": FOOTER,
                "w:gutter": GUTTER,
            },
        )
    )
    if section.framed:
        line: dict[str, str | int] = {"w:val": "thinThickSmallGap", "w:sz": 24, "w:space": 24, "w:color": "8C6A2F"}
        sides = (make(f"w:{side}", line) for side in ("top", "left", "bottom", "right"))
        made.append(make("w:pgBorders", {"w:offsetFrom": "page"}, *sides))
    counting: dict[str, str | int] = {"w:fmt": section.form}
    if section.start:
        counting["w:start"] = section.start
    made.append(make("w:pgNumType", counting))
    made.append(make("w:cols", {"w:num": section.columns, "w:space": COLUMN_SPACE}))
    if section.framed:
        made.append(valued("w:vAlign", "center"))
    if section.opening:
        made.append(make("w:titlePg"))
    made.append(make("w:docGrid", {"w:type": "lines", "w:linePitch": LINE}))
    return made


class Heads:
    """The running heads and feet made so far, one part each."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.parts: dict[str, bytes] = {}
        self._made: dict[bytes, str] = {}

    def of(
        self, title: str, number: str, numbered: bool, recto: bool, fixed: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """The heads of a section: the book's title on the left page, the chapter's on the right, none where it opens.

        A numbered title is shown with the gap its heading begins with. A `fixed` title is text, not a field: 目录 has
        no heading style of its own to refer to.
        """
        book = self.writing.assembled.book.title
        left = fields.coded("STYLEREF 书名", text_runs(book))
        right: list[Element] = []
        if numbered:
            right += fields.coded("STYLEREF 1 \\n", text_runs(number))
        if fixed:
            right = text_runs(title)
        else:
            shown = text_runs(f"{gap(number)}{title}" if numbered else title)
            right += fields.coded("STYLEREF 1" if numbered else "STYLEREF 无编号章标题", shown)
        opening = "Footer" if recto else "FooterOpening"
        return (
            ("header even", self._part("header", styled("Header", *left))),
            ("header default", self._part("header", styled("Header", *right))),
            ("header first", self._part("header", styled("Normal"))),
            ("footer even", self._part("footer", styled("FooterEven", *_page()))),
            ("footer default", self._part("footer", styled("Footer", *_page()))),
            ("footer first", self._part("footer", styled(opening, *_page()))),
        )

    def none(self) -> tuple[tuple[str, str], ...]:
        """Heads and feet that show nothing."""
        return tuple(
            (f"{part} {kind}", self._part(part, styled("Normal")))
            for part in ("header", "footer")
            for kind in ("even", "default", "first")
        )

    def _part(self, kind: str, paragraph: Element) -> str:
        content = root("w:hdr" if kind == "header" else "w:ftr", [paragraph])
        if content not in self._made:
            name = f"{kind}{len(self.parts) + 1}.xml"
            self.parts[name] = content
            self._made[content] = self.writing.relate(_RELATION + kind, name)
        return self._made[content]


def _page() -> list[Element]:
    return fields.coded("PAGE", [fields.run("1")], style="PageNumber")
