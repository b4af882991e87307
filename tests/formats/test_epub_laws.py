"""The laws over every readable EPUB of the outside data, and what of each reaches pandoc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pubpipe.books import expected, mark
from pubpipe.books._pandoc import parse
from pubpipe.errors import Unreadable
from pubpipe.formats import epub
from pubpipe.formats.epub._xml import events
from pubpipe.model import Document
from tests.formats import markdown_and_html
from tests.formats.epub_files import parts
from tests.formats.markdown_and_html import pseudo

_XML = (".xhtml", ".opf", ".ncx", ".svg", ".html")
_TWICE = "damaged: two of its parts have the same name: {}"


def broken(source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks."""
    yield from markdown_and_html.broken(epub, source, document)
    before, after = parts(source), parts(epub.merge(source, {unit.id: pseudo(unit, False) for unit in document.units}))
    if list(before) != list(after):
        yield "parts"
    if [name for name in before if not name.endswith(_XML) and before[name] != after[name]]:
        yield "bytes of other parts"
    if [name for name in before if name.endswith(_XML) and well_formed(before[name]) and not well_formed(after[name])]:
        yield "well-formed"
    if len({unit.id for unit in document.units}) != len(document.units):
        yield "unique ids"


def well_formed(data: bytes) -> bool:
    try:
        return bool(list(events(data, "part")))
    except Unreadable:
        return False


def unseen(source: bytes, document: Document) -> set[str]:
    """The addresses that do not reach pandoc's blocks."""
    made, reader = epub.prepare(epub.merge(source, mark(document, 1, {})))
    blocks, _meta = parse(made, reader)
    return set(expected(document, 1)) - set(re.findall("\ue4f0([^\ue4f1]*)\ue4f1", "".join(texts(blocks))))


def texts(node: object) -> list[str]:
    """Every string of pandoc's tree."""
    if isinstance(node, str):
        return [node]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [text for each in inner for text in texts(each)]


def test_every_file(outside: Callable[[str], Path]) -> None:
    found: dict[str, list[str]] = {}
    unreadable = {}
    for path in sorted(outside("documents/epub").iterdir()):
        source = path.read_bytes()
        try:
            document = epub.read(source)
        except Unreadable as error:
            unreadable[path.name] = str(error)
            continue
        for law in broken(source, document):
            found.setdefault(law, []).append(path.name)
        if unseen(source, document):
            found.setdefault("pandoc", []).append(path.name)
    assert found == {}
    assert unreadable == {
        f"w3c-epubcheck__ocf-filename-duplicate-{kind}-error.epub": _TWICE.format(part)
        for kind, part in (
            ("after-common-case-folding", "EPUB/content_001.xhtml"),
            ("zip-entry", "OPS/content_001.xhtml"),
        )
    }
