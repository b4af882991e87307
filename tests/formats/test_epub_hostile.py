"""Files that mean harm or are not what they say: one sentence each, within bounds (law 8)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.errors import Unreadable
from pubpipe.formats import epub, leftover
from pubpipe.formats.epub._container import CONTAINER, ENCRYPTION
from tests.formats import epub_files
from tests.formats.epub_files import page, parts, zipped

SOUND = epub_files.epub({"one.xhtml": page("<p>One</p>")})


def with_part(name: str, data: str | bytes) -> bytes:
    """The sound file with one part replaced or added."""
    return zipped(parts(SOUND) | {name: data})


def encrypted(part: str, algorithm: str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc") -> bytes:
    return with_part(
        ENCRYPTION,
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
        f'<e:CipherReference URI="{part}"/></e:CipherData></e:EncryptedData></encryption>',
    )


def bombs(name: str) -> bytes:
    text = parts(SOUND)[name].decode()
    declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    return with_part(name, text.replace("?>", f"?>{declared}", 1) if "?>" in text else declared + text)


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "other zip": (lambda: zipped({"a.txt": "x"}), "not an EPUB: no META-INF/container.xml"),
    "no package": (
        lambda: with_part(CONTAINER, '<container><rootfiles><rootfile full-path="x.opf"/></rootfiles></container>'),
        "not an EPUB: its package names no page that is there",
    ),
    "no pages": (
        lambda: with_part("EPUB/package.opf", "<package/>"),
        "not an EPUB: its package names no page that is there",
    ),
    "malformed": (
        lambda: with_part("EPUB/package.opf", "<package>"),
        "damaged: EPUB/package.opf is not well-formed XML: no element found: line 1, column 9",
    ),
    "entities": (lambda: bombs("EPUB/package.opf"), "an entity is declared, which is refused: EPUB/package.opf"),
    "entities in the container": (lambda: bombs(CONTAINER), f"an entity is declared, which is refused: {CONTAINER}"),
    "binary page": (
        lambda: with_part("EPUB/one.xhtml", b"<p>\0</p>"),
        "EPUB/one.xhtml: not a text file: it holds null bytes",
    ),
    "protected": (
        lambda: encrypted("EPUB/one.xhtml"),
        "encrypted (copy protection): EPUB/one.xhtml: ask the publisher for an unprotected copy",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_sentence(name: str) -> None:
    make, sentence = CASES[name]
    source = make()
    started = time.monotonic()
    for use in (epub.read, lambda data: epub.merge(data, {}), lambda data: list(epub.scan(data)), epub.prepare):
        with pytest.raises(Unreadable) as error:
            use(source)
        assert str(error.value) == sentence
    assert time.monotonic() - started < 10


def test_obfuscated_fonts_and_encrypted_pictures_do_not_matter() -> None:
    source = encrypted("EPUB/font.otf", "http://www.idpf.org/2008/embedding")
    assert [unit.content for unit in epub.read(source).units] == [("One",)]


def test_entities_a_page_declares_are_not_expanded() -> None:
    source = bombs("EPUB/one.xhtml")
    document = epub.read(source)
    assert leftover(document, epub.scan(source)) == []
    assert sum(len(account.text) for account in document.ledger) < 200


def test_paths_that_climb_out_are_only_names() -> None:
    source = with_part("../../evil.xhtml", page("<p>Evil</p>"))
    assert list(parts(epub.merge(source, {"0/p1": ("一",)}))) == list(parts(source))
    assert list(parts(epub.prepare(source)[0])) == ["mimetype", CONTAINER, "book.opf", "book.xhtml"]


@pytest.mark.parametrize("text", ["<div>", "<b>", "<svg>", "<a/>", "<![CDATA[x]]>", "<![CDATA[", '<ol epub:type="x">'])
def test_deep_or_endless_markup_is_read(text: str) -> None:
    source = with_part("EPUB/one.xhtml", page("<p>One</p>" + text * 20_000))
    assert epub.merge(source, {}) == source
    assert epub.read(source).units[0].content[0] == "One"
    assert len(parts(epub.prepare(source)[0])) >= 4


MARKUP = (
    "text <dc:title> </dc:title> <meta~content='c'> </meta> <metadata> </metadata> <![CDATA[c]]> &amp; &lt;p&gt; {{a}}"
)


@given(st.lists(st.sampled_from([part.replace("~", " ") for part in MARKUP.split(" ")])))
@settings(max_examples=100, deadline=None)
def test_any_package_document_is_read_or_refused(inside: list[str]) -> None:
    opf = parts(SOUND)["EPUB/package.opf"].decode().replace("</metadata>", f"{''.join(inside)}</metadata>")
    source = with_part("EPUB/package.opf", opf)
    try:
        document = epub.read(source)
    except Unreadable as error:
        assert str(error).startswith("damaged: EPUB/package.opf is not well-formed XML: ")
        return
    assert leftover(document, epub.scan(source)) == []
    assert epub.merge(source, {unit.id: unit.content for unit in document.units}) == source
