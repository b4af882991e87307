"""图随文走: what would leave a page half empty goes behind the text that follows it, and nothing else moves."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.books import Assembled, Part
from pubpipe.books._ast import header, paragraph, string
from pubpipe.books._docx import fields
from pubpipe.books._docx.gaps import Move, Piece, Place, Shrink, moves, pieces, probed, style
from pubpipe.books._docx.page import Page
from pubpipe.books._docx.writing import styled
from pubpipe.books._docx.xml import Element, make, valued
from pubpipe.books.docx import addresses_of_docx, write
from tests.books.conftest import BOOK, TINY, W

PAGE = Page.of("16k")
LINE = 15.6
TOP = (PAGE.height - PAGE.top) / 20
BOTTOM = PAGE.bottom / 20
KINDS = {
    "H": "Heading2",
    "t": "BodyText",
    "l": "ListBullet",
    "F": "Figure",
    "c": "Caption",
    "T": "TableCaption",
    "e": "TableEnd",
    "o": "Original",
    "g": "PictureCredit",
}


def body(kinds: str) -> list[Element]:
    """A body by a letter a block: H heading, t text, a text that announces, F c, T b e, p e two languages, s an end."""
    made = []
    for place, kind in enumerate(kinds):
        if kind == "b":
            made.append(make("w:tbl"))
        elif kind == "p":
            made.append(make("w:tbl", {}, make("w:tblPr", {}, valued("w:tblStyle", "PairTable"))))
        elif kind == "s":
            made.append(styled("BodyText", fields.run(f"{place}"), properties=[make("w:sectPr")]))
        else:
            text = f"{place}：" if kind == "a" else f"{place}"
            made.append(styled(KINDS.get(kind, "BodyText"), fields.run(text)))
    return [*made, make("w:sectPr")]


def places(kinds: str, lines: dict[int, tuple[int, int]]) -> dict[str, Place]:
    """Where blocks stand, given the page of some and the line of it they begin on; each of the others a line below."""
    found: dict[str, Place] = {}
    sheet, line = 0, 0
    for place in range(len(kinds) + 1):
        sheet, line = lines.get(place, (sheet, line))
        found |= {f"gap{place}b": (sheet, TOP - line * LINE), f"gap{place}e": (sheet, TOP - line * LINE)}
        line += 1
    return found


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ("HtFcttt", [Piece(2, 4, 7)]),
        ("HtTbettH", [Piece(2, 5, 7)]),
        ("HFctt", []),
        ("tFcH", [Piece(1, 3, 3)]),
        ("aFctt", [Piece(1, 3, 3)]),
        ("tTbeH", []),
        ("tTTbett", [Piece(1, 5, 7)]),
        ("toFccgtot", [Piece(2, 6, 9)]),
        ("peTbepeH", [Piece(2, 5, 7)]),
        ("tFcFctt", [Piece(1, 3, 3), Piece(3, 5, 7)]),
        ("tFctst", [Piece(1, 3, 4)]),
        ("tTbell", []),
    ],
)
def test_pieces(kinds: str, found: list[Piece]) -> None:
    """After a heading, or before anything but running text, a piece stays."""
    assert list(pieces(body(kinds))) == found


@pytest.mark.parametrize(
    ("kinds", "lines", "found"),
    [
        ("ttFctttt", {1: (0, 20), 2: (1, 0), 4: (1, 12), 5: (1, 22), 6: (1, 32)}, [Move(2, 4, 6)]),
        ("peFcpeH", {1: (0, 20), 2: (1, 0), 4: (1, 12), 5: (2, 2)}, [Move(2, 4, 6)]),
        ("ttFctttt", {1: (0, 37), 2: (1, 0), 4: (1, 12)}, []),
        ("ttFctttt", {1: (0, 10), 2: (0, 11), 4: (1, 0)}, []),
        ("ttFcttaltt", {1: (0, 10), 2: (1, 0), 4: (1, 12), 5: (1, 22), 6: (1, 32)}, [Move(2, 4, 6)]),
        ("ttFcatH", {1: (0, 10), 2: (1, 0), 4: (1, 12)}, [Move(2, 4, 6)]),
        ("toFctotoH", {1: (0, 20), 2: (1, 0), 4: (1, 12), 5: (1, 31), 6: (1, 34)}, [Move(2, 4, 6)]),
        ("ttFcsttFct", {1: (0, 10), 2: (1, 0), 6: (3, 10), 7: (4, 0), 9: (4, 12)}, [Move(7, 9, 10)]),
        ("tFcttFct", {0: (0, 10), 1: (1, 0), 3: (1, 12), 4: (1, 20), 5: (2, 0), 7: (2, 12)}, [Move(1, 3, 5)]),
    ],
)
def test_moves(kinds: str, lines: dict[int, tuple[int, int]], found: list[Move]) -> None:
    """As much text as fills the gap goes before the piece, but not a line that announces a list."""
    assert moves(body(kinds), places(kinds, lines), PAGE) == found


@pytest.mark.parametrize(
    ("height", "begin", "found"),
    [
        (22, 18, [Shrink(1, 0.83)]),
        (22, 20, []),
        (12, 32, []),
        (60, 20, []),
    ],
)
def test_a_picture_without_text_behind_is_set_smaller(height: int, begin: int, found: list[Shrink]) -> None:
    """Where it then fits the room, and its lettering can still be read."""
    made = body("tFcH")
    points = (height - 2) * LINE
    made[1].append(make("wp:extent", {"cx": 100, "cy": int(points * 12700)}))
    known = places("tFcH", {0: (0, begin), 1: (1, 0), 3: (1, height)})
    assert moves(made, known, PAGE) == found
    for each in found:
        each.make(made)
        (extent,) = made[1].iter("{*}extent")
        assert [int(extent.get("cx", "0")), int(extent.get("cy", "0"))] == [83, int(int(points * 12700) * 0.83)]


def test_notes_fill_a_gap() -> None:
    known = places("ttFctttt", {1: (0, 10), 2: (1, 0), 4: (1, 12)})
    known["note3"] = (0, TOP - 14 * LINE)
    assert moves(body("ttFctttt"), known, PAGE) == []


@given(st.text(alphabet="HtalFcTbeso", max_size=30), st.data())
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_and_sections_keep_what_they_hold(kinds: str, data: st.DataObject) -> None:
    made = body(f"{kinds}t")
    sheets = data.draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 39)), min_size=len(made), max_size=len(made))
    )
    known = places(f"{kinds}t", dict(enumerate(sorted(sheets))))
    moved = list(made)
    for move in moves(made, known, PAGE):
        move.make(moved)

    def sections(blocks: list[Element]) -> list[set[Element]]:
        held: list[set[Element]] = [set()]
        for each in blocks:
            held[-1].add(each)
            if each.find(f"{W}pPr/{W}sectPr") is not None:
                held.append(set())
        return held

    assert sections(moved) == sections(made)
    running = ("BodyText", "Original")
    assert [each for each in moved if style(each) in running] == [each for each in made if style(each) in running]
    fixed = [each for each in made if style(each) not in running]
    assert [each for each in moved if style(each) not in running] == fixed


def test_places_are_asked_for_once() -> None:
    made = body("tFctFct")
    assert [name for name, _paragraph, _end in probed(made, made)] == [
        "gap0e", "gap1b", "gap3b", "gap4b", "gap3e", "gap6b",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice: pages cannot be laid out")
def test_text_runs_on_into_a_gap() -> None:
    """A page of text, a picture that does not fit, text: the text fills the page, and the picture heads the next."""
    image = {"t": "Image", "c": [["", [], [["width", "100%"]]], [string("三个方框")], ["form.png", ""]]}
    caption = [paragraph([string("三个方框")])]
    figure = {"t": "Figure", "c": [["f1", [], [["label", "图1-1"]]], [None, caption], [paragraph([image])]]}
    texts = [paragraph([string(f"第{number}段。" + "城市管理" * 30)]) for number in range(16)]
    blocks = (header(1, [string("甲")], "c1", number="第一章"), *texts[:6], figure, *texts[6:])
    media = {"form.png": (TINY / "figures" / "form.png").read_bytes()}
    assembled = Assembled(BOOK, (Part("c1", "body", "第一章", "甲", blocks),), media)
    laid, plain = (write(assembled, {"layout": layout}) for layout in ("yes", "no"))
    assert write(assembled) == laid
    assert addresses_of_docx(laid) == addresses_of_docx(plain)
    (before,), (after,) = (
        [place for place, each in enumerate(shown(made)) if each.startswith("图1-1")] for made in (plain, laid)
    )
    assert before < after
    assert sorted(shown(laid)) == sorted(shown(plain))


def shown(made: bytes) -> list[str]:
    """The text of each paragraph behind the contents."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return ["".join(each.text or "" for each in block.iter(f"{W}t")) for block in document[0] if block.tag == f"{W}p"]
