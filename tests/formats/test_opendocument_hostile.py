"""OpenDocument files that mean harm or are not what they say, and targets that do: one sentence, or a sound file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats import leftover, opendocument
from pubpipe.formats.opendocument._names import named
from pubpipe.model import Code, CodeKind, Content, codes, content, text
from tests.formats.opendocument_files import DECLARED, HEADER, flat, package, part
from tests.formats.opendocument_files import opendocument as made

SOUND = made("<text:p>Text</text:p>")


def with_part(name: str, data: bytes) -> bytes:
    """The sound file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        return package({each: archive.read(each) for each in archive.namelist()} | {name: data})


def encrypted() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f"{HEADER}<manifest:manifest {DECLARED}>{entry}</manifest:manifest>"
    return with_part("META-INF/manifest.xml", manifest.encode())


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "html": (lambda: b"<html/>", "not an OpenDocument file: no office:document"),
    "other zip": (lambda: package({"a.txt": "x"}), "not an OpenDocument file: no content.xml"),
    "no body": (
        lambda: with_part("content.xml", f"<office:document-content {DECLARED}/>".encode()),
        "a damaged OpenDocument file: it has no body",
    ),
    "spreadsheet": (
        lambda: with_part(
            "content.xml", part(SOUND, "content.xml").replace("office:text", "office:spreadsheet").encode()
        ),
        "neither an OpenDocument text nor a presentation: spreadsheet",
    ),
    "encrypted": (encrypted, "encrypted: a password is needed for content.xml"),
    "entities in a flat file": (
        lambda: flat("<text:p/>").replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>', 1),
        "a document type or entity is declared, which is refused: document.xml",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_sentence(name: str) -> None:
    make, sentence = CASES[name]
    with pytest.raises(Unreadable) as error:
        opendocument.read(make())
    assert str(error.value) == sentence


def test_deep_nesting_is_read() -> None:
    source = made("<text:p>" + "<text:span>" * 100 + "Text" + "</text:span>" * 100 + "</text:p>")
    assert [unit.content for unit in opendocument.read(source).units] == [("Text",)]


def test_a_million_spaces_are_not_believed() -> None:
    unit = opendocument.read(made('<text:p>a<text:s text:c="1000000000"/>b</text:p>')).units[0]
    assert unit.content == ("a" + " " * 1000 + "b",)


def test_styles_that_stand_on_each_other() -> None:
    style = '<style:style style:name="{}" style:family="paragraph" style:parent-style-name="{}"/>'
    source = made(
        '<text:p text:style-name="A">Text</text:p>', automatic=style.format("A", "B") + style.format("B", "A")
    )
    assert [(unit.content, unit.style) for unit in opendocument.read(source).units] == [(("Text",), "A")]


BODY = "<text:p>One {bold}{note} and {start}{link}{end}, {field}<text:line-break/>{line}</text:p>".format(
    bold='<text:span text:style-name="Strong">bold</text:span>',
    note='<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Foot</text:p></text:note-body></text:note>",
    start='<text:bookmark-start text:name="m"/>',
    link='<text:a xlink:href="u">a <text:span text:style-name="Slant">link</text:span></text:a>',
    end='<text:bookmark-end text:name="m"/>',
    field="<text:page-number>1</text:page-number>",
    line='<text:span text:style-name="Line">end </text:span>',
)
SOURCE = made(BODY)
UNIT = opendocument.read(SOURCE).units[0]
FOREIGN = [Code(kind, each, 7) for kind in CodeKind for each in ("b", "a", "fn")]
targets = st.lists(st.one_of(st.sampled_from([*codes(UNIT.content), *FOREIGN]), st.text(max_size=5))).map(content)


@given(targets)
@settings(max_examples=100, deadline=None)
def test_any_target_gives_a_sound_file(target: Content) -> None:
    merged = opendocument.merge(SOURCE, {UNIT.id: target})
    root = etree.fromstring(part(merged, "content.xml").encode())
    names = ("note", "bookmark-start", "bookmark-end", "page-number", "line-break")
    assert [len(list(root.iter(named(f"text:{name}")))) for name in names] == [1] * 5
    opendocument.read(merged)


def test_the_source_as_target_changes_nothing_a_reader_sees() -> None:
    merged = opendocument.merge(SOURCE, {UNIT.id: UNIT.content})
    assert opendocument.read(merged).units == opendocument.read(SOURCE).units


INLINE = ["text:span", "text:a", "text:s", "text:tab", "text:meta", "text:page-number", "text:bookmark", "text:ruby"]
BLOCKS = ["text:p", "text:h", "text:list", "text:list-item", "text:section", "table:table", "table:table-cell"]
OTHERS = ["draw:frame", "draw:text-box", "text:note", "text:note-body", "office:annotation", "text:table-of-content"]
MORE = ["svg:title", "presentation:notes", "draw:page", "text:tracked-changes", "text:change-start", "text:unheard-of"]


def nested(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element of any name around anything, some of it in a style."""
    names = st.sampled_from([*INLINE, *BLOCKS, *OTHERS, *MORE])
    styles = st.sampled_from(["", "Strong", "Slant", "Line", "Gone", "Signs", "Title"])
    return st.builds(
        lambda name, style, inner: f'<{name} text:style-name="{style}">{"".join(inner)}</{name}>',
        names,
        styles,
        st.lists(inside, max_size=4),
    )


bodies = st.lists(st.recursive(st.sampled_from(["word", " ", " and ", "it<!-- x -->is"]), nested, max_leaves=30))


@given(bodies.map("".join), st.sampled_from(["text", "presentation"]))
@settings(max_examples=100, deadline=None)
def test_elements_in_any_order_are_answered_for(body: str, kind: str) -> None:
    source = made(body, kind=kind)
    document = opendocument.read(source)
    assert leftover(document, opendocument.scan(source)) == []
    assert opendocument.merge(source, {}) == source
    merged = opendocument.merge(source, {unit.id: unit.content for unit in document.units})
    again = opendocument.read(merged)
    assert [(unit.id, text(unit.content).split()) for unit in again.units] == [
        (unit.id, text(unit.content).split()) for unit in document.units
    ]
    opendocument.prepare(source)
