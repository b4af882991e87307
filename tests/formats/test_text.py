"""Plain text: cases, laws on any text, encodings, hostile input."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import text
from pubpipe.model import text as characters
from tests.formats.markdown_and_html import cases
from tests.formats.plain_files import HARD, judge, lawful, targets

LINES = st.lists(
    st.sampled_from(["", "One", "- two", "1. three", "  four.", "***", "2) five", "Six:", "7"]), max_size=9
)


@pytest.mark.parametrize("path", cases("text"), ids=lambda path: path.name)
def test_case(path: Path) -> None:
    judge(text, path)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.dictionaries(st.sampled_from("123"), targets("字")))
@settings(max_examples=100, deadline=None)
def test_laws_of_lines(lines: list[str], end: str, translate: dict[str, str]) -> None:
    lawful(text, end.join(["x", *lines]).encode(), translate)


@given(st.text(HARD + "xyz\n\n", min_size=1), st.dictionaries(st.sampled_from("123"), targets("字")))
@settings(max_examples=100, deadline=None)
def test_laws_of_any_text(source: str, translate: dict[str, str]) -> None:
    lawful(text, source.encode(), translate)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "windows-1252"])
def test_encodings(encoding: str) -> None:
    words = "Überschrift – “x”\r\n" if encoding == "windows-1252" else "The city 城市规划治理\r\n"
    source = words.encode(encoding)
    merged = text.merge(source, {"0/p1": ("市“长”",)})
    assert characters(text.read(source).units[0].content) == words.strip()
    expected = "utf-8" if encoding == "windows-1252" else encoding
    assert merged.startswith(codecs.BOM_UTF8) == (expected == "utf-8-sig" or encoding == "gb18030")
    assert merged.decode("utf-8-sig" if encoding == "gb18030" else expected) == "市“长”\r\n"


def test_enough_chinese_stays_in_its_encoding() -> None:
    source = "城市规划治理\n\nThe city\n".encode("gb18030")
    assert text.merge(source, {"0/p2": ("城市",)}) == "城市规划治理\n\n城市\n".encode("gb18030")


@pytest.mark.parametrize("source", [b"\0\1\2", bytes(range(256)) * 9])
def test_what_is_no_text_gets_a_sentence(source: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^not a text file: "):
        text.read(source)


def test_nothing_is_nothing() -> None:
    assert (text.read(b"").units, text.merge(b"", {}), list(text.scan(b""))) == ((), b"", [])


def test_prepared() -> None:
    page, reader = text.prepare(b"A <tag>\n\nB &\nC")
    assert reader == "html+epub_html_exts"
    assert b"<body>\n<p>A &lt;tag&gt;</p>\n<p>B &amp; C</p>\n</body>" in page
