"""Addresses of links in print: in notes, in brackets, or left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pubpipe.books import Assembled, Part
from pubpipe.books._ast import div, header, link, paragraph, plain_blocks, string
from pubpipe.books._links import spelt

ICMA = "https://icma.org/"


def line() -> dict[str, Any]:
    """见协会网站。"""
    return paragraph([string("见"), link([string("协会网站")], ICMA), string("。")])


def written(assembled: Assembled, blocks: list[dict[str, Any]], links: str) -> list[dict[str, Any]]:
    """The blocks of a book of one part, as they are printed."""
    book = replace(assembled, parts=(Part("c1", "body", "", "题", tuple(blocks)),))
    return list(spelt(book, links).parts[0].blocks)


CASES = [
    ("quiet", [line()], "见协会网站。"),
    ("brackets", [line()], "见协会网站（https://icma.org/）。"),
    ("brackets", [paragraph([link([string("icma.org")], ICMA)])], "icma.org"),
    ("brackets", [paragraph([link([string("第二章")], "#c2")])], "第二章"),
    ("brackets", [header(2, line()["c"], "h")], "见协会网站。"),
    ("brackets", [div([line()], "original", lang="en")], "见协会网站。"),
    ("brackets", [paragraph([link([string("来信")], "mailto:a@icma.org")])], "来信（a@icma.org）"),
]


@pytest.mark.parametrize(("links", "blocks", "expected"), CASES)
def test_addresses_in_brackets(assembled: Assembled, links: str, blocks: list[dict[str, Any]], expected: str) -> None:
    assert plain_blocks(written(assembled, blocks, links)) == expected


def test_addresses_in_notes(assembled: Assembled) -> None:
    """A note holds the address; in a note it stands in brackets."""
    noted = [string("注"), {"t": "Note", "c": [line()]}]
    first, second = written(assembled, [line(), paragraph(noted)], "notes")
    assert [node["t"] for node in first["c"]] == ["Str", "Link", "Note", "Str"]
    assert plain_blocks(first["c"][2]["c"]) == ICMA
    assert plain_blocks(second["c"][1]["c"]) == "见协会网站（https://icma.org/）。"
