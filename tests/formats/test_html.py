"""HTML: cases, laws, hostile input, and what pandoc is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import Rules, html, leftover
from pubpipe.model import Content
from tests.formats.markdown_and_html import SAMPLE, broken, cases, expected, line, merged

INLINE = b'<p title="T">Bold <b>one</b> and <img src="x" alt="A"> two<br>three</p>'


@pytest.mark.parametrize("path", cases("html"), ids=lambda path: path.stem)
class TestCases:
    def test_units(self, path: Path) -> None:
        assert [line(unit) for unit in html.read(path.read_bytes()).units] == expected(path)[0]

    def test_merged(self, path: Path) -> None:
        targets = expected(path)[1]
        golden = path.with_suffix(f".zh{path.suffix}").read_bytes() if targets else path.read_bytes()
        assert merged(html, path.read_bytes(), targets) == golden

    def test_laws(self, path: Path) -> None:
        source = path.read_bytes()
        assert list(broken(html, source, html.read(source))) == []


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.html")), ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    source = path.read_bytes()
    assert list(broken(html, source, html.read(source))) == []


def test_every_file(outside: Callable[[str], Path]) -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(outside("documents/html").iterdir()):
        source = path.read_bytes()
        for law in broken(html, source, html.read(source)):
            found.setdefault(law, []).append(path.name)
    assert found == {}


@given(st.lists(st.one_of(st.text(max_size=6), st.sampled_from(range(9)))))
@settings(max_examples=150, deadline=None)
def test_any_target_gives_a_sound_file(parts: list[str | int]) -> None:
    unit = html.read(INLINE).units[1]
    codes = [part for part in unit.content if not isinstance(part, str)]
    target: Content = tuple(part if isinstance(part, str) else codes[part % len(codes)] for part in parts)
    again = html.read(html.merge(INLINE, {unit.id: target})).units
    assert [each.id for each in again if each.role != "paragraph"] == ["0/i1", "0/a1"]


MARKUP = (
    "text <p> </p> <b> </b> <li> <ul> </ul> <td> <table> </table> <a~href=x> </a> <!-- --> < &amp; {{ }} {%~x~%} "
    "<code> </code> <svg> </svg> <i~title='t'> ~"
)


@given(st.lists(st.sampled_from([part.replace("~", " ") for part in MARKUP.split(" ")])))
@settings(max_examples=200, deadline=None)
def test_broken_markup_stays_as_it_is(parts: list[str]) -> None:
    source = "".join(parts).encode()
    document = html.read(source)
    assert html.merge(source, {}) == source
    assert html.merge(source, {unit.id: unit.content for unit in document.units}) == source


@pytest.mark.parametrize(
    ("head", "encoding", "written"),
    [
        ("<meta charset=iso-8859-1>", "windows-1252", b"&#35793;&#25991;"),
        ("<meta charset=gb2312>", "gb18030", "译文".encode("gb18030")),
        ("", "utf-16", "译文".encode("utf-16-le")),
        ("", "utf-8-sig", "译文".encode()),
        ("", "windows-1252", b"&#35793;&#25991;"),
    ],
)
def test_encodings(head: str, encoding: str, written: bytes) -> None:
    source = f"<html>{head}<p>caf\xe9</p>".encode(encoding)
    assert html.merge(source, {"0/p1": ("译文",)}) == source.replace(
        "caf\xe9".encode("utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")), written
    )


def test_hidden_text_by_setting() -> None:
    source = b"<p hidden>Secret</p><p>Seen</p>"
    assert [line(unit) for unit in html.read(source).units] == ["0/p1 paragraph p | Seen"]
    assert [line(unit) for unit in html.read(source, Rules(hidden=True)).units] == [
        "0/p1 paragraph p | Secret",
        "0/p2 paragraph p | Seen",
    ]


def test_the_ledger_names_its_rules() -> None:
    source = b"<title>T</title><style>s {}</style><p>A <code>b</code> {{ c }} <span translate=no>D</span></p><p>--</p>"
    ledger = [(account.fate.value, account.rule, account.text) for account in html.read(source).ledger]
    assert ledger == [
        ("translated", "title", "T"),
        ("excluded", "style sheet", "s {}"),
        ("translated", "paragraph", "A"),
        ("protected", "code", "b"),
        ("protected", "template code", "{{ c }}"),
        ("protected", 'translate="no"', "D"),
        ("protected", "no letter or digit", "--"),
    ]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"<p>\x00\x01", "not a text file: it holds null bytes"),
        (b"\xff\xfe\x00", "its bytes are not the encoding it names: utf-16-le"),
        (b"\x01\x02\x03<p>", "not a text file: its bytes are no characters"),
    ],
)
def test_hostile_input_gets_a_sentence(source: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        html.read(source)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "text", ["<div>", "<b>", "<a b='", '<a x=">" ', "</b>", "<!--", "{{", "<svg>", "<p><b>", "<?", "<sup>"]
)
def test_deep_or_endless_markup_is_read(text: str) -> None:
    source = text.encode() * 20_000
    assert html.merge(source, {}) == source


def test_endless_tags_have_no_scan() -> None:
    source = b"<a b='" * 1000
    with pytest.raises(Unreadable) as caught:
        leftover(html.read(source), html.scan(source))
    assert str(caught.value) == "too many tags without end"


def test_pandoc_is_not_told_what_the_main_part_is() -> None:
    page, _reader = html.prepare(b"<p>Before</p><main><p>In</p></main><div role=main><p>More</p></div><p>After</p>")
    assert page.decode() == (
        "<html><body><p>Before</p><div><p>In</p></div><div><p>More</p></div><p>After</p></body></html>"
    )


def test_pandoc_reads_what_windows_left() -> None:
    page, _reader = html.prepare(b"<meta charset=utf-8><p>Conroy\x92s")
    assert "<p>Conroy’s</p>" in page.decode()


def test_prepared_for_pandoc() -> None:
    source = (
        b"<html lang=en><nav>Menu</nav><header><h1>T</h1></header><p>One<sup><a href='#n1' id=r1>1</a></sup></p>"
        b"<script>x</script><aside><p>Box</p></aside><p hidden>no</p><dl><div><dt>d</dt></div></dl>"
        b"<section id=notes><h2>Notes</h2><ol><li id=n1>Note <a href='#r1'>Back</a></li></ol></section>"
    )
    page, reader = html.prepare(source)
    assert reader == "html+epub_html_exts"
    assert page.decode() == (
        '<html lang="en"><body><div><h1>T</h1></div>'
        '<p>One<a href="#n1" id="r1" epub:type="noteref">1</a></p>'
        '<div class="box"><p>Box</p></div><dl><dt>d</dt></dl>'
        '<aside epub:type="footnote" id="n1"><p>Note </p></aside></body></html>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "<html",
        "",
        "<p>One\x01 of several words that follow each other",
        "<p>One&#1;two<script>x</script>&#x1f;three</p>",
        "<![Chtml]>x",
        "<![",
    ],
)
def test_a_damaged_page_is_prepared_and_scanned(source: str) -> None:
    document = html.read(source.encode())
    assert leftover(document, html.scan(source.encode())) == []
    assert html.prepare(source.encode())[0].startswith(b"<")


@pytest.mark.parametrize(
    "hidden",
    ["<!-- x", "<![CDATA[x", "<!-->", "<!--->", "<!-- x --!>", "<!--x-->", "</ p>", "</>", "<!x", "<?x", "<?x?>"],
)
def test_what_browsers_take_for_a_comment_is_no_text(hidden: str) -> None:
    source = f"<p>One{hidden}".encode()
    document = html.read(source)
    assert [unit.content for unit in document.units] == [("One",)]
    assert leftover(document, html.scan(source)) == []


@pytest.mark.parametrize("name", ["rot13", "zlib", "undefined", "cp037", "punycode", "no-such-thing"])
def test_only_encodings_of_the_web_are_believed(name: str) -> None:
    source = f"<meta charset={name}><p>Café</p>".encode()
    assert [unit.content for unit in html.read(source).units] == [("Café",)]
