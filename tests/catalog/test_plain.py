"""Entries read and written without polib: what comes is what polib would have read or written."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Catalog, pofile, read_po, write_po
from pubpipe.catalog.plain import plain_block, plain_entry, separated
from pubpipe.errors import Unreadable
from pubpipe.model import Entry

from .test_pofile import CATALOGS

_SAMPLE = sorted((Path(__file__).parents[2] / "translations/zh_CN").rglob("*.po"))
_LINES = st.sampled_from(
    [
        "",
        "#",
        "# said",
        "# # twice",
        "#said",
        "#. note",
        "#.  note ",
        "#: a:1/p1 b%20c:2/p3-2",
        "#: d:1",
        "#, fuzzy",
        "#,fuzzy, no-wrap",
        '#| msgid "before"',
        '#| msgctxt "cell"',
        'msgctxt "heading"',
        'msgid "one"',
        'msgid "two \\"quoted\\" \\\\n \\x"',
        'msgid ""',
        'msgid_plural "many"',
        'msgstr[0] "许多"',
        'msgstr "一"',
        'msgstr "\u2028二\\t"',
        'msgstr ""',
        '"continued"',
        '"not closed',
        '#~ msgid "old"',
        '#~ msgstr "旧"',
        "\u2068x\u2069",
    ]
)
_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def _by_polib(data: bytes) -> Catalog | str:
    with patch.object(pofile, "separated", lambda _text: None):
        return _read(data)


def _read(data: bytes) -> Catalog | str:
    try:
        return read_po(data)
    except Unreadable as error:
        return str(error)


@given(CATALOGS)
@settings(max_examples=100, deadline=None)
def test_any_catalog(catalog: Catalog) -> None:
    written = write_po(catalog)
    with patch.object(pofile, "plain_block", lambda _entry: None):
        assert write_po(catalog) == written
    assert _read(written) == _by_polib(written)


@given(st.lists(_LINES, max_size=14))
@settings(max_examples=400, deadline=None)
def test_any_lines(lines: list[str]) -> None:
    data = "\n".join([_HEADER, *lines]).encode()
    assert _read(data) == _by_polib(data)


@given(st.lists(st.lists(_LINES, max_size=5).map("\n".join), max_size=5))
@settings(max_examples=400, deadline=None)
def test_any_blocks(blocks: list[str]) -> None:
    data = "\n\n".join([_HEADER.strip(), 'msgid "first"\nmsgstr "甲"', *blocks]).encode()
    assert _read(data) == _by_polib(data)


def test_our_own_files() -> None:
    for path in _SAMPLE:
        assert read_po(path.read_bytes()) == _by_polib(path.read_bytes())


def test_an_entry() -> None:
    entry = Entry('say "yes"', "说\\是", "cell", flags=("fuzzy",), places=("a:1/c1", "a:1/c2"), notes=("cell",))
    block = '#. cell\n#: a:1/c1 a:1/c2\n#, fuzzy\nmsgctxt "cell"\nmsgid "say \\"yes\\""\nmsgstr "说\\\\是"\n'
    assert plain_block(entry) == block
    assert plain_entry(block.rstrip("\n")) == entry


def test_what_is_left_to_polib() -> None:
    assert [plain_block(each) for each in (Entry("a\nb"), Entry("a", obsolete=True), Entry("a\u3000b"))] == [None] * 3
    plain, old = 'msgid "one"\nmsgstr "一"', '#~ msgid "old"\n#~ msgstr "旧"'
    header = _HEADER.strip()
    assert separated("\n\n".join([header, plain, old])) == ([Entry("one", "一"), None], f"{header}\n\n{old}\n")
    assert separated("\n\n".join([header, plain, "# of nothing"])) is None
