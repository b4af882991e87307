"""The small book made by hand, with a chapter of terms and of two languages, and its site read back."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from pubpipe.books import Assembled, Block, Part, web
from pubpipe.books._ast import div, header, link, paragraph, span, string, words
from tests.books.epub.handmade import ASSEMBLED, MODIFIED, unit


def pair(address: str, chinese: str, english: str) -> Block:
    """A paragraph and its English, to be switched."""
    original = div([paragraph([span(words(english), lang="en")])], "original", lang="en")
    return div([original, div([unit(address, chinese)], "translation")], "pair", "switch")


def entry(english: str, chinese: str, place: str, definition: str = "") -> Block:
    """A line of the list of terms, and what the term means."""
    inlines = [span(words(english), lang="en"), string(f"\u3000{chinese}\u3000")]
    line = paragraph([*inlines, link([string("第三章")], f"#{place}", "locator")])
    meaning = [div([paragraph([string(definition)])], "definition")] if definition else []
    return div([line, *meaning], "entry")


BROWNFIELDS = (
    header(1, [string("棕地")], "c4", number="第三章", address="4:1/h"),
    div([paragraph([span(words("Brownfields"), lang="en")])], "original", "heading", "level1", lang="en"),
    pair("4:1/p1", "棕地是可能受污染的土地。城市经理负责棕地再开发。", "A brownfield is land that may be polluted."),
    pair("4:1/p2", "城市经理制与城市经理不同。", "The form is not the person."),
    {"t": "BulletList", "c": [[unit("4:1/p3", "清查棕地；")], [unit("4:1/p4", "再利用。")]]},
)
GLOSSARY = (
    header(1, [string("术语对照表")], "glossary", "unnumbered"),
    div(
        [
            div([paragraph([string("B")])], "letter"),
            entry("brownfield", "棕地", "_u4_c1_sp1"),
            entry("brownfield redevelopment", "棕地再开发", "_u4_c1_sp1"),
            div([paragraph([string("C")])], "letter"),
            entry("city manager（CM）", "城市经理", "_u4_c1_sp1", "由议会任命的行政首长。"),
        ],
        "role",
        "glossary",
    ),
)
BILINGUAL = replace(
    ASSEMBLED,
    parts=(
        *ASSEMBLED.parts[:-1],
        Part("c4", "body", "第三章", "棕地", BROWNFIELDS),
        Part("glossary", "back", "", "术语对照表", GLOSSARY),
    ),
    bilingual="switch",
)


def made(assembled: Assembled = BILINGUAL, **settings: str) -> dict[str, bytes]:
    """The files of the site."""
    return web.files(assembled, settings, MODIFIED)


def read(files: dict[str, bytes]) -> dict[str, html.HtmlElement]:
    """Its pages by name."""
    return {
        name: html.document_fromstring(content.decode()) for name, content in files.items() if name.endswith(".html")
    }


def text(node: html.HtmlElement) -> str:
    """What it says, white space apart."""
    return re.sub(r"\s+", "", "".join(node.itertext()))
