"""What pandoc passes over is in the copy it reads: cells left out of rows, pictures the file does not hold."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pubpipe import books
from pubpipe.books import Assembled, Localised, epub
from pubpipe.books import docx as word
from pubpipe.books._ast import nodes, plain_blocks
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter
from tests.proofs.assembly import DATE, in_original

PICTURE = Path(__file__).parents[1] / "books" / "tiny" / "figures" / "form.png"


def assembled(made: Document) -> Assembled:
    """A book of this one chapter."""
    held = io.BytesIO()
    made.save(held)
    source, chapter = held.getvalue(), Chapter("1.docx")
    document = format_of("1.docx").read(source)
    marked = format_of("1.docx").merge(source, books.mark(document, 1, {}))
    return books.assemble(Book("b", "书", "", (chapter,)), [books.galley(Localised(chapter, marked, document), 1)])


def blocks(made: Document) -> list[dict[str, object]]:
    return list(assembled(made).parts[0].blocks)


@pytest.mark.parametrize("side", ["gridBefore", "gridAfter"])
def test_a_row_that_leaves_a_cell_out_loses_no_other(side: str) -> None:
    made = docx.Document()
    made.add_heading("题", 1)
    table = made.add_table(2, 2)
    for row, line in enumerate((("甲", "乙"), ("丙", "丁"))):
        for column, said in enumerate(line):
            table.cell(row, column).text = said
    row = table.rows[1]._tr
    row.remove(row.findall(qn("w:tc"))[0 if side == "gridBefore" else 1])
    left_out = OxmlElement(f"w:{side}")
    left_out.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(left_out)
    (shown,) = [node for node in blocks(made) if node["t"] == "Table"]
    assert plain_blocks([shown]) == ("甲\n乙\n丁" if side == "gridBefore" else "甲\n乙\n丙")


@pytest.mark.parametrize(("words", "told"), [("", "Picture 1"), ("一座桥", "一座桥")])
def test_a_picture_that_is_not_in_the_file_is_told_of(words: str, told: str) -> None:
    made = docx.Document()
    made.add_heading("题", 1)
    made.add_picture(str(PICTURE))
    made.inline_shapes[0]._inline.docPr.set("descr", words)
    (blip,) = made.element.body.iter(qn("a:blip"))
    blip.set(
        qn("r:embed"),
        made.part.relate_to("https://example.org/bridge.png", docx.opc.constants.RELATIONSHIP_TYPE.IMAGE, True),
    )
    book = assembled(made)
    assert plain_blocks(list(book.parts[0].blocks[1:])) == f"【图形未能转换】{told}"
    assert [doubt.message for doubt in book.doubts if doubt.serious] == [
        "1.docx: a chart or shape cannot be shown: give a picture"
    ]


@pytest.mark.parametrize("style", ["Title", "Subtitle"])
def test_a_picture_in_a_title_stays(style: str) -> None:
    made = docx.Document()
    made.add_paragraph(style=style).add_run().add_picture(str(PICTURE))
    made.add_heading("题", 1)
    made.add_paragraph("文。")
    assert sum(node["t"] == "Image" for node in nodes(blocks(made))) == 1


def test_a_picture_of_windows_is_shown_in_word_and_named_in_an_epub() -> None:
    metafile = b"\xd7\xcd\xc6\x9a" + struct.pack("<H4hHI", 0, 0, 0, 1440, 720, 1440, 0) + bytes(40)
    made = docx.Document()
    made.add_heading("题", 1)
    made.add_picture(str(PICTURE))
    made.inline_shapes[0]._inline.docPr.set("descr", "一座桥")
    (blip,) = made.element.body.iter(qn("a:blip"))
    part = made.part.related_parts[blip.get(qn("r:embed"))]
    part._blob = metafile
    book = assembled(made)
    written = word.write(book, {"layout": "no"}, DATE)
    assert in_original(written)["pictures"] == 1
    assert b"word/media/" in written and b".wmf" in written
    assert epub.write(book, {}, DATE)
