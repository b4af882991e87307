"""Packages that mean harm or are not what they say: one sentence each from every use of the reader (law 8).

What all packages share stands here; what one format alone can suffer stands beside its tests.
"""

from __future__ import annotations

import http.server
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pubpipe.errors import Unreadable
from pubpipe.formats import leftover
from pubpipe.model import Document, text
from pubpipe.packages.package import MAX_PARTS, MAX_TOTAL, MAX_XML
from tests.formats.docx_files import package
from tests.formats.packages import SOUND, Sound, crc_broken, crowded, encrypted, heavy, squeezed, twice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOO_LARGE = "too large when unpacked, which is refused"

REFUSED: dict[str, tuple[Callable[[Sound], bytes], str]] = {
    "empty": (lambda _: b"", "an empty file"),
    "text": (lambda _: b"Dear reader", "of another kind than its name says"),
    "old binary": (lambda _: OLE + bytes(512), "an old binary Office file: save it as .docx, .pptx or .xlsx"),
    "password": (
        lambda _: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted: remove the password in the program it was made with and save it again",
    ),
    "rtf": (lambda _: b"{\\rtf1}", "an RTF file under another name: save it as .docx"),
    "pdf": (lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF under another name: ask for the file it was made from"),
    "picture": (lambda _: b"\x89PNG\r\n\x1a\n", "a picture under another name"),
    "truncated": (
        lambda sound: sound.source[: len(sound.source) // 2],
        "cut off: the end of the file is missing; get it again",
    ),
    "no list": (
        lambda sound: sound.source[:10] + sound.source[-22:],
        "damaged, cannot be opened: get the file again",
    ),
    "checksum": (crc_broken, "damaged: {part} cannot be unpacked: get the file again"),
    "password of a part": (encrypted, "encrypted: a password is needed for {first}"),
    "lzma": (lambda sound: squeezed(sound, zipfile.ZIP_LZMA), "packed in a way that no Office program packs: {first}"),
    "bzip2": (
        lambda sound: squeezed(sound, zipfile.ZIP_BZIP2),
        "packed in a way that no Office program packs: {first}",
    ),
    "too many parts": (lambda sound: crowded(sound, MAX_PARTS), TOO_LARGE),
    "very many parts": (lambda sound: crowded(sound, 3 * MAX_PARTS), TOO_LARGE),
    "a part too large": (lambda sound: heavy(sound, sound.part, MAX_XML + 2**20), TOO_LARGE),
    "says it is 800 MB": (lambda sound: heavy(sound, "media.bin", 2**20, MAX_TOTAL), TOO_LARGE),
    "says it is small": (
        lambda sound: heavy(sound, sound.part, 2**20, 100),
        "damaged: {part} cannot be unpacked: get the file again",
    ),
    "says it is large": (
        lambda sound: heavy(sound, sound.part, 2**20, 2**21),
        "damaged: {part} cannot be unpacked: get the file again",
    ),
    "a name twice": (lambda sound: twice(sound, sound.part), "damaged: two of its parts have the same name: {part}"),
    "a name in another case": (
        lambda sound: twice(sound, sound.part.upper()),
        "damaged: two of its parts have the same name: {upper}",
    ),
    "a name from the root": (
        lambda sound: twice(sound, f"/{sound.part}"),
        "damaged: two of its parts have the same name: /{part}",
    ),
}


def uses(sound: Sound, source: bytes) -> Iterator[Callable[[], object]]:
    """Every use of a reader that refuses what it cannot read; a scan may name the part instead."""
    with suppress(Unreadable):
        list(sound.kind.scan(source))
    yield lambda: sound.kind.read(source)
    yield lambda: sound.kind.merge(source, {})
    yield lambda: sound.kind.prepare(source)


@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize("name", REFUSED)
def test_one_sentence(name: str, suffix: str) -> None:
    sound = SOUND[suffix]
    make, sentence = REFUSED[name]
    source = make(sound)
    for use in uses(sound, source):
        with pytest.raises(Unreadable) as error:
            use()
        opened = next((name for name in sound.parts if str(error.value).endswith(f" {name}")), "")
        assert str(error.value) == sentence.format(part=sound.part, upper=sound.part.upper(), first=opened)


def test_a_web_page_under_another_name() -> None:
    for suffix in (".docx", ".pptx", ".xlsx", ".epub"):
        with pytest.raises(Unreadable, match=r"^a web page under another name: save it as the kind of file its name "):
            SOUND[suffix].kind.read(b"<!DOCTYPE html><html>")


def words(document: Document) -> list[str]:
    return [text(unit.content) for unit in document.units]


NAMES = [
    "../../evil.xml",
    "/etc/evil.xml",
    "C:\\evil.xml",
    "..\\..\\worse.xml",
    "\\\\server\\share.xml",
    "con.xml",
    "a/../b.xml",
]


@pytest.mark.parametrize("suffix", SOUND)
def test_names_are_only_names(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths that climb out, absolute ones, backslashes: parts of these names come back, and no file is written."""
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    sound = SOUND[suffix]
    source = sound.having(dict.fromkeys(NAMES, b"<a>x</a>"))
    document = sound.kind.read(source)
    assert "Text" in words(document)
    assert leftover(document, sound.kind.scan(source)) == []
    merged = sound.kind.merge(source, {unit.id: ("文",) for unit in document.units})
    with zipfile.ZipFile(io.BytesIO(merged)) as after, zipfile.ZipFile(io.BytesIO(source)) as before:
        assert after.namelist() == before.namelist()
        assert [after.read(name) for name in NAMES] == [b"<a>x</a>"] * len(NAMES)
    sound.kind.prepare(source)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize(
    "name", ["word/embeddings/book.xlsx", "ppt/embeddings/book.xlsx", "xl/embeddings/a.zip", "b.zip"]
)
def test_a_bomb_inside_is_not_unpacked(name: str, suffix: str) -> None:
    """A package in the package: bounded as any other, or left alone."""
    sound = SOUND[suffix]
    bomb = heavy(SOUND[".xlsx"], "xl/sharedStrings.xml", MAX_XML + 2**20)
    source = sound.having({name: package({"inner.zip": bomb, "xl/sharedStrings.xml": b"<sst/>"}), f"2-{name}": bomb})
    document = sound.kind.read(source)
    assert "Text" in words(document)
    assert leftover(document, sound.kind.scan(source)) == []
    assert sound.kind.merge(source, {}) == source


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">{}]>'.format(
    "".join(f'<!ENTITY {chr(99 + at)} "{f"&{chr(98 + at)};" * 8}">' for at in range(12))
)
QUADRATIC = '<!DOCTYPE x [<!ENTITY n "' + "x" * 50_000 + '">]>'
ENTITIES = {
    "billion laughs": (BILLION, "&n;"),
    "quadratic": (QUADRATIC, "&n;" * 1000),
    "a file": ('<!DOCTYPE x [<!ENTITY n SYSTEM "{file}">]>', "&n;"),
    "an address": ('<!DOCTYPE x [<!ENTITY n SYSTEM "{address}">]>', "&n;"),
    "a document type elsewhere": ('<!DOCTYPE x SYSTEM "{address}">', ""),
    "a parameter": ('<!DOCTYPE x [<!ENTITY % n SYSTEM "{address}"> %n;]>', ""),
}


@pytest.fixture(scope="module")
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address of this machine, and who asked there."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"SECRET")

        def log_message(self, *_all: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x.dtd", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize("name", ENTITIES)
def test_entities_are_refused_or_stay(
    name: str, suffix: str, encoding: str, tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    """Nothing is expanded, no file is read, nobody is asked over a network."""
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    address, asked = listening
    declared, used = ENTITIES[name]
    declared = declared.replace("{file}", (tmp_path / "secret").as_uri()).replace("{address}", address)
    sound = SOUND[suffix]
    page = sound.parts[sound.part].decode().replace("Text", f"Text{used}")
    page = page.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    at = page.index("?>") + 2 if page.startswith("<?xml") else 0
    source = sound.having({sound.part: (page[:at] + declared + page[at:]).encode(encoding)})
    if suffix == ".epub":
        document = sound.kind.read(source)
        assert leftover(document, sound.kind.scan(source)) == []
        accounted = "".join(account.text for account in document.ledger)
        assert "SECRET" not in accounted
        assert len(accounted) < 60_000
        made, _reader = sound.kind.prepare(source)
        assert b"SECRET" not in b"".join(
            zipfile.ZipFile(io.BytesIO(made)).read(each) for each in zipfile.ZipFile(io.BytesIO(made)).namelist()
        )
    else:
        for use in uses(sound, source):
            with pytest.raises(Unreadable) as error:
                use()
            sentence = str(error.value)
            declares = f"a document type or entity is declared, which is refused: {sound.part}"
            assert sentence == declares or (
                encoding == "utf-16" and sentence.startswith(f"damaged: {sound.part} is not well-formed XML: ")
            )
    assert asked == []


DEEP = {
    ".docx": ("<w:p>", "</w:p>"),
    ".pptx": ("<p:grpSp>", "</p:grpSp>"),
    ".xlsx": ("<is>", "</is>"),
    ".odt": ("<text:span>", "</text:span>"),
    ".odp": ("<draw:g>", "</draw:g>"),
}


@pytest.mark.parametrize("suffix", DEEP)
def test_ten_thousand_deep(suffix: str) -> None:
    sound = SOUND[suffix]
    opening, closing = DEEP[suffix]
    part = sound.parts[sound.part].decode()
    at = part.index("Text")
    start, end = part.rindex("<", 0, at), part.index(">", at) + 1
    nested = part[:start] + opening * 10_000 + part[start:end] + closing * 10_000 + part[end:]
    source = sound.having({sound.part: nested.encode()})
    for use in uses(sound, source):
        with pytest.raises(Unreadable) as error:
            use()
        assert str(error.value) == f"nested too deeply or too large to be read: {sound.part}"
