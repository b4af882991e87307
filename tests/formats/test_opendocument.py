"""OpenDocument files: what is read from them, written into them and shown to pandoc, case by case."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pubpipe.formats import leftover, opendocument
from tests.formats.cases import cases, check_reading, check_reading_again, split
from tests.formats.docx_files import shown, written
from tests.formats.opendocument_files import flat, part
from tests.formats.opendocument_files import opendocument as made

CASES = Path(__file__).parent / "opendocument"
READING = cases(CASES / "reading.toml")


@pytest.mark.parametrize("case", READING)
def test_reading(case: dict[str, Any]) -> None:
    parts, units, ledger, rules = split(case)
    check_reading(opendocument, made(**parts), units, ledger, rules)


@pytest.mark.parametrize("case", READING)
def test_reading_what_was_written(case: dict[str, Any]) -> None:
    parts, _units, _ledger, rules = split(case)
    check_reading_again(opendocument, made(**parts), rules)


@pytest.mark.parametrize("case", cases(CASES / "writing.toml"))
def test_writing(case: dict[str, Any]) -> None:
    source = made(case["body"])
    unit = opendocument.read(source).units[0]
    merged = opendocument.merge(source, {unit.id: written(case["target"], unit.content)})
    paragraph = re.search("<office:text>(.*)</office:text>", part(merged, "content.xml"), re.DOTALL)
    assert paragraph is not None
    assert paragraph[1] == case["paragraph"]


def test_the_file_is_told_what_it_is_now() -> None:
    slant = '<style:text-properties fo:font-style="italic" style:font-style-asian="italic"/>'
    source = made(
        "<text:p>Body</text:p>", automatic=f'<style:style style:name="T" style:family="text">{slant}</style:style>'
    )
    merged = opendocument.merge(source, {"0/p1": ("正文",)})
    assert 'style:language-asian="zh" style:country-asian="CN"' in part(merged, "styles.xml")
    assert 'fo:font-style="italic" style:font-style-asian="normal"' in part(merged, "content.xml")


def test_the_package_keeps_its_shape() -> None:
    source = made("<text:p>Body</text:p>")
    merged = opendocument.merge(source, {"0/p1": ("正文",)})
    with zipfile.ZipFile(io.BytesIO(merged)) as package:
        first = package.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert merged[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
    assert part(merged, "META-INF/manifest.xml") == part(source, "META-INF/manifest.xml")


def test_flat_files() -> None:
    source = flat("<text:h text:outline-level='1'>One</text:h><text:p>Body</text:p>")
    document = opendocument.read(source)
    assert [(unit.id, shown(unit.content)) for unit in document.units] == [("1/h", "One"), ("1/p1", "Body")]
    assert leftover(document, opendocument.scan(source)) == []
    assert opendocument.merge(source, {}) == source
    merged = opendocument.merge(source, {"1/p1": ("正文",)})
    assert [shown(unit.content) for unit in opendocument.read(merged).units] == ["One", "正文"]
    assert "<text:p>正文</text:p>" in merged.decode()
    assert pandoc(*opendocument.prepare(source)) == "# One\n\nBody"


def pandoc(prepared: bytes, reader: str) -> str:
    """What pandoc reads, as Markdown."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--from", reader, "--to", "markdown-smart", "--wrap=none"]
    done = subprocess.run(command, input=prepared, capture_output=True, check=True)
    return re.sub(r" \{#.*?\}", "", done.stdout.decode().strip())


@pytest.mark.parametrize("case", cases(CASES / "preparing.toml"))
def test_pandoc_sees(case: dict[str, Any]) -> None:
    prepared, reader = opendocument.prepare(made(case["body"]))
    assert pandoc(prepared, reader) == case["markdown"]
    assert opendocument.prepare(made(case["body"])) == (prepared, reader)


def test_a_presentation_becomes_a_page() -> None:
    frame = '<draw:frame presentation:class="{}"><draw:text-box>{}</draw:text-box></draw:frame>'
    title = frame.format("title", "<text:p>Slide &amp; more</text:p>")
    words = 'A <text:span text:style-name="Strong">bold</text:span> <text:a xlink:href="u">link</text:a>'
    point = f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>"
    outline = frame.format("outline", point)
    prepared, reader = opendocument.prepare(made(f"<draw:page>{outline}{title}</draw:page>", kind="presentation"))
    assert reader == "html+epub_html_exts"
    assert re.sub("(?s).*<body>(.*)</body>.*", r"\1", prepared.decode()).strip() == (
        '<h1 id="1/h">Slide &amp; more</h1>\n<ul><li id="1/p1">A <b>bold</b> <a href="u">link</a></li></ul>'
    )
