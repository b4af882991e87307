"""PO files read and written; nothing is lost between us and other tools."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Catalog, read_po, update, write_po
from pubpipe.errors import Unreadable
from pubpipe.model import Entry

from .documents import SENTENCE, document, translated

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r")) | st.sampled_from(
    [
        'say "yes"',
        "C:\\new\\table",
        "a\u2028b\x85c\x1dd",
        "\ttab\nline\n",
        "中文，标点。",
        "<b1>x</b1>\\\\",
        "#~ msgid",
        "a" * 500,
    ]
)
LINES = st.text(alphabet='ab #~:.|,"\\中文', min_size=1).map(str.strip).filter(bool)
ENTRIES = st.builds(
    Entry,
    source=TEXTS.filter(bool),
    target=TEXTS,
    context=st.sampled_from(["", "heading", "text@5d41402a", 'a "b"']),
    previous=TEXTS,
    previous_context=st.sampled_from(["", "cell"]),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap"), ("python-format",)]),
    places=st.lists(
        st.sampled_from(
            ["city/02 Budgeting and Planning.docx:2.1/p3", "a%20b  c.md:1/h", "第一 章.html:1/c2-3", "x:1"]
        ),
        unique=True,
    ).map(tuple),
    comment=st.lists(LINES, max_size=3).map("\n".join),
    notes=st.lists(LINES, max_size=3).map(tuple),
    obsolete=st.booleans(),
)
CATALOGS = st.builds(
    Catalog,
    st.lists(ENTRIES, max_size=5, unique_by=lambda entry: (entry.context, entry.source)).map(
        lambda entries: tuple(sorted(map(standing, entries), key=lambda entry: entry.obsolete))
    ),
    st.dictionaries(st.sampled_from(["Language", "Last-Translator", "X-Own"]), LINES),
    LINES | st.just(""),
)


def standing(entry: Entry) -> Entry:
    """Obsolete entries stand nowhere."""
    return replace(entry, places=()) if entry.obsolete else entry


@settings(max_examples=150, deadline=None)
@given(CATALOGS)
def test_what_is_written_reads_back_the_same(catalog: Catalog) -> None:
    assert read_po(write_po(catalog)) == catalog


@settings(max_examples=100, deadline=None)
@given(CATALOGS, st.integers(20, 100))
def test_wrapping_by_another_program_changes_no_text(catalog: Catalog, width: int) -> None:
    plain = [entry for entry in catalog.entries if entry.source.isprintable() and entry.target.isprintable()]
    entries = tuple(replace(entry, comment="", notes=(), previous="", previous_context="") for entry in plain)
    catalog = replace(catalog, entries=entries, comment="")
    other = polib.pofile(write_po(catalog).decode(), wrapwidth=width)
    assert read_po(str(other).encode()) == catalog


def sample() -> Catalog:
    lines = [
        "# The budget",
        "The <b1>council</b1> adopts it; " + "all the members agree, " * 8 + "sic.",
        "| Gone tomorrow",
    ]
    catalog = translated(update(None, document([*lines, lines[1]]), SENTENCE)[0])
    entries = [replace(entry, comment=f"a comment on\n{entry.source[:20]}") for entry in catalog.entries]
    edited = [lines[0].replace("budget", "whole budget"), *lines[1:2], lines[1]]
    return update(replace(catalog, entries=tuple(entries)), document(edited), SENTENCE)[0]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="no gettext")
@pytest.mark.parametrize("options", [[], ["--width=40"], ["--no-wrap"], ["--indent"]], ids=str)
def test_gettext_keeps_everything(options: list[str], tmp_path: Path) -> None:
    path = tmp_path / "chapter.po"
    path.write_bytes(write_po(sample()))
    found = subprocess.run(["msgcat", *options, str(path)], capture_output=True, check=True)
    assert found.stderr == b""
    assert read_po(found.stdout) == sample()
    checked = subprocess.run(["msgfmt", "--check-format", "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_a_whole_file() -> None:
    catalog = Catalog(
        (
            Entry(
                'The "council" adopts it.',
                "市议会通过。",
                "heading",
                "The council.",
                "cell",
                ("fuzzy",),
                ("city/02 A.docx:1/h", "city/02 A.docx:1/p1-2"),
                "ask Zhang",
                ("heading, section 1", "terms: council 市议会"),
            ),
            Entry(
                "Gone.", "没了。", previous="It is gone.", comment="pity", obsolete=True, notes=("offer 12345678: x",)
            ),
        ),
        {"Language": "zh_CN", "X-Own": "kept"},
    )
    assert write_po(catalog).decode() == Path(__file__).with_name("whole.po").read_text("utf-8")


FOREIGN = """# Header comment
#,fuzzy
msgid   ""
msgstr  ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=CHARSET\\n"

## two hashes
#.where
#: ⁨city/02 A b.docx⁩:2/p1 ⁨city/02 A b.docx⁩:2/p2
#: plain.md:1
#,fuzzy,no-wrap
#|msgid "Old"
msgid ""
"The "
"council"
msgstr "市议会"

msgid "city"
msgid_plural "cities"
msgstr[0] "城市"

#~| msgid "Before"
#~ msgid "Gone"
#~ msgstr "没了"

# the last word
"""


@pytest.mark.parametrize(
    ("encode", "charset"),
    [
        (lambda text: text.encode(), "utf-8"),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "utf-8"),
        (lambda text: text.replace("\n", "\r\n").encode(), "utf-8"),
        (lambda text: text.replace("CHARSET", "GB2312").encode("gb18030"), "gb18030"),
        (lambda text: text.encode("utf-16"), "utf-16-le"),
    ],
    ids=["utf-8", "bom", "crlf", "gb2312", "utf-16"],
)
def test_what_others_write_is_understood(encode: Callable[[str], bytes], charset: str) -> None:
    catalog = read_po(encode(FOREIGN))
    assert catalog.charset == charset
    assert catalog.comment == "Header comment\nthe last word"
    assert catalog.header["Language"] == "zh_CN"
    assert catalog.entries == (
        Entry(
            "The council",
            "市议会",
            previous="Old",
            flags=("fuzzy", "no-wrap"),
            places=("city/02 A b.docx:2/p1", "city/02 A b.docx:2/p2", "plain.md:1"),
            comment="# two hashes",
            notes=("where",),
        ),
        Entry("cities", "城市"),
        Entry("Gone", "没了", previous="Before", obsolete=True),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\3\4\x14", "not a PO file: line 1"),
        (b"hello", "not a PO file: line 1"),
        (b'msgid "a"\nmsgstr "b\n', "not a PO file: line 2"),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', "not a PO file: line 4"),
        (b'msgid "a"\nmsgid "c"\nmsgstr "b"\n', "not a PO file: line 2"),
        (b'msgid "say "yes""\nmsgstr "b"\n', "not a PO file: line 1"),
        (b'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n', "not a PO file: line 2"),
        (b'msgstr "b"\n', "not a PO file: line 1"),
        (b'msgid "a"\nmsgstr "\xff"\n', "not UTF-8, although it should be: line 2"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n',
            "the header names an unknown charset: klingon",
        ),
        (b'msgid "a"\nmsgstr "b"\n\n# c\nmsgid "a"\nmsgstr "d"\n', "the same entry twice: lines 1 and 4: a"),
    ],
    ids=lambda value: str(value),
)
def test_a_broken_file_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_po(data)
    assert str(caught.value) == message


def test_an_empty_file_is_an_empty_catalog() -> None:
    assert read_po(b"") == Catalog()


def test_a_name_of_a_file_is_no_catalog(tmp_path: Path) -> None:
    path = tmp_path / "real.po"
    path.write_text('msgid "a"\nmsgstr "b"\n')
    with pytest.raises(Unreadable):
        read_po(str(path).encode())
