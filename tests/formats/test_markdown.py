"""Markdown: cases, laws, hostile input, and what pandoc is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import Rules, markdown
from pubpipe.formats._codes import mend
from pubpipe.model import CodeKind, Content, Unit
from tests.formats.markdown_and_html import SAMPLE, broken, cases, drawn, expected, line, lines_kept, merged

INLINE = b"Bold **one** and *two*, `code`, [a link](x.md), a note.[^1]\n\n[^1]: Note\n"
LETTERS = "汉字，。（）“”《》 *_`[]()<>&|#$~!\\{}%:/1.-+=ab"


@pytest.mark.parametrize("path", cases("markdown"), ids=lambda path: path.stem)
class TestCases:
    def test_units(self, path: Path) -> None:
        assert [line(unit) for unit in markdown.read(path.read_bytes()).units] == expected(path)[0]

    def test_merged(self, path: Path) -> None:
        targets = expected(path)[1]
        golden = path.with_suffix(f".zh{path.suffix}").read_bytes() if targets else path.read_bytes()
        assert merged(markdown, path.read_bytes(), targets) == golden

    def test_laws(self, path: Path) -> None:
        source = path.read_bytes()
        assert list(broken(markdown, source, markdown.read(source))) == []


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.md")), ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    source = path.read_bytes()
    assert list(broken(markdown, source, markdown.read(source))) == []


def test_every_file(outside: Callable[[str], Path]) -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(outside("documents/md").iterdir()):
        source = path.read_bytes()
        for law in broken(markdown, source, markdown.read(source)):
            found.setdefault(law, []).append(path.name)
    assert found == {}


@given(st.lists(st.text(LETTERS, max_size=9) | st.integers(0, 7), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_target_shows_as_it_is(parts: list[str | int]) -> None:
    """Whatever text and order of codes: one paragraph, the same characters under the same formatting."""
    unit = markdown.read(INLINE).units[0]
    codes = [part for part in unit.content if not isinstance(part, str)]
    target: Content = (*(part if isinstance(part, str) else codes[part] for part in parts), "汉")
    again = markdown.read(markdown.merge(INLINE, {unit.id: target})).units
    assert [each.role for each in again] == ["paragraph", "note"]
    assert drawn(again[0].content) == drawn(mend(unit.content, target))


@given(st.text(LETTERS, max_size=40).map(lambda text: f"汉{text}") | st.text(LETTERS, max_size=40).map("{}汉".format))
@settings(max_examples=200, deadline=None)
def test_any_text_shows_as_it_is(text: str) -> None:
    for source, name in ((b"Text\n", "0/p1"), (b"# Text\n", "1/h"), (b"|Text|\n|-|\n", "0/c1"), (b"- Text\n", "0/p1")):
        again = {unit.id: unit for unit in markdown.read(markdown.merge(source, {name: (text,)})).units}
        assert drawn(again[name].content) == drawn((text,))


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_byte_order_mark_stay(ending: bytes, mark: bytes) -> None:
    source = mark + ending.join(
        [b"# Title", b"", b"One **two**", b"three.  ", b"Four\\", b"five.\t", b"", b"> q", b"> r"]
    )
    units = {unit.id: unit.content for unit in markdown.read(source).units}
    assert [*units] == ["1/h", "1/p1", "1/p2"]
    assert [part.type for part in units["1/p1"] if not isinstance(part, str)] == ["b", "b", "br", "br"]
    target = markdown.merge(source, {"1/p2": ("译文。",)})
    assert target == source.replace(b"q" + ending + b"> r", "译文。".encode())
    assert lines_kept(source, target)


@pytest.mark.parametrize(
    ("source", "encoding"), [("Text", "utf-16"), ("中文文字在这里 Text", "gb18030"), ("caf\xe9 Text", "windows-1252")]
)
def test_encodings(source: str, encoding: str) -> None:
    target = markdown.merge(source.encode(encoding), {"0/p1": ("译文",)})
    assert target.decode("utf-8" if encoding == "windows-1252" else encoding) == "译文"


def test_rules_leave_out_alternative_texts_and_titles() -> None:
    source = b'---\ntitle: T\n---\n![alt](x.png "title") text\n'
    read = markdown.read(source, Rules(alt=False, meta=False))
    assert [unit.id for unit in read.units] == ["0/i1", "0/p1"]
    assert markdown.merge(source, {"0/p1": (read.units[1].content[0], "文字")}, Rules(alt=False, meta=False)) == (
        '---\ntitle: T\n---\n![alt](x.png "title")文字\n'.encode()
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"\x00\x01", "not a text file: it holds null bytes"),
        (bytes(range(1, 32)) * 9, "not a text file: its bytes are no characters"),
        (b"[" * 100_000, "a paragraph with too much markup: [[[[[[[[[[[[[[[[[[[[…"),
    ],
)
def test_hostile_input_gets_a_sentence(source: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        markdown.read(source)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "text", [">" * 9999, "- " * 9999, "{{" * 9999, "<!-- " * 9999, "|a" * 9999, "$a" * 9000, "`" * 9999]
)
def test_deep_or_endless_markup_is_read(text: str) -> None:
    source = text.encode()
    assert markdown.merge(source, {}) == source


def test_kinds_of_codes() -> None:
    unit: Unit = markdown.read(INLINE).units[0]
    kinds = [
        (part.type, part.display)
        for part in unit.content
        if not isinstance(part, str) and part.kind is not CodeKind.CLOSE
    ]
    assert kinds == [("b", ""), ("i", ""), ("c", "code"), ("a", ""), ("fn", "1")]


def test_an_anchor_that_leads_nowhere_is_a_pair() -> None:
    source = b'One <a id="here">two</a> three.\n'
    unit = markdown.read(source).units[0]
    assert line(unit) == "0/p1 paragraph | One <x1>two</x1> three."
    assert markdown.merge(source, {unit.id: ("一", *unit.content[1:4], "三")}) == '一<a id="here">two</a>三\n'.encode()
