"""A small book made by hand, of everything an edition may meet."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

from lxml import etree

from pubpipe.books import Assembled, Block, Part, epub
from pubpipe.books._ast import attribute, div, header, link, paragraph, span, string, words
from pubpipe.model import Book, Person

MODIFIED = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BOOK = Book(
    id="tiny",
    title="城市管理入门",
    original_title="Running a City",
    chapters=(),
    subtitle="市县人员读本",
    original_subtitle="A Reader",
    series="城市管理丛书",
    subject="城市管理",
    description="一本小书。",
    people=(
        Person("简·多伊", "aut", "Jane Doe", "Doe, Jane"),
        Person("李明", "trl", sort_as="li ming"),
        Person("pubpipe 项目组", "rev"),
    ),
    year=2026,
    rights="版权所有。",
    original_publisher="City Press",
    original_year=2024,
    original_rights="Copyright 2024 Jane Doe.",
)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([40, 90, 160]) * 240 for _ in range(120))
    head = struct.pack(">IIBBBBB", 240, 120, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def unit(address: str, *inlines: Block | str) -> Block:
    return div(
        [paragraph([string(each) if isinstance(each, str) else each for each in inlines])], "unit", address=address
    )


def note(address: str, text: str, translator: bool = False) -> Block:
    body = unit(address, text)
    return {"t": "Note", "c": [div([body], "translator") if translator else body]}


def node(kind: str, *inlines: Block | str) -> Block:
    return {"t": kind, "c": [string(each) if isinstance(each, str) else each for each in inlines]}


def image(name: str, alternative: str, address: str = "", *classes: str) -> Block:
    given = {"address": address} if address else {}
    return {
        "t": "Image",
        "c": [attribute("", *classes, **given), [string(alternative)] if alternative else [], [name, ""]],
    }


def figure(identity: str, label: str, caption: Block | None, picture: Block) -> Block:
    pairs = {"label": label} if label else {}
    holder = {"t": "Plain", "c": [picture]}
    return {"t": "Figure", "c": [attribute(identity, **pairs), [None, [caption] if caption else []], [holder]]}


def table(identity: str, label: str, caption: Block, head: list[str], rows: list[list[str]]) -> Block:
    side = {"t": "AlignDefault"}

    def row(cells: list[str], address: str) -> list[object]:
        made = [
            [attribute(), side, 1, 1, [unit(f"{address}{order}", text)] if text else []]
            for order, text in enumerate(cells)
        ]
        return [attribute(), made]

    body = [attribute(), 1, [], [row(cells, f"2:1/c{order}") for order, cells in enumerate(rows)]]
    columns = [[side, {"t": "ColWidth", "c": 0.5}] for _ in head]
    heads = [attribute(), [row(head, "2:1/c9")]]
    return {
        "t": "Table",
        "c": [attribute(identity, label=label), [None, [caption]], columns, heads, [body], [attribute(), []]],
    }


def numbered(delimiter: str, *items: Block) -> Block:
    return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": delimiter}], [[item] for item in items]]}


PREFACE = [header(1, [string("前言")], "c1", "unnumbered", address="1:1/h"), unit("1:1/p1", "本书写给读者。")]
FIRST = [
    header(
        1,
        [string("议会"), span(words("ICMA"), lang="en"), string("制"), note("2:1/n9", "题注。")],
        "c2",
        number="第一章",
    ),
    unit(
        "2:1/p1",
        "截至2024年，",
        span(words("ICMA Press"), lang="en"),
        "出版了",
        node("Emph", "《城市管理》"),
        "与",
        node("Emph", "要点"),
        "、",
        node("Strong", "重点"),
        "，见",
        link([string("图1-1")], "#figure-1-1", "reference", kind="figure"),
        "和",
        link([string("第二章")], "#c3", "reference", kind="chapter"),
        note("2:1/n1", "原书的注。"),
        "。城市",
        note("2:1/n2", "中国称市。——译者注", translator=True),
        "又一处",
        note("2:1/n3", "第二条注。"),
        "。",
    ),
    header(2, [string("起源")], "c2-s1", number="第一节", address="2:1.1/h"),
    div(
        [paragraph([string("学完本章后，应能够：")]), {"t": "BulletList", "c": [[unit("2:1.1/p2", "说明制度")]]}],
        "role",
        "objectives",
    ),
    header(3, [string("早期")], "c2-s2", number="一、"),
    figure("figure-1-1", "图1-1", unit("2:1.1/t1", "组织结构"), image("form.png", "组织结构图：议会在上", "2:1.1/a1")),
    table("table-1-1", "表1-1", unit("2:1.1/t2", "分工"), ["", "职责"], [["议会", "决策"], ["经理", "执行"]]),
    numbered("TwoParens", unit("2:1.1/p7", "甲项；"), unit("2:1.1/p8", "乙项。")),
    {"t": "BlockQuote", "c": [unit("2:1.1/p9", "引文一段。")]},
]
SECOND = [
    header(1, [string("预算")], "c3", number="第二章", address="3:1/h"),
    unit(
        "3:1/p1",
        "比率为",
        {"t": "Math", "c": [{"t": "InlineMath"}, "x^2+1"]},
        "。",
        node("Note", unit("3:1/n1", "又从一起。")),
    ),
    div([header(2, [string("案例")], "c3-s1", "unnumbered"), unit("3:1/p3", "故事。")], "role", "case"),
    div([unit("3:1/p4", "专栏文字。")], "role", "box"),
    unit("3:1/p5", span([string("【未定稿】"), span(words("Not yet translated."), lang="en")], "unfinished")),
    unit("3:1/p6", "见", link([span(words("icma.org"), lang="en")], "https://icma.org/a b"), "。"),
]
GLOSSARY = [
    header(1, [string("术语对照表")], "glossary", "unnumbered"),
    div(
        [
            div([paragraph([string("C")])], "letter"),
            div(
                [
                    paragraph(
                        [
                            span(words("city manager"), lang="en"),
                            string("\u3000城市经理\u3000"),
                            link([string("第一章")], "#_u2_c1_sp1", "locator"),
                        ]
                    )
                ],
                "entry",
            ),
        ],
        "role",
        "glossary",
    ),
]
ASSEMBLED = Assembled(
    BOOK,
    (
        Part("c1", "front", "", "前言", tuple(PREFACE)),
        Part("c2", "body", "第一章", "议会ICMA制", tuple(FIRST)),
        Part("c3", "body", "第二章", "预算", tuple(SECOND)),
        Part("glossary", "back", "", "术语对照表", tuple(GLOSSARY)),
    ),
    {"form.png": png()},
)


class Opened:
    """An EPUB read back: its files, and its XML by name."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.zip.namelist()

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    def pages(self) -> dict[str, etree._Element]:
        return {name[5:]: self.tree(name[5:]) for name in self.names if name.endswith(".xhtml")}

    def shown(self) -> str:
        """All that its pages say, with their markup."""
        return "".join(self.zip.read(name).decode("utf-8") for name in self.names if name.endswith(".xhtml"))

    def find(self, name: str, path: str) -> list[etree._Element]:
        spaces = {
            "h": "http://www.w3.org/1999/xhtml",
            "o": "http://www.idpf.org/2007/opf",
            "d": "http://purl.org/dc/elements/1.1/",
            "e": "http://www.idpf.org/2007/ops",
            "m": "http://www.w3.org/1998/Math/MathML",
        }
        return list(self.tree(name).xpath(path, namespaces=spaces))


def opened_with(*blocks: Block, media: dict[str, bytes] | None = None, **options: str) -> Opened:
    """A book of one chapter that holds these blocks."""
    part = Part("c1", "body", "第一章", "题", (header(1, [string("题")], "c1", number="第一章"), *blocks))
    return Opened(epub.write(Assembled(BOOK, (part,), media or {}), options, MODIFIED))


def inline(*inlines: Block | str) -> Block:
    return paragraph([string(each) if isinstance(each, str) else each for each in inlines])


def body(opened: Opened) -> str:
    """The chapter's markup below its heading."""
    section = opened.find("c1.xhtml", "//h:section[@role='doc-chapter']")[0]
    written = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in section[1:])
    for space in (' xmlns="http://www.w3.org/1999/xhtml"', ' xmlns:epub="http://www.idpf.org/2007/ops"'):
        written = written.replace(space, "")
    return written
