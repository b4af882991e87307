"""Text formats full of what nobody writes: read or refused with one sentence, soon (law 8)."""

from __future__ import annotations

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import format_of
from tests.formats.test_fuzz import tried
from tests.limits import limited

DEEP = 10_000
SECONDS = 30.0

MARKDOWN = {
    "lists": "\n".join(f"{' ' * 2 * depth}- a" for depth in range(1000)),
    "lists in one line": "- " * DEEP + "x",
    "ordered lists": "1. " * DEEP + "x",
    "quotations": ">" * DEEP + " x",
    "quotations of lists": "> - " * DEEP + "x",
    "brackets": "[" * DEEP + "x" + "]" * DEEP,
    "links": "[a" * DEEP + "](b)" * DEEP,
    "pictures": "![" * DEEP + "x" + "](y)" * DEEP,
    "open links": "[a](<b" * DEEP,
    "emphasis": "*a " * DEEP + "x" + " a*" * DEEP,
    "open emphasis": "*a_b " * DEEP,
    "stars": "*" * DEEP + "x" + "*" * DEEP,
    "code": "".join("`" * number + "x" for number in range(300)),
    "notes": "".join(f"[^{number}] " for number in range(2000))
    + "\n\n"
    + "".join(f"[^{number}]: x\n\n" for number in range(2000)),
    "notes in notes": "a[^1]\n\n" + "".join(f"[^{number}]: x [^{number + 1}]\n\n" for number in range(1, 1000)),
    "addresses": "".join(f"[{number}]: http://a\n" for number in range(2000)) + "\n[1] " * 1000,
    "elements": "<div>" * DEEP + "x" + "</div>" * DEEP,
    "inline elements": "a " + "<span>" * DEEP + "x" + "</span>" * DEEP,
    "comments": "<!--" * DEEP,
    "attributes": "<a " + "a='" * DEEP,
    "columns": "|" * DEEP + "\n" + "|-" * DEEP + "\n" + "|a" * DEEP,
    "directives": "".join(":" * (3 + number) + " note\n" for number in range(1000)),
    "settings": "---\na: " + "[" * DEEP + "\n---\nx",
    "settings in settings": "---\n" + "".join(" " * depth + "a:\n" for depth in range(1000)) + "---\n\nx",
    "template code": "{{<" * DEEP,
    "backslashes": "\\" * DEEP * 2,
    "entities": "&" * DEEP,
    "breaks": "a  \n" * DEEP,
    "underlines": "a\n" * DEEP + "===",
}
HTML = {
    "divisions": "<div>" * DEEP + "x" + "</div>" * DEEP,
    "open divisions": "<div>" * DEEP + "x",
    "bold": "<p>" + "<b>" * DEEP + "x" + "</b>" * DEEP,
    "lists": "<ul><li>" * DEEP + "x" + "</li></ul>" * DEEP,
    "tables": "<table><tr><td>" * DEEP + "x" + "</td></tr></table>" * DEEP,
    "closing": "</div>" * DEEP,
    "crossed": "<b><i></b></i>" * DEEP,
    "links in blocks": "<p>" + "<a><div>" * DEEP,
    "attributes": "<a " + " ".join(f'a{number}="x"' for number in range(DEEP)) + ">x</a>",
    "quotes": "<a href='" * DEEP,
    "comments": "<!--" * DEEP,
    "sections": "<![CDATA[" * DEEP,
    "declarations": "<![if" * DEEP + "]>x",
    "instructions": "<?php " * DEEP,
    "scripts": "<script>" + "</scrip" * DEEP,
    "entities": "&amp" * DEEP + "&#" * DEEP + "&#x" + "1" * DEEP + ";",
    "ruby": "<ruby><rt>" * DEEP,
    "drawings": "<svg>" * DEEP + "<text>x",
    "templates": "{{" * DEEP + "{% if %}" * DEEP,
    "entities of its own": "<!DOCTYPE x [" + "<!ENTITY a 'b'>" * DEEP + "]>&a;",
    "rot": "<meta charset=rot13>x",
    "packed": "<meta charset=zlib>x",
    "unknown": "<meta charset=undefined>x",
}
OTHERS = {
    "quotes.csv": '"' * DEEP * 5,
    "columns.csv": "a," * DEEP + "\n" + "b," * DEEP,
    "lines in cells.csv": '"a\n' * DEEP + '"',
    "arrows.srt": "1\n00:00:01,000 --> 00:00:02,000\n" + "-->" * DEEP,
    "tags.srt": "1\n00:00:01,000 --> 00:00:02,000\n" + "<i>" * DEEP + "x",
    "tags.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<c.a>" * DEEP + "x",
    "lines.txt": "a\n" * DEEP,
}
FILES = {f"{name}.md": text for name, text in MARKDOWN.items()}
FILES |= {f"{name}.html": text for name, text in HTML.items()} | OTHERS


@pytest.mark.parametrize("name", FILES)
def test_a_result_or_one_sentence_soon(name: str) -> None:
    kind, source = format_of(name), FILES[name].encode()
    with limited(SECONDS):
        tried(lambda: list(kind.scan(source)))
        tried(lambda: kind.prepare(source))
        if tried(lambda: kind.read(source)):
            return
        assert kind.merge(source, {}) == source
        units = kind.read(source).units
        tried(lambda: kind.merge(source, {unit.id: ("译文", *unit.content) for unit in units}))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"%PDF-1.7\n", "a PDF under another name: ask for the file it was made from"),
        (b"PK\x03\x04" + bytes(26), "a zip package under another name, perhaps a Word, PowerPoint or Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary Office file: save it as .docx, .pptx or .xlsx"),
        (b"{\\rtf1}", "an RTF file under another name: save it as .docx"),
        (b"\xff\xd8\xff\xe0", "a picture under another name"),
        (b"Text\0", "not a text file: it holds null bytes"),
        (bytes(range(1, 32)) * 40, "not a text file: its bytes are no characters"),
        (b"a," * 1_000_001, "too many lines, cells or tags for one file: divide it"),
        (b" " * 20_000_001, "too large for a text file: 20000001 bytes"),
    ],
    ids=["pdf", "package", "old binary", "rtf", "picture", "null bytes", "controls", "a million cells", "20 MB"],
)
@pytest.mark.parametrize("suffix", [".md", ".html", ".csv", ".txt", ".srt", ".vtt"])
def test_one_sentence(suffix: str, source: bytes, sentence: str) -> None:
    kind = format_of(f"file{suffix}")
    for use in (kind.read, lambda data: kind.merge(data, {}), lambda data: list(kind.scan(data)), kind.prepare):
        with pytest.raises(Unreadable) as error:
            use(source)
        assert str(error.value) == sentence
