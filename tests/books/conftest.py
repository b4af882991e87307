"""A tiny book of three chapters, one a format, built once: `assembled`, and `written` as the parts of its Word file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Headword, Localised
from pubpipe.books._galley import Galley
from pubpipe.books.docx import write
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Content, Document, Edition, Person

TINY = Path(__file__).parent / "tiny"
NAMES = ("01-government.md", "02-budget.html", "03-public-works.docx")
BOOK = Book(
    id="tiny",
    title="市政管理入门",
    subtitle="写给市长和县长",
    original_title="A Short Introduction to City Management",
    chapters=tuple(Chapter(name) for name in NAMES),
    series="城市管理译丛",
    subject="城市管理",
    people=(
        Person("约翰·史密斯", "aut", "John Smith"),
        Person("李四", "trl"),
        Person("王五", "rev"),
    ),
    year=2026,
    rights="© 2026 某中心",
    original_publisher="ICMA Press",
    original_year=2020,
    editions=(Edition("docx"),),
)
TERMS = (
    Headword("council-manager form", "议会—经理制", addresses=("1:1.2/p1",)),
    Headword("budget", "预算", addresses=("2:1/p1",)),
    Headword("Zengzi", "曾子", pinyin="zeng1 zi3"),
    Headword("ICMA", "ICMA"),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Shelf:
    """What a build keeps, in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        self.kept[key] = data


def word_chapter() -> bytes:
    """The Word chapter: an office's styles, a caption with a field, a reference to it, merged cells, a page break."""
    made = docx.Document()
    made.add_heading("第三章 公共工程", 1)
    made.add_paragraph("本章谈道路。")
    made.add_page_break()
    made.add_paragraph("")
    made.add_heading("道路", 2)
    made.add_paragraph("清扫", style="List Bullet")
    made.add_paragraph("养护", style="List Bullet")
    made.add_paragraph("先检查", style="List Number")
    made.add_paragraph("后修补", style="List Number")
    made.styles.add_style("Text Box", 1)
    made.add_paragraph("要点：预防胜于修补。", style="Text Box")
    made.add_picture(str(TINY / "figures" / "form.png"), width=Cm(8))
    made.inline_shapes[0]._inline.docPr.set("descr", "三个方框")
    caption = made.add_paragraph("", style="Caption")
    caption._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="_Ref7"/>'))
    caption.add_run("图 3-1")
    caption._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    caption.add_run(" 道路养护")
    table = made.add_table(3, 2)
    table.style = "Table Grid"
    for row, line in enumerate((("路段", "长度"), ("甲", "3 km"), ("乙", "4 km"))):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    reference = made.add_paragraph("见")
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" REF _Ref7 \\h "><w:r><w:t>图 3-1</w:t></w:r></w:fldSimple>'
    reference._p.append(parse_xml(field))
    reference.add_run("。")
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def source(name: str) -> bytes:
    """A chapter's file."""
    return word_chapter() if name.endswith(".docx") else (TINY / name).read_bytes()


def localised(name: str, index: int, targets: dict[str, Content] | None = None) -> Localised:
    """A chapter as the project would hand it over: its own text marked with addresses."""
    return _localised(name, source(name), index, targets)


def localised_text(name: str, text: str, index: int) -> Localised:
    """A chapter of this text."""
    return _localised(name, text.encode(), index, None)


def _localised(name: str, content: bytes, index: int, targets: dict[str, Content] | None) -> Localised:
    format_ = format_of(name)
    document: Document = format_.read(content)
    marked = format_.merge(content, books.mark(document, index, targets or {}))
    return Localised(Chapter(name), marked, document)


def pictures() -> dict[str, bytes]:
    """The files of the book's folder."""
    return {path.relative_to(TINY).as_posix(): path.read_bytes() for path in sorted(TINY.rglob("*.png"))}


def assemble(*chapters: Localised, terms: tuple[Headword, ...] = ()) -> Assembled:
    """A book of these chapters."""
    return books.assemble(BOOK, galleys(*chapters), pictures(), terms)


def galleys(*chapters: Localised) -> list[Galley]:
    """The chapters, each set by itself."""
    return [books.galley(chapter, index) for index, chapter in enumerate(chapters, 1)]


@pytest.fixture(scope="session")
def assembled() -> Assembled:
    return assemble(*(localised(name, index) for index, name in enumerate(NAMES, 1)), terms=TERMS)


@pytest.fixture(scope="session")
def file(assembled: Assembled) -> bytes:
    return write(assembled, {"layout": "no"})


@pytest.fixture(scope="session")
def written(file: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the books should be from what they are")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))
